"""What a caller gets from the pictures on a page: photographs, drawn icons, glyphs of fonts."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from mockup2code.vision.fragments import rejoined
from mockup2code.vision.measure import crop, measure
from mockup2code.vision.measurement import Box, ImageKind, TextLine
from mockup2code.vision.stencil import stencil
from tests.vision.drawn import font, page, picture


def overlap(one: Box, other: Box) -> float:
    width = min(one.right, other.right) - max(one.x, other.x)
    height = min(one.bottom, other.bottom) - max(one.y, other.y)
    common = max(0.0, width) * max(0.0, height)
    return common / (one.width * one.height + other.width * other.height - common)


def textured(size: tuple[int, int], ground: tuple[int, int, int]) -> Image.Image:
    """A photograph's stand-in: one tone with fine, smooth unevenness."""
    width, height = size
    noise = np.random.default_rng(3).normal(0, 40, (height // 3, width // 3, 3))
    soft = Image.fromarray(np.clip(noise + ground, 0, 255).astype(np.uint8)).resize(size, Image.Resampling.BICUBIC)
    flat = Image.new("RGB", size, ground)
    mask = Image.new("L", size, 0)
    draw = ImageDraw.Draw(mask)
    for x in range(0, width, 14):
        draw.line((x, 0, x + 40, height), 255, 3)
    flat.paste(soft, (0, 0), mask)
    return flat


def arrow(draw: ImageDraw.ImageDraw, x: int, y: int, color: str) -> None:
    draw.polygon([(x, y), (x + 13, y + 6), (x, y + 13)], color)


MENU = ("Dashboard", "Messages", "Calendar", "Settings")


def test_solid_icons_beside_words_are_glyphs():
    def draw(d):
        for row, word in enumerate(MENU):
            arrow(d, 40, 42 + 50 * row, "#b91c1c")
            d.text((66, 38 + 50 * row), word, "#111827", font(16))

    images = measure(page(draw)).images
    assert [(round(i.box.x), round(i.box.y)) for i in images] == [(38, 40 + 50 * row) for row in range(4)]
    assert {i.ink for i in images} == {"#b91c1c"}


def test_icons_drawn_with_a_pen_are_pictures():
    def draw(d):
        for row, word in enumerate(MENU):
            d.line([(40, 44 + 50 * row), (47, 54 + 50 * row), (56, 42 + 50 * row)], "#b91c1c", 2)
            d.text((70, 38 + 50 * row), word, "#111827", font(16))

    images = measure(page(draw)).images
    assert len(images) == 4
    assert all(i.ink is None and overlap(i.box, Box(38, 38 + 50 * n, 20, 20)) > 0.5 for n, i in enumerate(images))


def test_photograph_under_words_is_one_picture():
    whole = Image.new("RGB", (640, 400), "#ffffff")
    whole.paste(textured((320, 220), (40, 60, 90)), (60, 50))
    draw = ImageDraw.Draw(whole)
    draw.text((90, 90), "Need some help?", "#ffffff", font(22))
    draw.text((90, 130), "Read what others wrote", "#ffffff", font(16))
    found = measure(picture(whole))
    (image,) = found.images
    assert overlap(image.box, Box(60, 50, 320, 220)) > 0.9
    assert [t.text for t in found.texts] == ["Need some help?", "Read what others wrote"]


def test_check_marks_of_another_colour_stand_apart_from_the_words():
    def draw(d):
        for row, word in enumerate(MENU):
            d.line([(40, 48 + 40 * row), (44, 53 + 40 * row), (52, 42 + 40 * row)], "#4338ca", 2)
            d.text((57, 38 + 40 * row), word, "#374151", font(16))

    found = measure(page(draw))
    assert len(found.images) == 4
    assert [t.text for t in found.texts] == list(MENU)


def test_filled_disc_is_a_shape():
    found = measure(page(lambda d: d.ellipse((100, 100, 111, 111), "#b91c1c")))
    assert found.images == ()
    assert [(s.fill, s.box.width, s.radius) for s in found.shapes] == [("#b91c1c", 12, 6)]


def test_disc_with_a_figure_cut_out_is_one_logo():
    def draw(d):
        d.ellipse((20, 12, 51, 43), "#e5e7eb")
        d.rectangle((28, 22, 43, 25), "#111827")
        d.rectangle((34, 22, 37, 35), "#111827")
        d.text((62, 16), "Foundry", "#f8fafc", font(20))

    found = measure(page(draw, ground="#111827"))
    (logo,) = found.images
    assert overlap(logo.box, Box(20, 12, 32, 32)) > 0.9
    assert found.shapes == ()


def test_cut_border_is_no_picture():
    def draw(d):
        d.rounded_rectangle((60, 60, 460, 300), 10, "#ffffff", "#0f766e", 1)
        d.rounded_rectangle((200, 48, 320, 72), 8, "#0f766e")
        d.text((222, 52), "Most loved", "#ffffff", font(14))

    found = measure(page(draw))
    assert found.images == ()
    assert "Most loved" in [t.text for t in found.texts]


@pytest.mark.parametrize("ground", ["#ffffff", "#111827"])
def test_stencil_is_opaque_where_the_ink_is(ground):
    drawn = page(lambda d: arrow(d, 10, 10, "#b91c1c"), size=(40, 40), ground=ground)
    cut = Image.open(io.BytesIO(stencil(crop(drawn, Box(6, 6, 22, 22), 1.0))))
    alpha = np.asarray(cut.getchannel("A"))
    assert alpha[10, 7] == 255
    assert alpha[1, 1] == 0


def test_pieces_of_words_go_back_to_their_lines():
    line = TextLine("", Box(80, 40, 120, 19), "#111827", 16, 400, 0.0)
    texts, used = rejoined([line], [Box(60, 44, 19, 12), Box(30, 44, 16, 16)])
    assert [(t.box.x, t.box.right) for t in texts] == [(60, 200)]
    assert used == [Box(60, 44, 19, 12)]


def axes(d: ImageDraw.ImageDraw) -> None:
    for step, label in enumerate(("$400", "$300", "$200", "$100", "$0")):
        d.text((60, 60 + 50 * step), label, "#6b7280", font(12))
    for step, label in enumerate(("Jan", "Mar", "May", "Jul", "Sep", "Nov")):
        d.text((110 + 80 * step, 280), label, "#6b7280", font(12))


def test_curve_between_labelled_axes_is_one_chart():
    def draw(d):
        axes(d)
        d.rectangle((0, 0, 640, 46), "#0f766e")
        d.text((61, 13), "Earnings this year", "#ffffff", font(18))
        d.line([(112, 262), (195, 200), (275, 220), (355, 140), (435, 160), (518, 70)], "#2563eb", 3)

    found = measure(page(draw))
    (chart,) = found.images
    assert chart.kind is ImageKind.CHART
    assert overlap(chart.box, Box(55, 55, 480, 245)) > 0.85
    assert [t.text for t in found.texts] == ["Earnings this year"]


def test_bars_between_labelled_axes_are_one_chart():
    def draw(d):
        axes(d)
        for step, height in enumerate((60, 120, 90, 170, 150, 200)):
            d.rectangle((108 + 80 * step, 268 - height, 132 + 80 * step, 268), "#0f766e")

    found = measure(page(draw))
    assert [i.kind for i in found.images] == [ImageKind.CHART]
    assert found.shapes == ()


def test_table_is_no_chart():
    def draw(d):
        for row in range(5):
            for column, word in enumerate(("North", "12", "240", "Paid")):
                d.text((60 + 120 * column, 60 + 40 * row), word, "#374151", font(14))

    assert measure(page(draw)).images == ()


def test_lone_digit_in_a_badge_is_text():
    def draw(d):
        d.text((61, 101), "Layout options", "#111827", font(16))
        d.rounded_rectangle((201, 100, 222, 119), 6, "#6b7280")
        d.text((208, 102), "7", "#ffffff", font(13))
        d.rectangle((0, 0, 640, 46), "#0f766e")

    found = measure(page(draw))
    assert found.images == ()
    assert sorted(t.text for t in found.texts) == ["7", "Layout options"]


@pytest.mark.parametrize("gap", [4, 6, 8])
def test_icon_close_before_or_behind_words_is_no_letter_of_theirs(gap):
    def folder(d, x, y):
        d.rectangle((x, y, x + 16, y + 16), None, "#111827", 1)
        d.line((x, y + 5, x + 16, y + 5), "#111827", 1)

    def draw(d):
        d.line((41, 31, 341, 31), "#d1d5db", 1)
        folder(d, 41, 53)
        d.text((58 + gap, 52), "Overview", "#111827", font(15))
        d.text((41, 112), "Continue", "#111827", font(15))
        folder(d, 41 + 62 + gap, 113)

    measured = measure(page(draw))
    assert [t.text for t in measured.texts] == ["Overview", "Continue"]
    assert sorted(round(i.box.y / 10) for i in measured.images) == [5, 11]


def test_first_letter_of_a_line_is_no_icon():
    found = measure(page(lambda d: d.text((40, 40), "A boat of six planks, Q for short", "#111827", font(16))))
    assert ([t.text for t in found.texts], found.images) == (["A boat of six planks, Q for short"], ())
