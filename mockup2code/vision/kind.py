"""Which kind a picture is: a screen or a drawing."""

import cv2
import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.measurement import PictureKind
from mockup2code.vision.paper import broad, find_sheet, lightness, strokes
from mockup2code.vision.pixels import Mask, Pixels
from mockup2code.vision.ruling import ruling, without_ruling

SHARP, SHARPEST = 0.03, 0.1
"""The shares of edges that are sharp and exactly level or upright, from which on a picture is a screen.

The first is for pictures without grain, the other for those that have some all over.
"""

DARK = 0.8
"""How light, compared with the paper around it, ink is at most."""

INK, COLOURED = 0.13, 0.05
"""The shares of a drawing that ink and strong colours take at most."""

BLOCK = 8
"""The side of the squares in which grain is looked for, in pixels."""

SOLID = 0.02
"""The share of a picture that something broad takes at least, such as a photograph."""


def kind_of(pixels: Pixels) -> PictureKind:
    """A drawing has little ink, hardly any exactly straight edge, and the grain of paper or of a pen."""
    height, width = pixels.shape[:2]
    if min(height, width) < 48:
        return PictureKind.SCREEN
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY).astype(np.int16)
    steps = np.abs(np.diff(grey, axis=1))
    changed = int((steps > 0).sum())
    grain = float((steps[steps > 0] <= 4).mean()) if changed else 0.0
    light = lightness(pixels, shadows=False)
    sharp, long = _straightness(grey, np.ones(grey.shape, bool))
    if grain < 0.2 or changed < 0.05 * steps.size:
        return PictureKind.SKETCH if long < 0.03 and _has_frames(strokes(light)) else PictureKind.SCREEN
    even = _is_even(pixels)
    if sharp > (SHARP if even else SHARPEST) and not _is_printed(grey, light):
        return PictureKind.SCREEN
    drawn = _is_drawn(pixels, light) and (not even or _has_frames(strokes(light)))
    return PictureKind.SKETCH if drawn else PictureKind.SCREEN


def _is_printed(grey: NDArray[np.int16], light: NDArray[np.float32]) -> bool:
    """Whether what is straight are the lines of ruled or squared paper."""
    printed = ruling(light)
    if printed is None:
        return False
    beside = np.asarray(cv2.dilate(printed, np.ones((5, 5), np.uint8)) == 0)
    return _straightness(grey, beside)[0] <= SHARP


def _is_drawn(pixels: Pixels, light: NDArray[np.float32]) -> bool:
    """Whether there is little ink on a sheet that is hardly coloured, and nothing broad."""
    sheet = find_sheet(pixels)
    inner = np.ones(light.shape, bool) if sheet is None else sheet > 0
    saturated = cv2.cvtColor(pixels, cv2.COLOR_BGR2HSV)[..., 1] > 90
    dark = np.asarray(light < DARK, np.uint8)
    if dark[inner].mean() > INK:
        dark = np.asarray(without_ruling(light) < DARK, np.uint8)
    calm = 0 < dark[inner].mean() < INK and saturated[inner].mean() < COLOURED
    return bool(calm and not _has_solids(dark))


def _is_even(pixels: Pixels) -> bool:
    """Whether most of the picture has no grain at all, as screens have and some scans."""
    height, width = (side // BLOCK for side in pixels.shape[:2])
    blocks = pixels[: height * BLOCK, : width * BLOCK, 1].reshape(height, BLOCK, width, BLOCK)
    return bool((blocks.max(axis=(1, 3)) == blocks.min(axis=(1, 3))).mean() > 0.5)


def _straightness(grey: NDArray[np.int16], where: NDArray[np.bool_]) -> tuple[float, float]:
    """The share of edge pixels on sharp and exactly straight edges; all straight ones for each pixel of the sides."""
    sharp = straight = edges = 0
    run = np.ones((1, 24), np.uint8)
    for view, seen in ((grey, where), (np.ascontiguousarray(grey.T), np.ascontiguousarray(where.T))):
        step = np.abs(np.diff(view, axis=0))
        across = (step > 6) & seen[1:]
        calm = np.zeros(view.shape, bool)
        calm[:, 1:] = np.abs(np.diff(view, axis=1)) <= 2
        edge = across & calm[1:] & calm[:-1]
        sudden = edge.copy()
        sudden[1:-1] &= step[1:-1] > step[:-2] + step[2:]
        straight += _long(edge, run)
        sharp += _long(sudden, run)
        edges += int(across.sum())
    return sharp / (edges + 1), straight / sum(grey.shape)


def _long(edge: NDArray[np.bool_], run: NDArray[np.uint8]) -> int:
    return int(cv2.dilate(cv2.erode(np.asarray(edge, np.uint8), run), run).sum())


def _has_solids(dark: Mask) -> bool:
    """Whether something broad lies within the picture, such as a photograph."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(broad(dark))
    height, width = dark.shape
    x, y, w, h, area = stats[1:].T
    inside = (x > 0) & (y > 0) & (x + w < width) & (y + h < height)
    return bool((inside & (area > SOLID * dark.size)).any())


def _has_frames(ink: Mask) -> bool:
    """Whether there are wide thin figures, such as drawn boxes, rather than letters alone."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    height, width = ink.shape
    w, h, area = stats[1:, 2:].T
    return bool(((w > 0.06 * width) & (h > 0.02 * height) & (area < 0.4 * w * h)).any())
