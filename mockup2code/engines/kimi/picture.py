"""The picture as it goes to the model: within the size that hosts take, as a data URL."""

from base64 import b64encode
from io import BytesIO

from PIL import Image

from mockup2code.vision.picture import Picture

LONGEST_EDGE = 2000
LARGEST = 3_750_000
"""Bytes of the data URL."""

QUALITY = 90
SMALLER = 0.75


def data_url(picture: Picture) -> str:
    """The picture itself where it is small enough, else a copy scaled down to 2000 px and below 3.75 MB."""
    if max(picture.width, picture.height) <= LONGEST_EDGE:
        url = _url("png", picture.png)
        if len(url) <= LARGEST:
            return url
    with Image.open(BytesIO(picture.png), formats=["PNG"]) as image:
        copy = image.convert("RGB")
    copy.thumbnail((LONGEST_EDGE, LONGEST_EDGE), Image.Resampling.LANCZOS)
    url = _encoded(copy, "png")
    while len(url) > LARGEST:
        url = _encoded(copy, "webp", quality=QUALITY)
        copy.thumbnail((copy.width * SMALLER, copy.height * SMALLER), Image.Resampling.LANCZOS)
    return url


def _encoded(image: Image.Image, kind: str, **options: int) -> str:
    out = BytesIO()
    image.save(out, kind, **options)
    return _url(kind, out.getvalue())


def _url(kind: str, raw: bytes) -> str:
    return f"data:image/{kind};base64,{b64encode(raw).decode()}"
