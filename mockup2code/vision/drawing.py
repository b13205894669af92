"""Tells what the figures of a drawing stand for: controls, pictures, frames; what is left over is words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mockup2code.vision import labels
from mockup2code.vision.controls import holds
from mockup2code.vision.crosses import find_crosses
from mockup2code.vision.fields import find_fields, written_in
from mockup2code.vision.figures import Figure, FigureKind, Ink, find_figures
from mockup2code.vision.measurement import Box, Control
from mockup2code.vision.pixels import Mask, cut
from mockup2code.vision.ratings import find_ratings
from mockup2code.vision.scribbles import Scribbles, find_scribbles
from mockup2code.vision.ticks import find_ticks

EDGE = 0.15
"""How broad a drawn frame is, for each pixel that a line of words is high."""

LINE = 1.5
"""How high a line is, for each pixel that its larger letters are."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing's ink and its words' places; `unit` is the usual height of a line of words, in pixels."""

    ink: Ink
    words: list[Box]
    unit: float

    @classmethod
    def of(cls, ink: Ink, words: list[Box]) -> "Drawing":
        return cls(ink, words, _unit(ink, words))


def _unit(ink: Ink, words: Sequence[Box]) -> float:
    """The usual height of words, or of their letters where the lines are so tilted that their boxes are too high."""
    if not words:
        return float(max(ink.mask.shape)) / 30
    letters = [Box(*(float(v) for v in piece[:4])) for piece in ink.boxes[1:]]
    heights = np.array([b.height for b in letters if any(holds(w, b) and b.height <= w.height for w in words)])
    usual = float(np.median([w.height for w in words]))
    if heights.size == 0:
        return usual
    large = heights[heights > 0.4 * np.median(heights)]
    return float(min(usual, LINE * float(np.percentile(large, 75))))


@dataclass(frozen=True, slots=True)
class Contents:
    controls: list[Control]
    images: list[Box]
    frames: list[Box]
    words: list[Box]
    scribbles: Scribbles


def classify(drawing: Drawing) -> Contents:
    ink, words, unit = drawing.ink, drawing.words, drawing.unit
    figures = find_figures(ink, words, unit)
    crosses = find_crosses(ink, figures, words, unit)
    signs = [f.box for f in figures if _is_picture(f, drawing)]
    images = _outermost([*crosses, *find_ratings(ink, unit), *signs])
    figures = [f for f in figures if not any(holds(image, f.box) or _cuts(image, f.box) for image in images)]
    ticks = find_ticks(figures, ink, unit)
    fields = find_fields(figures, ink, words, unit)
    ticks = [t for t in ticks if not any(holds(f.box, t.box) for f in fields)]
    fields = [f for f in fields if not any(holds(f.box, b) for b in (*(t.box for t in ticks), *images))]
    words = [word for word in words if not any(holds(image, word) for image in images)]
    words = [_beside(word, images, drawing) for word in words]
    words = [_beside(word, [f.box for f in fields if _touches(word, f.box, unit)], drawing) for word in words]
    words = labels.split(words, ticks, unit)
    frames = [f.box for f in figures if _is_frame(f, fields, unit)]
    scribbles = find_scribbles(ink, words, [*images, *(f.box for f in fields)], unit)
    return Contents([*fields, *labels.label(ticks, words, ink, unit)], images, frames, words, scribbles)


def _beside(word: Box, images: Sequence[Box], drawing: Drawing) -> Box:
    """The word without the frame of a picture or field that it stands beside, which detection takes for a letter."""
    edge = EDGE * drawing.unit
    for image in images:
        level = image.y < word.y + word.height / 2 < image.bottom
        middle = word.x + word.width / 2
        if level and word.x < image.right < middle:
            word = tight(drawing.ink.mask, _between(image.right + edge, word.right, word)) or word
        elif level and middle < image.x < word.right:
            word = tight(drawing.ink.mask, _between(word.x, image.x - edge, word)) or word
    return word


def _touches(word: Box, field: Box, unit: float) -> bool:
    """Whether no more of a word lies in a field than the field's own line."""
    before, behind = word.right - field.x, field.right - word.x
    return 0 < before < 0.5 * unit or 0 < behind < 0.5 * unit


def _between(left: float, right: float, box: Box) -> Box:
    return Box(left, box.y, right - left, box.height)


def tight(ink: Mask, box: Box) -> Box | None:
    """The box around the ink in a box; None where there is hardly any."""
    part = cut(ink, box)
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    if rows.size < 4 or columns.size < 4:
        return None
    x, y = max(0, int(box.x)) + int(columns[0]), max(0, int(box.y)) + int(rows[0])
    return Box(x, y, int(columns[-1] - columns[0]) + 1, int(rows[-1] - rows[0]) + 1)


def _cuts(image: Box, box: Box) -> bool:
    """Whether a figure lies half on a picture: it is made of the picture's frame and a line nearby."""
    width = min(image.right, box.right) - max(image.x, box.x)
    height = min(image.bottom, box.bottom) - max(image.y, box.y)
    return width > 0.5 * box.width and 0.1 * box.height < height < 0.9 * box.height


def _outermost(boxes: Sequence[Box]) -> list[Box]:
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda b: -b.width * b.height):
        if not any(holds(other, box) for other in kept):
            kept.append(box)
    return kept


def _is_picture(figure: Figure, drawing: Drawing) -> bool:
    """A large circle with something drawn in it."""
    large = min(figure.box.width, figure.box.height) > 1.6 * drawing.unit
    return figure.kind is FigureKind.CIRCLE and large and bool(written_in(figure.box, drawing.ink).any())


def _is_frame(figure: Figure, fields: Sequence[Control], unit: float) -> bool:
    box = figure.box
    if figure.kind is not FigureKind.RECTANGLE or box.height < 1.8 * unit or box.width < 2 * unit:
        return False
    return not any(holds(f.box, box) for f in fields)
