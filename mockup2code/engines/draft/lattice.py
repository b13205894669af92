"""Tables that were measured as such: what lies in which of their cells."""

import itertools
from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace

from mockup2code.engines.draft.nodes import area, middle, shared
from mockup2code.engines.draft.tree import Band, Lattice, Thing
from mockup2code.vision.measurement import Box, Table

_RULE = 3.0
_FEWEST = 2
_ALONG, _LOWEST = 0.7, 12.0
"""The part of a table's width that a line between two rows runs through, and how low a row is, in pixels."""


def take_tables(root: Thing, tables: Sequence[Table]) -> None:
    """Puts the things of each measured table that was not found yet under one thing, everywhere in the tree."""
    found = _boxes(root)
    for known in tables:
        new = not any(shared(box, known.box) > 0.3 * area(known.box) for box in found)
        if new and min(len(known.rows), len(known.columns)) > _FEWEST:
            _take(_holder(root, known.box), known)


def _boxes(thing: Thing) -> list[Box]:
    """Where tables are known to be."""
    own = [thing.box] if thing.table else []
    return own + [box for inner in thing.inside for box in _boxes(inner)]


def _holder(root: Thing, box: Box) -> Thing:
    """The smallest thing that the table lies in."""
    for thing in root.inside:
        larger = area(thing.box) > 1.05 * area(box) and shared(thing.box, box) > 0.9 * area(box)
        if larger and thing.shape and not thing.control and not thing.image:
            return _holder(thing, box)
    return root


def _take(holder: Thing, known: Table) -> None:
    known = _with_last(holder, _with_rules(holder, known))
    inside = [t for t in holder.inside if t.table is None and _is_in(t.box, known.box)]
    frames = [t for t in inside if _is_frame(t, known)]
    items = [t for thing in inside for t in _loose(thing, known) if not _is_line(t, known)]
    lattice = _lattice(known, items, frames)
    if sum(any(band.cells) for band in lattice.bands) <= _FEWEST or not any(lattice.bands[0].cells):
        return
    holder.inside = [t for t in holder.inside if t not in inside]
    holder.inside.append(Thing(known.box, table=lattice, inside=items))


def _with_rules(holder: Thing, known: Table) -> Table:
    """The table with its rows parted also where a line runs through nearly all of it."""
    lines = [t.box for t in holder.inside if t.shape and t.box.height <= _RULE and _is_in(t.box, known.box)]
    cuts = {box.y for box in lines if box.width > _ALONG * known.box.width}
    new = [y for y in sorted(cuts) if min(abs(y - edge) for edge in known.rows) >= _LOWEST]
    return replace(known, rows=tuple(sorted((*known.rows, *new)))) if known.ruled else known


def _with_last(holder: Thing, known: Table) -> Table:
    """The table with the rows below it that no line closes: they fill the columns which the row above them fills."""
    height = known.rows[-1] - known.rows[-2]
    above = _columns_of(holder, known, known.rows[-2])
    below = _columns_of(holder, known, known.rows[-1])
    if len(above) < _FEWEST or below != above or known.rows[-1] + 0.8 * height > holder.box.bottom:
        return known
    bottom = min(known.rows[-1] + height, holder.box.bottom)
    box = replace(known.box, height=bottom - known.box.y)
    return _with_last(holder, replace(known, box=box, rows=(*known.rows, bottom)))


def _columns_of(holder: Thing, known: Table, top: float) -> set[int]:
    """The columns of a row that begins there in which something stands; none where something is across columns."""
    bottom = top + known.rows[-1] - known.rows[-2]
    found = set()
    for thing in holder.inside:
        box = thing.box
        if not top < middle(box)[1] < bottom or _is_line(thing, known) or _is_frame(thing, known):
            continue
        place = bisect(known.columns, middle(box)[0]) - 1
        if not 0 <= place < len(known.columns) - 1 or box.bottom > bottom + _RULE or box.y < top - _RULE:
            return set()
        if box.x < known.columns[place] - _RULE or box.right > known.columns[place + 1] + _RULE:
            return set()
        found.add(place)
    return found


def _lattice(known: Table, items: list[Thing], frames: list[Thing]) -> Lattice:
    bands = []
    rows = list(itertools.pairwise(known.rows))
    placed: dict[tuple[int, int], list[Thing]] = {}
    for item in items:
        x, y = middle(item.box)
        placed.setdefault((bisect(known.rows, y) - 1, bisect(known.columns, x) - 1), []).append(item)
    for place, (top, bottom) in enumerate(rows):
        cells = tuple(tuple(placed.get((place, column), ())) for column in range(len(known.columns) - 1))
        box = Box(known.columns[0], top, known.columns[-1] - known.columns[0], bottom - top)
        fills = [f.shape.fill for f in frames if f.shape and f.shape.fill and top <= middle(f.box)[1] < bottom]
        ruled = known.ruled and place < len(rows) - 1
        bands.append(Band(box, cells, fills[0] if fills else None, known.line if ruled else None))
    return Lattice(tuple(bands), known.columns, known.by_cell, known.gridded)


def _loose(thing: Thing, known: Table) -> list[Thing]:
    """The thing, or what is in it where it is the paint of a cell, a row or several rows."""
    if thing.shape is None or thing.control or thing.image:
        return [thing]
    row = min(b - a for a, b in itertools.pairwise(known.rows))
    cell = _cell(thing.box, known)
    paint = thing.box.height > 1.2 * row or area(thing.box) > 0.75 * area(cell)
    return [t for inner in thing.inside for t in _loose(inner, known)] if paint else [thing]


def _is_line(thing: Thing, known: Table) -> bool:
    """Whether a thing is a line at the side of a cell, or of several."""
    if thing.shape is None or thing.inside or thing.control:
        return False
    box, cell = thing.box, _cell(thing.box, known)
    along = box.width > 0.75 * cell.width or box.height > 0.75 * cell.height
    return min(box.width, box.height) <= _RULE and along


def _cell(box: Box, known: Table) -> Box:
    """The cell in which the middle of a box lies."""
    x, y = middle(box)
    left, right = next(((a, b) for a, b in itertools.pairwise(known.columns) if a <= x < b), known.columns[-2:])
    top, bottom = next(((a, b) for a, b in itertools.pairwise(known.rows) if a <= y < b), known.rows[-2:])
    return Box(left, top, right - left, bottom - top)


def _is_frame(thing: Thing, known: Table) -> bool:
    """Whether a shape is what a row, or all of the table, is painted with."""
    if thing.shape is None or thing.control or thing.image:
        return False
    return thing.box.width >= 0.8 * known.box.width and thing.box.height > _RULE


def _is_in(box: Box, table: Box) -> bool:
    x, y = middle(box)
    return table.x <= x <= table.right and table.y <= y <= table.bottom and area(box) <= 1.1 * area(table)
