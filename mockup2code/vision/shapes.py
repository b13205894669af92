"""Finds painted rectangles: areas of one colour and the lines around them."""

import cv2
import numpy as np

from mockup2code.vision.colours import css, packed, unpacked
from mockup2code.vision.measurement import Box, Shape
from mockup2code.vision.pixels import Pixels


def find_shapes(pixels: Pixels) -> list[Shape]:
    """Every flat rectangle with a fill, a border, or both; the outermost first."""
    colours = packed(pixels)
    values, counts = np.unique(colours, return_counts=True)
    found: list[tuple[Box, str, bool]] = []
    for value in values[np.argsort(-counts)][:64]:
        mask = (colours == value).astype(np.uint8)
        if int(mask.sum()) < 120:
            break
        contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours:
            x, y, w, h = cv2.boundingRect(contour)
            if w < 12 or h < 8 or cv2.contourArea(contour) < 0.9 * (w - 1) * (h - 1):
                continue
            own = int(mask[y : y + h, x : x + w].sum())
            found.append((Box(x, y, w, h), css(unpacked(int(value))), own < 0.25 * w * h))
    return _joined(found, pixels.shape[1] * pixels.shape[0])


def _joined(found: list[tuple[Box, str, bool]], page: int) -> list[Shape]:
    found.sort(key=lambda f: -f[0].width * f[0].height)
    shapes: list[Shape] = []
    for box, colour, hollow in found:
        if box.width * box.height > 0.97 * page:
            continue
        outer = next((i for i, s in enumerate(shapes) if s.fill is None and _inset(s.box, box)), None)
        if outer is not None and not hollow:
            shapes[outer] = Shape(shapes[outer].box, colour, shapes[outer].border, shapes[outer].radius)
        else:
            shapes.append(Shape(box, None if hollow else colour, colour if hollow else None, 0.0))
    return shapes


def _inset(outer: Box, inner: Box) -> bool:
    gaps = (inner.x - outer.x, inner.y - outer.y, outer.right - inner.right, outer.bottom - inner.bottom)
    return all(0 <= gap <= 3 for gap in gaps)
