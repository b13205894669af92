"""What stands in the cells of a table: few boxes, and the same for what is the same."""

from mockup2code.engines.draft.cells import bared
from mockup2code.engines.draft.elements import Element
from mockup2code.engines.draft.evening import even
from mockup2code.engines.draft.lattice import take_tables
from mockup2code.engines.draft.nodes import Cell, Node, Picture, Row, Words
from mockup2code.engines.draft.tree import nest
from mockup2code.vision.measurement import Box, Image, Shape, Table
from tests.engines.draft.builders import line, measurement
from tests.engines.draft.pages import LINE


def words(text: str, *classes: str) -> Element:
    return Element("p", [*classes, "text-sm"], children=[text])


def test_lines_below_each_other_stand_right_in_their_cell() -> None:
    column = Element("div", ["flex", "flex-col", "gap-2"], children=[words("One"), words("Two")])
    assert bared(Element("td", children=[column])).children == [words("One"), words("Two", "mt-2")]


def test_a_picture_and_the_lines_beside_it_are_one_grid() -> None:
    column = Element("div", ["flex", "w-30", "max-w-full", "flex-col"], children=[words("One"), words("Two")])
    row = Element("div", ["flex", "items-center", "gap-4"], children=[Element("img", ["shrink-0"]), column])
    (grid,) = bared(Element("td", children=[row])).children
    assert isinstance(grid, Element)
    assert grid.classes == ["grid", "items-center", "gap-x-4", "justify-start"]
    assert grid.children == [Element("img", ["row-span-2"]), words("One", "col-start-2"), words("Two", "col-start-2")]


def rows(*contents: Node) -> list[Row]:
    boxes = [Box(100, 100 + 60 * place, 300, 60) for place in range(len(contents))]
    return [Row([Cell(content, box)], box) for content, box in zip(contents, boxes, strict=True)]


def test_words_of_a_column_have_one_size_and_weight() -> None:
    lines = [
        line(f"Name {n}", 120, 120 + 60 * n, size=size, weight=w)
        for n, (size, w) in enumerate(((14, 600), (18, 600), (14, 500), (14, 600)))
    ]
    column = [Words((one,), one.box, 20) for one in lines]
    even(rows(*column), head=False)
    assert {(one.lines[0].size, one.lines[0].weight) for one in column} == {(14, 600)}


def test_a_title_among_small_words_stays_large() -> None:
    lines = [line(f"Name {n}", 120, 120 + 60 * n, size=32 if n == 1 else 14) for n in range(4)]
    column = [Words((one,), one.box, 20) for one in lines]
    even(rows(*column), head=False)
    assert [one.lines[0].size for one in column] == [14, 32, 14, 14]


def test_pictures_of_a_column_have_one_size() -> None:
    boxes = [Box(120, 110, 36, 36), Box(123, 171, 30, 35), Box(120, 230, 36, 36)]
    column = [Picture(Image(box, icon=True), box) for box in boxes]
    even(rows(*column), head=False)
    assert {(one.box.x, one.box.width, one.box.height) for one in column} == {(120, 36, 36)}


def test_the_last_row_of_a_table_needs_no_line_below_it() -> None:
    texts = [line(f"Cell {n}", x, 110 + 50 * n, size=14) for n in range(4) for x in (120, 320, 520)]
    shapes = [Shape(Box(80, 80, 640, 240), "#f8f9fa", None, 0)]
    shapes += [Shape(Box(100, 145 + 50 * n, 600, 1), LINE, None, 0) for n in range(3)]
    table = Table(Box(100, 95, 600, 150), (95, 145, 195, 245), (100, 300, 500, 700), ruled=True, line=LINE)
    root = nest(measurement(texts, shapes, tables=[table]))
    take_tables(root, [table])
    (found,) = [thing.table for thing in root.inside[0].inside if thing.table]
    assert len(found.bands) == 4
