"""The picture as it is sent: within what hosts take, whatever its size."""

import io
from base64 import b64decode

import numpy as np
import pytest
from PIL import Image

from mockup2code.engines.kimi.picture import LIMIT, SMALL, data_url
from mockup2code.vision.picture import Picture


def noise(width: int, height: int) -> Picture:
    """A picture that compresses badly."""
    pixels = np.random.default_rng(7).integers(0, 256, (height, width, 3), np.uint8)
    output = io.BytesIO()
    Image.fromarray(pixels).save(output, "PNG", compress_level=1)
    return Picture("noise.png", output.getvalue(), width, height)


def opened(url: str) -> Image.Image:
    return Image.open(io.BytesIO(b64decode(url.partition(",")[2])))


def test_a_small_picture_is_sent_as_it_is() -> None:
    picture = noise(64, 48)
    assert b64decode(data_url(picture).partition(",")[2]) == picture.png


@pytest.mark.parametrize(
    ("width", "height", "sent"), [(2400, 300, (2000, 250)), (300, 4000, (150, 2000)), (2000, 100, (2000, 100))]
)
def test_a_large_picture_is_scaled_to_2000_on_its_long_edge(width: int, height: int, sent: tuple[int, int]) -> None:
    url = data_url(noise(width, height))
    assert opened(url).size == sent
    assert len(url) <= LIMIT.size


@pytest.mark.parametrize(("width", "height", "sent"), [(1400, 1000, (1400, 1000)), (2000, 2000, (1500, 1500))])
def test_a_heavy_picture_becomes_light(width: int, height: int, sent: tuple[int, int]) -> None:
    picture = noise(width, height)
    assert len(picture.png) > LIMIT.size
    url = data_url(picture)
    assert url.startswith("data:image/webp;base64,")
    assert len(url) <= LIMIT.size
    assert opened(url).size == sent


@pytest.mark.parametrize(("width", "height", "edge"), [(640, 400, 384), (4000, 2000, 1200)])
def test_a_smaller_picture_fits_a_stricter_host(width: int, height: int, edge: int) -> None:
    url = data_url(noise(width, height), SMALL)
    assert max(opened(url).size) <= edge
    assert len(url) <= SMALL.size
