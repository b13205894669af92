"""Measures a screenshot: shapes, text lines, images and controls of a page with crisp edges."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mockup2code.vision import ocr
from mockup2code.vision.colours import css, ground, palette
from mockup2code.vision.controls import Scene, find_controls, holds
from mockup2code.vision.images import find_images
from mockup2code.vision.lines import find_lines
from mockup2code.vision.measurement import Box, Image, Measurement, PictureKind, Shape, TextLine
from mockup2code.vision.pixels import Frame
from mockup2code.vision.regions import Regions, find_regions
from mockup2code.vision.shapes import Found, find_rules, find_shapes


def _is_stroke(rule: Box, text: Box) -> bool:
    """Whether what looks like a rule is a straight stroke of a large letter, also at the end of its line."""
    return rule.height > rule.width and holds(Box(text.x - 3, text.y, text.width + 6, text.height), rule)


@dataclass(frozen=True, slots=True)
class Surfaces:
    """What is seen of a screen before its text lines are looked for: the flat areas, and the page's ground."""

    frame: Frame
    regions: Regions
    found: Sequence[Found]
    background: str


def surfaces_of(frame: Frame) -> Surfaces:
    regions = find_regions(frame.bgr)
    return Surfaces(frame, regions, find_shapes(frame.bgr, regions), css(ground(frame.bgr)))


def outline_screen(surfaces: Surfaces) -> Measurement:
    """Everything but the words."""
    frame, regions, found = surfaces.frame, surfaces.regions, surfaces.found
    pixels, background = frame.bgr, surfaces.background
    shapes = [f.shape for f in found]
    lines = find_lines(pixels, ocr.detect(pixels), shapes)
    found = [f for f in found if f.shape not in lines.letters]
    shapes = [f.shape for f in found]
    rules = [r for r in find_rules(pixels, regions, shapes) if not any(_is_stroke(r.box, t.box) for t in lines.texts)]
    pictures = find_images(pixels, regions, found, rules, lines.texts)
    images, texts = pictures.images, pictures.texts
    shapes = [s for s in pictures.shapes if not _is_pictured(s, images, texts)]
    scene = Scene(shapes, texts, images, background)
    return Measurement(
        width=frame.width,
        height=frame.height,
        scale=frame.scale,
        kind=PictureKind.SCREEN,
        background=background,
        texts=tuple(texts),
        shapes=(*shapes, *(r for r in rules if not _is_pictured(r, images, texts))),
        images=tuple(images),
        controls=tuple(find_controls(scene)),
        palette=palette(background, _painted(shapes, texts)),
    )


def _painted(shapes: Sequence[Shape], texts: Sequence[TextLine]) -> Iterator[tuple[str, float]]:
    """Colours with the areas that they take, about."""
    for shape in shapes:
        if shape.fill:
            yield shape.fill, shape.box.width * shape.box.height
        if shape.border:
            yield shape.border, 2 * (shape.box.width + shape.box.height)
    for text in texts:
        yield text.color, 0.2 * text.box.width * text.size


def _is_pictured(shape: Shape, images: Sequence[Image], texts: Sequence[TextLine]) -> bool:
    """Whether a shape is only a part of a photograph: inside of one, and without words."""
    inside = any(not i.icon and holds(i.box, shape.box) and i.box.width > shape.box.width for i in images)
    return inside and not any(holds(shape.box, t.box) for t in texts)
