"""Measures a screenshot: shapes, text lines, images and controls of a page with crisp edges."""

from mockup2code.vision import ocr
from mockup2code.vision.colours import css, ground
from mockup2code.vision.controls import find_controls
from mockup2code.vision.images import find_images
from mockup2code.vision.lines import find_lines
from mockup2code.vision.measurement import Measurement, PictureKind
from mockup2code.vision.pixels import Frame
from mockup2code.vision.regions import find_regions
from mockup2code.vision.shapes import find_rules, find_shapes


def outline_screen(frame: Frame) -> Measurement:
    """Everything but the words."""
    pixels = frame.bgr
    regions = find_regions(pixels)
    found = find_shapes(pixels, regions)
    shapes = [f.shape for f in found]
    lines = find_lines(pixels, ocr.detect(pixels), shapes)
    found = [f for f in found if f.shape not in lines.letters]
    shapes = [f.shape for f in found]
    rules = find_rules(pixels, regions, shapes)
    flat = [f.region for f in found]
    images = find_images(pixels, regions, flat, [*shapes, *rules], [t.box for t in lines.texts])
    return Measurement(
        width=frame.width,
        height=frame.height,
        scale=frame.scale,
        kind=PictureKind.SCREEN,
        background=css(ground(pixels)),
        texts=tuple(lines.texts),
        shapes=(*shapes, *rules),
        images=tuple(images),
        controls=tuple(find_controls(shapes, lines.texts)),
    )
