"""Drawings on paper: the ink without the shade of the paper, and whether a picture is a drawing at all."""

import cv2
import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.figures import pen_width
from mockup2code.vision.measurement import PictureKind
from mockup2code.vision.pixels import Mask, Pixels

LOOK = 600
"""The longest side, in pixels, at which the light on the paper is measured."""


SPECK = 0.7
"""What is smaller is no ink but grain, in squares as wide as the pen."""


def lightness(pixels: Pixels) -> NDArray[np.float32]:
    """How light each pixel is compared with the paper around it, 0 to about 1: shadows and tints fall out."""
    darkest = cv2.GaussianBlur(pixels.min(axis=2), (3, 3), 0)
    height, width = darkest.shape
    shrink = min(1.0, LOOK / max(height, width))
    size = (max(1, round(width * shrink)), max(1, round(height * shrink)))
    small = cv2.resize(darkest, size, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((13, 13), np.uint8)), 25)
    paper = cv2.GaussianBlur(paper, (0, 0), 8)
    whole = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(darkest / np.maximum(whole, 1).astype(np.float32), np.float32)


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
    count, labels, stats, _ = cv2.connectedComponentsWithStats(_broad(ink))
    pen = _pen(ink)
    x, y, w, h = stats[:, : cv2.CC_STAT_AREA].T
    edge = (x == 0) | (y == 0) | (x + w == ink.shape[1]) | (y + h == ink.shape[0])
    large = (np.maximum(w, h) > 5 * pen) | edge
    large[0] = False
    if count == 1 or not large.any():
        return ink
    broad = np.asarray(large[labels], np.uint8)
    return np.asarray(ink & (1 - cv2.dilate(broad, np.ones((pen, pen), np.uint8))), np.uint8)


def _broad(ink: Mask) -> Mask:
    pen = _pen(ink)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (pen, pen))
    return np.asarray(cv2.morphologyEx(ink, cv2.MORPH_OPEN, disc), np.uint8)


def _pen(ink: Mask) -> int:
    """A breadth that no pen has, in pixels."""
    longest: int = max(ink.shape)
    return max(9, round(longest / 90))


def kind_of(pixels: Pixels) -> PictureKind:
    """A drawing has little ink, hardly any exactly straight edge, and the grain of paper or of a pen."""
    height, width = pixels.shape[:2]
    if min(height, width) < 48:
        return PictureKind.SCREEN
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY).astype(np.int16)
    straight, long = _straightness(grey)
    steps = np.abs(np.diff(grey, axis=1))
    changed = int((steps > 0).sum())
    grain = float((steps[steps > 0] <= 4).mean()) if changed else 0.0
    if straight > (0.12 if grain > 0.8 else 0.05):
        return PictureKind.SCREEN
    light = lightness(pixels)
    if grain < 0.2 or changed < 0.05 * steps.size:
        return PictureKind.SKETCH if long < 0.03 and _has_frames(strokes(light)) else PictureKind.SCREEN
    saturated = float((cv2.cvtColor(pixels, cv2.COLOR_BGR2HSV)[..., 1] > 90).mean())
    dark = np.asarray(light < 0.8, np.uint8)
    drawn = 0 < float(dark.mean()) < 0.13 and saturated < 0.05 and not _has_solids(dark)
    return PictureKind.SKETCH if drawn else PictureKind.SCREEN


def _straightness(grey: NDArray[np.int16]) -> tuple[float, float]:
    """The share of edge pixels on exactly straight edges, and their number for each pixel of the sides."""
    straight = edges = 0
    for view in (grey, np.ascontiguousarray(grey.T)):
        across = np.abs(np.diff(view, axis=0)) > 6
        calm = np.zeros(view.shape, bool)
        calm[:, 1:] = np.abs(np.diff(view, axis=1)) <= 2
        edge = np.asarray(across & calm[1:] & calm[:-1], np.uint8)
        run = np.ones((1, 24), np.uint8)
        straight += int(cv2.dilate(cv2.erode(edge, run), run).sum())
        edges += int(across.sum())
    return straight / (edges + 1), straight / sum(grey.shape)


def _has_solids(dark: Mask) -> bool:
    """Whether something broad lies within the picture, such as a photograph."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(_broad(dark))
    height, width = dark.shape
    x, y, w, h, area = stats[1:].T
    inside = (x > 0) & (y > 0) & (x + w < width) & (y + h < height)
    return bool((inside & (area > 0.01 * dark.size)).any())


def _has_frames(ink: Mask) -> bool:
    """Whether there are wide thin figures, such as drawn boxes, rather than letters alone."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    height, width = ink.shape
    w, h, area = stats[1:, 2:].T
    return bool(((w > 0.06 * width) & (h > 0.02 * height) & (area < 0.3 * w * h)).any())
