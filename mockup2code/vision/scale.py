"""Tells a screenshot of a screen with two pixels for each CSS pixel."""

import cv2
import numpy as np
from numpy.typing import NDArray

from mockup2code.vision import ocr
from mockup2code.vision.pixels import Pixels, at_scale

NARROWEST = 640
ENOUGH = 4_000_000
"""The pixels, from the top, that are looked at."""

READABLE = 17.0
"""The usual height of a detected text line with its padding, in CSS pixels, that a page has at least."""


def scale_of(pixels: Pixels) -> float:
    """2.0 where every straight edge lies between even pixels and the text is twice as large as usual; else 1.0."""
    height, width = pixels.shape[:2]
    if width < NARROWEST or height < 2:
        return 1.0
    pixels = pixels[: max(600, ENOUGH // width)]
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY).astype(np.int16)
    edges = np.concatenate([_edges(grey), _edges(np.ascontiguousarray(grey.T))])
    if edges.size < 4 or (edges % 2 == 0).mean() < 0.97:
        return 1.0
    lines = ocr.detect(at_scale(pixels, 2.0).bgr)
    return 2.0 if lines and float(np.median([line.height for line in lines])) >= READABLE else 1.0


def _edges(grey: NDArray[np.int16]) -> NDArray[np.intp]:
    """The rows at which straight edges begin."""
    across = np.abs(np.diff(grey, axis=0)) > 6
    calm = np.zeros(grey.shape, bool)
    calm[:, 1:] = np.abs(np.diff(grey, axis=1)) <= 2
    edge = np.asarray(across & calm[1:] & calm[:-1], np.uint8)
    runs = cv2.erode(edge, np.ones((1, 32), np.uint8))
    return np.flatnonzero(runs.any(axis=1)) + 1
