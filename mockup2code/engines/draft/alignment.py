"""How things that stand below each other, or beside each other, are aligned."""

from collections.abc import Sequence
from statistics import median

from mockup2code.vision.measurement import TextLine

_SIZE = 0.15
"""By how much letters of one size are measured apart."""


def aligned(boxes: Sequence[tuple[float, float]]) -> str:
    """How things in a column are aligned, from where each begins and ends."""
    if len(boxes) < 2:
        return "left"
    spreads = {
        "left": _spread([a for a, _ in boxes]),
        "right": _spread([b for _, b in boxes]),
        "center": _spread([(a + b) / 2 for a, b in boxes]),
    }
    best = min(spreads, key=lambda name: (round(spreads[name]), name != "left"))
    return best if spreads[best] < spreads["left"] - 1 else "left"


def in_one_row(one: TextLine, other: TextLine) -> bool:
    """Whether two lines stand at one height in letters of one size."""
    return abs(one.box.y - other.box.y) < one.size / 2 and abs(other.size / one.size - 1) < _SIZE


def _spread(values: Sequence[float]) -> float:
    mid = median(values)
    return float(median(abs(v - mid) for v in values)) + 0.2 * max(abs(v - mid) for v in values)
