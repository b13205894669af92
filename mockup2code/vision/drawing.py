"""Tells what the figures of a drawing stand for: controls, pictures, frames; what is left over is words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.controls import holds
from mockup2code.vision.figures import Figure, FigureKind, find_figures, pen_width
from mockup2code.vision.measurement import Box, Control, ControlKind
from mockup2code.vision.pixels import Mask, cut


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing's ink, its connected pieces, and its words' places.

    `unit` is the usual height of its words and `pen` the thickness of its strokes, in pixels.
    """

    ink: Mask
    pieces: NDArray[np.int32]
    piece_boxes: NDArray[np.int32]
    words: list[Box]
    unit: float
    pen: float

    @classmethod
    def of(cls, ink: Mask, words: list[Box]) -> "Drawing":
        _, pieces, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
        unit = float(np.median([w.height for w in words])) if words else max(ink.shape) / 30
        return cls(ink, pieces, boxes, words, unit, pen_width(ink))


@dataclass(frozen=True, slots=True)
class Contents:
    controls: list[Control]
    images: list[Box]
    frames: list[Box]
    words: list[Box]


def classify(drawing: Drawing) -> Contents:
    figures = find_figures(drawing.ink, drawing.words, drawing.unit)
    images = _outermost_boxes([_framed(f, figures) for f in figures if _is_image(f, drawing)])
    figures = [f for f in figures if not any(holds(image, f.box) or _cuts(image, f.box) for image in images)]
    ticks = [c for f in figures if (c := _tick(f, drawing))]
    fields, rest = _selects([f for f in figures if _is_field(f, drawing)], figures, drawing)
    fields += [Control(_field_kind(figure, drawing), figure.box) for figure in rest]
    fields = _outermost(fields)
    ticks = [t for t in ticks if not any(holds(f.box, t.box) for f in fields)]
    words = _left_over(drawing, images, ticks)
    frames = [f.box for f in figures if _is_frame(f, fields, drawing)]
    return Contents([*fields, *(_labelled(t, words, drawing.unit) for t in ticks)], images, frames, words)


def _framed(cross: Figure, figures: Sequence[Figure]) -> Box:
    """The box that is drawn closely around a cross, or else the cross's own."""
    area = cross.box.width * cross.box.height
    for figure in reversed(figures):
        around = holds(figure.box, cross.box) and figure.box.width * figure.box.height > area
        if around and figure.kind is FigureKind.RECTANGLE and figure.box.width * figure.box.height < 4 * area:
            return figure.box
    return cross.box


def _clear_of(ink: Mask, rim: Mask) -> Mask:
    """The ink without the pieces that reach the rim: they are the lines of the field."""
    count, pieces = cv2.connectedComponents(ink)
    keep = np.ones(count, np.uint8)
    keep[np.unique(pieces[rim > 0])] = 0
    return np.asarray(keep[pieces] * ink, np.uint8)


def _cuts(image: Box, box: Box) -> bool:
    """Whether a figure lies half on a picture: it is made of the picture's frame and a line nearby."""
    width = min(image.right, box.right) - max(image.x, box.x)
    height = min(image.bottom, box.bottom) - max(image.y, box.y)
    return width > 0.5 * box.width and 0.1 * box.height < height < 0.9 * box.height


def _outermost_boxes(boxes: list[Box]) -> list[Box]:
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda b: -b.width * b.height):
        if not any(holds(other, box) for other in kept):
            kept.append(box)
    return kept


def _is_image(figure: Figure, drawing: Drawing) -> bool:
    box = figure.box
    if figure.kind is FigureKind.CROSSED:
        return box.height > 1.2 * drawing.unit
    large = min(box.width, box.height) > 1.6 * drawing.unit
    return figure.kind is FigureKind.CIRCLE and large and bool(_inner(box, drawing).any())


def _tick(figure: Figure, drawing: Drawing) -> Control | None:
    """A checkbox or radio button: a small square or circle that stands alone."""
    box, unit = figure.box, drawing.unit
    if not 0.3 * unit < min(box.width, box.height) <= max(box.width, box.height) < 1.7 * unit:
        return None
    if not 0.6 < box.width / box.height < 1.7:
        return None
    circle = figure.kind is FigureKind.CIRCLE
    left, right = (0.7, 0.16) if circle else (0.2, 0.1)
    if not _alone(box, drawing, left, right) or _is_letter(box, drawing, 1.3 if circle else 2.4):
        return None
    if _is_among_letters(box, drawing):
        return None
    inner = _inner(box, drawing)
    checked = inner.size > 0 and float(inner.mean()) > 0.12
    return Control(ControlKind.RADIO if circle else ControlKind.CHECKBOX, box, checked=checked)


def _alone(box: Box, drawing: Drawing, left: float, right: float) -> bool:
    """Whether there is air at both sides, in units."""
    middle, height, unit = box.y + 0.25 * box.height, 0.5 * box.height, drawing.unit
    before = Box(box.x - 0.05 * unit - left * unit, middle, left * unit, height)
    after = Box(box.right + 0.05 * unit, middle, right * unit, height)
    return not any(cut(drawing.ink, side).any() for side in (before, after))


def _is_among_letters(box: Box, drawing: Drawing) -> bool:
    """Whether the figure is lower than the line in whose middle it stands, right behind other letters."""
    for word in drawing.words:
        reach = 0.8 * word.height
        small = box.height < 0.7 * word.height
        if not small or not holds(word, box) or box.x - word.x < reach or word.right - box.right < reach:
            continue
        if cut(drawing.ink, Box(box.x - reach, word.y, reach - 0.05 * drawing.unit, word.height)).any():
            return True
    return False


def _is_letter(box: Box, drawing: Drawing, most: float) -> bool:
    """Whether the figure is only a part of something larger, such as the loop of a P."""
    part = cut(drawing.pieces, box)
    owners = np.bincount(part[part > 0])
    if owners.size == 0:
        return True
    width, height = drawing.piece_boxes[int(owners.argmax())][2:4]
    return bool(width > most * box.width or height > most * box.height)


def _inner(box: Box, drawing: Drawing) -> Mask:
    """The ink well within the lines of a figure."""
    rim = 2 * drawing.pen + 0.06 * box.width
    return cut(drawing.ink, Box(box.x + rim, box.y + rim, box.width - 2 * rim, box.height - 2 * rim))


def _is_field(figure: Figure, drawing: Drawing) -> bool:
    """A box of the proportions of an input or a button, with a line or two of words at most."""
    box, unit = figure.box, drawing.unit
    if figure.kind is not FigureKind.RECTANGLE or box.height < 0.65 * unit or box.width < 1.3 * box.height:
        return False
    if any(_covers(word, box, 0.12 * unit) for word in drawing.words):
        return False
    words = [w for w in drawing.words if holds(box, w) and w.width < 1.1 * box.width]
    if not words:
        return box.height < 2.6 * unit or not _inner(box, drawing).any()
    one_row = max(w.y for w in words) < min(w.bottom for w in words)
    return one_row and len(words) <= 3 and box.height < 3.6 * unit


def _covers(word: Box, box: Box, slack: float) -> bool:
    """Whether a figure is made of the letters of a word."""
    across = word.x - slack <= box.x and box.right <= word.right + slack
    return across and word.y - slack <= box.y and box.bottom <= word.bottom + slack


def _selects(
    fields: Sequence[Figure], figures: Sequence[Figure], drawing: Drawing
) -> tuple[list[Control], list[Figure]]:
    """Fields that have a small box at their right end, and the other fields."""
    selects, rest = [], []
    ends = [f.box for f in figures if f.box.width < 1.5 * f.box.height and f.box.height > 0.5 * drawing.unit]
    for field in fields:
        box = field.box
        end = next((e for e in ends if _at_end(box, e, drawing.unit)), None)
        if end:
            top, bottom = min(box.y, end.y), max(box.bottom, end.bottom)
            selects.append(
                Control(ControlKind.SELECT, Box(box.x, top, max(end.right, box.right) - box.x, bottom - top))
            )
        else:
            rest.append(field)
    return selects, rest


def _at_end(box: Box, end: Box, unit: float) -> bool:
    common = min(box.bottom, end.bottom) - max(box.y, end.y)
    if common < 0.55 * box.height or end.height > 1.4 * box.height:
        return False
    beside = -0.3 * unit < end.x - box.right < 0.35 * unit and end.width > 0.5 * end.height
    within = abs(end.right - box.right) < 0.4 * unit and end.x > box.x + 0.55 * box.width
    return beside or within


def _field_kind(field: Figure, drawing: Drawing) -> ControlKind:
    box = field.box
    written = _written(field, drawing)
    if written is None or written.height < 0.3 * drawing.unit:
        return ControlKind.TEXTAREA if box.height > 2.6 * drawing.unit else ControlKind.INPUT
    if _ends_in_mark(written, drawing):
        return ControlKind.SELECT
    free = box.right - written.right
    placeholder = free > 0.5 * box.width and written.x - box.x < 0.2 * box.width
    return ControlKind.INPUT if placeholder else ControlKind.BUTTON


def _ends_in_mark(written: Box, drawing: Drawing) -> bool:
    """Whether a small sign stands far behind the words, at their right: the arrow of a select."""
    columns = np.flatnonzero(cut(drawing.ink, written).any(axis=0))
    gaps = np.diff(columns)
    if gaps.size == 0:
        return False
    last = len(gaps) - 1 - int((gaps[::-1] > 0.9 * drawing.unit).argmax())
    mark = columns[-1] - columns[last + 1]
    return bool(gaps[last] > 0.9 * drawing.unit and 0.25 * drawing.unit < mark < 1.1 * drawing.unit)


def _written(field: Figure, drawing: Drawing) -> Box | None:
    """The extent of what is written in a field: ink well within its outline."""
    hull = cv2.convexHull(field.outline)
    x, y, w, h = cv2.boundingRect(hull)
    within = np.zeros((h + 2, w + 2), np.uint8)
    cv2.fillPoly(within, [hull - np.array([x - 1, y - 1])], 1)
    rim = round(2 * drawing.pen + 0.12 * drawing.unit)
    within = cv2.erode(within, np.ones((rim, rim), np.uint8), borderValue=0)[1:-1, 1:-1]
    part = drawing.ink[y : y + h, x : x + w] * within
    part = _clear_of(part, within - cv2.erode(within, np.ones((3, 3), np.uint8)))
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    if part.sum() < 0.008 * max(1, within.sum()) or rows.size == 0:
        return None
    return Box(x + columns[0], y + rows[0], float(np.ptp(columns)) + 1, float(np.ptp(rows)) + 1)


def _outermost(fields: list[Control]) -> list[Control]:
    boxes = _outermost_boxes([f.box for f in fields])
    return [f for f in fields if f.box in boxes]


def _is_frame(figure: Figure, fields: Sequence[Control], drawing: Drawing) -> bool:
    box = figure.box
    if figure.kind is not FigureKind.RECTANGLE or box.height < 1.8 * drawing.unit or box.width < 2 * drawing.unit:
        return False
    return not any(holds(f.box, box) for f in fields)


def _left_over(drawing: Drawing, images: Sequence[Box], ticks: Sequence[Control]) -> list[Box]:
    """The words that are not pictures, without the ticks before, behind and between them."""
    words = [word for word in drawing.words if not any(holds(image, word) for image in images)]
    for tick in ticks:
        words = [part for word in words for part in _without(word, tick.box, drawing.unit)]
    return words


def _without(word: Box, tick: Box, unit: float) -> list[Box]:
    """What is left of a word at both sides of a tick."""
    if not (word.y < tick.y + tick.height / 2 < word.bottom and tick.x < word.right and word.x < tick.right):
        return [word]
    left = replace(word, width=max(0.0, tick.x - 0.15 * unit - word.x))
    start = tick.right + 0.15 * unit
    right = replace(word, x=start, width=max(0.0, word.right - start))
    return [part for part in (left, right) if part.width > 0.3 * unit]


def _labelled(tick: Control, words: Sequence[Box], unit: float) -> Control:
    """The control with the label beside it: at its right, or else at its left."""
    middle = tick.box.y + tick.box.height / 2
    level = [w for w in words if w.y - 0.2 * unit < middle < w.bottom + 0.2 * unit]
    right = min((w for w in level if w.x > tick.box.x), key=lambda w: w.x, default=None)
    left = max((w for w in level if w.x < tick.box.x), key=lambda w: w.right, default=None)
    label = right if right and right.x - tick.box.right < 2.5 * unit else left
    if label is None:
        return tick
    x, y = min(tick.box.x, label.x), min(tick.box.y, label.y)
    right_side, bottom = max(tick.box.right, label.right), max(tick.box.bottom, label.bottom)
    return replace(tick, span=Box(x, y, right_side - x, bottom - y))
