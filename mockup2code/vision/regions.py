"""Parts of a picture whose neighbouring pixels differ little: areas of one colour or of one gradient, and lines."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.colours import packed, unpacked
from mockup2code.vision.measurement import Box
from mockup2code.vision.pixels import Mask, Pixels

TOLERANCE = 2
"""How much neighbours of one region may differ in a channel."""


@dataclass(frozen=True, slots=True)
class Regions:
    """`labels` names each pixel's region; `boxes` has left, top, width, height of each, `areas` its pixels."""

    labels: NDArray[np.int32]
    boxes: NDArray[np.int32]
    areas: NDArray[np.int64]

    def box(self, index: int) -> Box:
        x, y, w, h = (int(v) for v in self.boxes[index])
        return Box(x, y, w, h)

    def mask(self, index: int) -> Mask:
        """The region within its box, 0 and 1."""
        x, y, w, h = (int(v) for v in self.boxes[index])
        return np.asarray(self.labels[y : y + h, x : x + w] == index, np.uint8)


def find_regions(pixels: Pixels, tolerance: int = TOLERANCE) -> Regions:
    """Joins pixels with their neighbours at the sides.

    Pixels and the places between them become one grid of twice the size, so that one run of connected
    components respects every border, however thin.
    """
    height, width = pixels.shape[:2]
    grid = np.zeros((2 * height - 1, 2 * width - 1), np.uint8)
    grid[::2, ::2] = 1
    grid[::2, 1::2] = _near(pixels[:, 1:], pixels[:, :-1], tolerance)
    grid[1::2, ::2] = _near(pixels[1:], pixels[:-1], tolerance)
    count, doubled = cv2.connectedComponents(grid, connectivity=4)
    labels = np.ascontiguousarray(doubled[::2, ::2])
    return Regions(labels, _boxes(labels, count), np.bincount(labels.ravel(), minlength=count))


def _boxes(labels: NDArray[np.int32], count: int) -> NDArray[np.int32]:
    """Left, top, width and height of each region: of many values for one region, the last that is written stays."""
    boxes = np.zeros((count, 4), np.int32)
    height, width = labels.shape
    rows = np.repeat(np.arange(height, dtype=np.int32), width)
    columns = np.repeat(np.arange(width, dtype=np.int32), height)
    down, across = labels.ravel(), labels.T.ravel()
    boxes[down, 3], boxes[across, 2] = rows + 1, columns + 1
    boxes[down[::-1], 1], boxes[across[::-1], 0] = rows[::-1], columns[::-1]
    boxes[:, 2:] -= boxes[:, :2]
    return boxes


def _near(some: Pixels, others: Pixels, tolerance: int) -> Mask:
    if some.size == 0:
        return np.zeros(some.shape[:2], np.uint8)
    apart = cv2.absdiff(np.ascontiguousarray(some), np.ascontiguousarray(others))
    most = cv2.max(cv2.max(apart[..., 0], apart[..., 1]), apart[..., 2])
    return np.asarray(most <= tolerance, np.uint8)


def page_ground(pixels: Pixels, regions: Regions) -> NDArray[np.float64] | None:
    """The colour (blue, green, red) of the region that the page is painted on; None where no region is that large.

    What is left blank below the last thing of a page is the page itself; otherwise it is what reaches the furthest
    out to its edges, under whatever lies on it.
    """
    height, width = regions.labels.shape
    left, top, w, h = (regions.boxes[:, i].astype(np.int64) for i in range(4))
    sides = 1 * (left <= 1) + (top <= 1) + (left + w >= width - 1) + (top + h >= height - 1)
    blank = (w >= width - 1) & (top + h >= height - 1) & (h >= 0.06 * height) & (regions.areas > 0.995 * w * h)
    large = (sides >= 1) & (regions.areas >= 0.04 * height * width) & (w * h >= 0.2 * height * width)
    blank[0] = large[0] = False
    if not (blank | large).any():
        return None
    index = int(np.where(blank if blank.any() else large, w * h, 0).argmax())
    x, y = int(left[index]), int(top[index])
    own = pixels[y : y + int(h[index]), x : x + int(w[index])][regions.mask(index) > 0]
    colours, counts = np.unique(packed(own), return_counts=True)
    even = counts.max() > 0.2 * counts.sum()
    return unpacked(int(colours[counts.argmax()])) if even else np.asarray(np.median(own, axis=0), np.float64)
