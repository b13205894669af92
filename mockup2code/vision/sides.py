"""Boxes of a drawing told from their sides alone: two level and two upright lines whose ends meet about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.measurement import Box
from mockup2code.vision.pixels import Mask

REACH = 0.35
"""How far a side may end before a corner, for each pixel that the box is high."""
HIGHEST = 4.0
"""How high a box is at most, in usual heights of words: it is a field or a button."""
MOST = 800
"""The most upright lines that are paired: more are a pattern, no drawing."""

Ends: TypeAlias = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Side:
    """A line along an axis: where it begins, and how far from the axis it is at each of its pixels."""

    start: float
    profile: NDArray[np.float64]

    @property
    def end(self) -> float:
        return self.start + len(self.profile) - 1

    def at(self, place: float) -> float:
        """How far from the axis the line is at a place along it, or at its nearer end."""
        return float(self.profile[int(np.clip(round(place - self.start), 0, len(self.profile) - 1))])


def boxes_by_sides(ink: Mask, words: Sequence[Box], unit: float) -> Iterator[NDArray[np.float64]]:
    """The corners (left top, right top, right bottom, left bottom) of what may be boxes as wide as high or wider.

    The picture's own edges close boxes whose lines run out of it.
    """
    near = np.asarray(cv2.dilate(ink, np.ones((3, 3), np.uint8)), np.uint8)
    level = _lines(near, max(25, round(1.2 * unit)))
    upright = _lines(np.ascontiguousarray(near.T), max(9, round(0.45 * unit)))
    upright = [side for side in upright if not any(_is_letter(side, word, unit) for word in words)]
    if len(upright) > MOST:
        return
    last = ink.shape[1] - 1.0
    pairs = [(upright[i], upright[j]) for i, j in _pairs(upright)]
    pairs += [(replace(side, profile=0 * side.profile), side) for side in upright]
    pairs += [(side, replace(side, profile=0 * side.profile + last)) for side in upright]
    for left, right in pairs:
        yield from _between(left, right, level, unit)


def _is_letter(side: Side, word: Box, unit: float) -> bool:
    """Whether an upright line stands well within a word."""
    place, common = float(side.profile.mean()), min(side.end, word.bottom) - max(side.start, word.y)
    return word.x + 0.3 * unit < place < word.right - 0.3 * unit and common > 0.6 * (side.end - side.start)


def _lines(near: Mask, shortest: int) -> list[Side]:
    """The level lines of the ink."""
    opened = cv2.morphologyEx(near, cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
    _, pieces, stats, _ = cv2.connectedComponentsWithStats(np.asarray(opened, np.uint8), connectivity=8)
    sides = []
    for number, (x, y, width, height) in enumerate(stats[1:, :4].tolist(), start=1):
        part = pieces[y : y + height, x : x + width] == number
        rows = np.arange(y, y + height)[:, None]
        sides.append(Side(float(x), (part * rows).sum(axis=0) / np.maximum(1, part.sum(axis=0))))
    return sides


def _pairs(upright: Sequence[Side]) -> list[tuple[int, int]]:
    """Lines that may be the left and the right side of one box."""
    if not upright:
        return []
    top, bottom = np.array([s.start for s in upright]), np.array([s.end for s in upright])
    place = np.array([s.profile.mean() for s in upright])
    tall = np.maximum.outer(bottom - top, bottom - top)
    common = np.minimum.outer(bottom, bottom) - np.maximum.outer(top, top)
    wide = place[None, :] - place[:, None]
    return [(int(i), int(j)) for i, j in np.argwhere((common > 0.6 * tall) & (wide > 1.2 * tall) & (wide < 18 * tall))]


def _between(left: Side, right: Side, level: Sequence[Side], unit: float) -> Iterator[NDArray[np.float64]]:
    """The boxes that two upright lines make with lines above and below."""
    slack = REACH * max(left.end - left.start, right.end - right.start) + 2
    upper, lower = _ends(left, right, left.start, right.start), _ends(left, right, left.end, right.end)
    bottoms = [side for side in level if _joins(side, lower, slack)]
    for above in [side for side in level if _joins(side, upper, slack)]:
        for below in bottoms:
            sides = ((above, upper[0]), (above, upper[1]), (below, lower[1]), (below, lower[0]))
            corners = np.array([[x, side.at(x)] for side, (x, _) in sides])
            heights = corners[[3, 2], 1] - corners[[0, 1], 1]
            if 0.55 * unit < heights.min() and heights.max() < HIGHEST * unit:
                yield corners


def _ends(left: Side, right: Side, row: float, other: float) -> Ends:
    """The columns and rows of a point on each of two upright lines."""
    return (left.at(row), row), (right.at(other), other)


def _joins(side: Side, ends: Ends, slack: float) -> bool:
    """Whether a level line runs about from one point to another, or further."""
    (first, _), (last, _) = ends
    if side.start > first + slack or side.end < last - slack:
        return False
    return all(abs(side.at(x) - y) < slack for x, y in ends)
