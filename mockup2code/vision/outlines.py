"""Tells whether a region is a rectangle, from the profile of its four sides."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.pixels import Mask

CORNER = 1 - np.pi / 4
"""The share of a corner's square that a quarter circle leaves out."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A rectangle's corner radius, and how thick it is at its sides: `ring` where it has a hole all the way."""

    radius: float
    thickness: float
    ring: bool


def rectangle(mask: Mask) -> Outline | None:
    """The outline of a region given as 0 and 1 within its box; None where it is no rectangle."""
    height, width = mask.shape
    if not (mask.any(axis=1).all() and mask.any(axis=0).all()):
        return None
    sides = [mask.argmax(axis=1), mask[:, ::-1].argmax(axis=1), mask.argmax(axis=0), mask[::-1].argmax(axis=0)]
    half = min(height, width) // 2
    radii = [_radius(sides[side], half, end) for side in (0, 1) for end in (False, True)]
    radius = min(float(np.median(radii)), min(height, width) / 2)
    largest = min(max(radii), half)
    if max(radii) > half * 1.12 + 2:
        return None
    for side in sides:
        straight = side[int(largest) : len(side) - int(largest)]
        if straight.size and (straight <= 1).mean() < 0.9:
            return None
    thickness = _thickness(mask)
    ring = thickness <= 4 and min(height, width) > 3 * thickness + 2
    return Outline(radius if radius >= 1.2 else 0.0, thickness, ring)


def _radius(side: NDArray[np.intp], half: int, end: bool) -> float:
    """The corner radius from what is missing of the rectangle at one end of a side."""
    part = side[::-1][:half] if end else side[:half]
    return float(np.sqrt(np.minimum(part, half).sum() / CORNER))


def _thickness(mask: Mask) -> float:
    """How far the region reaches inwards from its sides: the widest of the four medians."""
    height, width = mask.shape
    rows = np.linspace(height * 0.15, height * 0.85 - 1, 9).astype(int)
    columns = np.linspace(width * 0.15, width * 0.85 - 1, 9).astype(int)
    strips = [mask[rows], mask[rows][:, ::-1], mask[:, columns].T, mask[::-1][:, columns].T]
    return max(float(np.median(_runs(strip))) for strip in strips)


def _runs(lines: Mask) -> NDArray[np.intp]:
    """How long the first run of ones is in each line."""
    first = lines.argmax(axis=1)
    after = (np.arange(lines.shape[1]) > first[:, None]) & (lines == 0)
    ends = np.where(after.any(axis=1), after.argmax(axis=1), lines.shape[1])
    return np.asarray(ends - first)
