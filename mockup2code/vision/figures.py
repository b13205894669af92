"""Figures of a drawing: rough rectangles and circles, from its ink."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.measurement import Box
from mockup2code.vision.pixels import Mask
from mockup2code.vision.scene import holds
from mockup2code.vision.sides import boxes_by_sides

GAPS = (0, 5, 9, 15)
"""Openings in an outline that are closed, in pixels of a drawing 1200 pixels long; the smallest that do win."""


class FigureKind(StrEnum):
    RECTANGLE = "rectangle"
    CIRCLE = "circle"


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A figure; `box` holds its lines.

    `corners` are its left top, right top, right bottom and left bottom points: columns and rows.
    """

    kind: FigureKind
    box: Box
    corners: NDArray[np.float64]

    @property
    def height(self) -> float:
        """How long its left and right sides are, which a tilt does not change."""
        left_top, right_top, right_bottom, left_bottom = self.corners
        return float(np.hypot(*(left_bottom - left_top)) + np.hypot(*(right_bottom - right_top))) / 2


@dataclass(frozen=True, slots=True)
class Ink:
    """A drawing's ink, its connected pieces, how far each pixel is from it, and how thick its strokes are, in pixels.

    `boxes` has the left, top, width, height and area of each piece; the first is the paper's.
    """

    mask: Mask
    pieces: NDArray[np.int32]
    boxes: NDArray[np.int32]
    distance: NDArray[np.float32]
    pen: float

    @classmethod
    def of(cls, mask: Mask) -> "Ink":
        distance = cv2.distanceTransform(np.asarray(1 - mask, np.uint8), cv2.DIST_L2, 3)
        _, pieces, boxes, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
        return cls(mask, np.asarray(pieces), np.asarray(boxes), np.asarray(distance, np.float32), pen_width(mask))

    def along(self, start: NDArray[np.float64], end: NDArray[np.float64], near: float, margin: float = 0.04) -> float:
        """The share of a line, without its ends, that has ink no further away than `near`."""
        length = max(abs(end - start))
        places = np.linspace(margin, 1 - margin, int(np.clip(length / 2, 12, 200)))
        return float((self.at(start + places[:, None] * (end - start)) <= near).mean())

    def at(self, points: NDArray[np.float64]) -> NDArray[np.float32]:
        """How far points (columns and rows) are from ink."""
        height, width = self.mask.shape
        columns, rows = np.clip(np.rint(points).astype(int), 0, [width - 1, height - 1]).T
        return np.asarray(self.distance[rows, columns], np.float32)


def pen_width(ink: Mask) -> float:
    """How thick the strokes are, in pixels: twice their area for each pixel of their edge."""
    ink = np.asarray(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)), np.uint8)
    edge = int(ink.sum()) - int(cv2.erode(ink, np.ones((3, 3), np.uint8)).sum())
    return 2 * float(ink.sum()) / edge if edge else 1.0


def find_figures(ink: Ink, words: Sequence[Box], unit: float) -> list[Figure]:
    """Closed figures, each place once, the largest first. `unit` is the usual height of words, in pixels."""
    scale = max(ink.mask.shape) / 1200
    found: list[Figure] = []
    ruled, longer = _ruled(ink.mask, words, unit)
    for closed in [*(_closed(ink.mask, round(gap * scale)) for gap in GAPS), ruled, longer]:
        for figure in _closed_figures(ink, closed, 0.22 * unit):
            same = [f for f in found if _overlap(figure.box, f.box) > 0.6]
            if closed is ruled and figure.kind is FigureKind.RECTANGLE:
                found = [f for f in found if f not in same or _is_clean(ink, f)]
                same = [f for f in same if f in found]
            if not same:
                found.append(figure)
    for figure in _by_sides(ink, words, unit):
        if not any(_overlap(figure.box, f.box) > 0.6 for f in found):
            found.append(figure)
    return sorted(found, key=lambda f: -f.box.width * f.box.height)


def _by_sides(ink: Ink, words: Sequence[Box], unit: float) -> list[Figure]:
    """Boxes whose sides are all there although their corners are open, the smallest first."""
    boxes = [Figure(FigureKind.RECTANGLE, _box_of(c, ink.pen), c) for c in boxes_by_sides(ink.mask, words, unit)]
    clear = [f for f in boxes if is_framed(ink, f.corners) or (_is_filled(f.box, words) and has_sides(ink, f.corners))]
    whole = [f for f in clear if not any(_is_part(f.box, word) for word in words)]
    return sorted(whole, key=lambda f: f.box.width * f.box.height)


def _is_part(box: Box, word: Box) -> bool:
    """Whether a box is made of some of a word's letters."""
    return holds(word, box) and box.width < 0.9 * word.width and box.x > word.x - 4 and box.right < word.right + 4


def _is_filled(box: Box, words: Sequence[Box]) -> bool:
    """Whether a box holds words that take most of its width."""
    return any(holds(box, word) and 0.4 * box.width < word.width < box.width for word in words)


def _box_of(corners: NDArray[np.float64], line: float) -> Box:
    (x, y), (right, bottom) = corners.min(axis=0) - line / 2, corners.max(axis=0) + line / 2
    return Box(float(x), float(y), float(right - x), float(bottom - y))


def _closed(ink: Mask, gap: int) -> Mask:
    if gap < 2:
        return ink
    brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (gap, gap))
    return np.asarray(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, brush), np.uint8)


def _ruled(ink: Mask, words: Sequence[Box], unit: float) -> Iterator[Mask]:
    """The level and upright lines alone, without the sign in a box; then all ink with these lines made longer.

    Longer lines meet where a corner was left open.
    """
    height, width, reach = max(9, round(0.45 * unit)), max(25, round(1.2 * unit)), max(9, round(0.9 * unit))
    near = cv2.dilate(ink, np.ones((3, 3), np.uint8))
    upright = cv2.morphologyEx(near, cv2.MORPH_OPEN, np.ones((height, 1), np.uint8))
    short = cv2.morphologyEx(near, cv2.MORPH_OPEN, np.ones((1, height), np.uint8))
    yield _closed(np.asarray(cv2.erode(upright | short, np.ones((3, 3), np.uint8)), np.uint8), round(0.2 * unit))
    for word in words:
        top, left = max(0, int(word.y) - 2), max(0, int(word.x) - 2)
        upright[top : int(word.bottom) + 3, left : int(word.right) + 3] = 0
    level = cv2.morphologyEx(near, cv2.MORPH_OPEN, np.ones((1, width), np.uint8))
    longer = cv2.dilate(upright, np.ones((reach, 1), np.uint8)) | cv2.dilate(level, np.ones((1, reach), np.uint8))
    yield _closed(np.asarray(near | longer, np.uint8), 7)


def _closed_figures(ink: Ink, closed: Mask, least: float) -> Iterator[Figure]:
    """Rectangles and circles: holes with ink all around, and figures by their outer edge."""
    contours, tree = cv2.findContours(closed, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    for contour, links in zip(contours, tree[0] if tree is not None else [], strict=True):
        x, y, w, h = cv2.boundingRect(contour)
        if min(w, h) < least:
            continue
        line = ink.pen if links[3] >= 0 else 0.0
        kind = _kind(ink, np.asarray(contour))
        box = Box(x - line, y - line, w + 2 * line, h + 2 * line)
        if kind:
            yield Figure(kind, box, corners_of(np.asarray(contour)))


def _kind(ink: Ink, contour: NDArray[np.int32]) -> FigureKind | None:
    hull = cv2.convexHull(contour)
    corners = corners_of(contour)
    area, covered = float(cv2.contourArea(contour)), float(cv2.contourArea(hull))
    if covered > 1.2 * cv2.contourArea(corners.astype(np.float32)) and _is_round(hull):
        return FigureKind.CIRCLE if area > 0.85 * covered else None
    square_share = area / max(1.0, _area(cv2.minAreaRect(contour)))
    if square_share > 0.76 or (is_framed(ink, corners) and _follows(contour, corners)):
        return FigureKind.RECTANGLE
    return None


def _is_round(hull: NDArray[np.int32]) -> bool:
    """Whether a hull is about as wide as high, and leaves the corners around it free."""
    _, (width, height), _ = cv2.minAreaRect(hull)
    return bool(min(width, height) > 0.55 * max(width, height) and cv2.contourArea(hull) < 0.87 * width * height)


def _follows(contour: NDArray[np.int32], corners: NDArray[np.float64]) -> bool:
    """Whether an edge hardly leaves the four sides between its corners."""
    quad = corners.astype(np.float32)
    slack = 2 + 0.1 * float(min(np.ptp(corners[:, 0]), np.ptp(corners[:, 1])))
    edge = np.zeros(np.ptp(contour.reshape(-1, 2), axis=0)[::-1] + 1, np.uint8)
    cv2.drawContours(edge, [contour - contour.reshape(-1, 2).min(axis=0)], -1, 1)
    points = np.argwhere(edge)[::3, ::-1] + contour.reshape(-1, 2).min(axis=0)
    away = [abs(cv2.pointPolygonTest(quad, (float(x), float(y)), measureDist=True)) > slack for x, y in points]
    return float(np.mean(away)) < 0.12


def corners_of(points: NDArray[np.int32]) -> NDArray[np.float64]:
    """The outermost points towards the four corners: left top, right top, right bottom, left bottom."""
    flat = points.reshape(-1, 2)
    plus, minus = flat.sum(axis=1), flat[:, 0] - flat[:, 1]
    return np.array([flat[plus.argmin()], flat[minus.argmax()], flat[plus.argmax()], flat[minus.argmin()]], np.float64)


def _is_clean(ink: Ink, figure: Figure) -> bool:
    """Whether a figure is what it seems: paper in a circle's corners, a line along each side of a rectangle."""
    if figure.kind is FigureKind.CIRCLE:
        return _is_ring(ink, figure.box)
    return has_sides(ink, figure.corners)


def _is_ring(ink: Ink, box: Box) -> bool:
    """Whether there is paper in the corners of a box, as around a circle."""
    corners = np.array([[x, y] for x in (box.x, box.right - 1) for y in (box.y, box.bottom - 1)])
    return float(ink.at(corners).mean()) + ink.pen / 2 > 0.15 * min(box.width, box.height)


def has_sides(ink: Ink, corners: NDArray[np.float64]) -> bool:
    """Whether there is a line along each of the four sides, or else the picture's edge."""
    size = float(min(np.ptp(corners[:, 0]), np.ptp(corners[:, 1])))
    return all(
        ink.along(start, end, min(ink.pen + 0.06 * size + 0.02 * float(np.abs(end - start).max()), 0.2 * size)) >= 0.8
        or _is_at_edge(ink, start, end)
        for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True)
    )


def _is_at_edge(ink: Ink, start: NDArray[np.float64], end: NDArray[np.float64]) -> bool:
    height, width = ink.mask.shape
    near = 2 * ink.pen + 4
    (x0, y0), (x1, y1) = start, end
    return bool(max(x0, x1) < near or max(y0, y1) < near or min(x0, x1) > width - near or min(y0, y1) > height - near)


def is_even(corners: NDArray[np.float64]) -> bool:
    """Whether opposite sides are about as long as each other."""
    lengths = np.hypot(*(np.roll(corners, -1, axis=0) - corners).T)
    pairs = (lengths[:2], lengths[2:])
    return bool(np.minimum(*pairs).min() > 0 and (np.minimum(*pairs) / np.maximum(*pairs)).min() > 0.5)


def is_framed(ink: Ink, corners: NDArray[np.float64]) -> bool:
    """Whether there is a line along each of the four sides, and mostly paper at their inner side."""
    if not (is_even(corners) and has_sides(ink, corners)):
        return False
    width, height = np.ptp(corners[:, 0]), np.ptp(corners[:, 1])
    middle = corners.mean(axis=0)
    step = 2 * ink.pen + 0.1 * float(min(width, height))
    inner = corners + (middle - corners) / np.abs(middle - corners).max(axis=0) * step
    crossed = [ink.along(inner[i], inner[(i + 1) % 4], 1, 0.1) for i in range(4)]
    return sum(crossed) < (1.7 if width > 2.5 * height else 1.2)


def _area(rectangle: tuple[tuple[float, float], tuple[float, float], float]) -> float:
    return float(rectangle[1][0] * rectangle[1][1])


def _overlap(some: Box, other: Box) -> float:
    width = min(some.right, other.right) - max(some.x, other.x)
    height = min(some.bottom, other.bottom) - max(some.y, other.y)
    both = max(0.0, width) * max(0.0, height)
    return both / (some.width * some.height + other.width * other.height - both + 1e-9)
