"""Measures a drawing: boxes, circles and strokes become controls, images and lines of text."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from mockup2code.vision import filler, ocr
from mockup2code.vision.controls import holds
from mockup2code.vision.drawing import Contents, Drawing, classify, tight
from mockup2code.vision.figures import Ink
from mockup2code.vision.measurement import Box, ControlKind, Image, Measurement, PictureKind, Shape, TextLine
from mockup2code.vision.paper import lightness, strokes
from mockup2code.vision.perspective import Matrix, find_perspective, from_front
from mockup2code.vision.pixels import Frame, Pixels, cut
from mockup2code.vision.ruling import without_ruling

INK, PAPER = "#1f2937", "#ffffff"
SURE = 0.4
"""The confidence from which on one or two letters are taken for words."""
LETTER = 0.42
"""How wide a letter is, for each pixel that a line of words is high."""
BODY = 18
"""The font size that the usual handwriting of a drawing stands for, in CSS pixels."""


def outline_sketch(frame: Frame) -> Measurement:
    """Everything but the words. One CSS pixel is so large that the usual handwriting comes to a font of 18."""
    light = lightness(frame.bgr)
    ink = strokes(light)
    front = find_perspective(ink)
    if front is not None:
        light = from_front(light, front)
    plain = without_ruling(light)
    if front is not None or plain is not light:
        light, ink = plain, strokes(plain)
    words = [w for box in ocr.detect(clean(light), paper=True) if (w := tight(ink, box))]
    drawing = Drawing.of(Ink.of(ink), words)
    found = classify(drawing)
    texts = [*(_text(word) for word in found.words), *_fillers(found, drawing.unit)]
    scale = max(0.5, drawing.unit / BODY)
    return replace(_scaled(frame, scale, texts, found), slant=None if front is None else _slant(front, scale))


def _slant(front: Matrix, scale: float) -> tuple[float, ...]:
    """The way back from the page to the picture, in CSS pixels."""
    back = np.diag([1, 1, scale]) @ np.linalg.inv(front) @ np.diag([scale, scale, 1])
    return tuple(float(v) for v in (back / back[2, 2]).ravel())


def readable_sketch(frame: Frame, outline: Measurement) -> Frame:
    """The page as its words are read: from the front, as dark ink on white paper."""
    zoom = outline.scale / frame.scale
    light = lightness(frame.bgr)
    if outline.slant:
        back = np.diag([1, 1, 1 / zoom]) @ np.reshape(outline.slant, (3, 3)) @ np.diag([1 / zoom, 1 / zoom, 1])
        light = from_front(light, np.linalg.inv(back))
    return Frame(clean(without_ruling(light)), frame.scale)


def read_sketch(page: Frame, scale: float, lines: Sequence[TextLine]) -> list[TextLine | None]:
    """The lines with their words, however unsure; None for those that hold no text."""
    zoom = scale / page.scale
    boxes = [Box(*(v * zoom for v in (t.box.x, t.box.y, t.box.width, t.box.height))) for t in lines]
    readings = ocr.recognise([cut(page.bgr, box, 0.12 * box.height) for box in boxes])
    return [line if line.text else _read(line, reading) for line, reading in zip(lines, readings, strict=True)]


def _read(line: TextLine, reading: ocr.Reading) -> TextLine | None:
    letters = sum(c.isalnum() for c in reading.text)
    if reading.confidence < SURE and letters < 3:
        return None
    return replace(line, text=reading.text, confidence=round(reading.confidence, 3)) if reading.text else None


def clean(light: NDArray[np.float32]) -> Pixels:
    """The drawing as dark ink on white paper, for reading."""
    grey = np.clip((light - 0.35) / 0.55 * 255, 0, 255).astype(np.uint8)
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), np.uint8)


def _text(word: Box) -> TextLine:
    return TextLine("", word, INK, round(word.height, 1), 400, 0.0)


def _fillers(found: Contents, unit: float) -> list[TextLine]:
    """Words for the strokes that stand for a paragraph, and for the scribbles that stand for a button's label."""
    strokes = sorted(found.scribbles.paragraphs, key=lambda s: s.y)
    words = filler.lines([s.width / (LETTER * unit) for s in strokes])
    texts = [replace(_text(s), text=text, confidence=1.0) for s, text in zip(strokes, words, strict=True)]
    buttons = [c.box for c in found.controls if c.kind is ControlKind.BUTTON]
    empty = [_in_middle(b, unit) for b in buttons if not any(holds(b, word) for word in found.words)]
    return texts + [replace(_text(box), text=filler.BUTTON, confidence=1.0) for box in empty]


def _in_middle(box: Box, unit: float) -> Box:
    width, height = min(2.5 * unit, 0.8 * box.width), min(unit, 0.8 * box.height)
    return Box(box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height)


def _scaled(frame: Frame, scale: float, texts: Sequence[TextLine], found: Contents) -> Measurement:
    def small(box: Box) -> Box:
        return Box(*(round(v / scale, 1) for v in (box.x, box.y, box.width, box.height)))

    return Measurement(
        width=round(frame.width / scale, 1),
        height=round(frame.height / scale, 1),
        scale=frame.scale * scale,
        kind=PictureKind.SKETCH,
        background=PAPER,
        texts=tuple(replace(t, box=small(t.box), size=round(t.size / scale, 1)) for t in texts),
        shapes=(
            *(Shape(small(box), None, INK, 0.0) for box in found.frames),
            *(Shape(_rule(small(box)), INK, None, 0.0) for box in found.scribbles.underlines),
        ),
        images=tuple(Image(small(box), icon=False) for box in found.images),
        controls=tuple(replace(c, box=small(c.box), span=c.span and small(c.span)) for c in found.controls),
        palette=(INK, PAPER),
    )


def _rule(stroke: Box) -> Box:
    """A stroke made level and two pixels thin."""
    return Box(stroke.x, stroke.y + stroke.height / 2 - 1, stroke.width, 2)
