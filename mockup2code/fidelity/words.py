"""The words of a page, and which word of the reference is which on the page."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mockup2code.fidelity.colours import difference
from mockup2code.fidelity.geometry import Matrix, distances, pairs
from mockup2code.fidelity.seen import Rgb, SeenText
from mockup2code.vision.measurement import Box

MOST = 3000
"""The most words of a page that are compared."""

SAME_COLOR = 10
"""From this difference (CIE76) on two colours are not the same."""

SAME_SIZE = 0.15
"""The share by which a font size may differ."""

SIDE_BY_SIDE = 48
"""Pixels; most words of a page that is about right are nearer to their place."""

_WORD = re.compile(r"\S+")
_NOT_COMPARED = re.compile(r"[^\w$€£%+@#&]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word; `key` is what is compared, `line` the number of its text line."""

    key: str
    box: Box
    line: int
    color: Rgb | None
    size: float | None


@dataclass(frozen=True, slots=True)
class Match:
    """The word `wanted` of the reference is the word `found` on the page (their numbers), so many pixels away."""

    wanted: int
    found: int
    away: float
    same_color: bool | None
    same_size: bool | None


def words_of(texts: Sequence[SeenText]) -> list[Word]:
    """Each word in its share of the line, or in the whole field where it stands in one."""
    words = []
    for number, text in enumerate(texts):
        unit = text.box.width / max(1, len(text.text))
        for part in _WORD.finditer(text.text):
            key = _NOT_COMPARED.sub("", part.group()).lower()
            if key:
                words.append(Word(key, _box(text, part, unit), number, text.color, text.size))
    return words[:MOST]


def matches(wanted: Sequence[Word], found: Sequence[Word]) -> list[Match]:
    """Equal words, one to one, the nearest first."""
    places, others = _by_key(wanted), _by_key(found)
    result = []
    for key, here in places.items():
        there = others.get(key)
        if not there:
            continue
        away = distances([wanted[i].box for i in here], [found[j].box for j in there])
        for row, column in _nearest(away):
            i, j = here[row], there[column]
            color, size = _same_color(wanted[i], found[j]), _same_size(wanted[i], found[j])
            result.append(Match(i, j, float(away[row, column]), color, size))
    return result


def _nearest(away: Matrix) -> list[tuple[int, int]]:
    """Pairs, the nearest first: those side by side at first, so that the many that are far apart need no order."""
    near = pairs(-away, away <= SIDE_BY_SIDE)
    rows = sorted(set(range(away.shape[0])) - {row for row, _ in near})
    columns = sorted(set(range(away.shape[1])) - {column for _, column in near})
    left = away[np.ix_(rows, columns)]
    return near + [(rows[row], columns[column]) for row, column in pairs(-left, left >= 0)]


def _box(text: SeenText, part: re.Match[str], unit: float) -> Box:
    if text.control:
        return text.box
    return Box(text.box.x + part.start() * unit, text.box.y, len(part.group()) * unit, text.box.height)


def _by_key(words: Sequence[Word]) -> dict[str, list[int]]:
    found = defaultdict[str, list[int]](list)
    for number, word in enumerate(words):
        found[word.key].append(number)
    return found


def _same_color(wanted: Word, found: Word) -> bool | None:
    if wanted.color is None or found.color is None:
        return None
    return difference(wanted.color, found.color) < SAME_COLOR


def _same_size(wanted: Word, found: Word) -> bool | None:
    if not wanted.size or not found.size:
        return None
    return abs(found.size / wanted.size - 1) <= SAME_SIZE
