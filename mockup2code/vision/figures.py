"""Figures of a drawing: rough rectangles, circles and crossed boxes, from its ink."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.measurement import Box
from mockup2code.vision.pixels import Mask

GAPS = (0, 5, 9, 15)
"""Openings in an outline that are closed, in pixels of a drawing 1200 pixels long; the smallest that do win."""


class FigureKind(StrEnum):
    RECTANGLE = "rectangle"
    CIRCLE = "circle"
    CROSSED = "crossed"


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A figure; `box` holds its lines, `outline` are points of columns and rows along its edge."""

    kind: FigureKind
    box: Box
    outline: NDArray[np.int32]


def pen_width(ink: Mask) -> float:
    """How thick the strokes are, in pixels: twice their area for each pixel of their edge."""
    edge = int(ink.sum()) - int(cv2.erode(ink, np.ones((3, 3), np.uint8)).sum())
    return 2 * float(ink.sum()) / edge if edge else 1.0


def find_figures(ink: Mask, words: Sequence[Box], unit: float) -> list[Figure]:
    """Closed figures, each place once, the largest first. `unit` is the usual height of words, in pixels."""
    pen = pen_width(ink)
    scale = max(ink.shape) / 1200
    least = 0.22 * unit
    found: list[Figure] = []
    for closed in [*(_closed(ink, round(gap * scale)) for gap in GAPS), _prolonged(ink, words, unit)]:
        for figure in [*_crossed(ink, closed, unit), *_closed_figures(closed, least, pen)]:
            if not any(_overlap(figure.box, other.box) > 0.6 for other in found):
                found.append(figure)
    return sorted(found, key=lambda f: -f.box.width * f.box.height)


def _closed(ink: Mask, gap: int) -> Mask:
    if gap < 2:
        return ink
    brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (gap, gap))
    return np.asarray(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, brush), np.uint8)


def _prolonged(ink: Mask, words: Sequence[Box], unit: float) -> Mask:
    """The ink with its level and upright lines made longer, so that they meet where a corner was left open."""
    height, width, reach = max(9, round(0.45 * unit)), max(25, round(1.2 * unit)), max(9, round(0.9 * unit))
    near = cv2.dilate(ink, np.ones((3, 3), np.uint8))
    upright = cv2.morphologyEx(near, cv2.MORPH_OPEN, np.ones((height, 1), np.uint8))
    for word in words:
        top, left = max(0, int(word.y) - 2), max(0, int(word.x) - 2)
        upright[top : int(word.bottom) + 3, left : int(word.right) + 3] = 0
    level = cv2.morphologyEx(near, cv2.MORPH_OPEN, np.ones((1, width), np.uint8))
    longer = cv2.dilate(upright, np.ones((reach, 1), np.uint8)) | cv2.dilate(level, np.ones((1, reach), np.uint8))
    return _closed(np.asarray(near | longer, np.uint8), 7)


def _closed_figures(closed: Mask, least: float, pen: float) -> Iterator[Figure]:
    """Rectangles and circles: holes with ink all around, and figures by their outer edge."""
    contours, tree = cv2.findContours(closed, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    for contour, links in zip(contours, tree[0] if tree is not None else [], strict=True):
        x, y, w, h = cv2.boundingRect(contour)
        line = pen if links[3] >= 0 else 0.0
        box = Box(x - line, y - line, w + 2 * line, h + 2 * line)
        if min(w, h) < least:
            continue
        area = float(cv2.contourArea(contour))
        round_share = area / (np.pi * cv2.minEnclosingCircle(contour)[1] ** 2)
        square_share = area / max(1.0, _area(cv2.minAreaRect(contour)))
        if round_share > max(0.72, square_share * 0.95):
            yield Figure(FigureKind.CIRCLE, box, np.asarray(contour))
        elif square_share > 0.76:
            yield Figure(FigureKind.RECTANGLE, box, np.asarray(contour))


def _crossed(ink: Mask, closed: Mask, unit: float) -> Iterator[Figure]:
    """Boxes with both diagonals drawn: the usual sign for a picture."""
    contours, tree = cv2.findContours(closed, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if tree is None:
        return
    outer, triangles = [], []
    for contour, links in zip(contours, tree[0], strict=True):
        shorter = min(cv2.boundingRect(contour)[2:])
        if links[3] < 0 and shorter >= 0.6 * unit:
            outer.append(np.asarray(contour))
        elif links[3] >= 0 and shorter >= 0.15 * unit and _is_triangle(contour):
            triangles.append(np.asarray(contour))
    for corners in [*(_corners(c) for c in outer), *(_corners(np.vstack(g)) for g in _groups(triangles, unit))]:
        x, y, w, h = cv2.boundingRect(corners.astype(np.float32))
        if min(w, h) >= 0.6 * unit and _has_diagonals(ink, corners, unit):
            yield Figure(FigureKind.CROSSED, Box(x, y, w, h), corners.astype(np.int32))


def _is_triangle(contour: NDArray[np.int32]) -> bool:
    area, rectangle = float(cv2.contourArea(contour)), _area(cv2.minAreaRect(contour))
    if rectangle == 0 or not 0.35 < area / rectangle < 0.68:
        return False
    return len(cv2.approxPolyDP(contour, 0.07 * cv2.arcLength(contour, True), True)) == 3


def _groups(triangles: Sequence[NDArray[np.int32]], least: float) -> Iterator[list[NDArray[np.int32]]]:
    """Three or four triangles that meet in one point."""
    tips = [c.reshape(-1, 2).astype(float) for c in triangles]
    for tip in tips:
        middle = tip.mean(axis=0)
        reach = max(float(np.ptp(tip, axis=0).max()), least)
        near = [
            triangles[i]
            for i, other in enumerate(tips)
            if float(np.abs(other.mean(axis=0) - middle).max()) < reach and _touch(tip, other) < 0.12 * reach
        ]
        if len(near) >= 3:
            yield near


def _touch(some: NDArray[np.float64], others: NDArray[np.float64]) -> float:
    return float(np.sqrt(((some[:, None] - others[None]) ** 2).sum(axis=2)).min())


def _corners(points: NDArray[np.int32]) -> NDArray[np.float64]:
    """The outermost points towards the four corners: left top, right top, right bottom, left bottom."""
    flat = points.reshape(-1, 2)
    plus, minus = flat.sum(axis=1), flat[:, 0] - flat[:, 1]
    return np.array([flat[plus.argmin()], flat[minus.argmax()], flat[plus.argmax()], flat[minus.argmin()]], np.float64)


def _has_diagonals(ink: Mask, corners: NDArray[np.float64], unit: float) -> bool:
    left_top, right_top, right_bottom, left_bottom = corners
    size = float(min(right_top[0] - left_top[0], left_bottom[1] - left_top[1]))
    if size < 8 or cv2.contourArea(corners.astype(np.float32)) < 0.6 * np.ptp(corners[:, 0]) * np.ptp(corners[:, 1]):
        return False
    brush = max(3, round(min(size * 0.14, 0.6 * unit))) | 1
    near = cv2.dilate(ink, np.ones((brush, brush), np.uint8))
    both = (_along(near, left_top, right_bottom), _along(near, right_top, left_bottom))
    left, right = (left_top + left_bottom) / 2, (right_top + right_bottom) / 2
    top, bottom = (left_top + right_top) / 2, (left_bottom + right_bottom) / 2
    between = [a * 0.75 + b * 0.25 for a, b in ((left, right), (right, left), (top, bottom), (bottom, top))]
    return min(both) > 0.8 and all(_paper(ink, place, size) for place in between)


def _along(near: Mask, start: NDArray[np.float64], end: NDArray[np.float64]) -> float:
    """The share of a line, without its ends, that lies on ink."""
    places = start + np.linspace(0.12, 0.88, 40)[:, None] * (end - start)
    columns, rows = np.clip(places.astype(int), 0, [near.shape[1] - 1, near.shape[0] - 1]).T
    return float((near[rows, columns] > 0).mean())


def _paper(ink: Mask, place: NDArray[np.float64], size: float) -> bool:
    """Whether there is mostly paper around a place between the diagonals."""
    x, y, r = int(place[0]), int(place[1]), max(1, int(size * 0.06))
    part = ink[max(0, y - r) : y + r + 1, max(0, x - r) : x + r + 1]
    return part.size > 0 and float(part.mean()) < 0.4


def _area(rectangle: tuple[tuple[float, float], tuple[float, float], float]) -> float:
    return float(rectangle[1][0] * rectangle[1][1])


def _overlap(some: Box, other: Box) -> float:
    width = min(some.right, other.right) - max(some.x, other.x)
    height = min(some.bottom, other.bottom) - max(some.y, other.y)
    both = max(0.0, width) * max(0.0, height)
    return both / (some.width * some.height + other.width * other.height - both + 1e-9)
