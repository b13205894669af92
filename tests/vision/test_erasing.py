"""Words and things that a page sets on a picture are no longer in the picture."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from mockup2code.vision.erasing import Mark, erased
from mockup2code.vision.measurement import Box

PHOTOGRAPH = Box(100, 50, 400, 200)
WORDS = Box(140, 100, 180, 40)


def photograph(words: str = "", button: Box | None = None, light: int = 0) -> bytes:
    """Waves of blue, as PNG; boxes are those of the page that it lies on."""
    across, down = np.meshgrid(np.arange(400), np.arange(200))
    waves = 60 + 30 * np.sin(across / 40) + 20 * np.cos(down / 25) + light
    picture = Image.fromarray(np.stack([waves, waves + 20, waves + 60], axis=2).clip(0, 255).astype(np.uint8))
    pen = ImageDraw.Draw(picture)
    pen.text((WORDS.x - 100, WORDS.y - 50), words, "#ffffff", font=ImageFont.load_default(32))
    if button:
        pen.rectangle((button.x - 100, button.y - 50, button.right - 100, button.bottom - 50), "#ffffff")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


@pytest.mark.parametrize("light", [0, 90], ids=["dark", "nearly as light as the words"])
def test_words_are_painted_over_from_what_is_around(light: int) -> None:
    before, bare = photograph("Card holder", light=light), pixels(photograph(light=light))
    assert np.abs(pixels(before) - bare).max() > 60
    after = pixels(erased(before, PHOTOGRAPH, [Mark(WORDS, "#ffffff")]))
    assert np.abs(after - bare).max() < 40


def test_what_is_beside_the_words_stays_as_it_was() -> None:
    before = photograph("Card holder")
    after = pixels(erased(before, PHOTOGRAPH, [Mark(WORDS, "#ffffff")]))
    assert (after[110:] == pixels(before)[110:]).all()


def test_a_button_goes_whole() -> None:
    button = Box(300, 180, 120, 40)
    after = pixels(erased(photograph(button=button), PHOTOGRAPH, [Mark(button)]))
    assert np.abs(after - pixels(photograph())).max() < 60


def test_a_picture_of_which_too_little_would_be_left_stays() -> None:
    before = photograph("Card holder")
    assert erased(before, PHOTOGRAPH, [Mark(PHOTOGRAPH)]) == before


def test_marks_beside_the_picture_do_nothing() -> None:
    before = photograph()
    assert erased(before, PHOTOGRAPH, [Mark(Box(700, 60, 40, 40)), Mark(Box(0, 0, 30, 20), "#ffffff")]) == before
