"""What a caller gets of buttons that have only a sign in them, of icons that are rings, and of soft cards."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from mockup2code.vision.measure import measure
from mockup2code.vision.measurement import Box, ControlKind
from tests.vision.drawn import font, page, picture

INK, LINE, GREEN = "#111827", "#d1d5db", "#15803d"


def buttons(draw, **options) -> list[Box]:
    found = [c.box for c in measure(page(draw, **options)).controls if c.kind is ControlKind.BUTTON]
    return sorted(found, key=lambda b: (b.y, b.x))


def star(d, x, y, color):
    d.polygon([(x, y + 18), (x + 9, y), (x + 18, y + 18)], color)


def plates(d, gap):
    for i in range(3):
        x = 60 + (60 + gap) * i
        d.rounded_rectangle((x, 60, x + 59, 103), 8, "#ffffff", LINE, 1)
        star(d, x + 21, 73, ("#2563eb", "#dc2626", INK)[i])


def test_plates_in_a_row_with_an_icon_each_are_buttons():
    assert [(b.x, b.width, b.height) for b in buttons(lambda d: plates(d, 8))] == [
        (60, 60, 44),
        (128, 60, 44),
        (196, 60, 44),
    ]


def test_plates_far_apart_or_over_words_are_none():
    def features(d):
        plates(d, 8)
        for i, word in enumerate(("Fast", "Safe", "Open")):
            d.text((72 + 68 * i, 112), word, INK, font(15))

    assert buttons(lambda d: plates(d, 120)) == []
    assert buttons(features) == []


def cross(d, x, y):
    for a, b in (((x, y), (x + 12, y + 12)), ((x, y + 12), (x + 12, y))):
        d.line((a, b), INK, 2)


def test_cross_at_the_corner_of_a_card_is_a_button_elsewhere_an_icon():
    def draw(d):
        d.rounded_rectangle((40, 40, 399, 239), 8, "#ffffff", LINE, 1)
        d.text((64, 60), "Delete the boat?", INK, font(17))
        cross(d, 366, 60)
        cross(d, 200, 160)

    (button,) = buttons(draw, ground="#f3f4f6")
    assert (button.x, button.right) == (pytest.approx(358, abs=6), pytest.approx(386, abs=6))
    assert (button.y, button.bottom) == (pytest.approx(52, abs=6), pytest.approx(80, abs=6))


def test_other_icon_at_the_corner_of_a_card_is_no_button():
    def draw(d):
        d.rounded_rectangle((40, 40, 399, 239), 8, "#ffffff", LINE, 1)
        d.text((64, 60), "Delete the boat?", INK, font(17))
        star(d, 364, 60, INK)

    assert buttons(draw, ground="#f3f4f6") == []


def smooth(draw, size) -> Image.Image:
    """Something drawn large and made small, as browsers smooth it."""
    large = Image.new("RGB", (96, 96), "#ffffff")
    draw(ImageDraw.Draw(large))
    return large.resize((size, size), Image.Resampling.LANCZOS)


def checked(d):
    d.ellipse((4, 4, 91, 91), "#ffffff", GREEN, 7)
    d.line([(30, 50), (44, 64), (68, 34)], GREEN, 7)


def chosen(d):
    d.ellipse((4, 4, 91, 91), "#ffffff", GREEN, 9)
    d.ellipse((28, 28, 67, 67), GREEN)


def rows(sign, size) -> Image.Image:
    """A sign before words, and a radio button before others."""
    image = Image.new("RGB", (640, 300), "#ffffff")
    image.paste(smooth(sign, size), (60, 60))
    d = ImageDraw.Draw(image)
    d.ellipse((61, 101, 74, 114), "#ffffff", INK, 1)
    for y, words in ((58, "Changes are saved"), (98, "Changes are lost")):
        d.text((60 + size + 10, y), words, INK, font(16))
    return image


def test_ring_with_a_check_is_an_icon_one_with_a_dot_a_radio_button():
    saved, picked = measure(picture(rows(checked, 24))), measure(picture(rows(chosen, 16)))
    assert ([c.kind for c in saved.controls], len(saved.images)) == ([ControlKind.RADIO], 1)
    assert ([c.kind for c in picked.controls], len(picked.images)) == ([ControlKind.RADIO] * 2, 0)


def test_card_of_its_grounds_colour_is_told_by_its_shadow():
    dark = Image.new("L", (640, 400), 0)
    ImageDraw.Draw(dark).rounded_rectangle((80, 86, 379, 285), 12, 40)
    shade = np.asarray(dark.filter(ImageFilter.GaussianBlur(5)))
    image = Image.fromarray(np.repeat((255 - shade)[..., None], 3, axis=2))
    d = ImageDraw.Draw(image)
    d.rounded_rectangle((80, 80, 379, 279), 12, "#ffffff")
    d.text((110, 110), "What we offer", INK, font(20))

    (card,) = measure(picture(image)).shapes

    assert (card.box.x, card.box.y, card.box.width, card.box.height) == pytest.approx((80, 80, 300, 200), abs=1)
    assert (card.fill, card.shadow) == ("#ffffff", True)
