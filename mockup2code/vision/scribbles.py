"""Level strokes of a drawing: several below each other stand for a paragraph, one under words makes them a link."""

from collections.abc import Sequence
from dataclasses import dataclass

from mockup2code.vision.controls import holds
from mockup2code.vision.figures import Ink
from mockup2code.vision.measurement import Box

LEAST = 3
"""How many strokes make a paragraph."""


@dataclass(frozen=True, slots=True)
class Scribbles:
    """Lines of a paragraph without words, and lines under words."""

    paragraphs: list[Box]
    underlines: list[Box]


def find_scribbles(ink: Ink, words: Sequence[Box], taken: Sequence[Box], unit: float) -> Scribbles:
    """The strokes outside of what is `taken`; `unit` is the usual height of words, in pixels."""
    pieces = [Box(*(float(v) for v in piece[:4])) for piece in ink.boxes[1:]]
    strokes = [p for p in pieces if _is_level(p, ink, unit) and not any(holds(box, p) for box in taken)]
    free = [s for s in strokes if not any(_crosses(s, word) for word in words)]
    groups = [g for g in _groups(free, unit) if len(g) >= LEAST and not any(_leaves(s, ink) for s in g)]
    single = [s for s in strokes if not any(s in group for group in groups)]
    underlines = [s for s in single if any(_underlines(s, word, unit) for word in words)]
    return Scribbles([line for group in groups for line in _lines(group, unit)], underlines)


def _leaves(stroke: Box, ink: Ink) -> bool:
    """Whether a stroke runs to the side of the picture: it is a rule, or the paper's edge."""
    width = ink.mask.shape[1]
    return bool(stroke.x < 0.01 * width or stroke.right > 0.99 * width)


def _groups(strokes: Sequence[Box], unit: float) -> list[list[Box]]:
    """Strokes that follow each other."""
    groups: list[list[Box]] = []
    for stroke in sorted(strokes, key=lambda s: s.y):
        group = next((g for g in groups if any(_follow(o, stroke, unit) for o in g)), None)
        if group is None:
            groups.append([stroke])
        else:
            group.append(stroke)
    return groups


def _lines(group: Sequence[Box], unit: float) -> list[Box]:
    """The lines of words that have room where the strokes are."""
    left, right = min(s.x for s in group), max(s.right for s in group)
    top, bottom = min(s.y for s in group) - 0.3 * unit, max(s.bottom for s in group) + 0.3 * unit
    count = max(1, round((bottom - top) / (1.1 * unit)))
    pitch = (bottom - top) / count
    return [Box(left, top + pitch * (i + 0.5) - 0.35 * unit, right - left, 0.7 * unit) for i in range(count)]


def _is_level(piece: Box, ink: Ink, unit: float) -> bool:
    flat = min(max(2.5 * ink.pen, 0.12 * piece.width), unit)
    return piece.width > unit and piece.height < flat


def _underlines(stroke: Box, word: Box, unit: float) -> bool:
    """Whether a stroke runs right under most of a word, and not further."""
    across = min(stroke.right, word.right) - max(stroke.x, word.x)
    near = -0.45 * unit < stroke.y - word.bottom < 0.35 * unit
    return near and across > 0.6 * word.width and stroke.width < 1.25 * word.width


def _crosses(stroke: Box, word: Box) -> bool:
    return holds(word, stroke) and stroke.width < 1.1 * word.width


def _follow(some: Box, other: Box, unit: float) -> bool:
    """Whether two strokes are lines of one paragraph."""
    across = min(some.right, other.right) - max(some.x, other.x)
    alike = across > 0.6 * min(some.width, other.width)
    return alike and abs(some.y - other.y) < 1.4 * unit
