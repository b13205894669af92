"""What a caller gets of the states of controls: what is greyed out, and what stands in for a value."""

from mockup2code.vision.measure import measure
from tests.vision.drawn import font, page

LINE, INK, FAINT, BLUE = "#d1d5db", "#111827", "#9ca3af", "#1d4ed8"


def states(draw) -> list[tuple[str, bool, bool]]:
    """Kind, whether it is disabled, whether its words are a placeholder; from the top."""
    found = sorted(measure(page(draw)).controls, key=lambda c: c.box.y)
    return [(c.kind.value, c.disabled, c.placeholder) for c in found]


def test_grey_field_among_white_ones_is_disabled():
    def draw(d):
        for y, fill in ((40, "#ffffff"), (100, "#e9ecef"), (160, "#ffffff")):
            d.rounded_rectangle((40, y, 339, y + 39), 6, fill, LINE, 1)
            d.text((54, y + 11), "Ada Lovelace", INK, font(15))

    assert [disabled for _, disabled, _ in states(draw)] == [False, True, False]


def test_fields_that_are_all_grey_are_not():
    def draw(d):
        for y in (40, 100):
            d.rounded_rectangle((40, y, 339, y + 39), 6, "#f3f4f6", LINE, 1)
            d.text((54, y + 11), "Ada Lovelace", INK, font(15))

    assert states(draw) == [("input", False, False)] * 2


def test_faded_and_grey_buttons_are_disabled():
    def draw(d):
        plates = ((BLUE, "#ffffff"), ("#93abe9", "#ffffff"), ("#e5e7eb", "#9ca3af"), ("#e5e7eb", INK))
        for i, (fill, ink) in enumerate(plates):
            d.rounded_rectangle((40, 40 + 60 * i, 159, 79 + 60 * i), 6, fill)
            d.text((80, 51 + 60 * i), "Send", ink, font(15))

    assert [disabled for _, disabled, _ in states(draw)] == [False, True, True, False]


def test_pale_words_of_a_field_are_a_placeholder_dark_ones_its_value():
    def draw(d):
        d.text((40, 14), "Your account", INK, font(17))
        for y, ink in ((40, FAINT), (100, INK)):
            d.rounded_rectangle((40, y, 339, y + 39), 6, "#ffffff", LINE, 1)
            d.text((54, y + 11), "ada@example.com", ink, font(15))

    assert states(draw) == [("input", False, True), ("input", False, False)]
