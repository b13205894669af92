"""What a caller gets from the picture of a page."""

import io
import threading

import numpy as np
import pytest
from PIL import Image

from mockup2code.vision import lines
from mockup2code.vision.measure import crop, look, measure, outline, read
from mockup2code.vision.measurement import Box, ControlKind, PictureKind
from tests.vision.drawn import font, page, picture


def near(box: Box, x, y, width, height, by=2.0):
    return all(
        abs(a - b) <= by for a, b in zip((box.x, box.y, box.width, box.height), (x, y, width, height), strict=True)
    )


def distance(color: str, other: str) -> float:
    a, b = (np.array([int(c[i : i + 2], 16) for i in (1, 3, 5)]) for c in (color, other))
    return float(np.abs(a - b).max())


def test_bordered_card_has_its_box_and_colours():
    def draw(d):
        d.rounded_rectangle((40, 40, 339, 239), 12, "#ffffff", "#cbd5e1", 1)

    shape = measure(page(draw, ground="#f1f5f9")).shapes[0]
    assert near(shape.box, 40, 40, 300, 200)
    assert (shape.fill, shape.border) == ("#ffffff", "#cbd5e1")
    assert shape.radius == pytest.approx(12, abs=3)


def test_hairline_on_white_is_a_rule():
    rules = measure(page(lambda d: d.line((40, 100, 600, 100), "#e5e7eb"))).shapes
    assert [(r.box.width, r.box.height, r.fill) for r in rules] == [(561, 1, "#e5e7eb")]


def test_nested_boxes_are_both_found_the_larger_first():
    def draw(d):
        d.rectangle((20, 20, 619, 379), "#e2e8f0")
        d.rectangle((60, 60, 259, 159), "#0f766e")

    shapes = measure(page(draw)).shapes
    assert [s.fill for s in shapes] == ["#e2e8f0", "#0f766e"]


def test_words_at_the_very_edge_of_the_picture_are_read_where_they_are():
    def draw(d):
        d.text((2, -3), "Two lines of two colours", "#111827", font(20))

    (line,) = measure(page(draw)).texts
    assert line.text == "Two lines of two colours"
    assert near(line.box, 3, -3.6, 217, 25.4)


def test_of_very_many_short_words_and_signs_some_tell_what_the_others_are(monkeypatch):
    def numbers(d):
        for place in range(24):
            d.text((40 + place % 6 * 90, 40 + place // 6 * 60), str(17 + place), "#111827", font(16))

    def signs(d):
        for place in range(24):
            x, y = 40 + place % 6 * 90, 40 + place // 6 * 60
            d.ellipse((x, y, x + 15, y + 15), outline="#111827", width=2)
            d.line((x + 3, y + 3, x + 12, y + 12), "#111827", 2)

    monkeypatch.setattr(lines, "SAMPLE", 6)
    assert sorted(t.text for t in measure(page(numbers)).texts) == [str(17 + place) for place in range(24)]
    assert not measure(page(signs)).texts


def test_text_has_words_colour_and_size():
    def draw(d):
        d.text((40, 40), "Monthly revenue", "#1d4ed8", font(20))
        d.text((40, 120), "All figures in thousands", "#111827", font(14))

    heading, body = measure(page(draw)).texts
    assert (heading.text, body.text) == ("Monthly revenue", "All figures in thousands")
    assert heading.size == pytest.approx(20, rel=0.15)
    assert body.size == pytest.approx(14, rel=0.15)
    assert distance(heading.color, "#1d4ed8") < 30
    assert distance(body.color, "#111827") < 30
    assert heading.box.x == pytest.approx(41, abs=3)


def test_dark_page():
    found = measure(page(lambda d: d.text((40, 40), "Good evening", "#f8fafc", font(24)), ground="#0f172a"))
    assert found.kind is PictureKind.SCREEN
    assert found.background == "#0f172a"
    assert distance(found.texts[0].color, "#f8fafc") < 30
    assert found.palette[0] == "#0f172a"


def form(d):
    d.rounded_rectangle((40, 40, 339, 79), 6, "#ffffff", "#94a3b8", 1)
    d.text((54, 51), "Your name", "#64748b", font(14))
    d.rounded_rectangle((40, 100, 189, 139), 6, "#1d4ed8")
    d.text((82, 111), "Send form", "#ffffff", font(14))
    d.rounded_rectangle((40, 160, 55, 175), 3, "#ffffff", "#64748b", 1)
    d.text((64, 158), "Remember me", "#111827", font(14))


def test_form_controls_with_their_words():
    controls = {c.kind: c for c in measure(page(form, ground="#f8fafc")).controls}
    assert set(controls) == {ControlKind.INPUT, ControlKind.BUTTON, ControlKind.CHECKBOX}
    assert near(controls[ControlKind.INPUT].box, 40, 40, 300, 40)
    assert controls[ControlKind.INPUT].text == "Your name"
    assert controls[ControlKind.BUTTON].text == "Send form"
    assert not controls[ControlKind.CHECKBOX].checked
    assert controls[ControlKind.CHECKBOX].span.width > 80


def test_photograph_is_one_image_and_is_cut_out():
    noise = np.random.default_rng(1).integers(0, 256, (30, 40, 3)).astype(np.uint8)
    photo = Image.fromarray(noise).resize((200, 150), Image.Resampling.BICUBIC)
    whole = Image.new("RGB", (640, 400), "#ffffff")
    whole.paste(photo, (50, 60))
    drawn = picture(whole)
    (image,) = measure(drawn).images
    assert near(image.box, 50, 60, 200, 150, by=6)
    assert not image.icon
    part = Image.open(io.BytesIO(crop(drawn, Box(50, 60, 200, 150), 1.0)))
    assert part.size == (200, 150)


def test_screenshot_at_double_scale_is_measured_in_css_pixels():
    def draw(d):
        d.rectangle((80, 80, 679, 479), "#ffffff", "#94a3b8", 2)
        d.rectangle((100, 300, 299, 379), "#1d4ed8")
        for row in range(3):
            d.text((120, 110 + 60 * row), "Quarterly report of sales", "#111827", font(32))

    found = measure(page(draw, size=(1280, 800), ground="#f1f5f9"))
    assert (found.scale, found.width, found.height) == (2.0, 640, 400)
    assert near(found.shapes[0].box, 40, 40, 300, 200)
    assert found.texts[0].size == pytest.approx(16, rel=0.15)


def test_small_words_on_an_even_grid_are_no_double_scale():
    def draw(d):
        for row in range(8):
            d.rectangle((40, 40 + 60 * row, 199, 79 + 60 * row), "#1d4ed8")
            d.text((60, 50 + 60 * row), "Continue", "#ffffff", font(14))
            d.text((240, 50 + 60 * row), "Overview of the harbour", "#111827", font(14))

    assert measure(page(draw, size=(1280, 560))).scale == 1.0


def test_outline_is_read_line_by_line():
    def draw(d):
        d.text((40, 40), "First line", "#111827", font(18))
        d.text((40, 140), "Second line", "#111827", font(18))

    drawn = page(draw)
    first = outline(look(drawn))
    assert [t.text for t in first.texts] == ["", ""]
    assert {i: t.text for i, t in read(drawn, first, [1]).items()} == {1: "Second line"}


def test_two_pictures_at_once():
    words = {}

    def run(word):
        words[word] = measure(page(lambda d: d.text((40, 40), word, "#111827", font(20)))).texts[0].text

    threads = [threading.Thread(target=run, args=(word,)) for word in ("Northern", "Southern")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert words == {"Northern": "Northern", "Southern": "Southern"}


@pytest.mark.parametrize("size", [(640, 400), (1, 1), (3, 900), (200, 2000)])
def test_blank_picture_holds_nothing(size):
    found = measure(page(lambda d: None, size=size))
    assert (found.texts, found.shapes, found.images, found.controls) == ((), (), (), ())
    assert found.background == "#ffffff"
