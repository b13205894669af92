"""Tables: rows that have their words in the same columns."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from mockup2code.vision.bands import SPACE, Band, words_in
from mockup2code.vision.measurement import Box, Image, Shape, Table, TextLine

AIR = 10
"""The narrowest gap between two columns, in pixels."""

PADDING = 24
"""The widest space between the side of a cell and its words, in pixels."""

TAILWIND = frozenset(
    {"#e5e7eb", "#d1d5db", "#f3f4f6", "#e2e8f0", "#cbd5e1", "#f1f5f9", "#374151", "#1f2937", "#334155", "#e4e4e7"}
)
"""Colours of lines between rows on pages that draw them row by row; others draw them cell by cell."""


FULL = 0.6
"""The share of its columns that a row of a table has something in at least."""


def find_table(
    run: Sequence[Band], texts: Sequence[TextLine], images: Sequence[Image], rules: Sequence[Shape] = ()
) -> Table | None:
    """The table in a run of rows: a head, and below it rows with something in the same three columns or more."""
    words = [t for t in texts if any(words_in(band.box, [t]) for band in run)]
    pairs = _is_paired(run, words)
    run = list(run) if pairs else _trimmed(run, texts, images)
    if len(run) < 2:
        return None
    rows = _things(run, texts, images)
    headed = _is_head(run, words) or _is_plain(rows, _columns(rows, run[0].box))
    if not (pairs or (headed and _is_regular(run) and _is_aligned(run, words))):
        return None
    top, bottom = run[0].box.y, run[-1].box.bottom
    box = Box(run[0].box.x, top, run[0].box.width, bottom - top)
    lines = [band.below for band in run[:-1] if band.below]
    ruled = len(lines) >= (len(run) - 1) / 2
    return Table(
        box,
        (top, *(band.box.y for band in run[1:]), bottom),
        _parted(rules, box) or _edges(_merged(_columns(rows, box), rows[0]), rows, box),
        header=not pairs,
        ruled=ruled,
        by_cell=ruled and lines[-1].color not in TAILWIND,
        line=lines[-1].color if lines else None,
    )


def _is_paired(run: Sequence[Band], words: Sequence[TextLine]) -> bool:
    """Whether each row has a name and a value that begins where the others do, and cells draw the lines."""
    rows = [words_in(band.box, words) for band in run]
    lines = [band.below for band in run[:-1]]
    if len(run) < 3 or not all(len(row) == 2 for row in rows) or not all(b and b.color not in TAILWIND for b in lines):
        return False
    ends = [np.ptp([pick(b.x for b in row) for row in rows]) for pick in (min, max)]
    return bool(max(ends) <= 4)


def _is_plain(rows: Sequence[Sequence[Box]], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether each cell holds one thing, as in a table whose head looks like its rows."""
    return len(rows) > 2 and all(len(_in_column(row, column)) == 1 for row in rows for column in columns)


def _is_regular(run: Sequence[Band]) -> bool:
    """Whether lines or alternating fills part rows of about one height."""
    heights = [band.box.height for band in run[1:]]
    ruled = sum(bool(band.above) for band in run[1:])
    striped = all(a.fill != b.fill for a, b in pairwise(run[1:])) and len(run) > 3
    return max(heights) < 3 * min(heights) and (ruled >= (len(run) - 1) / 2 or striped)


def _is_aligned(run: Sequence[Band], words: Sequence[TextLine]) -> bool:
    """Whether the words of most columns begin, end or are centred below the words of the head."""
    heads = words_in(run[0].box, words)
    below = [box for band in run[1:] for box in words_in(band.box, words)]
    good = sum(any(_below(head, box) for box in below) for head in heads)
    return len(heads) >= 3 and good >= 0.6 * len(heads)


def _below(head: Box, box: Box) -> bool:
    middles = head.x + head.width / 2 - box.x - box.width / 2
    return min(abs(head.x - box.x), abs(head.right - box.right), abs(middles)) <= 6


def _things(run: Sequence[Band], texts: Sequence[TextLine], images: Sequence[Image]) -> list[list[Box]]:
    """What stands in each row."""
    every = [*(t.box for t in texts), *(i.box for i in images)]
    return [[box for box in every if _holds(band.box, box)] for band in run]


def _trimmed(run: Sequence[Band], texts: Sequence[TextLine], images: Sequence[Image]) -> list[Band]:
    """The run without the rows at its ends that do not have its columns."""
    left = list(run)
    while len(left) > 1:
        rows = _things(left, texts, images)
        columns = _columns(rows, left[0].box)
        shares = [sum(bool(_in_column(row, c)) for c in columns) / max(1, len(columns)) for row in rows]
        if len(columns) >= 3 and min(shares[0], shares[-1]) >= FULL:
            return left
        left = left[1:] if shares[0] <= shares[-1] or len(columns) < 3 else left[:-1]
    return []


def _holds(box: Box, inner: Box) -> bool:
    x, y = inner.x + inner.width / 2, inner.y + inner.height / 2
    return box.x <= x <= box.right and box.y <= y <= box.bottom


def _columns(rows: Sequence[Sequence[Box]], table: Box) -> list[tuple[float, float]]:
    """Left and right of the columns: what words and images take in any row."""
    taken = np.zeros(int(table.width) + 2, bool)
    for box in (box for row in rows for box in row):
        taken[max(0, int(box.x - table.x)) : max(0, int(np.ceil(box.right - table.x)))] = True
    places = np.flatnonzero(taken)
    if places.size == 0:
        return []
    ends = np.flatnonzero(np.diff(places) > AIR)
    starts = [places[0], *(places[i + 1] for i in ends)]
    stops = [*(places[i] + 1 for i in ends), places[-1] + 1]
    return [(float(a) + table.x, float(b) + table.x) for a, b in zip(starts, stops, strict=True)]


def _merged(columns: Sequence[tuple[float, float]], head: Sequence[Box]) -> list[tuple[float, float]]:
    """The columns, with those in one that stand close together under one word of the head: a portrait and a name."""
    out = [columns[0]]
    for left, right in columns[1:]:
        last = out[-1]
        named = bool(_in_column(head, last)) and bool(_in_column(head, (left, right)))
        if left - last[1] <= PADDING and not named:
            out[-1] = (last[0], right)
        else:
            out.append((left, right))
    return out


def _in_column(row: Sequence[Box], column: tuple[float, float]) -> list[Box]:
    return [box for box in row if column[0] - 1 <= box.x + box.width / 2 <= column[1] + 1]


def _parted(rules: Sequence[Shape], table: Box) -> tuple[float, ...] | None:
    """The edges of the columns where cells stand apart: half way between the ends of their lines."""
    for y in sorted({r.box.y for r in rules if table.y < r.box.y < table.bottom}):
        own = sorted((r.box for r in rules if r.box.y == y and r.box.width > r.box.height), key=lambda b: b.x)
        own = [b for b in own if table.x - 3 <= b.x and b.right <= table.right + 3]
        near = all(0 < right.x - left.right <= SPACE for left, right in pairwise(own))
        if len(own) >= 3 and near and sum(b.width for b in own) > 0.9 * table.width:
            return (table.x, *((a.right + b.x) / 2 for a, b in pairwise(own)), table.right)
    return None


def _edges(columns: Sequence[tuple[float, float]], rows: Sequence[Sequence[Box]], table: Box) -> tuple[float, ...]:
    """The edges of the columns: a padding before words that begin alike, or after words that end alike."""
    padding = min(PADDING, max(0.0, min(columns[0][0] - table.x, table.right - columns[-1][1])))
    inner = []
    for left, right in pairwise(columns):
        before = [max(b.right for b in cell) for row in rows if (cell := _in_column(row, left))]
        after = [min(b.x for b in cell) for row in rows if (cell := _in_column(row, right))]
        space = right[0] - left[1]
        if len(after) > 1 and _spread(after) <= 2:
            inner.append(right[0] - min(padding, space / 2))
        elif len(before) > 1 and _spread(before) <= 2:
            inner.append(left[1] + min(padding, space / 2))
        else:
            inner.append((left[1] + right[0]) / 2)
    return (table.x, *_centred(inner, columns, rows, table), table.right)


def _centred(
    inner: list[float], columns: Sequence[tuple[float, float]], rows: Sequence[Sequence[Box]], table: Box
) -> list[float]:
    """The edges with those beside centred columns in place: half way between two, as far before one as behind it."""
    edges = [table.x, *inner, table.right]
    middles = [_middle(column, rows) for column in columns]
    for i in range(len(columns) - 1, 0, -1):
        here, before = middles[i], middles[i - 1]
        if here is None:
            continue
        edge = (here + before) / 2 if before is not None else 2 * here - edges[i + 1]
        edges[i] = edge if columns[i - 1][1] < edge < columns[i][0] else edges[i]
    return edges[1:-1]


def _middle(column: tuple[float, float], rows: Sequence[Sequence[Box]]) -> float | None:
    """The middle of a column whose words are centred; None where they are not."""
    cells = [cell for row in rows if (cell := _in_column(row, column))]
    lefts = [min(b.x for b in cell) for cell in cells]
    middles = [(min(b.x for b in cell) + max(b.right for b in cell)) / 2 for cell in cells]
    centred = len(cells) > 1 and _spread(middles) <= 2 < float(np.std(lefts))
    return float(np.median(middles)) if centred else None


def _spread(values: Sequence[float]) -> float:
    """How far values usually are from their middle."""
    return float(np.median(np.abs(np.asarray(values) - np.median(values))))


def _is_head(run: Sequence[Band], texts: Sequence[TextLine]) -> bool:
    """Whether the first row is of another fill, weight, size or colour than the second."""
    first, second = ([t for t in texts if words_in(band.box, [t])] for band in run[:2])
    if run[0].fill != run[1].fill and run[0].fill != run[min(2, len(run) - 1)].fill:
        return True
    if not (first and second):
        return False
    bolder = min(t.weight for t in first) > min(t.weight for t in second)
    smaller = np.median([t.size for t in first]) < 0.92 * np.median([t.size for t in second])
    toned = {t.color for t in first}.isdisjoint({t.color for t in second})
    return bool(bolder or smaller or toned)
