"""The words of a drawing around its ticks: which words are a tick's label, and what is left of a line."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from mockup2code.vision.figures import Ink
from mockup2code.vision.measurement import Box, Control
from mockup2code.vision.pixels import Mask, cut


def split(words: Sequence[Box], ticks: Sequence[Control], unit: float) -> list[Box]:
    """The words without the ticks before, behind and between them."""
    out = list(words)
    for tick in ticks:
        out = [part for word in out for part in _without(word, tick.box, unit)]
    return out


def _without(word: Box, tick: Box, unit: float) -> list[Box]:
    """What is left of a word at both sides of a tick."""
    if not (word.y < tick.y + tick.height / 2 < word.bottom and tick.x < word.right and word.x < tick.right):
        return [word]
    left = replace(word, width=max(0.0, tick.x - 0.15 * unit - word.x))
    start = tick.right + 0.15 * unit
    right = replace(word, x=start, width=max(0.0, word.right - start))
    return [part for part in (left, right) if part.width > 0.3 * unit]


def label(ticks: Sequence[Control], words: Sequence[Box], ink: Ink, unit: float) -> list[Control]:
    """The ticks that have a label, with the boxes that they span together with it."""
    out = []
    for row in _rows(ticks):
        behind = not _labels_stand_ahead(row, words, unit)
        lines = words if behind else [part for word in words for part in _after_colon(word, ink, unit)]
        out += [_labelled(tick, lines, unit, behind=behind) for tick in row]
    return [tick for tick in out if tick.span]


def _after_colon(word: Box, ink: Ink, unit: float) -> list[Box]:
    """A line, cut behind the colon of what leads it: two dots above each other."""
    part = cut(ink.mask, word)
    columns = part.any(axis=0).astype(np.int8)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], columns, [0]])))
    nexts = [*edges[2::2], part.shape[1]]
    for start, end, following in zip(edges[::2], edges[1::2], nexts, strict=True):
        apart = following - end > 0.25 * unit  # an i has a dot too, but within a word
        if apart and 0.3 * unit < end < part.shape[1] - 0.5 * unit and _is_colon(part[:, start:end], unit):
            return [replace(word, width=float(end)), replace(word, x=word.x + end, width=word.width - end)]
    return [word]


def _is_colon(part: Mask, unit: float) -> bool:
    rows = part.any(axis=1).astype(np.int8)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], rows, [0]])))
    if part.shape[1] > 0.4 * unit or len(edges) != 4:
        return False
    upper, gap, lower = np.diff(edges)
    return bool(max(upper, lower) < 0.35 * unit and gap > 0.6 * min(upper, lower))


def _rows(ticks: Sequence[Control]) -> list[list[Control]]:
    rows: list[list[Control]] = []
    for tick in sorted(ticks, key=lambda t: t.box.y):
        row = next((r for r in rows if abs(r[0].box.y - tick.box.y) < 0.8 * r[0].box.height), None)
        if row is None:
            rows.append([tick])
        else:
            row.append(tick)
    return rows


def _labels_stand_ahead(row: Sequence[Control], words: Sequence[Box], unit: float) -> bool:
    """Whether labels stand at the left of their ticks: nothing follows the last one, and words lead the first."""
    first, last = min(row, key=lambda t: t.box.x).box, max(row, key=lambda t: t.box.x).box
    ahead = any(w.x < first.x and first.x - w.right < 2 * unit for w in _level(first, words, unit))
    behind = any(w.x > last.x and w.x - last.right < 2.5 * unit for w in _level(last, words, unit))
    return ahead and not behind


def _level(tick: Box, words: Sequence[Box], unit: float) -> list[Box]:
    middle = tick.y + tick.height / 2
    return [w for w in words if w.y - 0.2 * unit < middle < w.bottom + 0.2 * unit]


def _labelled(tick: Control, words: Sequence[Box], unit: float, *, behind: bool) -> Control:
    level = _level(tick.box, words, unit)
    if behind:
        label = min((w for w in level if w.x > tick.box.x), key=lambda w: w.x, default=None)
        near = label is not None and label.x - tick.box.right < 2.5 * unit
    else:
        label = max((w for w in level if w.x < tick.box.x), key=lambda w: w.right, default=None)
        near = label is not None and tick.box.x - label.right < 2.5 * unit
    if not (label and near):
        return tick
    top, bottom = max(label.y, tick.box.y - 0.6 * unit), min(label.bottom, tick.box.bottom + 0.6 * unit)
    return replace(tick, span=_around(tick.box, replace(label, y=top, height=bottom - top)))


def _around(some: Box, other: Box) -> Box:
    x, y = min(some.x, other.x), min(some.y, other.y)
    return Box(x, y, max(some.right, other.right) - x, max(some.bottom, other.bottom) - y)
