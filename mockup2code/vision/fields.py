"""Inputs, selects and buttons of a drawing: boxes with a line of words at most."""

from collections.abc import Sequence

import cv2
import numpy as np

from mockup2code.vision.figures import Figure, FigureKind, Ink, has_sides, is_framed
from mockup2code.vision.measurement import Box, Control, ControlKind
from mockup2code.vision.pixels import Mask, cut


def find_fields(figures: Sequence[Figure], ink: Ink, words: Sequence[Box], unit: float) -> list[Control]:
    """Fields, the outermost only; `unit` is the usual height of words, in pixels."""
    boxes = [f for f in figures if _is_field(f, ink, words, unit)]
    selects, rest = _selects(boxes, figures, ink, unit)
    return _outermost([*selects, *(Control(_kind(f, ink, words, unit), f.box) for f in rest)])


def _is_field(figure: Figure, ink: Ink, words: Sequence[Box], unit: float) -> bool:
    """A box of the proportions of an input or a button, with a line or two of words at most."""
    box, height = figure.box, figure.height
    if figure.kind is not FigureKind.RECTANGLE or height + ink.pen < 0.6 * unit or not 1.3 < box.width / height < 16:
        return False
    inside = [w for w in words if _is_inside(w, figure) and w.width < 1.1 * box.width]
    if not is_framed(ink, figure.corners) and not (inside and has_sides(ink, figure.corners)):
        return False
    if any(_covers(word, box, 0.12 * unit) for word in words) and not _has_long_line(box, ink, unit):
        return False
    if not inside:
        return height < 2.6 * unit or not written_in(box, ink).any()
    one_row = max(w.y for w in inside) < min(w.bottom for w in inside)
    return one_row and len(inside) <= 3 and height < 3.6 * unit


def _has_long_line(box: Box, ink: Ink, unit: float) -> bool:
    """Whether some stroke runs along most of a wide box, as letters do not."""
    pieces = np.unique(cut(ink.pieces, box))
    return box.width > 1.8 * unit and bool((ink.boxes[pieces[pieces > 0], 2] > 0.6 * box.width).any())


def written_in(box: Box, ink: Ink) -> Mask:
    """The ink well within the lines of a box."""
    rim = 2 * ink.pen + 0.06 * box.width
    return cut(ink.mask, Box(box.x + rim, box.y + rim, box.width - 2 * rim, box.height - 2 * rim))


def _covers(word: Box, box: Box, slack: float) -> bool:
    """Whether a figure may be made of the letters of a word."""
    across = word.x - slack <= box.x and box.right <= word.right + slack
    return across and word.y - slack <= box.y and box.bottom <= word.bottom + slack


def _selects(
    fields: Sequence[Figure], figures: Sequence[Figure], ink: Ink, unit: float
) -> tuple[list[Control], list[Figure]]:
    """Fields that have a small box at their right end, and the other fields."""
    selects, rest = [], []
    ends = sorted((f.box for f in figures if _may_end(f, ink, unit)), key=lambda e: e.width)
    for field in fields:
        box = field.box
        end = next((e for e in ends if _at_end(box, e, unit) and not _is_letter(box, e, ink, unit)), None)
        if end:
            top, bottom = min(box.y, end.y), max(box.bottom, end.bottom)
            whole = Box(box.x, top, max(end.right, box.right) - box.x, bottom - top)
            selects.append(Control(ControlKind.SELECT, whole))
        elif _has_divider(field, ink, unit):
            selects.append(Control(ControlKind.SELECT, box))
        else:
            rest.append(field)
    return selects, rest


def _may_end(figure: Figure, ink: Ink, unit: float) -> bool:
    box = figure.box
    return box.width < 1.5 * box.height and box.height > 0.5 * unit and has_sides(ink, figure.corners)


def _at_end(box: Box, end: Box, unit: float) -> bool:
    common = min(box.bottom, end.bottom) - max(box.y, end.y)
    if common < 0.55 * box.height or end.height > 1.4 * box.height or end.width > 0.6 * box.width:
        return False
    beside = abs(end.x - box.right) < 0.3 * unit and end.width > 0.4 * end.height
    within = abs(end.right - box.right) < 0.4 * unit and end.x > box.x + 0.55 * box.width
    return beside or within


def _has_divider(field: Figure, ink: Ink, unit: float) -> bool:
    """Whether a line from the upper to the lower side cuts a small box with a sign off at the right."""
    left_top, right_top, right_bottom, left_bottom = field.corners
    if field.box.width < 2 * field.height:
        return False
    for away in np.arange(0.4, 1.5, 0.05) * field.height / field.box.width:
        upper, lower = right_top + away * (left_top - right_top), right_bottom + away * (left_bottom - right_bottom)
        if ink.along(upper, lower, 1.5, 0.03) > 0.93:
            middle = (upper + lower + right_top + right_bottom) / 4
            half = 0.2 * away * field.box.width
            sign = Box(middle[0] - half, middle[1] - half, 2 * half, 2 * half)
            return bool(cut(ink.mask, sign).any()) and not _is_stem(list(upper), list(lower), ink, unit)
    return False


def _is_letter(field: Box, end: Box, ink: Ink, unit: float) -> bool:
    """Whether a small box in a field is made of a letter and the field's right side."""
    inside = end.right < field.right + 0.4 * unit
    return inside and _is_stem((end.x, end.y), (end.x + ink.pen, end.bottom), ink, unit)


def _is_stem(upper: Sequence[float], lower: Sequence[float], ink: Ink, unit: float) -> bool:
    """Whether a line has a letter close before it, as the line of a letter has."""
    x, top, bottom = min(upper[0], lower[0]), upper[1], lower[1]
    before = Box(x - ink.pen - 0.3 * unit, top + 0.25 * (bottom - top), 0.3 * unit, 0.5 * (bottom - top))
    return bool(cut(ink.mask, before).any())


def _kind(field: Figure, ink: Ink, words: Sequence[Box], unit: float) -> ControlKind:
    box = field.box
    written = _read(field, words, unit) or _written(field, ink, unit)
    if written is None or written.height < 0.3 * unit:
        return ControlKind.TEXTAREA if box.height > 2.6 * unit else ControlKind.INPUT
    if _ends_in_mark(_written(field, ink, unit) or written, ink, unit):
        return ControlKind.SELECT
    free = box.right - written.right
    placeholder = free > 0.5 * box.width and written.x - box.x < 0.2 * box.width
    return ControlKind.INPUT if placeholder else ControlKind.BUTTON


def _is_inside(word: Box, figure: Figure) -> bool:
    """Whether a word stands about in the middle of a figure's height, not on its upper line."""
    middle = (word.x + word.width / 2, word.y + word.height / 2)
    corners = figure.corners.astype(np.float32)
    height = min(float(np.ptp(corners[[0, 3], 1])), float(np.ptp(corners[[1, 2], 1])))
    return bool(cv2.pointPolygonTest(corners, middle, measureDist=True) > 0.18 * min(height, 2 * word.height))


def _read(field: Figure, words: Sequence[Box], unit: float) -> Box | None:
    """The extent of the words within a field."""
    box, rim = field.box, 0.1 * unit
    inside = [w for w in words if _is_inside(w, field) and w.width > 0.4 * unit]
    if not inside:
        return None
    left, top = max(box.x + rim, min(w.x for w in inside)), max(box.y + rim, min(w.y for w in inside))
    right = min(box.right - rim, max(w.right for w in inside))
    bottom = min(box.bottom - rim, max(w.bottom for w in inside))
    return Box(left, top, right - left, bottom - top)


def _ends_in_mark(written: Box, ink: Ink, unit: float) -> bool:
    """Whether a small sign that points down stands far behind the words, at their right: the arrow of a select."""
    part = cut(ink.mask, written)
    columns = np.flatnonzero(part.any(axis=0))
    gaps = np.diff(columns)
    wide = np.flatnonzero(gaps > 0.6 * unit)
    if wide.size == 0:
        return False
    mark = part[:, columns[wide[-1] + 1] : columns[-1] + 1]
    return 0.25 * unit < mark.shape[1] < 1.1 * unit and _points_down(mark)


def _points_down(mark: Mask) -> bool:
    """Whether a sign is wide above and narrow below, rather than high at its left and low at its right."""
    rows = np.flatnonzero(mark.any(axis=1))
    if rows.size < 4:
        return False
    mark = mark[rows[0] : rows[-1] + 1]
    widths = [_extent(line) for line in np.array_split(mark, 4, axis=0)]
    heights = [_extent(line.T) for line in np.array_split(mark, 4, axis=1)]
    down = (widths[0] - widths[3]) / max(1, mark.shape[1])
    right = abs(heights[0] - heights[3]) / max(1, mark.shape[0])
    return bool(down > 0.25 and down >= right)


def _extent(part: Mask) -> int:
    columns = np.flatnonzero(part.any(axis=0))
    return int(np.ptp(columns)) + 1 if columns.size else 0


def _written(field: Figure, ink: Ink, unit: float) -> Box | None:
    """The extent of what is written in a field: ink well within its outline."""
    hull = cv2.convexHull(field.corners.astype(np.int32))
    x, y, w, h = cv2.boundingRect(hull)
    within = np.zeros((h + 2, w + 2), np.uint8)
    cv2.fillPoly(within, [hull - np.array([x - 1, y - 1])], 1)
    rim = round(2 * ink.pen + 0.12 * unit)
    within = cv2.erode(within, np.ones((rim, rim), np.uint8), borderValue=0)[1:-1, 1:-1]
    part = ink.mask[y : y + h, x : x + w] * within
    part = _clear_of(part, within - cv2.erode(within, np.ones((3, 3), np.uint8)))
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    if part.sum() < 0.008 * max(1, within.sum()) or rows.size == 0:
        return None
    return Box(x + columns[0], y + rows[0], float(np.ptp(columns)) + 1, float(np.ptp(rows)) + 1)


def _clear_of(ink: Mask, rim: Mask) -> Mask:
    """The ink without the pieces that reach the rim: they are the lines of the field."""
    count, pieces = cv2.connectedComponents(ink)
    keep = np.ones(count, np.uint8)
    keep[np.unique(pieces[rim > 0])] = 0
    return np.asarray(keep[pieces] * ink, np.uint8)


def _outermost(fields: Sequence[Control]) -> list[Control]:
    kept: list[Control] = []
    for field in sorted(fields, key=lambda f: -f.box.width * f.box.height):
        if not any(_shared(other.box, field.box) > 0.4 for other in kept):
            kept.append(field)
    return kept


def _shared(outer: Box, box: Box) -> float:
    """The share of a box that lies in another."""
    width = min(outer.right, box.right) - max(outer.x, box.x)
    height = min(outer.bottom, box.bottom) - max(outer.y, box.y)
    return max(0.0, width) * max(0.0, height) / (box.width * box.height)
