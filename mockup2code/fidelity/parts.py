"""What of a page's boxes and controls a person would see as such."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from mockup2code.fidelity.geometry import Matrix, Verdicts, covers, table
from mockup2code.fidelity.seen import Seen, SeenBox, SeenControl
from mockup2code.vision.measurement import Box, ControlKind

KINDS = frozenset(kind.value for kind in ControlKind)

WASH = 0.95
"""The share of the page from which on a box is the page's ground."""


def area(box: Box) -> float:
    return max(0.0, box.width) * max(0.0, box.height)


def painted(page: Seen) -> list[SeenBox]:
    """The painted boxes without specks and washes of the whole page, each place once."""
    most = WASH * page.width * page.height
    large = [b for b in page.boxes if b.box.width >= 12 and b.box.height >= 8 and b.box.width * b.box.height <= most]
    return [large[i] for i in _distinct([b.box for b in large])]


def _distinct(boxes: Sequence[Box]) -> list[int]:
    """The numbers of the boxes that are not in the place of an earlier one."""
    same = np.triu(covers(boxes, boxes) > 0.9, 1)
    left_out = set[int]()
    for number in np.flatnonzero(same.any(axis=0)).tolist():
        if set(np.flatnonzero(same[:, number]).tolist()) - left_out:
            left_out.add(number)
    return [number for number in range(len(boxes)) if number not in left_out]


def controls(page: Seen) -> list[SeenControl]:
    """Form controls; a link that lies on a painted box of its size is a button."""
    boxes = table([b.box for b in page.boxes])
    found = [replace(c, kind="button") if c.kind == "link" and _is_button(c.box, boxes) else c for c in page.controls]
    return [c for c in found if c.kind in KINDS and area(c.box) > 60]


def _is_button(link: Box, boxes: Matrix) -> bool:
    if link.width < 40 or link.height < 20 or not len(boxes):
        return False
    near = boxes[(np.abs(boxes[:, 0] - link.x) < link.width) & (np.abs(boxes[:, 1] - link.y) < link.height)]
    return bool((covers([link], [Box(*(float(v) for v in row)) for row in near]) > 0.8).any())


def same_kind(wanted: Sequence[SeenControl], found: Sequence[SeenControl]) -> Verdicts:
    """Of which pairs both are of one kind: a row for each that is wanted, a column for each that was found."""
    kinds = np.array([c.kind for c in wanted], "U16")[:, None] == np.array([c.kind for c in found], "U16")[None, :]
    return np.asarray(kinds, np.bool_).reshape(len(wanted), len(found))
