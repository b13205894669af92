"""Thin lines that are part of something else are no elements of their own."""

from mockup2code.engines.draft.hairlines import settled
from mockup2code.vision.measurement import Box, Edge, Edges, Shape
from tests.engines.draft.builders import app, line, measurement

CARD = Shape(Box(100, 100, 400, 200), "#ffffff", "#d2d2d2", 6)
LINE = "#dee2e6"


def rule(x: float, y: float, width: float, height: float = 1, fill: str = "#e8e9ea") -> Shape:
    return Shape(Box(x, y, width, height), fill, None, 0)


def test_what_is_left_of_a_shade_around_a_card_is_its_shadow() -> None:
    found = settled([CARD, rule(99, 106, 1, 188), rule(500, 106, 1, 188), rule(104, 300, 392), rule(105, 301, 390)])
    assert [shape.box for shape in found] == [CARD.box]
    assert found[0].shadow


def test_a_coloured_line_below_a_card_stays_a_line() -> None:
    line_below = rule(104, 300, 392, fill="#dc3545")
    assert settled([CARD, line_below]) == [CARD, line_below]


def test_a_line_as_long_as_a_square_box_is_its_border() -> None:
    bar = Shape(Box(0, 0, 1280, 56), "#ffffff", None, 0)
    (found,) = settled([bar, rule(0, 56, 1280, fill=LINE)])
    assert found.box == Box(0, 0, 1280, 57)
    assert found.edges == Edges(bottom=Edge(LINE, 1))


def test_pieces_of_one_line_are_one_line() -> None:
    pieces = [rule(100, 50, 300, fill=LINE), rule(402, 50, 200, fill=LINE), rule(604, 50, 100, fill=LINE)]
    apart = rule(730, 50, 100, fill=LINE)
    assert [shape.box for shape in settled([*pieces, apart])] == [Box(100, 50, 604, 1), apart.box]


def test_a_card_with_its_shade_is_one_element() -> None:
    words = [line("Sales", 120, 120), line("Everything that was sold", 120, 160)]
    code = app(measurement(words, [CARD, rule(99, 106, 1, 188), rule(500, 106, 1, 188), rule(104, 300, 392)]))
    assert "h-px" not in code
    assert "lg:grid-cols" not in code
    assert "shadow-md" in code
