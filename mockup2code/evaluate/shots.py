"""Pictures for the report: small enough to be part of it."""

import base64
import io
from pathlib import Path

from PIL import Image, ImageOps

_WIDEST, _TALLEST = 1440, 8000
_QUALITY = 82


def shot(path: Path, width: float, height: float) -> dict[str, object] | None:
    """A picture as a data address, with its size in CSS pixels (its own where that is not known); None without one."""
    try:
        with Image.open(path, formats=["PNG", "JPEG", "WEBP"]) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
    size = (width, height) if width and height else picture.size
    scale = min(1.0, _WIDEST / picture.width, max(size[0], 320) / picture.width, _TALLEST / picture.height)
    if scale < 1:
        smaller = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
        picture = picture.resize(smaller, Image.Resampling.LANCZOS)
    output = io.BytesIO()
    picture.save(output, "WEBP", quality=_QUALITY, method=2)
    source = "data:image/webp;base64," + base64.b64encode(output.getvalue()).decode()
    return {"src": source, "width": size[0], "height": size[1]}
