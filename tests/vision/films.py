"""Screen recordings that tests draw themselves: a page in states, encoded for real."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from PIL import Image, ImageDraw

RATE = 10


def page(title: str, colour: str = "#2353e0", size: tuple[int, int] = (640, 400)) -> Image.Image:
    """A page with a bar and a large word."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, size[0], size[1] // 8), fill=colour)
    draw.text((size[0] // 8, size[1] // 3), title, fill="#111827", font_size=size[1] // 5)
    return image


def film(
    path: Path,
    shots: Sequence[tuple[Image.Image, float]],
    codec: str = "libx264",
    rate: int = RATE,
    form: str | None = None,
) -> Path:
    """A film that shows each image for so many seconds."""
    with av.open(str(path), "w", format=form) as container:
        width, height = shots[0][0].size
        stream = container.add_stream(codec, rate=Fraction(rate), width=width, height=height, pix_fmt="yuv420p")
        if codec.startswith("libvpx"):
            stream.options = {"deadline": "realtime", "cpu-used": "8"}
        container.start_encoding()
        for image in _frames(shots, rate):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(np.asarray(image), format="rgb24")))
        container.mux(stream.encode())
    return path


def sound(path: Path) -> Path:
    """A second of silence."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=44_100)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 44_100), np.float32), format="fltp", layout="mono")
        frame.sample_rate = 44_100
        container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def _frames(shots: Sequence[tuple[Image.Image, float]], rate: int) -> Iterator[Image.Image]:
    for image, seconds in shots:
        for _ in range(round(seconds * rate)):
            yield image
