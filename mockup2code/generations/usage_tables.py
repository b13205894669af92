"""What was spent, put together in one way: as a table with a bar for each row, and as a file for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from mockup2code.generations.spending import Spent, month_before, nothing, together
from mockup2code.story.exporting import harmless

COLUMNS = ("by", "name", "cost_usd", "runs", "minutes", "input_tokens", "cached_tokens", "output_tokens", "estimated")

MOST_ROWS = 50
"""Of a table on the page; the rest is one row there, and all of it is in the file."""

MONTHS = 12
"""Of the chart."""


@dataclass(frozen=True, slots=True)
class Table:
    """The spending by one thing; `column` is what one of it is called."""

    title: str
    column: str
    rows: list[Spent]

    @property
    def bars(self) -> list[tuple[Spent, float]]:
        """Each row with the length of its bar."""
        return list(zip(self.shown, shares(self.shown), strict=True))

    @property
    def shown(self) -> list[Spent]:
        """The first rows, and the others together."""
        if len(self.rows) <= MOST_ROWS:
            return self.rows
        rest = self.rows[MOST_ROWS:]
        return [*self.rows[:MOST_ROWS], together(f"{len(rest):,} others", rest)]


def shares(rows: Sequence[Spent]) -> list[float]:
    """How much each is of the most, 0 to 100: by cost, or where nothing has a price by output tokens."""
    priced = any(row.cost for row in rows)
    sizes = [row.cost if priced else Decimal(row.output_tokens) for row in rows]
    most = max(sizes, default=Decimal(0)) or Decimal(1)
    return [round(float(size / most * 100), 1) for size in sizes]


@dataclass(frozen=True, slots=True)
class Column:
    """A month of the chart; `height` is 0 to 100."""

    month: datetime
    spent: Spent
    height: float

    @property
    def top(self) -> float:
        return 100 - self.height


def chart(months: Iterable[tuple[datetime, Spent]], last: datetime) -> list[Column]:
    """The twelve months up to `last`, also those in which nothing was spent."""
    found = dict(months)
    shown = [last]
    while len(shown) < MONTHS:
        shown.insert(0, month_before(shown[0]))
    spent = [found.get(month, nothing(f"{month:%B %Y}")) for month in shown]
    return [Column(*column) for column in zip(shown, spent, shares(spent), strict=True)]


def as_csv(tables: Iterable[Table]) -> bytes:
    """All tables under one another; names are harmless, and a byte order mark tells Excel that it is UTF-8."""
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow(COLUMNS)
    for table in tables:
        for row in table.rows:
            writer.writerow(
                [
                    table.column,
                    harmless(row.name),
                    row.cost,
                    row.runs,
                    round(row.minutes, 2),
                    row.input_tokens,
                    row.cached_tokens,
                    row.output_tokens,
                    row.estimated,
                ]
            )
    return output.getvalue().encode("utf-8-sig", "replace")
