"""Measures a screenshot: shapes, text lines, images and controls of a page with crisp edges."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mockup2code.vision import ocr
from mockup2code.vision.assembly import Seen, assemble
from mockup2code.vision.budget import coarseness, readable
from mockup2code.vision.checks import lit, rounded_right, switches, ticks
from mockup2code.vision.colours import css, ground, palette
from mockup2code.vision.controls import drawn_by_controls, find_controls
from mockup2code.vision.emblems import without_emblems
from mockup2code.vision.grids import find_grids
from mockup2code.vision.images import Surroundings, find_images
from mockup2code.vision.landmarks import find_landmarks
from mockup2code.vision.lines import find_lines
from mockup2code.vision.measurement import (
    Box,
    Control,
    ControlKind,
    Image,
    Measurement,
    Omitted,
    PictureKind,
    Shape,
    TextLine,
)
from mockup2code.vision.paragraphs import find_paragraphs
from mockup2code.vision.pixels import Frame
from mockup2code.vision.regions import Regions, find_regions, page_ground
from mockup2code.vision.scene import Scene, holds
from mockup2code.vision.shapes import Found, find_rules, find_shapes
from mockup2code.vision.signs import sign_buttons
from mockup2code.vision.sliders import find_sliders
from mockup2code.vision.tabs import find_tabs

MOST = 700
"""The most shapes apart from cells of grids, and the most rules, that are put together: patterns have thousands."""


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
    found = rounded_right(regions, find_shapes(frame.bgr, regions))
    return Surfaces(frame, regions, found, css(_ground(frame, regions)))


def _ground(frame: Frame, regions: Regions) -> NDArray[np.float64]:
    found = page_ground(frame.bgr, regions)
    return ground(frame.bgr) if found is None else found


def outline_screen(surfaces: Surfaces) -> Measurement:
    """Everything but the words."""
    frame, regions, found = surfaces.frame, surfaces.regions, surfaces.found
    pixels, background = frame.bgr, surfaces.background
    shapes = [f.shape for f in found]
    tracks = switches(regions, found)
    lines = find_lines(pixels, ocr.detect(pixels), shapes, ticks(pixels, found, tracks))
    letters = set(lines.letters)
    found = without_emblems(pixels, [f for f in found if f.shape not in letters], lines.texts)
    shapes = [f.shape for f in found]
    rules = [r for r in find_rules(pixels, regions, shapes) if not any(_is_stroke(r.box, t.box) for t in lines.texts)]
    sliders = find_sliders(pixels, regions, [f.shape for f in surfaces.found], lines.texts)
    pictures = find_images(Surroundings(pixels, regions, found, rules, [s.box for s in sliders]), lines.texts)
    images = pictures.images
    texts, unread = readable(pictures.texts)
    grids = find_grids(shapes)
    cells = {cell for grid in grids for cell in grid.cells}
    whole = [s for s in pictures.shapes if s not in cells and not _is_pictured(s, images, texts)]
    shapes = _largest(whole)
    left_out = len(whole) - len(shapes)
    shapes, rules = _off(shapes, sliders), _off(rules, sliders)
    scene = Scene(shapes, texts, images, background)
    controls = [*sliders, *lit(pixels, find_controls(scene, tracks))]
    controls += [b for b in sign_buttons(pixels, scene) if not any(holds(b.box, c.box) for c in controls)]
    shapes = [s for s in shapes if not any(holds(t, s.box) and s.box.width <= t.width + 4 for t in tracks)]
    tabs = find_tabs(scene, rules)
    controls += [Control(ControlKind.BUTTON, box) for row in tabs for box in row.parts]
    own = drawn_by_controls(controls, images)
    rules = [r for r in rules if not _is_pictured(r, images, texts)][:MOST]
    assembly = assemble(Seen(pixels, background, shapes, rules, texts, images))
    return Measurement(
        width=frame.width,
        height=frame.height,
        scale=frame.scale,
        kind=PictureKind.SCREEN,
        background=background,
        texts=tuple(texts),
        shapes=(*assembly.shapes, *assembly.rules),
        images=tuple(i for i in images if i not in own),
        controls=(*controls, *tabs),
        palette=palette(background, _painted(shapes, texts)),
        tables=(*(grid.table for grid in grids), *assembly.tables),
        paragraphs=tuple(find_paragraphs(texts)),
        regions=tuple(find_landmarks(pixels, assembly.shapes, texts, background)),
        omitted=Omitted(left_out, unread, coarse=coarseness(pictures.texts) < 1),
    )


def _off(shapes: Sequence[Shape], sliders: Sequence[Control]) -> list[Shape]:
    """The shapes that are no part of a slider: of its track, its knob."""
    return [s for s in shapes if not any(holds(t.box, s.box) and s.box.width <= t.box.width + 4 for t in sliders)]


def _largest(shapes: Sequence[Shape]) -> list[Shape]:
    """Not more shapes than a page has; they come the largest first, but for plain ones among the drawings."""
    if len(shapes) <= MOST:
        return list(shapes)
    kept = set(sorted(shapes, key=lambda s: -s.box.width * s.box.height)[:MOST])
    return [s for s in shapes if s in kept]


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
