"""Finds cards of the very colour of their ground: only a soft shadow parts them from it."""

from collections.abc import Iterator

import cv2
import numpy as np

from mockup2code.vision.colours import css, packed, unpacked
from mockup2code.vision.measurement import Box, Shape
from mockup2code.vision.outlines import rectangle
from mockup2code.vision.pixels import Pixels
from mockup2code.vision.regions import Regions

GROUNDS, WIDE = 2, 0.1
"""How many grounds are looked at, and the share of the page from which on an area is one."""

STRIDE = 5
"""Every so many pixels tell a ground's colour."""

SMALLEST = 64
"""The shorter side of a card is longer than this, in pixels."""

RIM = 2
"""How far beyond its edge a card's shadow is looked for, in pixels."""

SHADED = 0.8
"""How much of the lower edge a shadow darkens at least."""


def soft_cards(pixels: Pixels, regions: Regions) -> Iterator[tuple[Shape, int]]:
    """Rectangles within the largest areas that have exactly the area's colour, and the area's number."""
    for index in np.argsort(-regions.areas)[:GROUNDS]:
        if regions.areas[index] < WIDE * regions.labels.size:
            return
        own = np.asarray(regions.labels == index, np.uint8)
        colours, counts = np.unique(packed(pixels[::STRIDE, ::STRIDE][own[::STRIDE, ::STRIDE] > 0]), return_counts=True)
        if colours.size == 0:
            continue
        color = unpacked(int(colours[counts.argmax()])).astype(np.uint8)
        exact = cv2.inRange(pixels, color, color) & own
        _, labels, stats, _ = cv2.connectedComponentsWithStats(exact, connectivity=4)
        whole = np.flatnonzero(stats[:, :4][:, 2:].min(axis=1) > SMALLEST)
        for part in (int(i) for i in whole if i):
            x, y, w, h, area = (int(v) for v in stats[part])
            if area > 0.9 * regions.areas[index] or area < 0.5 * w * h:
                continue
            outline = rectangle(np.asarray(labels[y : y + h, x : x + w] == part, np.uint8))
            box = Box(x, y, w, h)
            if outline and not outline.ring and _is_shaded(pixels, box, color):
                yield Shape(box, css(color.astype(np.float64)), None, outline.radius), int(index)


def _is_shaded(pixels: Pixels, box: Box, color: Pixels) -> bool:
    """Whether it is darker right below the box, along most of it."""
    bottom = int(box.bottom) + RIM - 1
    row = pixels[min(bottom, pixels.shape[0] - 1), int(box.x) : int(box.right)]
    return bool((row.astype(np.int16).sum(axis=1) < int(color.astype(np.int16).sum())).mean() > SHADED)
