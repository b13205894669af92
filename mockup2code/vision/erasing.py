"""Takes from a picture what a page sets on it again: words by their ink, other things whole."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from mockup2code.vision.colours import bgr
from mockup2code.vision.measurement import Box
from mockup2code.vision.pixels import Mask, Pixels

_NEAR, _SHARE = 110.0, 0.6
"""How far a pixel of a letter is from the letters' colour at most, in the channel where it is furthest; and of how far
what is around them is.
"""

_GROWN, _AROUND = 1.5, 4.0
"""How far smoothed edges reach, and how far around it a thing is looked for, in CSS pixels."""

_MOST = 0.5
"""Of a picture so much is painted over at most: beyond that there is too little left to go by."""

_SIDE = 900
"""A picture is painted over at this size at most, in pixels: what is behind letters is smooth anyhow."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that lies on a picture: words with the colour of their ink, anything else without."""

    box: Box
    ink: str = ""


def erased(png: bytes, box: Box, marks: Sequence[Mark]) -> bytes:
    """The PNG of what is under `box` with the marks painted over from around; boxes in pixels of the same page."""
    pixels = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR) if marks else None
    if pixels is None:
        return png
    covered = _covered(pixels, box, marks)
    if not 0 < np.count_nonzero(covered) <= _MOST * covered.size:
        return png
    shrunk = min(1.0, _SIDE / max(covered.shape))
    small = cv2.resize(pixels, None, fx=shrunk, fy=shrunk, interpolation=cv2.INTER_AREA)
    hole = cv2.resize(covered, small.shape[1::-1], interpolation=cv2.INTER_NEAREST)
    hole = cv2.dilate(hole, np.ones((3, 3), np.uint8)) if shrunk < 1 else hole
    filled = cv2.resize(cv2.inpaint(small, hole, 3, cv2.INPAINT_TELEA), pixels.shape[1::-1])
    pixels[covered > 0] = filled[covered > 0]
    return bytes(cv2.imencode(".png", pixels)[1])


def _covered(pixels: Pixels, box: Box, marks: Sequence[Mark]) -> Mask:
    """The pixels that the marks have."""
    scale = pixels.shape[1] / max(1.0, box.width)
    covered = np.zeros(pixels.shape[:2], np.uint8)
    reach = 2 * round(_GROWN * scale) + 1
    for mark in marks:
        inner, around = mark.box, _AROUND if mark.ink else _GROWN
        left, top = (max(0, round((side - around) * scale)) for side in (inner.x - box.x, inner.y - box.y))
        right, bottom = (round((side + around) * scale) for side in (inner.right - box.x, inner.bottom - box.y))
        if right <= left or bottom <= top:
            continue
        part = pixels[top:bottom, left:right]
        if mark.ink and part.size:
            letters = bgr(mark.ink)
            near = min(_NEAR, _SHARE * float(np.abs(np.median(part, axis=(0, 1)) - letters).max()))
            ink = (np.abs(part - letters).max(axis=2) < near).astype(np.uint8)
            covered[top:bottom, left:right] |= cv2.dilate(ink, np.ones((reach, reach), np.uint8))
        else:
            covered[top:bottom, left:right] = 1
    return covered
