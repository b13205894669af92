"""Words of one text line that are set in another colour than the rest of it: links, values, a marked word."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.colours import contrast, css, ink
from mockup2code.vision.measurement import Span
from mockup2code.vision.pixels import Pixels, cut
from mockup2code.vision.typography import Ink, weight_of

APART, FAINTER = 36.0, 48.0
"""How far two inks are apart that are not one, of 441; more where one may only be the other in thin strokes."""

LETTERS = 3
"""The shortest words whose colour is measured well enough to part them from the rest."""

Color = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Word:
    """A word: its letters in the line's text, its columns in the line's ink, and the colour of its strokes."""

    start: int
    end: int
    left: int
    right: int
    color: Color


@dataclass(frozen=True, slots=True)
class Colouring:
    """The colour of most of a line, and the spans that have another."""

    color: Color
    spans: tuple[Span, ...]


def colouring(pixels: Pixels, strokes: Ink, text: str, places: Sequence[float], size: float) -> Colouring:
    """How the words of a line are coloured. `places` are the middles of its letters, in pixels from the ink's left."""
    part = cut(pixels, strokes.box)
    words = _words(part, strokes, text, places)
    if len(words) < 2:
        return Colouring(strokes.color, ())
    most = max(words, key=lambda word: sum(w.right - w.left for w in words if not _differ(w, word, strokes.ground)))
    own = [word for word in words if not _differ(word, most, strokes.ground)]
    other = _others(words, own, strokes.ground, text)
    if not other:
        return Colouring(strokes.color, ())
    runs = _runs(words, other, strokes.ground)
    return Colouring(_color(part, strokes, own), tuple(_span(part, strokes, run, size) for run in runs))


def _others(words: Sequence[_Word], own: Sequence[_Word], ground: Color, text: str) -> list[_Word]:
    """The words of another colour; those too short to be measured well only beside such words."""
    other = [word for word in words if word not in own and _is_clear(word, text)]
    for word, beside in [*pairwise(words), *((b, a) for a, b in pairwise(words))]:
        if word not in own and word not in other and beside in other and not _differ(word, beside, ground):
            other.append(word)
    return other


def _runs(words: Sequence[_Word], other: Sequence[_Word], ground: Color) -> list[list[_Word]]:
    """The other words, in one run where they follow each other in one colour."""
    runs: list[list[_Word]] = []
    for before, word in zip([None, *words], words, strict=False):
        if word not in other:
            continue
        if runs and before is runs[-1][-1] and not _differ(word, before, ground):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _is_clear(word: _Word, text: str) -> bool:
    return sum(letter.isalnum() for letter in text[word.start : word.end]) >= LETTERS


def _differ(word: _Word, other: _Word, ground: Color) -> bool:
    """Whether two words have different colours; thin strokes look like the colour that lies nearer to the ground."""
    apart = float(contrast(word.color, other.color))
    way = other.color - ground
    share = float((word.color - ground) @ way / max(1.0, float(way @ way)))
    off = float(contrast(word.color, ground + share * way))
    return apart >= (FAINTER if off < APART / 2 else APART)


def _span(part: Pixels, strokes: Ink, words: Sequence[_Word], size: float) -> Span:
    left, right = words[0].left, words[-1].right
    own = Ink(strokes.box, strokes.color, strokes.ground, strokes.coverage[:, left:right])
    return Span(words[0].start, words[-1].end, css(_color(part, strokes, words)), weight_of(own, size))


def _words(part: Pixels, strokes: Ink, text: str, places: Sequence[float]) -> list[_Word]:
    """The words whose strokes can be seen, each from the middle of the gap before it to that of the gap after it."""
    bounds = _bounds(text)
    inked = strokes.coverage.max(axis=0) > 0.2
    edges = [0]
    for (_, before), (after, _) in pairwise(bounds):
        edges.append(_gap(inked, int(places[before - 1]), int(places[after])))
    edges.append(strokes.coverage.shape[1])
    words = []
    for (start, end), (left, right) in zip(bounds, pairwise(edges), strict=True):
        word = _Word(start, end, left, right, strokes.color)
        if (strokes.coverage[:, left:right] > 0.4).sum() >= 4:
            words.append(_Word(start, end, left, right, _color(part, strokes, [word])))
    return words


def _bounds(text: str) -> list[tuple[int, int]]:
    """Where each word begins and ends."""
    out, start = [], 0
    for word in text.split(" "):
        if word:
            out.append((start, start + len(word)))
        start += len(word) + 1
    return out


def _gap(inked: NDArray[np.bool_], start: int, end: int) -> int:
    """The middle of the widest run of columns without ink between two letters."""
    free = np.flatnonzero(~inked[start:end])
    if free.size == 0:
        return (start + end) // 2
    runs = np.split(free, np.flatnonzero(np.diff(free) > 1) + 1)
    widest = max(runs, key=len)
    return start + int(widest[len(widest) // 2])


def _color(part: Pixels, strokes: Ink, words: Sequence[_Word]) -> Color:
    masks = [strokes.coverage[:, w.left : w.right] > 0.4 for w in words]
    own = [part[:, w.left : w.right][mask] for w, mask in zip(words, masks, strict=True)]
    return ink(np.concatenate(own)[:, None], strokes.ground)
