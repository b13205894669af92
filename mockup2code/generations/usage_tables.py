"""What was spent, put together in one way: as a table with a bar for each row, and as a file for spreadsheets."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from mockup2code.generations.spending import Spent
from mockup2code.story.exporting import harmless

COLUMNS = ("by", "name", "cost_usd", "runs", "minutes", "input_tokens", "cached_tokens", "output_tokens", "estimated")


@dataclass(frozen=True, slots=True)
class Table:
    """The spending by one thing; `column` is what one of it is called."""

    title: str
    column: str
    rows: list[Spent]

    @property
    def bars(self) -> list[tuple[Spent, float]]:
        """Each row with the length of its bar, 0 to 100: by cost, or where nothing has a price by output tokens."""
        priced = any(row.cost for row in self.rows)
        sizes = [row.cost if priced else Decimal(row.output_tokens) for row in self.rows]
        most = max(sizes, default=Decimal(0)) or Decimal(1)
        return [(row, round(float(size / most * 100), 1)) for row, size in zip(self.rows, sizes, strict=True)]


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
