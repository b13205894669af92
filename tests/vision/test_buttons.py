"""What a caller gets of a screen's buttons: small ones, such in fields, and what only looks like one."""

from PIL import Image, ImageDraw

from mockup2code.vision.measure import measure
from tests.vision.drawn import font, page

LINE, INK, FAINT, BLUE = "#d1d5db", "#111827", "#9ca3af", "#1d4ed8"


def kinds(draw, **options) -> list[tuple[str, tuple[int, int]]]:
    """Kind and left top corner of each control, from the left top."""
    found = measure(page(draw, **options)).controls
    return sorted(((c.kind.value, (round(c.box.x), round(c.box.y))) for c in found), key=lambda pair: pair[1][::-1])


def test_short_word_at_the_end_of_a_field_is_its_button():
    def draw(d):
        d.rounded_rectangle((40, 40, 299, 75), 17, "#ffffff", LINE, 1)
        d.text((62, 50), "Search for...", "#4b5563", font(15))
        d.text((262, 50), "Go", "#4b5563", font(15))

    (field, at), (button, place) = kinds(draw, ground="#f3f4f6")
    assert (field, at) == ("input", (40, 40))
    assert button == "button"
    assert 225 < place[0] < 262
    assert place[1] == 40


def test_row_of_a_list_with_a_word_at_its_end_is_no_field():
    def draw(d):
        for y, name in ((40, "Monthly plan"), (79, "Yearly plan"), (118, "For teams")):
            d.rectangle((40, y, 339, y + 39), "#ffffff", LINE, 1)
            d.text((54, y + 11), name, INK, font(15))
            d.text((306, y + 11), "$9", INK, font(15))

    assert "input" not in [kind for kind, _ in kinds(draw, ground="#f3f4f6")]


def test_low_plate_with_a_border_is_a_button_without_one_a_badge():
    def draw(d):
        d.rounded_rectangle((40, 40, 91, 61), 3, BLUE, "#1e3a8a", 1)
        d.text((53, 43), "View", "#ffffff", font(12))
        d.rounded_rectangle((40, 80, 91, 101), 3, "#15803d")
        d.text((50, 83), "Done", "#ffffff", font(12))
        d.rounded_rectangle((40, 120, 95, 141), 11, "#ffffff", BLUE, 1)
        d.text((53, 123), "New", BLUE, font(12))

    assert kinds(draw) == [("button", (40, 40))]


def test_shaded_lower_edge_of_a_button_is_no_line_under_a_tab():
    def draw(d):
        for x, word in ((40, "Send"), (140, "Save")):
            d.rounded_rectangle((x, 40, x + 79, 77), 6, BLUE)
            d.line((x + 4, 78, x + 75, 78), "#e5e7eb", 1)
            d.text((x + 22, 50), word, "#ffffff", font(15))

    assert [kind for kind, _ in kinds(draw)] == ["button", "button"]


def test_line_across_the_page_under_tabs_does_not_hide_the_chosen_one():
    def draw(d):
        for x, word in ((44, "General"), (150, "Members"), (262, "Billing")):
            d.text((x, 50), word, INK if x == 150 else "#6b7280", font(15))
        d.line((40, 83, 599, 83), LINE, 1)
        d.rectangle((146, 82, 220, 83), BLUE)

    tabs = [c for c in measure(page(draw)).controls if c.kind == "tabs"]
    assert [(len(row.parts), row.current) for row in tabs] == [(3, 1)]


def test_initials_in_a_disc_are_no_button_page_numbers_in_a_row_are():
    def draw(d):
        d.ellipse((40, 40, 87, 87), "#dbeafe")
        d.text((50, 52), "AB", BLUE, font(20))
        for i in range(3):
            d.ellipse((40 + 44 * i, 140, 75 + 44 * i, 175), BLUE)
            d.text((48 + 44 * i, 148), f"1{i}", "#ffffff", font(16))

    assert [at for kind, at in kinds(draw) if kind == "button"] == [(40, 140), (84, 140), (128, 140)]


def test_chosen_radio_button_is_of_the_kind_of_those_in_its_row():
    def draw(d):
        d.rounded_rectangle((40, 40, 55, 55), 3, "#ffffff", "#767676", 1)
        d.text((64, 38), "Remember this card", INK, font(15))
        chosen = Image.new("RGB", (64, 64), "#ffffff")
        ring = ImageDraw.Draw(chosen)
        ring.ellipse((2, 2, 61, 61), "#ffffff", "#0075ff", 7)
        ring.ellipse((16, 16, 47, 47), "#0075ff")
        d._image.paste(chosen.resize((16, 16), Image.Resampling.LANCZOS), (40, 80))
        d.text((64, 78), "Monthly", INK, font(15))
        d.ellipse((151, 81, 163, 93), "#ffffff", "#767676", 1)
        d.text((174, 78), "Yearly", INK, font(15))

    assert [kind for kind, _ in kinds(draw)] == ["checkbox", "radio", "radio"]


def test_field_much_higher_than_the_others_is_a_textarea():
    def draw(d):
        for y, height in ((40, 33), (100, 33), (160, 33), (220, 55)):
            d.rectangle((40, y, 339, y + height), "#ffffff", LINE, 1)

    assert [kind for kind, _ in kinds(draw)] == ["input", "input", "input", "textarea"]


def test_wide_field_in_a_card_and_no_wide_bar():
    def draw(d):
        d.rectangle((0, 0, 1199, 59), "#ffffff", LINE, 1)
        d.text((20, 20), "Documentation", INK, font(15))
        d.rectangle((20, 100, 1179, 359), "#ffffff", LINE, 1)
        d.rectangle((60, 160, 1139, 199), "#ffffff", LINE, 1)

    assert kinds(draw, size=(1200, 400), ground="#f3f4f6") == [("input", (60, 160))]
