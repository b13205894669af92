"""Finds painted rectangles: areas of one colour, the borders around them, shadows below them, and rules."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.colours import css
from mockup2code.vision.measurement import Box, Shape
from mockup2code.vision.outlines import rectangle
from mockup2code.vision.pixels import Mask, Pixels
from mockup2code.vision.regions import Regions

BORDER = 4
"""The widest border, in pixels."""


@dataclass(frozen=True, slots=True)
class Found:
    """A shape and the region that it was found by."""

    shape: Shape
    region: int


def find_shapes(pixels: Pixels, regions: Regions) -> list[Found]:
    """Every rectangle with a fill, a border, or both; the largest first."""
    height, width = pixels.shape[:2]
    fills, rings = [], []
    for index in _candidates(regions, width * height):
        outline = rectangle(mask := regions.mask(index))
        if outline is None:
            continue
        box = regions.box(index)
        color = css(_color(pixels, box, mask))
        if outline.ring:
            rings.append(Found(Shape(box, None, color, outline.radius), index))
        else:
            fills.append(Found(_bordered(pixels, Shape(box, color, None, outline.radius)), index))
    return _joined(fills, rings)


def find_rules(pixels: Pixels, regions: Regions, shapes: Iterable[Shape]) -> list[Shape]:
    """Horizontal and vertical lines of at most three pixels that are no border of a shape."""
    taken = [s.box for s in shapes if s.border]
    w, h = regions.boxes[:, 2], regions.boxes[:, 3]
    flat = (h <= 3) & (w >= 32) | (w <= 3) & (h >= 32)
    rules = []
    whole = regions.areas > 0.95 * regions.labels.size
    for index in np.flatnonzero(flat & ~whole & (regions.areas > 0.9 * w * h)):
        box = regions.box(int(index))
        if any(_on_edge(box, other) for other in taken):
            continue
        rules.append(Shape(box, css(_color(pixels, box, regions.mask(int(index)))), None, 0.0))
    return rules


def _candidates(regions: Regions, page: int) -> list[int]:
    w, h = (regions.boxes[:, i].astype(np.int64) for i in (2, 3))
    enough = (w >= 8) & (h >= 8) & (regions.areas > 0.6 * (w + h)) & (w * h < 0.985 * page)
    enough[0] = False
    return [int(i) for i in np.flatnonzero(enough)]


def _color(pixels: Pixels, box: Box, mask: Mask) -> NDArray[np.float64]:
    x, y, w, h = int(box.x), int(box.y), int(box.width), int(box.height)
    own = pixels[y : y + h, x : x + w][mask > 0]
    return np.asarray(np.median(own[:: max(1, len(own) // 2000)], axis=0), np.float64)


def _bordered(pixels: Pixels, shape: Shape) -> Shape:
    """The shape grown by the border around it, where there is one of the same colour on all sides."""
    inside = _side_colors(pixels, shape, -1)
    lines = [_side_colors(pixels, shape, step) for step in range(1, BORDER + 2)]
    first = lines[0]
    if first is None or inside is None or np.abs(first - inside).max() < 3 or np.ptp(first, axis=0).max() > 10:
        return shape
    for thickness in range(1, BORDER + 1):
        beyond = lines[thickness]
        if beyond is None:
            return shape
        if np.abs(beyond - first).max(axis=1).min() > 3:
            box = shape.box
            grown = Box(box.x - thickness, box.y - thickness, box.width + 2 * thickness, box.height + 2 * thickness)
            radius = shape.radius + thickness if shape.radius else 0.0
            return replace(shape, box=grown, border=css(np.median(first, axis=0)), radius=radius)
    return shape


def _side_colors(pixels: Pixels, shape: Shape, step: int) -> NDArray[np.float64] | None:
    """The colour of the four lines `step` pixels outside a shape's sides; None where one has several or is off."""
    box, height, width = shape.box, pixels.shape[0], pixels.shape[1]
    skip = shape.radius + 2 if min(box.width, box.height) > 2 * shape.radius + 6 else min(box.width, box.height) * 0.4
    x0, x1 = int(box.x + skip), int(box.right - skip)
    y0, y1 = int(box.y + skip), int(box.bottom - skip)
    if shape.radius > 0.4 * box.height:
        y0, y1 = int(box.y + box.height / 2) - 1, int(box.y + box.height / 2) + 1
    if shape.radius > 0.4 * box.width:
        x0, x1 = int(box.x + box.width / 2) - 1, int(box.x + box.width / 2) + 1
    left, right = int(box.x) - step, int(box.right) - 1 + step
    top, bottom = int(box.y) - step, int(box.bottom) - 1 + step
    if left < 0 or top < 0 or right >= width or bottom >= height or x1 <= x0 or y1 <= y0:
        return None
    out = []
    for line in (pixels[top, x0:x1], pixels[bottom, x0:x1], pixels[y0:y1, left], pixels[y0:y1, right]):
        middle = np.median(line, axis=0)
        if (np.abs(line - middle).max(axis=1) <= 6).mean() < 0.8:
            return None
        out.append(middle)
    return np.array(out, np.float64)


def _joined(fills: list[Found], rings: list[Found]) -> list[Found]:
    """Rings become the borders of the fills that they hold."""
    out = list(fills)
    for ring in sorted(rings, key=lambda f: f.shape.box.width):
        inner = next((i for i, f in enumerate(out) if _around(ring.shape.box, f.shape.box)), None)
        if inner is None:
            out.append(ring)
        elif out[inner].shape.border is None and out[inner].shape.fill != ring.shape.border:
            shape = replace(ring.shape, fill=out[inner].shape.fill)
            out[inner] = replace(out[inner], shape=shape)
    return sorted(out, key=lambda f: -f.shape.box.width * f.shape.box.height)


def _around(outer: Box, inner: Box) -> bool:
    gaps = (inner.x - outer.x, inner.y - outer.y, outer.right - inner.right, outer.bottom - inner.bottom)
    return all(0 <= gap <= BORDER for gap in gaps)


def _on_edge(rule: Box, box: Box) -> bool:
    """Whether a rule is a piece of the border of a box."""
    if not (box.x - 1 <= rule.x and rule.right <= box.right + 1):
        return False
    if not (box.y - 1 <= rule.y and rule.bottom <= box.bottom + 1):
        return False
    if rule.height <= rule.width:
        return min(abs(rule.y - box.y), abs(rule.bottom - box.bottom)) <= BORDER
    return min(abs(rule.x - box.x), abs(rule.right - box.right)) <= BORDER
