"""Finds photographs, illustrations and icons: the ink on a page that is neither text nor rectangle nor rule."""

from collections.abc import Sequence

import cv2
import numpy as np

from mockup2code.vision.colours import contrast
from mockup2code.vision.measurement import Box, Image, Shape
from mockup2code.vision.pixels import Mask, Pixels
from mockup2code.vision.regions import Regions

ICON = 64
"""The longest side of an icon, in pixels."""

GROUND = 0.012
"""The share of the page from which on a region is ground rather than drawn."""

DRAWN = 0.4
"""The share of the page that one region of an illustration covers at most."""

EVEN = 0.97
"""The share of its box that a region fills at least to be taken for a rectangle."""

JOIN = 5
"""Ink that lies nearer than this belongs together, in pixels."""


def find_images(
    pixels: Pixels, regions: Regions, flat: Sequence[int], shapes: Sequence[Shape], texts: Sequence[Box]
) -> list[Image]:
    """Images and icons in reading order. `flat` are the regions of the rectangles found, `texts` the text lines."""
    ink = _ink(regions, flat, texts)
    for shape in shapes:
        _blank_edges(ink, shape)
    for text in texts:
        _blank(ink, text, 2)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((2 * JOIN + 1, 2 * JOIN + 1), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    found = []
    for index in range(1, len(stats)):
        x, y, w, h = (int(v) for v in stats[index][:4])
        if max(w, h) < 8 or min(w, h) < 4:
            continue
        own = (labels[y : y + h, x : x + w] == index) & (ink[y : y + h, x : x + w] > 0)
        if not _stands_out(pixels[y : y + h, x : x + w], own):
            continue
        found.append(Box(x, y, w, h))
    return [_image(box, pixels) for box in _outermost(found)]


def _ink(regions: Regions, flat: Sequence[int], texts: Sequence[Box]) -> Mask:
    height, width = regions.labels.shape
    ground = regions.areas > GROUND * height * width
    for index in np.flatnonzero(ground):
        ground[index] = not _is_drawn(regions, int(index), texts)
    ground[list(flat)] = True
    return np.asarray(~ground[regions.labels], np.uint8)


def _is_drawn(regions: Regions, index: int, texts: Sequence[Box]) -> bool:
    """Whether a large region is the sky of an illustration rather than the ground of a page: uneven, without words."""
    box, page = regions.box(index), regions.labels.size
    if box.width * box.height > DRAWN * page or regions.areas[index] > EVEN * box.width * box.height:
        return False
    return not any(_covers(box, text) for text in texts)


def _blank(mask: Mask, box: Box, margin: int) -> None:
    top, left = max(0, int(box.y) - margin), max(0, int(box.x) - margin)
    mask[top : int(box.bottom) + margin, left : int(box.right) + margin] = 0


def _blank_edges(mask: Mask, shape: Shape) -> None:
    """Borders, smoothed corners and the darkest part of shadows are no drawing."""
    box = shape.box
    margin = 3 + 0.3 * shape.radius
    if min(box.width, box.height) <= 2 * margin:
        _blank(mask, box, 1)
        return
    for side in (
        Box(box.x, box.y, box.width, 0),
        Box(box.x, box.bottom, box.width, 0),
        Box(box.x, box.y, 0, box.height),
        Box(box.right, box.y, 0, box.height),
    ):
        _blank(mask, side, int(margin))


def _stands_out(part: Pixels, own: Mask) -> bool:
    """Whether the ink is more than the shadow of a box or the edge of a letter."""
    if own.sum() < 12:
        return False
    if min(own.shape) > ICON and own.mean() > 0.6:
        return True
    inside = part[own > 0]
    around = part[own == 0]
    if len(around) < 4:
        return True
    return float(np.percentile(contrast(inside, np.median(around, axis=0)), 90)) > 40


def _outermost(boxes: list[Box]) -> list[Box]:
    out: list[Box] = []
    for box in sorted(boxes, key=lambda b: -b.width * b.height):
        if not any(_covers(other, box) for other in out):
            out.append(box)
    return sorted(out, key=lambda b: (b.y, b.x))


def _covers(outer: Box, inner: Box) -> bool:
    width = min(outer.right, inner.right) - max(outer.x, inner.x)
    height = min(outer.bottom, inner.bottom) - max(outer.y, inner.y)
    return width > 0 and height > 0 and width * height > 0.6 * inner.width * inner.height


def _image(box: Box, pixels: Pixels) -> Image:
    icon = max(box.width, box.height) <= ICON
    if not icon or max(box.width, box.height) > 40:
        return Image(box, icon)
    side = max(box.width, box.height) * (1.2 if min(box.width, box.height) * 1.6 > max(box.width, box.height) else 1.7)
    x, y = box.x + box.width / 2 - side / 2, box.y + box.height / 2 - side / 2
    height, width = pixels.shape[:2]
    left, top = max(0.0, x), max(0.0, y)
    return Image(Box(left, top, min(x + side, width) - left, min(y + side, height) - top), icon)
