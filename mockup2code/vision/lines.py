"""Text lines of a picture: where they are, what they look like, and which of them are icons instead."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from mockup2code.vision import ocr
from mockup2code.vision.bullets import without_bullet
from mockup2code.vision.colours import bgr, contrast, css
from mockup2code.vision.leading import without_icons
from mockup2code.vision.measurement import Box, Shape, TextLine
from mockup2code.vision.nearby import Nearby
from mockup2code.vision.ocr import Reading
from mockup2code.vision.pixels import Pixels, cut
from mockup2code.vision.spans import colouring, usual
from mockup2code.vision.typography import Ink, find_ink, size_of, weight_of

ASCENT, LINE = 0.96, 1.2
"""A line box begins this far above the baseline and is this high, in em."""

CERTAIN, SURE = 0.5, 0.9
"""The least confidence that there is text, and that a lone sign is a digit rather than an icon."""

SPACE = 0.27
"""The narrowest gap between two words, in em."""

ICON_GAP = 0.5
"""The narrowest gap between an icon and the text beside it, in em."""

SIGNS = frozenset("©®™§")
"""Signs that are words by themselves."""

SAMPLE = 500
"""How many short ones are read to tell icons from words at most: patterns have thousands."""

NARROW = frozenset("1lIijtfr.,:;!|'")
"""Letters with much air at their sides."""


@dataclass(frozen=True, slots=True)
class Lines:
    texts: list[TextLine]
    icons: list[Box]
    letters: list[Shape]
    """Shapes that are parts of letters."""


def find_lines(pixels: Pixels, boxes: Iterable[Box], shapes: Sequence[Shape], ticks: Sequence[Shape] = ()) -> Lines:
    """Text lines without words from detected boxes, cut where small shapes stand in them; `ticks` are no letters."""
    whole = [(box, ink) for box in boxes if (ink := find_ink(pixels, box))]
    inks = Nearby(ink.box for _, ink in whole)
    alone = set(ticks)
    solid = [
        s for s in shapes if s in alone or not any(is_letter(s, whole[i][1]) for i in inks.meeting(s.box, margin=2))
    ]
    near = Nearby(s.box for s in solid)
    cuts = [part for box, ink in whole for part in _cut(pixels, box, ink, [solid[i] for i in near.meeting(box)])]
    lone = [part for ink in cuts for part in _parted(pixels, ink)]
    lone = [part for ink in lone for part in without_icons(pixels, ink, _gaps)]
    parts = [part for ink in lone for part in without_bullet(pixels, ink)]
    drawn = _drawn(pixels, parts)
    kept = set(solid)
    return Lines(
        [text_line(ink) for i, ink in enumerate(parts) if i not in drawn],
        [parts[i].box for i in sorted(drawn)],
        [shape for shape in shapes if shape not in kept],
    )


def _drawn(pixels: Pixels, parts: Sequence[Ink]) -> set[int]:
    """Which of the short ones are icons; of very many some are read, and the others are what most of these are."""
    short = [i for i, ink in enumerate(parts) if ink.box.width < 2.4 * ink.box.height]
    sample = short[:: -(-len(short) // SAMPLE)] if short else []
    readings = ocr.recognise([cut(pixels, _around(parts[i].box)) for i in sample])
    drawn = {i for i, reading in zip(sample, readings, strict=True) if not _is_text(reading)}
    return drawn | (set(short) - set(sample) if 2 * len(drawn) > len(sample) else set())


def read_lines(pixels: Pixels, lines: Sequence[TextLine], width: float = 1.0) -> list[TextLine | None]:
    """The lines with their words, sizes and weights; None for those that hold no text.

    `width` is the part of a line's width that it is read at.
    """
    inks = [find_ink(pixels, _grown(line.box)) for line in lines]
    seen = [(ink, _around(ink.box)) for ink in inks if ink]
    answers = iter(ocr.recognise([cut(pixels, box) for _, box in seen], width))
    return [_read(pixels, ink, next(answers)) if ink else None for ink in inks]


def _read(pixels: Pixels, ink: Ink, reading: Reading) -> TextLine | None:
    if not reading.text or reading.confidence < CERTAIN:
        return None
    size, _ = size_of(ink, reading.text)
    places = _places(ink, reading)
    pieces = _spaced(ink, reading, places, size)
    text = "".join(pieces)
    line = text_line(ink, text, reading.confidence)
    middles = [place for place, piece in zip(places, pieces, strict=True) for _ in piece]
    found = colouring(pixels, ink, text, middles, size)
    return replace(line, color=css(found.color), weight=found.weight, spans=found.spans)


def _places(ink: Ink, reading: Reading) -> list[float]:
    """The middles of the letters, in pixels from the left of the ink."""
    air = _around(ink.box).x - ink.box.x
    width = ink.box.width - 2 * air
    return [place * width + air for place in reading.places]


def _spaced(ink: Ink, reading: Reading, places: Sequence[float], size: float) -> list[str]:
    """The letters, with a space before those after wide gaps in the ink that the model did not see."""
    letters = list(reading.text)
    gaps = _gaps(ink)
    usual = float(np.median([right - left for left, right in gaps])) if gaps else 0.0
    for left, right in gaps:
        after = next((i for i, place in enumerate(places) if place > (left + right) / 2), None)
        if not after or letters[after].isspace() or letters[after - 1].isspace():
            continue
        narrow = any(reading.text[i] in NARROW for i in (after - 1, after))
        if right - left >= max(SPACE * size * (1.5 if narrow else 1), 2.4 * usual):
            letters[after] = " " + letters[after]
    return letters


def _gaps(ink: Ink) -> list[tuple[int, int]]:
    """Runs of columns without ink."""
    inked = np.flatnonzero(ink.coverage.max(axis=0) > 0.2)
    return [(int(inked[i]) + 1, int(inked[i + 1])) for i in np.flatnonzero(np.diff(inked) > 1)]


def text_line(ink: Ink, text: str = "", confidence: float = 0.0) -> TextLine:
    """A line from its ink: as wide as the ink, as high as the font's line."""
    size, baseline = size_of(ink, text)
    box = Box(ink.box.x, round(baseline - ASCENT * size, 1), ink.box.width, round(LINE * size, 1))
    return TextLine(text, box, css(ink.color), round(size, 1), weight_of(ink, size), round(confidence, 3))


def _outlined(pixels: Pixels, ink: Ink) -> TextLine:
    """The line in the colour of most of its words."""
    line = text_line(ink)
    return replace(line, color=css(usual(pixels, ink, line.size)))


def _is_text(reading: Reading) -> bool:
    """A lone letter or sign is nearly always an icon; a lone digit is a number, and some signs are only written."""
    text = reading.text
    if text in SIGNS and reading.confidence > SURE:
        return True
    if reading.confidence < CERTAIN or not any(letter.isalnum() for letter in text):
        return False
    return len(text) > 1 or (text.isdigit() and reading.confidence > SURE)


def _around(ink: Box) -> Box:
    """An ink box with the air that the recognition model expects."""
    air = max(2.0, 0.2 * ink.height)
    return Box(ink.x - air, ink.y - air, ink.width + 2 * air, ink.height + 2 * air)


def _grown(line: Box) -> Box:
    air = 0.12 * line.height + 1
    return Box(line.x - air - 1, line.y - air, line.width + 2 * air + 2, line.height + 2 * air)


def _parted(pixels: Pixels, ink: Ink) -> list[Ink]:
    """The line in parts where it has very wide gaps, or a gap beside something as narrow as an icon."""
    size, _ = size_of(ink)
    height, width = ink.box.height, ink.box.width
    stops = [0.0]
    for left, right in _gaps(ink):
        gap = right - left
        narrow = min(left - stops[-1], width - right) < 1.7 * height
        if gap >= 1.6 * size or (gap >= ICON_GAP * size and narrow):
            stops.append((left + right) / 2)
    if len(stops) == 1:
        return [ink]
    box = ink.box
    parts = [Box(box.x + a, box.y - 2, b - a, height + 4) for a, b in pairwise([*stops, width + 2])]
    parts[0] = replace(parts[0], x=box.x - 2, width=parts[0].width + 2)
    return [found for part in parts if (found := find_ink(pixels, part))]


def is_letter(shape: Shape, ink: Ink) -> bool:
    """Whether a small shape is a letter (an O, an I) of a line: as high as its ink at most, and of its colour."""
    box = shape.box
    if box.height > 1.04 * ink.box.height or box.width > 1.1 * ink.box.height:
        return False
    if not (ink.box.x - 1 <= box.x and box.right <= ink.box.right + 1):
        return False
    if not (ink.box.y - 2 <= box.y and box.bottom <= ink.box.bottom + 2):
        return False
    tone = shape.border or shape.fill
    if tone is None:
        return False
    return min(float(contrast(bgr(tone), ink.color)), float(contrast(bgr(tone), ink.ground))) < 60


def _cut(pixels: Pixels, box: Box, ink: Ink, shapes: Sequence[Shape]) -> list[Ink]:
    """The line in parts, parted at the left and right sides of shapes no higher than a button within it."""
    edges = set()
    for shape in shapes:
        other = shape.box
        common = min(box.bottom, other.bottom) - max(box.y, other.y)
        if other.height > 3 * box.height or common < 0.6 * min(box.height, other.height):
            continue
        edges |= {edge for edge in (other.x, other.right) if box.x + 5 < edge < box.right - 5}
    if not edges:
        return [ink]
    stops = [box.x, *sorted(edges), box.right]
    parts = [Box(a, box.y, b - a, box.height) for a, b in pairwise(stops) if b - a > 4]
    return [found for part in parts if (found := find_ink(pixels, part))]
