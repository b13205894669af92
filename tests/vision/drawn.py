"""Small pictures that the tests draw themselves."""

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from mockup2code.vision.measure import measure
from mockup2code.vision.measurement import ControlKind, Measurement
from mockup2code.vision.picture import Picture

PEN = "#20304a"


def page(draw: Callable[[ImageDraw.ImageDraw], None], size=(640, 400), ground="#ffffff") -> Picture:
    image = Image.new("RGB", size, ground)
    draw(ImageDraw.Draw(image))
    return picture(image)


def picture(image: Image.Image) -> Picture:
    out = BytesIO()
    image.save(out, "PNG")
    return Picture("drawn.png", out.getvalue(), image.width, image.height)


def font(size: float) -> ImageFont.ImageFont | ImageFont.FreeTypeFont:
    return ImageFont.load_default(size=size)


class Paper:
    """A grey sheet to draw on as a hand does."""

    def __init__(self, size: tuple[int, int] = (1200, 900)) -> None:
        width, height = size
        grain = np.random.default_rng(2).normal(0, 2, (height, width, 1))
        light = grain + np.linspace(215, 175, width)[None, :, None]
        self.image = Image.fromarray(np.clip(light.repeat(3, axis=2), 0, 255).astype(np.uint8))
        self.pen = ImageDraw.Draw(self.image)
        self.waver = np.random.default_rng(3)

    def stroke(self, *points: tuple[float, float]) -> None:
        for (x0, y0), (x1, y1) in pairwise(points):
            steps = max(2, int(max(abs(x1 - x0), abs(y1 - y0)) / 12))
            places = [(x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps) for i in range(steps + 1)]
            waver = self.waver.uniform(-1.5, 1.5, (steps + 1, 2))
            self.pen.line([(x + dx, y + dy) for (x, y), (dx, dy) in zip(places, waver, strict=True)], PEN, 4)

    def box(self, x: float, y: float, width: float, height: float) -> None:
        self.stroke((x, y), (x + width, y + 3), (x + width + 2, y + height + 3), (x + 1, y + height), (x, y))

    def circle(self, x: float, y: float, size: float) -> None:
        self.pen.ellipse((x, y, x + size, y + size), outline=PEN, width=4)

    def words(self, text: str, x: float, y: float, size: int = 40) -> None:
        self.pen.text((x, y), text, PEN, font(size))

    def photo(self) -> Image.Image:
        return self.image.filter(ImageFilter.GaussianBlur(0.7))

    def measured(self) -> Measurement:
        return measure(picture(self.photo()))


def kinds(measured: Measurement) -> list[ControlKind]:
    """The controls' kinds in reading order."""
    return [c.kind for c in sorted(measured.controls, key=lambda c: (round(c.box.y / 20), c.box.x))]
