"""Grids of cells, as a spreadsheet has them: rectangles in rows and columns, nothing but a thin line between two."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mockup2code.vision.borders import BORDER
from mockup2code.vision.measurement import Box, Shape, Table

FEWEST = 4
"""The fewest rows and the fewest columns of a grid."""

HIGHEST = 64
"""The highest cell, in pixels."""

LIKE = 0.7
"""The least share of a row's cells that stand in the columns of the row above, and of all cells that have one fill."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that lines part into rows and columns, and the shapes that its cells are, those of the usual fill."""

    table: Table
    cells: tuple[Shape, ...]


Row = list[Shape]
Span = tuple[int, int]


def find_grids(shapes: Sequence[Shape]) -> list[Grid]:
    """The grids among painted rectangles, from the top down."""
    runs: list[list[Row]] = []
    for row in sorted(_rows(shapes), key=lambda row: row[0].inner.y):
        above = next((run for run in runs if _follows(run[-1], row)), None)
        if above:
            above.append(row)
        else:
            runs.append([row])
    return [grid for run in runs if len(run) >= FEWEST and (grid := _grid(run))]


def _rows(shapes: Iterable[Shape]) -> Iterable[Row]:
    """Cells of one height side by side, as many as a row of a grid has at least."""
    level: defaultdict[Span, Row] = defaultdict(list)
    for shape in shapes:
        if shape.fill and not shape.radius and shape.box.height <= HIGHEST:
            level[round(shape.inner.y), round(shape.inner.bottom)].append(shape)
    for cells in level.values():
        cells.sort(key=lambda s: s.inner.x)
        row = cells[:1]
        for cell in cells[1:]:
            if not 0 < cell.inner.x - row[-1].inner.right <= BORDER:
                if len(row) >= FEWEST:
                    yield row
                row = []
            row.append(cell)
        if len(row) >= FEWEST:
            yield row


def _span(cell: Shape) -> Span:
    return round(cell.inner.x), round(cell.inner.right)


def _follows(above: Row, row: Row) -> bool:
    if not 0 < row[0].inner.y - above[0].inner.bottom <= BORDER:
        return False
    spans = {_span(cell) for cell in above}
    return sum(_span(cell) in spans for cell in row) >= LIKE * max(len(row), len(above))


def _grid(rows: Sequence[Row]) -> Grid | None:
    """The grid of rows that lie below each other; its columns are those that most rows have."""
    counts = Counter(_span(cell) for row in rows for cell in row)
    columns = sorted(span for span, count in counts.items() if count > len(rows) / 2)
    cells = [cell for row in rows for cell in row]
    fill, alike = Counter(cell.fill for cell in cells).most_common(1)[0]
    lines = Counter(cell.border for cell in cells if cell.border)
    if len(columns) < FEWEST or alike < LIKE * len(cells) or not lines:
        return None
    left, right = columns[0][0], columns[-1][1]
    top, bottom = rows[0][0].inner.y, rows[-1][0].inner.bottom
    table = Table(
        Box(left, top, right - left, bottom - top),
        (*(row[0].inner.y for row in rows), bottom),
        (*(float(span[0]) for span in columns), float(right)),
        header={cell.fill for cell in rows[0]} != {cell.fill for cell in rows[1]},
        ruled=True,
        gridded=True,
        by_cell=True,
        line=lines.most_common(1)[0][0],
    )
    return Grid(table, tuple(cell for cell in cells if cell.fill == fill))
