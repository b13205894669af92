"""What a caller gets of tables: their rows, their columns, and who draws the lines."""

import pytest

from mockup2code.vision.measure import measure
from tests.vision.drawn import font, page

ROWS = (
    ("Invoice", "Client", "Total"),
    ("1001", "Northwind", "120.00"),
    ("1002", "Contoso", "80.50"),
    ("1003", "Fabrikam", "64.00"),
)


def ruled(color: str):
    def draw(d):
        for row, cells in enumerate(ROWS):
            for column, words in enumerate(cells):
                d.text((52 + 180 * column, 52 + 40 * row), words, "#111827", font(15))
            if row < 3:
                d.line((40, 79 + 40 * row, 599, 79 + 40 * row), color)

    return draw


def test_rows_and_columns():
    (table,) = measure(page(ruled("#d8dee9"))).tables
    assert (len(table.rows), len(table.columns)) == (5, 4)
    assert table.rows[1:4] == pytest.approx((80, 120, 160), abs=1)
    assert table.columns[1:3] == pytest.approx((220, 400), abs=6)
    assert (table.header, table.ruled, table.line) == (True, True, "#d8dee9")
    cell = table.cell(1, 1)
    assert (cell.x, cell.y) == (table.columns[1], table.rows[1])


@pytest.mark.parametrize(("color", "by_cell"), [("#e5e7eb", False), ("#d8dee9", True)])
def test_lines_in_a_utility_palette_are_the_rows(color, by_cell):
    (table,) = measure(page(ruled(color))).tables
    assert table.by_cell is by_cell


def test_lines_of_a_table_stay_shapes():
    assert sum(s.box.height == 1 for s in measure(page(ruled("#d8dee9"))).shapes) == 3


def test_list_with_one_column_is_no_table():
    def draw(d):
        for row in range(4):
            d.text((52, 52 + 40 * row), "An entry of a list", "#111827", font(15))
            d.line((40, 79 + 40 * row, 599, 79 + 40 * row), "#d8dee9")

    assert measure(page(draw)).tables == ()
