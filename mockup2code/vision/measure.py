"""Measures a picture: first its outline without the words, then the words."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from mockup2code.vision import ocr
from mockup2code.vision.controls import holds
from mockup2code.vision.lines import read_lines
from mockup2code.vision.measurement import Box, Control, Measurement, PictureKind, TextLine
from mockup2code.vision.paper import kind_of
from mockup2code.vision.picture import Picture
from mockup2code.vision.pixels import Frame, cut, decode
from mockup2code.vision.screen import outline_screen
from mockup2code.vision.sketch import outline_sketch, read_sketch


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
    if kind_of(pixels) is PictureKind.SKETCH:
        return outline_sketch(Frame(pixels, 1.0))
    return outline_screen(Frame(pixels, 1.0))


def read(picture: Picture, outline: Measurement, indices: Sequence[int]) -> dict[int, TextLine]:
    """The lines at these indices of `outline.texts` with their words; those that hold no text are left out."""
    lines = [outline.texts[i] for i in indices]
    pixels = decode(picture)
    if outline.kind is PictureKind.SKETCH:
        answers = read_sketch(Frame(pixels, 1.0), outline.scale, lines)
    else:
        answers = read_lines(pixels, lines)
    return {index: line for index, line in zip(indices, answers, strict=True) if line}


def crop(picture: Picture, box: Box, scale: float) -> bytes:
    """The part of the picture under a box in CSS pixels, as a PNG; `scale` is the measurement's."""
    part = cut(decode(picture), Box(box.x * scale, box.y * scale, box.width * scale, box.height * scale))
    if part.size == 0:
        part = np.full((1, 1, 3), 255, np.uint8)
    return bytes(cv2.imencode(".png", part)[1])


def _labelled(control: Control, texts: tuple[TextLine, ...]) -> Control:
    return replace(control, text=" ".join(t.text for t in texts if holds(control.box, t.box)))
