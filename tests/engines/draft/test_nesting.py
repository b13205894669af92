"""Elements that only wrap another one are not there; what stands where does not change."""

from mockup2code.engines.draft.elements import Element
from mockup2code.engines.draft.nesting import flattened
from mockup2code.vision.measurement import Box, Shape
from tests.engines.draft.builders import app, line, measurement


def words(text: str, *classes: str) -> Element:
    return Element("p", [*classes, "text-sm"], children=[text])


def test_a_box_around_words_is_the_words_in_their_paint() -> None:
    badge = Element("div", ["mt-2", "flex flex-col", "rounded-lg", "bg-line", "px-2"], children=[words("Online", "")])
    assert flattened(badge) == Element(
        "p", ["mt-2", "rounded-lg", "bg-line", "px-2", "", "text-sm", ""], children=["Online"]
    )


def test_words_that_stand_off_keep_their_box() -> None:
    card = Element("div", ["", "flex flex-col", "bg-line"], children=[words("Online", "ml-4")])
    assert flattened(card) == card


def test_a_bare_wrapper_is_its_only_box_and_begins_where_both_began() -> None:
    grid = Element("div", ["mt-3", "grid", "gap-4"], children=[words("One"), words("Two")])
    outer = Element("section", ["mt-2", "flex flex-col"], children=[grid])
    assert flattened(outer) == Element("section", ["mt-5", "grid", "gap-4"], children=grid.children)


def test_the_margin_in_a_painted_box_becomes_its_padding() -> None:
    row = Element("div", ["mt-2", "flex", "items-start"], children=[words("One"), words("Two")])
    card = Element("div", ["", "flex flex-col", "bg-white", "pt-1"], children=[row])
    made = flattened(card)
    assert made.children == row.children
    assert made.classes == ["", "bg-white", "pt-3", "flex", "items-start", ""]


def test_a_row_in_a_box_that_is_higher_stays_where_it_is() -> None:
    row = Element("div", ["", "flex", "items-center"], children=[words("One"), words("Two")])
    card = Element("div", ["", "flex flex-col", "bg-white", "lg:min-h-40"], children=[row])
    assert flattened(card) == card


def test_two_boxes_that_are_both_set_across_stay_two() -> None:
    inner = Element("div", ["", "grid", "max-w-40"], children=[words("One"), words("Two")])
    outer = Element("div", ["", "flex flex-col", "mx-auto w-full"], children=[inner])
    assert flattened(outer) == outer


def test_columns_in_a_column_are_one() -> None:
    inner = Element("div", ["mt-4", "flex", "flex-col"], children=[words("Two", "mt-1"), words("Three", "mt-2")])
    outer = Element("div", ["", "flex", "flex-col"], children=[words("One", ""), inner])
    made = [child for child in flattened(outer).children if isinstance(child, Element)]
    assert [child.classes[0] for child in made] == ["", "mt-5", "mt-2"]


def test_a_page_that_is_one_grid_is_that_grid() -> None:
    side = Shape(Box(0, 0, 250, 800), "#343a40", None, 0)
    menu = [line(f"Place {n}", 24, 40 + 40 * n, color="#ffffff") for n in range(6)]
    main = [line(f"Row {n} of many that are told here at length", 300, 40 + 60 * n) for n in range(8)]
    rest = Shape(Box(250, 0, 1030, 800), "#f8f9fa", None, 0)
    page = app(measurement([*menu, *main], [side, rest]))
    assert 'return ( <div className="grid min-h-screen' in page


def test_the_lines_of_a_shaded_bar_are_one_bar() -> None:
    shades = ("#a5b4fc", "#818cf8", "#6366f1", "#4f46e5")
    bar = [Shape(Box(100, 100 + y, 300, 1), shade, None, 0) for y, shade in enumerate(shades)]
    page = app(measurement([line("Progress", 100, 60), line("Everything else on the page", 100, 160)], bar))
    assert "h-px" not in page
    assert page.count("bg-") == 2  # the page's and the bar's
