"""Takes from the ink on a page what is known already: words, the outlines of shapes, straight lines."""

import cv2
import numpy as np

from mockup2code.vision.measurement import Box, Shape
from mockup2code.vision.pixels import Mask

EDGE = 3
"""How far borders, smoothed corners and the darkest part of shadows reach from the edge of a shape, in pixels."""

LINE, THIN = 41, 3
"""A straight line is this long at least, and this thick at most, in pixels."""


def blank(mask: Mask, box: Box, margin: int) -> None:
    """Takes what is in a box, and so much around it, from the ink."""
    top, left = max(0, int(box.y) - margin), max(0, int(box.x) - margin)
    mask[top : int(box.bottom) + margin, left : int(box.right) + margin] = 0


def blank_edges(mask: Mask, shape: Shape) -> None:
    """Takes a shape's outline from the ink: its sides and the arcs of its corners."""
    box, radius = shape.box, round(shape.radius)
    if min(box.width, box.height) <= 2 * EDGE:
        blank(mask, box, 1)
        return
    left, top, right, bottom = int(box.x), int(box.y), int(box.right) - 1, int(box.bottom) - 1
    wide = 2 * EDGE + 1
    for start, end in (
        ((left + radius, top), (right - radius, top)),
        ((left + radius, bottom), (right - radius, bottom)),
        ((left, top + radius), (left, bottom - radius)),
        ((right, top + radius), (right, bottom - radius)),
    ):
        cv2.line(mask, start, end, 0, wide)
    for x, y, angle in (
        (left + radius, top + radius, 180),
        (right - radius, top + radius, 270),
        (right - radius, bottom - radius, 0),
        (left + radius, bottom - radius, 90),
    ):
        cv2.ellipse(mask, (x, y), (radius, radius), angle, 0, 90, 0, wide)


def without_lines(ink: Mask) -> Mask:
    """The ink without straight lines of a rule's thickness: what is left of borders that something lies on."""
    thin = np.zeros_like(ink)
    for along, across in (((1, LINE), (THIN + 1, 1)), ((LINE, 1), (1, THIN + 1))):
        straight = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(along, np.uint8))
        thick = cv2.morphologyEx(straight, cv2.MORPH_OPEN, np.ones(across, np.uint8))
        thin |= np.asarray(straight & ~thick, np.uint8)
    return np.asarray(ink & ~thin, np.uint8)
