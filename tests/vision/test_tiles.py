"""Text is found in pictures of any size by a model that sees one size."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from mockup2code.vision import models, ocr
from mockup2code.vision.tiles import text_map
from tests.vision.drawn import font


@pytest.fixture
def green_is_text(monkeypatch):
    """A model that takes green for text, so that every pixel of its answer says where it was seen."""
    monkeypatch.setattr(models, "find", lambda tile: tile[:, :, 1].astype(np.float32) / 255)


@pytest.mark.parametrize(
    ("height", "width"),
    [(1, 1), (30, 2000), (400, 640), (448, 1312), (449, 1313), (800, 1280), (900, 1440), (3000, 200), (1600, 2560)],
)
def test_each_pixel_is_judged_in_its_place(green_is_text, height, width):
    pixels = np.random.default_rng(1).integers(0, 256, (height, width, 3), np.uint8)
    assert np.array_equal(text_map(pixels), pixels[:, :, 1].astype(np.float32) / 255)


def test_many_narrow_strips_share_a_tile(monkeypatch):
    seen = []
    monkeypatch.setattr(models, "find", lambda tile: seen.append(tile) or np.zeros(models.TILE, np.float32))
    text_map(np.full((1900, 390, 3), 255, np.uint8))
    assert len(seen) == 2
    assert {tile.shape for tile in seen} == {(*models.TILE, 3)}


def test_what_is_higher_than_letters_is_no_text(green_is_text):
    pixels = np.zeros((1200, 800, 3), np.uint8)
    pixels[40:80, 40:400] = pixels[300:700, 40:700] = 255
    (box,) = ocr.detect(pixels)
    assert (box.x, box.bottom) == (pytest.approx(40, abs=40), pytest.approx(80, abs=40))


def test_words_are_found_across_the_seams_of_tiles():
    image = Image.new("RGB", (2000, 1000), "#ffffff")
    draw = ImageDraw.Draw(image)
    places = [(x, y) for x in (60, 560, 1240, 1700) for y in range(20, 980, 60)]
    for x, y in places:
        draw.text((x, y), "Harbour", "#111827", font(18))
    boxes = ocr.detect(np.asarray(image))
    assert len(boxes) == len(places)
    centres = sorted((round(b.x + b.width / 2), round(b.y + b.height / 2)) for b in boxes)
    assert centres == [(pytest.approx(x + 33, abs=6), pytest.approx(y + 11, abs=6)) for x, y in sorted(places)]
