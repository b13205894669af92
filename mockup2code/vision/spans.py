"""Words of one text line that are set in another colour than the rest of it: links, values, a marked word."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
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

SPACE = 0.2
"""The narrowest gap between two words, in em."""

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
    """The colour of most of a line, its weight, and the spans that have another colour."""

    color: Color
    weight: int
    spans: tuple[Span, ...] = ()


def colouring(pixels: Pixels, strokes: Ink, text: str, places: Sequence[float], size: float) -> Colouring:
    """How the words of a line are coloured. `places` are the middles of its letters, in pixels from the ink's left."""
    part = cut(pixels, strokes.box)
    words = _words(part, strokes, text, places)
    if len(words) < 2:
        return Colouring(strokes.color, weight_of(strokes, size))
    own = _alike(words, strokes.ground)
    if len(own) == len(words):
        return Colouring(strokes.color, weight_of(strokes, size))
    runs = _runs(words, _others(words, own, strokes.ground, text), strokes.ground)
    spans = tuple(_span(part, strokes, run, size) for run in runs)
    return Colouring(_color(part, strokes, own), _weight(strokes, own, size), spans)


def usual(pixels: Pixels, strokes: Ink, size: float) -> Color:
    """The colour of most of a line whose words are not known yet."""
    part = cut(pixels, strokes.box)
    core = part[strokes.coverage > 0.85]
    if core.size == 0 or float(np.percentile(contrast(core, strokes.color), 90)) < APART:
        return strokes.color
    inked = np.flatnonzero(strokes.coverage.max(axis=0) > 0.2)
    gaps = np.flatnonzero(np.diff(inked) > SPACE * size)
    edges = [0, *((int(inked[i]) + int(inked[i + 1])) // 2 for i in gaps), strokes.coverage.shape[1]]
    words = [_word(part, strokes, (0, 0), sides) for sides in pairwise(edges) if _is_inked(strokes, sides)]
    if len(words) < 2:
        return strokes.color
    own = _alike(words, strokes.ground)
    return _color(part, strokes, own) if len(own) < len(words) else strokes.color


def _alike(words: Sequence[_Word], ground: Color) -> list[_Word]:
    """The words of the colour that most of the line has."""
    most = max(words, key=lambda word: sum(w.right - w.left for w in words if not _differ(w, word, ground)))
    return [word for word in words if not _differ(word, most, ground)]


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
    color = css(_color(part, strokes, words))
    return Span(words[0].start, words[-1].end, color, _weight(strokes, words, size))


def _weight(strokes: Ink, words: Sequence[_Word], size: float) -> int:
    own = np.concatenate([strokes.coverage[:, word.left : word.right] for word in words], axis=1)
    return weight_of(Ink(strokes.box, strokes.color, strokes.ground, own), size)


def _words(part: Pixels, strokes: Ink, text: str, places: Sequence[float]) -> list[_Word]:
    """The words whose strokes can be seen, each from the middle of the gap before it to that of the gap after it."""
    bounds = _bounds(text)
    inked = strokes.coverage.max(axis=0) > 0.2
    edges = [0]
    for (_, before), (after, _) in pairwise(bounds):
        edges.append(_gap(inked, int(places[before - 1]), int(places[after])))
    edges.append(strokes.coverage.shape[1])
    both = zip(bounds, pairwise(edges), strict=True)
    return [_word(part, strokes, letters, sides) for letters, sides in both if _is_inked(strokes, sides)]


def _is_inked(strokes: Ink, sides: tuple[int, int]) -> bool:
    return int((strokes.coverage[:, sides[0] : sides[1]] > 0.4).sum()) >= 4


def _word(part: Pixels, strokes: Ink, letters: tuple[int, int], sides: tuple[int, int]) -> _Word:
    bare = _Word(*letters, *sides, strokes.color)
    return replace(bare, color=_color(part, strokes, [bare]))


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
