"""Measures a drawing: boxes, circles and strokes become controls, images and lines of text."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from mockup2code.vision import ocr
from mockup2code.vision.drawing import Contents, Drawing, classify
from mockup2code.vision.figures import Ink
from mockup2code.vision.measurement import Box, Image, Measurement, PictureKind, Shape, TextLine
from mockup2code.vision.paper import lightness, strokes
from mockup2code.vision.pixels import Frame, Mask, Pixels, cut

INK, PAPER = "#1f2937", "#ffffff"
BODY = 18
"""The font size that the usual handwriting of a drawing stands for, in CSS pixels."""


def outline_sketch(frame: Frame) -> Measurement:
    """Everything but the words. One CSS pixel is so large that the usual handwriting comes to a font of 18."""
    light = lightness(frame.bgr)
    ink = strokes(light)
    words = [w for box in ocr.detect(clean(light)) if (w := _tight(ink, box))]
    drawing = Drawing.of(Ink.of(ink), words)
    found = classify(drawing)
    texts = [_text(word) for word in found.words]
    return _scaled(frame, max(0.5, drawing.unit / BODY), texts, found)


def read_sketch(frame: Frame, scale: float, lines: Sequence[TextLine]) -> list[TextLine | None]:
    """The lines with their words; None for those that hold no text."""
    page = clean(lightness(frame.bgr))
    zoom = scale / frame.scale
    boxes = [Box(*(v * zoom for v in (t.box.x, t.box.y, t.box.width, t.box.height))) for t in lines]
    readings = ocr.recognise([cut(page, box, 0.12 * box.height) for box in boxes])
    return [
        replace(line, text=reading.text, confidence=round(reading.confidence, 3)) if reading.confidence > 0.4 else None
        for line, reading in zip(lines, readings, strict=True)
    ]


def clean(light: NDArray[np.float32]) -> Pixels:
    """The drawing as dark ink on white paper, for reading."""
    grey = np.clip((light - 0.35) / 0.55 * 255, 0, 255).astype(np.uint8)
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), np.uint8)


def _tight(ink: Mask, box: Box) -> Box | None:
    part = cut(ink, box)
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    if rows.size < 4 or columns.size < 4:
        return None
    x, y = max(0, int(box.x)) + int(columns[0]), max(0, int(box.y)) + int(rows[0])
    return Box(x, y, int(columns[-1] - columns[0]) + 1, int(rows[-1] - rows[0]) + 1)


def _text(word: Box) -> TextLine:
    return TextLine("", word, INK, round(word.height, 1), 400, 0.0)


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
        shapes=tuple(Shape(small(box), None, INK, 0.0) for box in found.frames),
        images=tuple(Image(small(box), icon=False) for box in found.images),
        controls=tuple(replace(c, box=small(c.box), span=c.span and small(c.span)) for c in found.controls),
        palette=(INK, PAPER),
    )
