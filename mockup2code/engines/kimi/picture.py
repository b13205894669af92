"""The picture as it goes to the model: within the size that hosts take, as a data URL."""

from base64 import b64encode
from dataclasses import dataclass
from io import BytesIO
from math import ceil

from PIL import Image

from mockup2code.engines.job import Shown
from mockup2code.vision.measurement import Box
from mockup2code.vision.picture import Picture

QUALITY = 90
SHRUNK = 0.75
PATCH = 28
MOST_TOKENS = 4200


@dataclass(frozen=True, slots=True)
class Limit:
    """How large a picture goes out: its long edge in pixels and its share of what it was, its data URL in bytes."""

    edge: int
    share: float
    size: int


LIMIT = Limit(2000, 1, 3_750_000)
SMALL = Limit(1200, 0.6, 600_000)
"""For hosts that refused the picture as it was: below the megabyte that proxies often let through."""


def data_url(picture: Picture, limit: Limit = LIMIT) -> str:
    """The picture itself where it is within the limit, else a copy scaled down to it."""
    edge = max(picture.width, picture.height)
    longest = min(limit.edge, round(edge * limit.share))
    if edge <= longest:
        url = _url("png", picture.png)
        if len(url) <= limit.size:
            return url
    with Image.open(BytesIO(picture.png), formats=["PNG"]) as image:
        copy = image.convert("RGB")
    copy.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    url = _encoded(copy, "png")
    while len(url) > limit.size:
        url = _encoded(copy, "webp", quality=QUALITY)
        copy.thumbnail((copy.width * SHRUNK, copy.height * SHRUNK), Image.Resampling.LANCZOS)
    return url


def picture_tokens(picture: Picture, limit: Limit = LIMIT) -> int:
    """About how many tokens a model reads the picture as: one for each 28 by 28 pixels of what is sent."""
    share = min(1, limit.edge / max(picture.width, picture.height))
    patches = ceil(picture.width * share / PATCH) * ceil(picture.height * share / PATCH)
    return min(MOST_TOKENS, patches)


def region(shown: Shown, box: Box) -> Picture:
    """What lies in a box of a picture, at the picture's full resolution."""
    from mockup2code.vision.measure import crop  # noqa: PLC0415 - loads OpenCV

    png = crop(shown.picture, box, shown.measurement.scale if shown.measurement else 1.0)
    with Image.open(BytesIO(png), formats=["PNG"]) as image:
        return Picture(shown.picture.name, png, image.width, image.height)


def _encoded(image: Image.Image, kind: str, **options: int) -> str:
    out = BytesIO()
    image.save(out, kind, **options)
    return _url(kind, out.getvalue())


def _url(kind: str, raw: bytes) -> str:
    return f"data:image/{kind};base64,{b64encode(raw).decode()}"
