"""Pictures for tests that need one which differs from another."""

import io

from PIL import Image


def plain(width: int, height: int, shade: int) -> bytes:
    """A PNG of one grey, 0 to 255."""
    output = io.BytesIO()
    Image.new("RGB", (width, height), (shade, shade, shade)).save(output, "PNG")
    return output.getvalue()
