"""Finds painted rectangles: areas of one colour, the borders around them, shadows below them, and rules."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.borders import BORDER, bordered
from mockup2code.vision.colours import css
from mockup2code.vision.depth import find_gradient
from mockup2code.vision.measurement import Box, Shape
from mockup2code.vision.notches import HIGH, find_notch
from mockup2code.vision.outlines import rectangle
from mockup2code.vision.pixels import Mask, Pixels
from mockup2code.vision.regions import Regions
from mockup2code.vision.soft import soft_cards

MOST = 2000
"""The most areas that are looked at: patterns have thousands, and large spreadsheets nearly as many."""


SQUARE = 16
"""The side of the squares by which boxes that begin at nearly one place are found, in pixels."""

Corner = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """A shape and the region that it was found by."""

    shape: Shape
    region: int


def find_shapes(pixels: Pixels, regions: Regions) -> list[Found]:
    """Every rectangle with a fill, a border, or both, the largest first; of very many areas only the largest."""
    height, width = pixels.shape[:2]
    fills, rings = [], []
    for index in _candidates(regions, width * height):
        mask, box, seen = regions.mask(index), regions.box(index), pixels
        outline = rectangle(mask)
        if outline is None and (notch := find_notch(pixels, box, mask)):
            outline, seen = rectangle(notch.filled(mask)), notch.erased(pixels)
            fills += [] if outline is None else _apart(regions, notch.badge)
        if outline is None:
            continue
        color = css(_color(pixels, box, mask))
        if outline.ring:
            rings.append(Found(Shape(box, None, color, outline.radius), index))
        else:
            blend = find_gradient(pixels, box, mask)
            fills.append(Found(bordered(seen, Shape(box, color, None, outline.radius, gradient=blend)), index))
    fills += [Found(shape, index) for shape, index in soft_cards(pixels, regions)]
    return _joined(fills, rings)


def _apart(regions: Regions, badge: Shape) -> list[Found]:
    """The badge, where its region is no rectangle by itself: it has the colour of its card's border."""
    region = int(regions.labels[int(badge.box.y + badge.box.height / 2), int(badge.box.x) + 6])
    return [] if rectangle(regions.mask(region)) else [Found(badge, region)]


def find_rules(pixels: Pixels, regions: Regions, shapes: Iterable[Shape]) -> list[Shape]:
    """Horizontal and vertical lines of at most three pixels that are no border of a shape."""
    taken = [s.box for s in shapes if s.border]
    plain = [s.box for s in shapes if s.fill and not s.border and s.box.height <= HIGH[1]]
    w, h = regions.boxes[:, 2], regions.boxes[:, 3]
    flat = (h <= 3) & (w >= 32) | (w <= 3) & (h >= 32)
    rules = []
    whole = regions.areas > 0.95 * regions.labels.size
    for index in np.flatnonzero(flat & ~whole & (regions.areas > 0.9 * w * h)):
        box = regions.box(int(index))
        if any(_on_edge(box, other) for other in taken) or any(_is_rim(pixels, box, other) for other in plain):
            continue
        rules.append(Shape(box, css(_color(pixels, box, regions.mask(int(index)))), None, 0.0))
    return rules


def _candidates(regions: Regions, page: int) -> list[int]:
    w, h = (regions.boxes[:, i].astype(np.int64) for i in (2, 3))
    enough = (w >= 8) & (h >= 8) & (regions.areas > 0.6 * (w + h)) & (w * h < 0.985 * page)
    enough[0] = False
    found = np.flatnonzero(enough)
    if len(found) > MOST:
        found = np.sort(found[np.argsort(-(w * h)[found], kind="stable")[:MOST]])
    return [int(i) for i in found]


def _color(pixels: Pixels, box: Box, mask: Mask) -> NDArray[np.float64]:
    x, y, w, h = int(box.x), int(box.y), int(box.width), int(box.height)
    own = pixels[y : y + h, x : x + w][mask > 0]
    return np.asarray(np.median(own[:: max(1, len(own) // 2000)], axis=0), np.float64)


def _joined(fills: list[Found], rings: list[Found]) -> list[Found]:
    """Rings become the borders of the fills that they hold."""
    out = list(fills)
    corners: defaultdict[Corner, list[int]] = defaultdict(list)
    for place, fill in enumerate(fills):
        corners[_corner(fill.shape.box)].append(place)
    for ring in sorted(rings, key=lambda f: f.shape.box.width):
        box = ring.shape.box
        near = (i for step in product((0, BORDER), repeat=2) for i in corners[_corner(box, *step)])
        inner = min((i for i in near if _around(box, out[i].shape.box)), default=None)
        if inner is None:
            inner = len(out)
            out.append(ring)
        elif out[inner].shape.border is None and out[inner].shape.fill != ring.shape.border:
            shape = replace(ring.shape, fill=out[inner].shape.fill)
            out[inner] = replace(out[inner], shape=shape)
        corners[_corner(box)].append(inner)
    return sorted(out, key=lambda f: -f.shape.box.width * f.shape.box.height)


def _corner(box: Box, across: int = 0, down: int = 0) -> Corner:
    """The square of the page in which a box begins, so that only few boxes are compared with each other."""
    return int(box.x + across) // SQUARE, int(box.y + down) // SQUARE


def _around(outer: Box, inner: Box) -> bool:
    gaps = (inner.x - outer.x, inner.y - outer.y, outer.right - inner.right, outer.bottom - inner.bottom)
    return all(0 <= gap <= BORDER for gap in gaps)


def _is_rim(pixels: Pixels, rule: Box, box: Box) -> bool:
    """Whether a rule is the upper or lower end of a badge that begins between two rows of pixels: a blend of both."""
    ends = (abs(rule.bottom - box.y) <= 1, abs(rule.y - box.bottom) <= 1, abs(rule.bottom - box.bottom) <= 1)
    if rule.height > 1 or not any(ends) or not 0.7 * box.width <= rule.width <= box.width:
        return False
    if rule.x < box.x or rule.right > box.right:
        return False
    row, column = int(rule.y), int(rule.x + rule.width / 2)
    above, own, below = (
        pixels[min(max(0, y), len(pixels) - 1), column].astype(np.float64) for y in (row - 1, row, row + 1)
    )
    return bool((np.minimum(above, below) - 3 <= own).all() and (own <= np.maximum(above, below) + 3).all())


def _on_edge(rule: Box, box: Box) -> bool:
    """Whether a rule is a piece of the border of a box."""
    if not (box.x - 1 <= rule.x and rule.right <= box.right + 1):
        return False
    if not (box.y - 1 <= rule.y and rule.bottom <= box.bottom + 1):
        return False
    if rule.height <= rule.width:
        return min(abs(rule.y - box.y), abs(rule.bottom - box.bottom)) <= BORDER
    return min(abs(rule.x - box.x), abs(rule.right - box.right)) <= BORDER
