"""Small pictures that the tests draw themselves."""

from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from mockup2code.vision.picture import Picture


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
