"""Things of a drawing that came to overlap when they got usual sizes: what stands below another moves down."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mockup2code.vision.measurement import Box

_GAP = 2.0
"""The least space between two things below each other, in pixels."""

_LEVEL = 0.35
"""Things whose middles are nearer than this part of the lower one's height stand side by side."""


def apart(boxes: Sequence[Box], owners: Mapping[int, int]) -> list[Box]:
    """The boxes, with each so far down that it lies under what is above it; with it moves all that begins lower.

    `owners` names for a box the one that it lies in, with which it moves.
    """
    out = list(boxes)
    order = sorted((i for i in range(len(out)) if i not in owners), key=lambda i: boxes[i].y)
    for place, index in enumerate(order):
        box = out[index]
        above = [out[other] for other in order[:place] if _is_above(out[other], box)]
        down = max((other.bottom + _GAP - box.y for other in above), default=0.0)
        if down > 0:
            for lower in order[place:]:
                out[lower] = replace(out[lower], y=out[lower].y + down)
    for inner, outer in owners.items():
        out[inner] = replace(out[inner], y=out[outer].y + (out[outer].height - out[inner].height) / 2)
    return out


def _is_above(other: Box, box: Box) -> bool:
    middles = box.y + box.height / 2 - other.y - other.height / 2
    across = min(other.right, box.right) - max(other.x, box.x)
    return across > 0 and middles > _LEVEL * min(box.height, other.height)
