"""Measures a picture: first its outline without the words, then the words."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from mockup2code.vision import ocr
from mockup2code.vision.colours import contrast, css, ground, ink
from mockup2code.vision.measurement import Box, Control, ControlKind, Measurement, PictureKind, Shape, TextLine
from mockup2code.vision.picture import Picture
from mockup2code.vision.pixels import Pixels, cut, decode
from mockup2code.vision.shapes import find_shapes


def warm_up() -> None:
    """Loads the models ahead of the first picture."""
    ocr.load()


def measure(picture: Picture) -> Measurement:
    """Everything that is measured on the picture, its words among it."""
    first = outline(picture)
    lines = read(picture, first, range(len(first.texts)))
    texts = tuple(lines[i] for i in range(len(first.texts)) if i in lines)
    return replace(first, texts=texts, controls=tuple(_labelled(c, texts) for c in first.controls))


def outline(picture: Picture) -> Measurement:
    """Everything but the words: each text line has its box, colour and size, and an empty text."""
    pixels = decode(picture)
    texts = tuple(line for box in ocr.detect(pixels) if (line := _line(pixels, box)))
    shapes = tuple(find_shapes(pixels))
    return Measurement(
        width=picture.width,
        height=picture.height,
        scale=1.0,
        kind=PictureKind.SCREEN,
        background=css(ground(pixels)),
        texts=texts,
        shapes=shapes,
        controls=tuple(c for s in shapes if (c := _control(s, texts))),
    )


def read(picture: Picture, outline: Measurement, indices: Sequence[int]) -> dict[int, TextLine]:
    """The lines at these indices of `outline.texts` with their words; those that hold no text are left out."""
    pixels = decode(picture)
    lines = [outline.texts[i] for i in indices]
    answers = ocr.recognise([cut(pixels, line.box, 3) for line in lines])
    return {
        index: replace(line, text=text, confidence=confidence)
        for index, line, (text, confidence) in zip(indices, lines, answers, strict=True)
        if text and confidence >= 0.5
    }


def crop(picture: Picture, box: Box, scale: float) -> bytes:
    """The part of the picture under a box in CSS pixels, as a PNG; `scale` is the measurement's."""
    part = cut(decode(picture), Box(box.x * scale, box.y * scale, box.width * scale, box.height * scale))
    if part.size == 0:
        part = np.full((1, 1, 3), 255, np.uint8)
    return bytes(cv2.imencode(".png", part)[1])


def _line(pixels: Pixels, box: Box) -> TextLine | None:
    part = cut(pixels, box)
    base = ground(part)
    far = contrast(part, base)
    if far.size == 0 or far.max() < 24:
        return None
    rows, columns = np.nonzero(far > 0.35 * far.max())
    tight = Box(
        int(box.x) + int(columns.min()),
        int(box.y) + int(rows.min()),
        int(columns.max() - columns.min()) + 1,
        int(rows.max() - rows.min()) + 1,
    )
    return TextLine("", tight, css(ink(part, base)), round(tight.height / 0.95, 1), 400, 0.0)


def _control(shape: Shape, texts: tuple[TextLine, ...]) -> Control | None:
    box = shape.box
    if 28 <= box.height <= 60 and 40 <= box.width <= 700:
        inside = [t for t in texts if _within(t.box, box)]
        centred = inside and abs(inside[0].box.x + inside[0].box.width / 2 - box.x - box.width / 2) < 6
        if len(inside) == 1 and centred:
            return Control(ControlKind.BUTTON, box)
        if len(inside) <= 1 and shape.border:
            return Control(ControlKind.INPUT, box)
    if shape.border and 12 <= box.width <= 24 and abs(box.width - box.height) <= 2:
        return Control(ControlKind.CHECKBOX, box)
    return None


def _labelled(control: Control, texts: tuple[TextLine, ...]) -> Control:
    return replace(control, text=" ".join(t.text for t in texts if _within(t.box, control.box)))


def _within(inner: Box, outer: Box) -> bool:
    x, y = inner.x + inner.width / 2, inner.y + inner.height / 2
    return outer.x <= x <= outer.right and outer.y <= y <= outer.bottom
