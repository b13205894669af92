"""What a caller gets of shadows and gradients."""

import numpy as np
import pytest
from PIL import Image, ImageFilter

from mockup2code.vision.measure import measure
from tests.vision.drawn import page, picture


def test_shadow_below_a_card():
    image = Image.new("RGB", (640, 400), "#f1f5f9")
    image.paste("#94a3b8", (100, 106, 400, 266))
    image = image.filter(ImageFilter.GaussianBlur(5))
    image.paste("#ffffff", (100, 100, 400, 260))
    (card,) = (s for s in measure(picture(image)).shapes if s.fill == "#ffffff")
    assert card.shadow


def test_border_is_no_shadow():
    drawn = page(lambda d: d.rectangle((100, 100, 399, 259), "#ffffff", "#cbd5e1"), ground="#f1f5f9")
    assert [s.shadow for s in measure(drawn).shapes] == [False]


def blended(start: int, end: int, across: bool) -> Image.Image:
    """A page with a rectangle from one grey-blue to another."""
    steps = np.linspace(start, end, 300 if across else 200)
    fill = np.tile(steps, (200, 1)) if across else np.tile(steps[:, None], (1, 300))
    pixels = np.full((400, 640, 3), 255, np.uint8)
    pixels[100:300, 100:400] = np.stack([fill * 0.5, fill * 0.7, fill], axis=2).astype(np.uint8)
    return Image.fromarray(pixels)


def test_gradient_has_its_ends_and_its_direction():
    (shape,) = measure(picture(blended(40, 200, across=True))).shapes
    assert shape.gradient.angle == 90
    ends = [int(color[5:], 16) for color in (shape.gradient.start, shape.gradient.end)]
    assert ends == pytest.approx([40, 200], abs=2)


def test_gradient_from_the_top_down():
    (shape,) = measure(picture(blended(200, 80, across=False))).shapes
    assert shape.gradient.angle == 180


def test_even_fill_has_no_gradient():
    (shape,) = measure(page(lambda d: d.rectangle((100, 100, 399, 299), "#2563eb"))).shapes
    assert shape.gradient is None
