"""Shadows below painted rectangles, and gradients in them."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.colours import css
from mockup2code.vision.measurement import Box, Gradient, Shape
from mockup2code.vision.pixels import Mask, Pixels

REACH = 16
"""How far below a shape its shadow is looked for, in pixels."""

FAINT, DEEP = 3.0, 90.0
"""How much darker than the ground a shadow is right below its shape, of 255."""

SAMPLES = 24
"""So many rows and columns of a fill are looked at."""

CHANGE = 10.0
"""How much a channel changes from one end of a gradient to the other, of 255."""


def with_shadows(pixels: Pixels, shapes: Sequence[Shape]) -> list[Shape]:
    """The shapes, with those marked that cast a shadow."""
    return [replace(s, shadow=True) if _casts_shadow(pixels, s.box) else s for s in shapes]


def _casts_shadow(pixels: Pixels, box: Box) -> bool:
    """Whether it grows lighter step by step below a box, alike along its length."""
    top, left, right = round(box.bottom), round(box.x + box.width / 4), round(box.right - box.width / 4)
    part = pixels[top : top + REACH, left:right]
    if min(box.width, box.height) < 16 or part.shape[0] < 6 or part.shape[1] < 4:
        return False
    tones = part.astype(np.float32).mean(axis=2)
    if float(np.abs(tones[:3] - np.median(tones[:3], axis=1, keepdims=True)).mean()) > 2:
        return False
    lines = np.median(tones, axis=1)
    highest = int(lines.argmax())
    way = lines[: highest + 1]
    depth = float(way[-1] - way[0])
    rises = bool((np.diff(way) >= -1).all()) and np.count_nonzero(np.diff(way) > 0.4) >= 2
    return bool(FAINT <= depth <= DEEP and rises)


def find_gradient(pixels: Pixels, box: Box, mask: Mask) -> Gradient | None:
    """The gradient that a fill is: its colours change evenly in one direction."""
    rows = np.unique(np.linspace(0, mask.shape[0] - 1, SAMPLES).astype(int))
    columns = np.unique(np.linspace(0, mask.shape[1] - 1, SAMPLES).astype(int))
    y, x = (axis.ravel() for axis in np.meshgrid(rows, columns, indexing="ij"))
    own = mask[y, x] > 0
    if own.sum() < 24:
        return None
    x, y = x[own], y[own]
    colors = pixels[int(box.y) + y, int(box.x) + x].astype(np.float64)
    if np.ptp(colors, axis=0).max() < CHANGE:
        return None
    places = np.stack([np.ones(len(x)), x / box.width, y / box.height], axis=1)
    found, *_ = np.linalg.lstsq(places, colors, rcond=None)
    off = np.abs(places @ found - colors).mean()
    slopes = found[1:]
    if off > 3 or np.abs(slopes).max() < CHANGE:
        return None
    return _directed(found[0], slopes)


def _directed(corner: NDArray[np.float64], slopes: NDArray[np.float64]) -> Gradient:
    """The gradient along one axis, or from corner to corner where it changes along both alike."""
    channel = int(np.abs(slopes).max(axis=0).argmax())
    across, down = slopes[0, channel], slopes[1, channel]
    if abs(across) > 2.5 * abs(down):
        start, end, angle = corner + slopes[1] / 2, corner + slopes[0] + slopes[1] / 2, 90.0
    elif abs(down) > 2.5 * abs(across):
        start, end, angle = corner + slopes[0] / 2, corner + slopes[1] + slopes[0] / 2, 180.0
    elif across * down > 0:
        start, end, angle = corner, corner + slopes[0] + slopes[1], 135.0
    else:
        start, end, angle = corner + slopes[1], corner + slopes[0], 45.0
    return Gradient(css(np.clip(start, 0, 255)), css(np.clip(end, 0, 255)), angle)
