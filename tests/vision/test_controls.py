"""What a caller gets of a screen's controls: their kinds, their states, and what only looks like one."""

import pytest

from mockup2code.vision.controls import MOST
from mockup2code.vision.measure import measure
from mockup2code.vision.measurement import ControlKind
from tests.vision.drawn import font, page

LINE, INK, FAINT = "#d1d5db", "#111827", "#9ca3af"


def kinds(draw, **options) -> list[tuple[str, tuple[int, int]]]:
    """Kind and left top corner of each control, from the top."""
    found = measure(page(draw, **options)).controls
    return sorted(((c.kind.value, (round(c.box.x), round(c.box.y))) for c in found), key=lambda pair: pair[1][::-1])


def arrow(d, x, y, color=INK):
    d.line([(x, y), (x + 5, y + 5), (x + 10, y)], color, 2)


def test_select_has_an_arrow_and_an_input_may_have_another_icon():
    def draw(d):
        for y in (40, 100):
            d.rounded_rectangle((40, y, 339, y + 39), 6, "#ffffff", LINE, 1)
        d.text((54, 51), "Los Angeles", INK, font(15))
        arrow(d, 314, 57)
        d.text((54, 111), "Phone number", INK, font(15))
        d.ellipse((308, 109, 328, 131), None, INK, 2)
        d.line((318, 120, 318, 112), INK, 2)

    assert kinds(draw) == [("select", (40, 40)), ("input", (40, 100))]


def test_arrow_of_a_select_is_no_picture():
    def draw(d):
        d.rounded_rectangle((40, 40, 339, 79), 6, "#ffffff", LINE, 1)
        d.text((54, 51), "Los Angeles", INK, font(15))
        arrow(d, 314, 57)

    assert measure(page(draw)).images == ()


def test_field_without_a_border_beside_its_button():
    def draw(d):
        d.rectangle((40, 40, 339, 79), "#f3f4f6")
        d.text((54, 51), "Search for...", FAINT, font(15))
        d.rectangle((340, 40, 383, 79), "#1d4ed8")
        d.ellipse((354, 52, 366, 64), None, "#ffffff", 2)
        d.line((364, 62, 370, 68), "#ffffff", 2)
        d.text((41, 141), "Nothing was found", INK, font(15))
        d.line((41, 201, 341, 201), LINE, 1)

    assert kinds(draw) == [("input", (40, 40)), ("button", (340, 40))]


def test_round_button_with_an_arrow():
    def draw(d):
        d.ellipse((60, 60, 99, 99), "#1d4ed8")
        arrow(d, 75, 78, "#ffffff")

    assert kinds(draw) == [("button", (60, 60))]


def test_rows_of_a_list_are_buttons_its_head_is_none():
    def draw(d):
        heights = (40, 96), (95, 137), (136, 178), (177, 219)
        for (top, bottom), word in zip(heights, ("Folders", "Inbox", "Drafts", "Trash"), strict=True):
            d.rectangle((40, top, 280, bottom), "#ffffff", "#9ca3af", 1)
            d.text((60, (top + bottom) // 2 - 9), word, INK, font(15))

    assert [kind for kind, _ in kinds(draw, ground="#f8fafc")] == ["button"] * 3


def test_square_and_round_ticks_close_to_their_words():
    def draw(d):
        d.rectangle((40, 40, 52, 52), "#ffffff", "#767676", 1)
        d.text((56, 37), "One of many options", INK, font(14))
        d.ellipse((40, 80, 52, 92), "#ffffff", "#767676", 1)
        d.text((57, 77), "Option to choose", INK, font(14))

    found = measure(page(draw))
    assert [c.kind for c in found.controls] == [ControlKind.CHECKBOX, ControlKind.RADIO]
    assert [t.text for t in found.texts] == ["One of many options", "Option to choose"]


@pytest.mark.parametrize(("knob", "on"), [(43, False), (63, True)])
def test_switch_is_as_long_as_its_track(knob, on):
    def draw(d):
        d.rounded_rectangle((40, 40, 83, 63), 12, "#0f766e" if on else "#9ca3af")
        d.ellipse((knob, 43, knob + 17, 60), "#ffffff")
        d.text((96, 42), "Tell me by mail", INK, font(15))

    (switch,) = measure(page(draw)).controls
    assert (switch.kind, switch.checked) == (ControlKind.SWITCH, on)
    assert switch.accent == ("#0f766e" if on else None)
    assert switch.box.width == pytest.approx(44, abs=3)


def test_words_over_a_line_are_tabs_as_wide_as_the_line():
    def draw(d):
        d.line((40, 90, 600, 90), "#e5e7eb", 1)
        d.rectangle((40, 89, 128, 90), "#1d4ed8")
        for x, word, color in ((56, "Account", "#1d4ed8"), (152, "Members", FAINT), (256, "Invoices", FAINT)):
            d.text((x, 60), word, color, font(14))

    *tabs, row = measure(page(draw)).controls
    assert (row.kind, row.parts, row.current) == (ControlKind.TABS, tuple(t.box for t in tabs), 0)
    assert [t.text for t in tabs] == ["Account", "Members", "Invoices"]
    assert all(t.kind is ControlKind.BUTTON for t in tabs)
    assert tabs[0].box.width == pytest.approx(89, abs=3)
    assert tabs[1].box.x == pytest.approx(136, abs=4)


def test_heads_of_columns_with_a_line_each_are_no_tabs():
    def draw(d):
        for x, word in ((40, "Budget"), (182, "Status"), (324, "Owner")):
            d.text((x + 16, 60), word, INK, font(14))
            d.line((x, 89, x + 139, 89), LINE, 1)

    assert measure(page(draw)).controls == ()


def test_cells_of_a_table_are_no_buttons():
    def draw(d):
        for row, words in enumerate((("Name", "Owner", "Total"), ("North", "Ada", "12"), ("South", "Bea", "14"))):
            for column, word in enumerate(words):
                x, y = 40 + 160 * column, 40 + 44 * row
                d.rectangle((x, y, x + 160, y + 44), "#ffffff", "#9ca3af", 1)
                d.text((x + 12, y + 13), word, INK, font(14))

    assert measure(page(draw)).controls == ()


def test_textarea_is_told_by_its_grip():
    def draw(d):
        d.rectangle((40, 40, 399, 77), "#ffffff", LINE, 1)
        d.rectangle((40, 100, 399, 161), "#ffffff", LINE, 1)
        for step in (4, 8):
            d.line((396 - step, 158, 396, 158 - step), "#6b7280", 1)

    assert kinds(draw) == [("input", (40, 40)), ("textarea", (40, 100))]


def test_filled_part_of_a_bar_is_no_button():
    def draw(d):
        d.rectangle((40, 40, 600, 79), "#ffffff", LINE, 1)
        d.rectangle((41, 41, 240, 78), "#eef2f7")
        d.text((100, 51), "Option two", INK, font(15))

    assert "button" not in [kind for kind, _ in kinds(draw)]


def test_of_thousands_of_squares_only_some_are_looked_at():
    def draw(d):
        for y in range(0, 640, 16):
            for x in range(0, 640, 16):
                d.rectangle((x + 2, y + 2, x + 13, y + 13), "#ffffff")

    assert len(measure(page(draw, size=(641, 641), ground="#515151")).controls) <= MOST


def test_white_fields_on_a_tinted_ground_are_told_by_their_labels():
    def draw(d):
        for y, label, words in ((61, "First name", "Lucky"), (160, "Last name", "Jesse")):
            d.text((41, y), label, INK, font(14))
            d.rounded_rectangle((41, y + 24, 280, y + 67), 4, "#ffffff")
            d.text((53, y + 37), words, INK, font(15))

    assert kinds(draw, ground="#f1f5f9") == [("input", (41, 85)), ("input", (41, 184))]


def test_head_and_body_of_a_card_with_words_at_their_left_are_no_buttons():
    def draw(d):
        d.rectangle((41, 41, 280, 95), "#0d6efd")
        d.text((57, 58), "Expandable", "#ffffff", font(16))
        d.rectangle((41, 96, 280, 151), "#3b82f6")
        d.text((57, 114), "The body of it", "#ffffff", font(16))

    assert kinds(draw) == []
