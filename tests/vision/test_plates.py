"""What a caller gets of icons on plates, small pictures in frames, and words that look like drawings."""

import numpy as np
from PIL import Image, ImageDraw

from mockup2code.vision.measure import measure
from mockup2code.vision.measurement import Box, ImageKind
from tests.vision.drawn import font, page, picture


def sheet(size=(640, 300), ground="#ffffff") -> Image.Image:
    return Image.new("RGB", size, ground)


def centre(box: Box) -> tuple[float, float]:
    return box.x + box.width / 2, box.y + box.height / 2


def test_icon_on_a_plate_with_a_gradient():
    image = sheet()
    rows, columns = np.mgrid[0:40, 0:40]
    along = ((rows + columns) / 78)[..., None]
    plate = (1 - along) * np.array([255, 0, 128]) + along * np.array([121, 40, 202])
    mask = Image.new("L", (40, 40))
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, 39, 39), 10, 255)
    image.paste(Image.fromarray(plate.astype(np.uint8)), (60, 60), mask)
    ImageDraw.Draw(image).polygon([(73, 88), (80, 72), (87, 88)], "#ffffff")

    measured = measure(picture(image))

    (icon,) = measured.images
    assert icon.icon
    assert max(icon.box.width, icon.box.height) < 26
    assert all(abs(place - 80) <= 2 for place in centre(icon.box))
    (shape,) = measured.shapes
    assert (shape.box.x, shape.box.y, shape.box.width, shape.box.height) == (60, 60, 40, 40)
    assert shape.gradient is not None


def test_small_picture_that_fills_its_frame_is_no_glyph():
    def draw(d):
        for y in (40, 90, 140):
            d.rectangle((40, y, 71, y + 31), "#f3f4f6", "#d1d5db", 1)
            d.rectangle((43, y + 3, 68, y + 28), "#ececec")
            d.ellipse((50, y + 6, 61, y + 17), "#9aa0a6")
            d.ellipse((44, y + 17, 67, y + 40), "#9aa0a6")
            d.rectangle((40, y + 29, 71, y + 45), "#f3f4f6")
            d.rectangle((40, y + 32, 71, y + 48), "#ffffff")
            d.line((40, y + 31, 71, y + 31), "#d1d5db", 1)
            d.polygon([(200, y + 20), (208, y + 4), (216, y + 20)], "#1d4ed8")
            d.text((224, y + 4), "Settings", "#111827", font(16))

    images = measure(page(draw)).images

    framed = [i for i in images if i.box.x < 100]
    assert [(i.kind, i.ink) for i in framed] == [(ImageKind.AVATAR, None)] * 3
    assert all(i.box.width >= 30 for i in framed)


def test_bold_capitals_are_read():
    def draw(d):
        for y, word in ((40, "PERFORMANCE"), (90, "USERNAME")):
            for i, letter in enumerate(word):
                for x in (40, 41):
                    d.text((x + 12 * i, y), letter, "#334155", font(15))

    measured = measure(page(draw))

    assert [t.text for t in measured.texts] == ["PERFORMANCE", "USERNAME"]
    assert measured.images == ()


def test_sign_that_is_only_written_is_no_icon():
    measured = measure(page(lambda d: d.text((40, 40), "© 2026 Company. All rights reserved.", "#6b7280", font(15))))

    assert measured.images == ()


def test_icon_on_a_card_over_a_photograph():
    noise = np.random.default_rng(1).integers(0, 255, (300, 500, 3)).astype(np.uint8)
    image = sheet((640, 400), "#eef2ff")
    image.paste(Image.fromarray(noise), (20, 20))
    d = ImageDraw.Draw(image)
    d.rounded_rectangle((160, 120, 379, 379), 12, "#ffffff")
    d.text((200, 140), "Sign in with", "#111827", font(18))
    d.text((200, 320), "or your address", "#111827", font(18))
    d.polygon([(250, 260), (270, 225), (290, 260)], "#c026d3")

    icons = [i for i in measure(picture(image)).images if i.icon]

    assert [tuple(round(v / 10) for v in centre(i.box)) for i in icons] == [(27, 24)]
