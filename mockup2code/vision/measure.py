"""Measures a picture: first its surfaces, then its outline without the words, then the words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from mockup2code.vision import ocr
from mockup2code.vision.controls import holds
from mockup2code.vision.kind import kind_of
from mockup2code.vision.lines import read_lines
from mockup2code.vision.measurement import Box, Control, Measurement, PictureKind, TextLine
from mockup2code.vision.paragraphs import with_words
from mockup2code.vision.picture import Picture
from mockup2code.vision.pixels import Frame, Pixels, at_scale, cut, decode, fitted
from mockup2code.vision.scale import scale_of
from mockup2code.vision.screen import Surfaces, outline_screen, surfaces_of
from mockup2code.vision.sketch import PAPER, outline_sketch, read_sketch, readable_sketch
from mockup2code.vision.ways import with_ways

LARGEST = 4_000_000
"""The most pixels of a screen that are measured."""

DRAWING = 1600
"""The longest side of a drawing at which it is measured, in pixels."""


def warm_up() -> None:
    """Loads the models ahead of the first picture."""
    ocr.load()


def measure(picture: Picture) -> Measurement:
    """Everything that is measured on the picture, its words among it."""
    first = outline(look(picture))
    lines = read(picture, first, range(len(first.texts)))
    whole = with_ways(with_words(first, lines))
    return replace(whole, controls=tuple(_labelled(c, whole.texts) for c in whole.controls))


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen of a picture at once. `seen` is what the outline goes on from: a drawing or a screen's surfaces."""

    background: str
    seen: Frame | Surfaces


def look(picture: Picture, kind: PictureKind | None = None, width: int | None = None) -> Look:
    """The page's ground, and which kind of picture it is: a third of the time that the outline takes.

    A person who knows better may say the kind, and how wide a screen's page is in CSS pixels.
    """
    pixels = decode(picture)
    small = fitted(pixels, longest=DRAWING)
    if (kind or picture.kind or kind_of(small.bgr)) is PictureKind.SKETCH:
        return Look(PAPER, small)
    surfaces = surfaces_of(_screen(pixels, width))
    return Look(surfaces.background, surfaces)


def outline(look: Look) -> Measurement:
    """Everything but the words: each text line has its box, colour and size, and an empty text."""
    return outline_screen(look.seen) if isinstance(look.seen, Surfaces) else outline_sketch(look.seen)


def readable(pixels: Pixels, outline: Measurement) -> Frame:
    """The picture as its words are read: who reads often makes it once."""
    if outline.kind is PictureKind.SKETCH:
        return readable_sketch(fitted(pixels, longest=DRAWING), outline)
    return at_scale(pixels, outline.scale)


def read(picture: Picture | Frame, outline: Measurement, indices: Sequence[int]) -> dict[int, TextLine]:
    """The lines at these indices of `outline.texts` with their words; those that hold no text are left out.

    Takes the picture, or what `readable` made of it.
    """
    lines = [outline.texts[i] for i in indices]
    frame = readable(decode(picture), outline) if isinstance(picture, Picture) else picture
    if outline.kind is PictureKind.SKETCH:
        answers = read_sketch(frame, outline.scale, lines)
    else:
        answers = read_lines(frame.bgr, lines, ocr.COARSE if outline.omitted.coarse else 1.0)
    return {index: line for index, line in zip(indices, answers, strict=True) if line}


def _screen(pixels: Pixels, width: int | None) -> Frame:
    """The picture at CSS pixels, or smaller where it is very large."""
    least = (pixels.shape[0] * pixels.shape[1] / LARGEST) ** 0.5
    scale = pixels.shape[1] / width if width else scale_of(pixels)
    return at_scale(pixels, max(scale, least))


def crop(picture: Picture | Pixels, box: Box, scale: float) -> bytes:
    """The part of the picture under a box in CSS pixels, as a PNG; `scale` is the measurement's.

    The box is one of the picture's: where the page lies at a slant, `slant.on_picture` tells it.
    """
    pixels = decode(picture) if isinstance(picture, Picture) else picture
    part = cut(pixels, Box(box.x * scale, box.y * scale, box.width * scale, box.height * scale))
    if part.size == 0:
        part = np.full((1, 1, 3), 255, np.uint8)
    return bytes(cv2.imencode(".png", part)[1])


def _labelled(control: Control, texts: tuple[TextLine, ...]) -> Control:
    return replace(control, text=" ".join(t.text for t in texts if holds(control.box, t.box)))
