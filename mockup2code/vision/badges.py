"""Words that the text detector missed: a digit or two in a badge, a row of asterisks."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mockup2code.vision import ocr
from mockup2code.vision.lines import text_line
from mockup2code.vision.measurement import Box, Shape, TextLine
from mockup2code.vision.pixels import Pixels, cut
from mockup2code.vision.scene import holds
from mockup2code.vision.typography import find_ink

HEIGHT, WIDEST = (12, 44), 60
"""Sizes of badges and of page numbers' plates, in pixels."""

LETTERS, FLAT = (5, 30), 2.5
"""Heights of the ink of lines, in pixels, and how much wider than high a lost one is at least."""

SURE = 0.9
"""The least confidence that a sign in a badge is a number."""


def badge_lines(pixels: Pixels, signs: Iterable[Box], shapes: Sequence[Shape]) -> dict[Box, TextLine]:
    """For each sign in a badge that reads as a number its line, still without the words."""
    badges = [s.box for s in shapes if s.fill and HEIGHT[0] <= s.box.height <= HEIGHT[1] and s.box.width <= WIDEST]
    found = [(sign, ink) for sign in signs if any(_is_in(sign, b) for b in badges) and (ink := find_ink(pixels, sign))]
    readings = ocr.recognise([cut(pixels, ink.box, 0.25 * ink.box.height) for _, ink in found])
    return {
        sign: replace(text_line(ink, reading.text), text="")
        for (sign, ink), reading in zip(found, readings, strict=True)
        if reading.confidence > SURE and reading.text.isdigit()
    }


def lost_lines(pixels: Pixels, pieces: Iterable[Box]) -> dict[Box, TextLine]:
    """For each flat piece that reads as words its line, still without them."""
    flat = [p for p in pieces if LETTERS[0] <= p.height <= LETTERS[1] and p.width >= FLAT * p.height]
    found = [(piece, ink) for piece in flat if (ink := find_ink(pixels, _aired(piece)))]
    readings = ocr.recognise([cut(pixels, ink.box, max(2.0, 0.2 * ink.box.height)) for _, ink in found])
    return {
        piece: text_line(ink)
        for (piece, ink), reading in zip(found, readings, strict=True)
        if reading.confidence > SURE and len(reading.text) > 2
    }


def _aired(piece: Box) -> Box:
    return Box(piece.x - 2, piece.y - 2, piece.width + 4, piece.height + 4)


def _is_in(sign: Box, badge: Box) -> bool:
    return holds(badge, sign) and sign.height < 0.8 * badge.height and sign.width < badge.width
