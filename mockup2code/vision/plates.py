"""What small icons stand on or in: plates with a gradient under them, and the frames of small pictures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.colours import css
from mockup2code.vision.depth import find_gradient
from mockup2code.vision.measurement import Box, Image, ImageKind, Shape
from mockup2code.vision.outlines import rectangle
from mockup2code.vision.pixels import Pixels, cut

SIZES = (20, 64)
"""Sides of plates, in pixels."""

RIM = 0.16
"""How much of a plate at each side an icon leaves free at least, by the plate's side."""

NEAR = 24.0
"""How far a pixel's colour is at most from that of the gradient under an icon."""

FREE = 0.5
"""The least share of a plate that its icon leaves free."""

FRAMES = (24, 80)
"""Sides of the frames of small pictures, in pixels."""

FILLED = 0.74
"""How much of each side of its frame a picture fills at least; icons leave more air."""


@dataclass(frozen=True, slots=True)
class Plate:
    """A plate with a gradient, and the box of the icon on it."""

    shape: Shape
    icon: Box


def find_plates(pixels: Pixels, drawings: Sequence[Box]) -> dict[Box, Plate]:
    """For each small drawing that is an icon on a plate with a gradient, both of them."""
    least, most = SIZES
    small = [box for box in drawings if least <= min(box.width, box.height) and max(box.width, box.height) <= most]
    return {box: plate for box in small if (plate := _plate(pixels, box))}


def _plate(pixels: Pixels, box: Box) -> Plate | None:
    part = cut(pixels, box).astype(np.float64)
    height, width = part.shape[:2]
    rows, columns = np.mgrid[0:height, 0:width]
    across, down = max(2, round(RIM * width)), max(2, round(RIM * height))
    inner = (rows >= down) & (rows < height - down) & (columns >= across) & (columns < width - across)
    sides = _sides(rows, columns, inner)
    near = _fitting(part, sides)
    if near[sides].mean() < 0.9 or near.mean() < FREE:
        return None
    drawn = inner & ~near
    below, beside = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    if drawn.sum() < 12 or below.size == 0:
        return None
    whole = np.asarray(near | inner, np.uint8)
    outline = rectangle(whole)
    gradient = find_gradient(pixels, box, np.asarray(near, np.uint8))
    if outline is None or outline.ring or gradient is None:
        return None
    fill = css(np.median(part[near], axis=0))
    icon = Box(box.x + int(beside[0]), box.y + int(below[0]), float(np.ptp(beside)) + 1, float(np.ptp(below)) + 1)
    return Plate(Shape(box, fill, None, outline.radius, gradient=gradient), icon)


def _sides(rows: NDArray[np.int64], columns: NDArray[np.int64], inner: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The band along the four sides, without the outermost pixels and without the corners."""
    height, width = rows.shape
    edge = (rows < 1) | (rows >= height - 1) | (columns < 1) | (columns >= width - 1)
    off_rows = (rows < 0.3 * height) | (rows >= 0.7 * height)
    off_columns = (columns < 0.3 * width) | (columns >= 0.7 * width)
    return np.asarray(~inner & ~edge & ~(off_rows & off_columns), np.bool_)


def _fitting(part: NDArray[np.float64], sides: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which pixels have the colours of the one gradient that runs through the sides."""
    rows, columns = np.indices(part.shape[:2])
    places = np.stack([np.ones(part.shape[:2]), columns, rows], axis=-1)
    found, *_ = np.linalg.lstsq(places[sides], part[sides], rcond=None)
    off: NDArray[np.float64] = np.sqrt(((places @ found - part) ** 2).sum(axis=-1))
    near: NDArray[np.bool_] = off < NEAR
    return near


def framed(images: Sequence[Image], shapes: Sequence[Shape]) -> list[Image]:
    """The images with those grown by their frame that fill it: small pictures, rather than icons on plates."""
    least, most = FRAMES
    square = [s for s in shapes if s.border and s.radius < 0.3 * s.box.height]
    frames = [s.box for s in square if least <= s.box.height <= most and least <= s.box.width <= most]
    return [next((_in_frame(image, box) for box in frames if _fills(image, box)), image) for image in images]


def _fills(image: Image, frame: Box) -> bool:
    box = image.box
    within = frame.x <= box.x and frame.y <= box.y and box.right <= frame.right and box.bottom <= frame.bottom
    return within and box.width >= FILLED * frame.width and box.height >= FILLED * frame.height


def _in_frame(image: Image, frame: Box) -> Image:
    return replace(image, box=frame, ink=None, kind=ImageKind.AVATAR)
