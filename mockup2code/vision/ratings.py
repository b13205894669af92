"""Rows of stars in a drawing: the sign for a rating, kept as one picture."""

from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np

from mockup2code.vision.figures import Ink
from mockup2code.vision.measurement import Box

LEAST = 4
"""How many stars make a row."""


def find_ratings(ink: Ink, unit: float) -> list[Box]:
    """The rows of stars; `unit` is the usual height of words, in pixels."""
    stars = sorted((box for box in _pieces(ink, unit) if _is_star(box, ink)), key=lambda b: b.x)
    rows: list[list[Box]] = []
    for star in stars:
        row = next((r for r in rows if _goes_on(r, star)), None)
        if row is None:
            rows.append([star])
        else:
            row.append(star)
    return [_around(row) for row in rows if len(row) >= LEAST and _is_even(row)]


def _pieces(ink: Ink, unit: float) -> list[Box]:
    boxes = [Box(*(float(v) for v in piece[:4])) for piece in ink.boxes[1:]]
    return [b for b in boxes if 0.4 * unit < min(b.width, b.height) and max(b.width, b.height) < 2 * unit]


def _is_star(box: Box, ink: Ink) -> bool:
    """Whether a piece of ink is about as wide as high, with bays between at least four points."""
    if not 0.65 < box.width / box.height < 1.5:
        return False
    x, y, w, h = (int(v) for v in (box.x, box.y, box.width, box.height))
    part = ink.pieces[y : y + h, x : x + w]
    own = np.bincount(part[part > 0]).argmax()
    contours, _ = cv2.findContours(np.asarray(part == own, np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    outline = max(contours, key=cv2.contourArea)
    filled, hull = (np.zeros((h, w), np.uint8) for _ in range(2))
    cv2.drawContours(filled, [outline], -1, 1, cv2.FILLED)
    cv2.fillPoly(hull, [cv2.convexHull(outline)], 1)
    if not 0.35 < filled.sum() / max(1, hull.sum()) < 0.85:
        return False
    _, _, bays, _ = cv2.connectedComponentsWithStats(np.asarray(hull & (1 - filled), np.uint8), connectivity=4)
    return 4 <= int((bays[1:, cv2.CC_STAT_AREA] > 0.012 * w * h).sum()) <= 7


def _goes_on(row: Sequence[Box], star: Box) -> bool:
    last = row[-1]
    level = abs(last.y + last.height / 2 - star.y - star.height / 2) < 0.5 * last.height
    alike = 0.65 < star.width / last.width < 1.5 and 0.65 < star.height / last.height < 1.5
    return level and alike and -0.2 * last.width < star.x - last.right < 1.2 * last.width


def _is_even(row: Sequence[Box]) -> bool:
    steps = [b.x + b.width / 2 - a.x - a.width / 2 for a, b in pairwise(row)]
    return max(steps) < 1.7 * min(steps)


def _around(row: Sequence[Box]) -> Box:
    left, top = min(b.x for b in row), min(b.y for b in row)
    return Box(left, top, max(b.right for b in row) - left, max(b.bottom for b in row) - top)
