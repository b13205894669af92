"""Drawings on paper: the sheet, and the ink without the shade of the paper."""

import cv2
import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.figures import pen_width
from mockup2code.vision.pixels import Mask, Pixels

STROKE = 11
"""Broader than any stroke, in pixels of the size at which the light is measured."""

SHADOW = 1.06
"""How much lighter than close by the paper is around the edge of a shadow."""

LOOK = 600
"""The longest side, in pixels, at which the light on the paper is measured."""


SHEET = 300
"""The longest side, in pixels, at which the sheet is looked for."""

DARK, CLEAR = 110, 15
"""A board's ground is darker than this, and its strokes are lighter by so much."""

SPECK = 0.7
"""What is smaller is no ink but grain, in squares as wide as the pen."""


def lightness(pixels: Pixels, *, shadows: bool = True) -> NDArray[np.float32]:
    """How light each pixel is compared with the paper around it, 0 to about 1: shadows and tints fall out.

    What lies around a sheet of paper is blank. Of a dark board it is the negative, so that its strokes are the ink.
    Without `shadows` what is broad and dark stays so, as a photograph.
    """
    darkest = cv2.GaussianBlur(_on_white(pixels), (3, 3), 0)
    height, width = darkest.shape
    shrink = min(1.0, LOOK / max(height, width))
    size = (max(1, round(width * shrink)), max(1, round(height * shrink)))
    small = cv2.resize(darkest, size, interpolation=cv2.INTER_AREA)
    paper = _paper(np.asarray(small, np.uint8), shadows=shadows)
    whole = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    light = np.asarray(darkest / np.maximum(whole, 1).astype(np.float32), np.float32)
    sheet = find_sheet(pixels)
    return light if sheet is None else np.where(sheet > 0, light, np.float32(1.0))


def _paper(small: NDArray[np.uint8], *, shadows: bool) -> NDArray[np.float32]:
    """How light the paper is: smooth, apart from where the edge of a shadow falls on it."""
    smooth = cv2.medianBlur(cv2.dilate(small, np.ones((13, 13), np.uint8)), 25)
    smooth = np.asarray(cv2.GaussianBlur(smooth, (0, 0), 8), np.float32)
    if not shadows:
        return smooth
    close = cv2.GaussianBlur(cv2.dilate(small, np.ones((3, 3), np.uint8)), (0, 0), 1)
    close = cv2.morphologyEx(close, cv2.MORPH_CLOSE, np.ones((STROKE, STROKE), np.uint8))
    close = np.asarray(cv2.GaussianBlur(close, (0, 0), 3), np.float32)
    return np.where(smooth > SHADOW * close, close, smooth)


def _on_white(pixels: Pixels) -> NDArray[np.uint8]:
    """The darkest channel; of light strokes on a dark ground the lightest one's negative."""
    darkest = pixels.min(axis=2)
    return np.asarray(255 - pixels.max(axis=2) if _is_board(darkest) else darkest, np.uint8)


def _is_board(darkest: NDArray[np.uint8]) -> bool:
    """Whether the ground is dark, and what stands out from it lighter rather than darker."""
    if float(np.median(darkest[::4, ::4])) > DARK:
        return False
    shrink = min(1.0, LOOK / max(darkest.shape))
    small = cv2.resize(darkest, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    apart = small.astype(np.int16) - cv2.medianBlur(small, 25)
    return int((apart > CLEAR).sum()) > 2 * int((apart < -CLEAR).sum())


def find_sheet(pixels: Pixels) -> Mask | None:
    """Where the sheet of paper is, as 1; None where no darker ground with a clear edge lies around it."""
    height, width = pixels.shape[:2]
    shrink = min(1.0, SHEET / max(height, width))
    size = max(1, round(width * shrink)), max(1, round(height * shrink))
    small = cv2.medianBlur(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).max(axis=2), 7)
    bright = cv2.threshold(small, 0, 1, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1]
    if not bright.any() or bright.all() or np.median(small[bright == 0]) > 0.6 * np.median(small[bright > 0]):
        return None
    contours, _ = cv2.findContours(np.asarray(bright, np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    outline = max(contours, key=cv2.contourArea)
    hull = cv2.convexHull(outline)
    area = float(cv2.contourArea(outline))
    if area < 0.25 * small.size or area < 0.94 * cv2.contourArea(hull) or not _is_sharp(small, outline):
        return None
    sheet = np.zeros(small.shape, np.uint8)
    cv2.drawContours(sheet, [hull], -1, 1, cv2.FILLED)
    inner = cv2.erode(sheet, np.ones((7, 7), np.uint8), borderType=cv2.BORDER_CONSTANT, borderValue=1)
    return np.asarray(cv2.resize(inner, (width, height), interpolation=cv2.INTER_NEAREST), np.uint8)


def _is_sharp(grey: NDArray[np.uint8], outline: NDArray[np.int32]) -> bool:
    """Whether it gets dark within a few pixels all along an outline, apart from the picture's sides: no shadow does."""
    height, width = grey.shape
    x, y = outline.reshape(-1, 2).T
    within = (x > 5) & (y > 5) & (x < width - 6) & (y < height - 6)
    if within.sum() < 0.1 * (height + width):
        return False
    darkest, lightest = cv2.erode(grey, np.ones((9, 9), np.uint8)), cv2.dilate(grey, np.ones((9, 9), np.uint8))
    x, y = x[within], y[within]
    return float((darkest[y, x] < 0.72 * lightest[y, x]).mean()) > 0.85


def strokes(light: NDArray[np.float32]) -> Mask:
    """The ink of a drawing, 0 and 1: darker than the paper's grain, and joined to something clearly darker."""
    middle = float(np.median(light))
    grain = 1.4826 * float(np.median(np.abs(light - middle)))
    clear = middle - max(0.12, 7 * grain)
    weak = np.asarray(light < middle - max(0.07, 4 * grain), np.uint8)
    speck = max(6 * (max(light.shape) / 1200) ** 2, SPECK * pen_width(weak) ** 2)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(weak, connectivity=8)
    strong = np.zeros(count, bool)
    strong[labels[light < clear]] = True
    strong &= stats[:, cv2.CC_STAT_AREA] > speck
    strong[0] = False
    return _thin(np.asarray(strong[labels], np.uint8))


def _thin(ink: Mask) -> Mask:
    """The ink without what is too broad for a pen: the edge of the table, a thumb, a dark margin.

    What is filled in with a pen is small, and stays: the dot of a radio button, a star.
    """
    count, labels, stats, _ = cv2.connectedComponentsWithStats(broad(ink))
    pen = _pen(ink)
    x, y, w, h = stats[:, : cv2.CC_STAT_AREA].T
    edge = (x == 0) | (y == 0) | (x + w == ink.shape[1]) | (y + h == ink.shape[0])
    large = (np.maximum(w, h) > 5 * pen) | edge
    large[0] = False
    if count == 1 or not large.any():
        return ink
    thick = np.asarray(large[labels], np.uint8)
    return np.asarray(ink & (1 - cv2.dilate(thick, np.ones((pen, pen), np.uint8))), np.uint8)


def broad(ink: Mask) -> Mask:
    """The ink that is broader than any pen's."""
    pen = _pen(ink)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (pen, pen))
    return np.asarray(cv2.morphologyEx(ink, cv2.MORPH_OPEN, disc), np.uint8)


def _pen(ink: Mask) -> int:
    """A breadth that no pen has, in pixels."""
    longest: int = max(ink.shape)
    return max(9, round(longest / 90))
