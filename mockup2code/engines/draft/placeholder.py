"""The picture that stands where a drawing only says that there will be one."""

import io
from functools import cache

from PIL import Image, ImageDraw

from mockup2code.engines.draft.leaves import Cut
from mockup2code.vision.measurement import Box

CUT = Cut("placeholder", "src/assets/placeholder.png", Box(0, 0, 640, 480))


@cache
def png() -> bytes:
    """A calm grey PNG: a sun over two hills."""
    width, height = round(CUT.box.width), round(CUT.box.height)
    image = Image.new("P", (width, height), 0)
    image.putpalette([0xE5, 0xE7, 0xEB, 0xC9, 0xCE, 0xD6, 0xB4, 0xBB, 0xC6])
    draw = ImageDraw.Draw(image)
    draw.ellipse((width * 0.24, height * 0.22, width * 0.36, height * 0.38), fill=1)
    draw.polygon([(width * 0.1, height), (width * 0.38, height * 0.5), (width * 0.66, height)], fill=1)
    draw.polygon([(width * 0.4, height), (width * 0.66, height * 0.38), (width * 0.95, height)], fill=2)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
