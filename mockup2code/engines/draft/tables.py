"""Tables: rows of things that stand in the same columns, with lines between them or fills of their own."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from mockup2code.engines.draft.alignment import aligned
from mockup2code.engines.draft.nodes import area, around, middle, shared
from mockup2code.engines.draft.tree import Band, Lattice, Thing
from mockup2code.vision.measurement import Box
from mockup2code.vision.measurement import Table as MeasuredTable

_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 3
_APART = 7.0
"""Columns are at least so many pixels apart."""

_WRAPPED = 5.0
"""Lines less than so many pixels apart are words of one cell."""

_TALLEST = 120.0
_SHORTEST_RULE = 240.0


@dataclass(slots=True)
class _Strip:
    """What may become a row."""

    items: list[Thing]
    box: Box
    frame: Thing | None = None
    rules: list[Thing] = field(default_factory=list)
    """Lines right under it."""


def find_tables(root: Thing, measured: Sequence[MeasuredTable] = ()) -> None:
    """Puts the things of each table under one thing, everywhere in the tree."""
    for thing in root.inside:
        if thing.table is None:
            find_tables(thing, measured)
    strips = _strips([thing for thing in root.inside if thing.table is None])
    for run in _runs(strips):
        table = _table(run, root.inside)
        if table:
            _lined(table, measured)
            taken = {id(t) for strip in run for t in [*strip.items, *strip.rules, strip.frame] if t}
            taken |= {id(t) for t in root.inside if _is_rule(t) and _inside(t.box, table.box)}
            root.inside = [t for t in root.inside if id(t) not in taken]
            root.inside.append(table)


def _lined(table: Thing, measured: Sequence[MeasuredTable]) -> None:
    """Tells the table whose lines its cells draw, and where its columns begin, as far as that was measured."""
    for known in measured:
        if table.table and shared(table.box, known.box) > 0.7 * max(area(table.box), area(known.box)):
            edges = known.columns if len(known.columns) == len(table.table.edges) else table.table.edges
            table.table = replace(table.table, edges=edges, by_cell=known.by_cell)


def _strips(things: list[Thing]) -> list[_Strip]:
    """The things in strips from edge to edge, from top to bottom."""
    rules = [t for t in things if _is_rule(t)]
    frames = [t for t in things if _is_row(t)]
    loose = [t for t in things if t not in rules and t not in frames]
    out = [_Strip(list(t.inside), t.box, t) for t in frames]
    band: list[Thing] = []
    for thing in sorted(loose, key=lambda t: t.box.y):
        if band and thing.box.y >= max(t.box.bottom for t in band) + _WRAPPED:
            out.append(_Strip(band, around([t.box for t in band])))
            band = []
        band.append(thing)
    if band:
        out.append(_Strip(band, around([t.box for t in band])))
    out.sort(key=lambda s: s.box.y)
    for strip, following in itertools.zip_longest(out, out[1:]):
        end = following.box.y + 3 if following else strip.box.bottom + 40
        strip.rules = [r for r in rules if strip.box.bottom - 3 <= r.box.y <= end]
    return out


def _is_rule(thing: Thing) -> bool:
    box = thing.box
    return bool(thing.shape) and not thing.inside and box.height <= 3 and box.width >= _SHORTEST_RULE


def _is_row(thing: Thing) -> bool:
    """Whether a shape may be a row: wide, low, with something in it."""
    box = thing.box
    plain = thing.shape is not None and not thing.control and not thing.image and thing.shape.radius <= 4
    return plain and 20 <= box.height <= _TALLEST and box.width >= 300 and bool(thing.inside)


def _runs(strips: list[_Strip]) -> list[list[_Strip]]:
    """Strips that follow each other, a line between them or a fill under one of them."""
    runs: list[list[_Strip]] = []
    for strip in strips:
        last = runs[-1][-1] if runs else None
        if last and _follows(last, strip):
            runs[-1].append(strip)
        else:
            runs.append([strip])
    return [part for run in runs for part in _trimmed(run)]


def _follows(above: _Strip, below: _Strip) -> bool:
    gap = below.box.y - above.box.bottom
    if gap > 64 or above.box.height > _TALLEST or below.box.height > _TALLEST:
        return False
    if above.frame and below.frame:
        return gap <= 4 and abs(above.box.x - below.box.x) <= 3 and abs(above.box.width - below.box.width) <= 6
    if above.frame or below.frame:
        return gap <= 40
    return bool(above.rules)


def _trimmed(run: list[_Strip]) -> list[list[_Strip]]:
    """The longest part of a run that has the same three columns or more; nothing where there is none."""
    best: list[_Strip] = []
    for start in range(len(run)):
        end = start + _FEWEST_ROWS
        while end <= len(run) and _columns(run[start:end]):
            if end - start > len(best):
                best = run[start:end]
            end += 1
    return [best] if best else []


def _columns(strips: list[_Strip]) -> list[tuple[float, float]]:
    """Where the columns of the strips are; nothing where they do not share them."""
    spans = sorted((t.box.x, t.box.right) for s in strips for t in s.items)
    out: list[tuple[float, float]] = []
    for start, end in spans:
        if out and start < out[-1][1] + _APART:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    if len(out) < _FEWEST_COLUMNS:
        return []
    full = [len({_place(t, out) for t in strip.items}) for strip in strips]
    needed = max(_FEWEST_COLUMNS, round(0.6 * len(out)))
    sparse = [count < needed for count in full]
    return out if not sparse[0] and sum(sparse) <= len(strips) // 3 and _framed(strips, sparse) else []


def _framed(strips: list[_Strip], sparse: list[bool]) -> bool:
    """Whether every strip with few things is held by the frame of a row."""
    return all(strip.frame is not None for strip, few in zip(strips, sparse, strict=True) if few)


def _place(thing: Thing, columns: list[tuple[float, float]]) -> int:
    x = middle(thing.box)[0]
    return next((i for i, (start, end) in enumerate(columns) if start - 1 <= x <= end + 1), 0)


def _table(run: list[_Strip], around_it: list[Thing]) -> Thing | None:
    columns = _columns(run)
    tops, bottoms = _rows(run)
    wide = [r.box for s in run for r in s.rules] + [s.frame.box for s in run if s.frame]
    if not wide:
        return None
    left = min([median(b.x for b in wide), columns[0][0]])
    right = max([median(b.right for b in wide), columns[-1][1]])
    others = [t.box for t in around_it if not _is_rule(t) and not any(t in s.items or t is s.frame for s in run)]
    box = Box(left, tops[0], right - left, bottoms[-1] - tops[0])
    if any(_inside(other, box) for other in others):
        return None
    edges = _edges(run, columns, left, right)
    bands = []
    for strip, top, bottom in zip(run, tops, bottoms, strict=True):
        cells = tuple(tuple(t for t in strip.items if _place(t, columns) == i) for i in range(len(columns)))
        shape = strip.frame.shape if strip.frame else None
        line = strip.rules[0].shape.fill if strip.rules and strip.rules[0].shape else None
        under = shape.edges.bottom.color if shape and shape.edges and shape.edges.bottom else None
        rule = line or under or (shape.border if shape else None)
        bands.append(Band(Box(left, top, right - left, bottom - top), cells, shape.fill if shape else None, rule))
    inside = [t for band in bands for cell in band.cells for t in cell]
    return Thing(box, table=Lattice(tuple(bands), edges), inside=inside)


def _rows(run: list[_Strip]) -> tuple[list[float], list[float]]:
    """Where each row begins and ends: at lines, at edges of fills, or half way."""
    cuts = []
    for above, below in itertools.pairwise(run):
        if below.frame:
            cuts.append(below.box.y)
        elif above.frame:
            cuts.append(above.box.bottom)
        else:
            cuts.append(above.rules[-1].box.y if above.rules else (above.box.bottom + below.box.y) / 2)
    first, last = run[0], run[-1]
    pad = max(0.0, cuts[0] - first.box.bottom)
    top = first.box.y if first.frame else first.box.y - pad
    pad = max(0.0, last.box.y - cuts[-1])
    under = [r.box.y for r in last.rules if r.box.y - last.box.bottom <= 1.6 * pad + 6]
    bottom = last.box.bottom if last.frame else under[0] if under else last.box.bottom + pad
    return [top, *cuts], [*cuts, bottom]


def _edges(run: list[_Strip], columns: list[tuple[float, float]], left: float, right: float) -> tuple[float, ...]:
    """The edges of the columns: the same space before the words of each, or half way before what is not at its left."""
    gaps = [b[0] - a[1] for a, b in itertools.pairwise(columns)]
    pad = min([*gaps, 2 * max(0.0, columns[0][0] - left) or 32.0, 48.0]) / 2
    inner = []
    for place, (above, column) in enumerate(itertools.pairwise(columns), start=1):
        boxes = [t.box for strip in run for t in strip.items if _place(t, columns) == place]
        at_left = aligned([(b.x, b.right) for b in boxes]) == "left"
        inner.append(column[0] - max(pad, 0.0) if at_left else (above[1] + column[0]) / 2)
    return (left, *inner, right)


def _inside(box: Box, holder: Box) -> bool:
    x, y = middle(box)
    return holder.x <= x <= holder.right and holder.y - 2 <= y <= holder.bottom + 2
