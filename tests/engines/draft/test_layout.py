"""Where things stand: rows, columns, paragraphs, frames."""

import re
from dataclasses import replace
from functools import cache

from mockup2code.examples import EXAMPLES
from mockup2code.vision.ingest import ingest
from mockup2code.vision.measure import measure
from mockup2code.vision.measurement import Box, Control, ControlKind, Edge, Edges, Image, Measurement, Shape, Table
from tests.engines.draft.builders import app, line, measurement, result

CARD = "#f3f4f6"


def card(x: float, y: float, width: float = 300, height: float = 200) -> Shape:
    return Shape(Box(x, y, width, height), CARD, None, 8.0)


def test_cards_side_by_side_become_a_grid_that_stacks_on_a_phone() -> None:
    page = app(
        measurement(
            [line("Fast", 120, 120), line("Safe", 440, 120), line("Small", 760, 120)],
            [card(100, 100), card(420, 100), card(740, 100)],
        )
    )
    assert "grid-cols-1" in page
    assert "gap-5" in page
    assert "lg:grid-cols-3" in page


def test_columns_of_different_widths_keep_their_shares() -> None:
    page = app(
        measurement([line("Menu", 20, 20), line("Content", 620, 20)], [card(0, 0, 400, 600), card(600, 0, 680, 600)])
    )
    assert re.search(r"lg:grid-cols-\[\w+_\w+\]", page)


def test_nothing_is_positioned_absolutely() -> None:
    page = app(measurement([line("Over", 150, 150), line("Under", 260, 260)], [card(100, 100), card(250, 200)]))
    assert "absolute" not in page
    assert "fixed" not in page


def test_lines_of_a_paragraph_become_one() -> None:
    words = ["Everything you need to run a small shop is", "in one place, from the first order to the", "last invoice."]
    page = app(measurement([line(w, 100, 100 + 24 * i) for i, w in enumerate(words)]))
    assert page.count("<p") == 1
    assert "Everything you need" in page
    assert "last invoice." in page


def test_short_lines_below_each_other_become_a_list() -> None:
    page = app(
        measurement(
            [line("A heading that is long enough to be alone", 100, 60, size=24)]
            + [line(w, 100, 120 + 36 * i) for i, w in enumerate(["Orders", "Customers", "Settings"])]
        )
    )
    assert "<ul" in page
    assert 'const items = ["Orders", "Customers", "Settings"];' in page
    assert "{items.map((item) => (" in page
    assert "{item}" in page


def test_text_in_the_middle_of_a_box_is_centred() -> None:
    page = app(measurement([line("Save", 224, 110, width=32)], [card(100, 100, 280, 40)]))
    assert "items-center" in page
    assert "justify-center" in page


def test_what_ends_at_the_right_edge_is_held_there() -> None:
    page = app(measurement([line("Total", 110, 120), line("$40", 800, 120, width=30)], [card(100, 100, 740, 60)]))
    assert "ml-auto" in page


def test_columns_in_a_frame_keep_off_its_edges_where_they_stack() -> None:
    edges = Edges(right=Edge("#e4e4e7", 1.0))
    bar = Shape(Box(40, 100, 600, 72), "#ffffff", "#a1a1aa", 12.0)
    fields = [Shape(Box(41 + 200 * i, 101, 200, 70), None, None, 0.0, edges=edges) for i in range(2)]
    texts = [
        line(word, (61, 261, 450)[i], y) for i in range(3) for word, y in ((f"Name {i}", 112), (f"Value {i}", 140))
    ]
    page = app(measurement(texts, [bar, *fields]))
    assert page.count("lg:border-r lg:border-r-") == 2
    assert "max-lg:px-" in page


def test_colours_and_sizes_come_from_the_scale_where_they_are_near() -> None:
    page = app(
        measurement(
            [line("Hello there, world", 100, 100, size=14, color="#4f39f6")],
            [Shape(Box(90, 80, 400, 60), "#f9fafb", None, 8.0)],
        )
    )
    assert "bg-gray-50" in page
    assert "rounded-lg" in page
    assert "text-sm" in page


def test_other_colours_are_the_themes() -> None:
    made = result(measurement([line("Admin", 20, 20)], [Shape(Box(0, 0, 250, 800), "#343a40", None, 0.0)]))
    assert "bg-panel" in made.files["src/App.tsx"]
    assert "  --color-panel: #343a40;\n" in made.files["src/index.css"]


def test_pictures_are_cut_out_with_their_size() -> None:
    page = app(measurement([line("Our team", 100, 60)], images=[Image(Box(100, 100, 320, 200), icon=False)]))
    assert 'import image from "./assets/image.png";' in page
    assert "src={image}" in page
    assert "width={320}" in page
    assert "height={200}" in page
    assert "alt=" in page


def test_columns_that_overlap_have_no_negative_width() -> None:
    edge = Shape(Box(420, 300, 1, 330), "#e4e4e7", None, 0.0)
    wide = [line("Inbox and everything that came in since yesterday", 400, 310 + 60 * i) for i in range(3)]
    card = Shape(Box(640, 280, 600, 360), "#f4f4f5", None, 6.0)
    assert "-" not in "".join(re.findall(r"grid-cols-\[([^\]]*)\]", app(measurement(wide, [edge, card]))))


def test_a_button_in_a_cell_keeps_its_width() -> None:
    texts = [line(word, x, 64 + 48 * row) for row in range(4) for x, word in ((60, f"Person {row}"), (360, "Editor"))]
    texts += [line("View", 672, 114 + 48 * row, size=12, width=26, color="#ffffff") for row in range(3)]
    boxes = [Box(655, 106 + 48 * row, 60, 32) for row in range(3)]
    edges = tuple(50.0 + 48 * row for row in range(5))
    table = Table(Box(40, 50, 700, 192), edges, (40, 340, 640, 740), header=True, ruled=True, line="#e5e7eb")
    buttons = [Control(ControlKind.BUTTON, box, "View") for box in boxes]
    page = app(measurement(texts, [Shape(box, "#4f46e5", None, 4) for box in boxes], controls=buttons, tables=[table]))
    assert re.search(r'className="[^"]*(?<!max-)\bw-15\b', page)


def test_a_date_a_title_and_a_paragraph_are_no_list() -> None:
    words = ["Everything you need to run a small shop is", "in one place, from the first order to the", "last invoice."]
    paragraph = [line(w, 100, 168 + 22 * i, size=14) for i, w in enumerate(words)]
    page = app(measurement([line("10 October", 100, 100, size=12), line("A shop", 100, 128, size=20), *paragraph]))
    assert ".map(" not in page
    assert "text-xl" in page


def test_a_column_is_as_wide_as_its_paragraph_needs() -> None:
    words = [
        "Everything that you need to run a small shop, all of it in one",
        "place, from the first order to the last.",
    ]
    centred = [line(w, 0, 300 + 24 * i) for i, w in enumerate(words)]
    centred = [replace(t, box=replace(t.box, x=640 - t.box.width / 2)) for t in centred]
    title = line("Shops", 600, 240, size=30)
    page = app(measurement([replace(title, box=replace(title.box, x=640 - title.box.width / 2)), *centred]))
    widths = [float(step) for step in re.findall(r"max-w-([\d.]+)", page)]
    assert min(widths) * 4 > centred[0].box.width + 5


def test_a_bar_whose_parts_stack_on_a_phone_is_as_high_as_they_need() -> None:
    title = [line("Quiet cabins, far from the road", 100, 100, size=32), line("With a stove and a view", 100, 160)]
    bar = Shape(Box(100, 220, 440, 68), "#ffffff", "#d1d5db", 16.0)
    parts = [line(w, x, y, size=12) for x in (120, 260, 400) for w, y in (("Where", 237), ("Anywhere", 257))]
    photograph = Image(Box(640, 100, 560, 400), icon=False)
    page = app(measurement([*title, *parts], [bar], [photograph]))
    assert "lg:h-17" in page
    assert not re.search(r'[" ]h-17', page)


def test_no_padding_is_negative() -> None:
    bar = Shape(Box(100, 100, 640, 68), "#ffffff", "#d1d5db", 16.0)
    page = app(measurement([line("Where", 96, 124), line("Arrival", 300, 124), line("Guests", 480, 124)], [bar]))
    assert "-pl-" not in page


@cache
def measured_example() -> Measurement:
    example = next(example for example in EXAMPLES if example.slug == "screen")
    return measure(ingest(example.path.read_bytes(), "screen.png"))


def test_cards_with_photographs_at_the_end_are_no_footer() -> None:
    measured = measured_example()
    assert measured.images[-1].box.bottom > 0.85 * measured.height
    assert "<footer" not in app(measured)


def test_a_line_as_far_from_the_right_edge_as_from_the_left_is_held_at_both() -> None:
    page = app(measured_example())
    row = re.search(r'<div className="([^"]*)">\s*<h2[^>]*>\s*Free this weekend\s*</h2>\s*<a[^>]*lg:ml-auto', page)
    assert row
    assert "lg:px-14" in row[1]


def test_four_cards_of_the_example_are_data() -> None:
    code = result(measured_example()).files["src/components/Gallery.tsx"]
    assert code.count("<img") == 1
    assert 'title: "Hut 2140"' in code


def test_a_picture_is_described_by_words_rather_than_by_figures() -> None:
    photograph = Image(Box(100, 100, 300, 160), icon=False)
    page = app(measurement([line("Lake House", 100, 272), line("4.97", 360, 268, size=14)], images=[photograph]))
    assert 'alt="Lake House"' in page


def test_a_rule_between_two_columns_is_gone_where_they_stack() -> None:
    words = [line(f"Words {n} of a column", x, 100 + 60 * n) for x in (100, 700) for n in range(6)]
    page = app(measurement(words, [Shape(Box(600, 80, 1, 400), "#e4e4e7", None, 0.0)]))
    (rule,) = re.findall(r'className="([^"]*bg-zinc-200[^"]*)"', page)
    assert "max-lg:hidden" in rule


def test_a_table_keeps_its_width_on_a_phone_so_that_its_columns_stay_apart() -> None:
    texts = [line(w, x, 64 + 48 * row) for row in range(4) for x, w in ((60, f"Person {row}"), (440, "Editor"))]
    edges = tuple(50.0 + 48 * row for row in range(5))
    table = Table(Box(40, 50, 900, 192), edges, (40, 420, 640, 940), header=True, ruled=True, line="#e5e7eb")
    assert "min-w-225" in app(measurement(texts, tables=[table]))


def test_what_is_indented_in_a_sidebar_is_so_on_a_phone_too() -> None:
    chosen = Shape(Box(8, 60, 240, 32), "#3f3f46", None, 6.0)
    words = [line("Overview", 24, 66, size=14, color="#ffffff")]
    words += [line(f"Section {i}", 52, 110 + 40 * i, size=14, color="#ffffff") for i in range(6)]
    rest = [line(f"Words of the main part, number {i}", 400, 100 + 60 * i) for i in range(10)]
    page = app(measurement([*words, *rest], [Shape(Box(0, 0, 256, 800), "#18181b", None, 0.0), chosen]))
    assert re.search(r"[\" ]ml-11 ", page)
    assert "lg:ml-11" not in page


def test_a_badge_on_the_upper_side_of_a_card_lies_over_it() -> None:
    card, badge = (
        Shape(Box(100, 100, 300, 200), "#ffffff", "#0d6efd", 8),
        Shape(Box(190, 89, 120, 22), "#0d6efd", None, 6),
    )
    code = app(measurement([line("Most popular", 204, 91), line("For growing teams", 124, 160)], [card, badge]))
    over, under = code.index("relative mx-auto"), code.index("-mt-")
    assert over < code.index("Most popular") < under < code.index("For growing teams")
