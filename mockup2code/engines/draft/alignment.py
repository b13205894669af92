"""How things that stand below each other are aligned."""

from collections.abc import Sequence
from statistics import median


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


def _spread(values: Sequence[float]) -> float:
    mid = median(values)
    return float(median(abs(v - mid) for v in values)) + 0.2 * max(abs(v - mid) for v in values)
