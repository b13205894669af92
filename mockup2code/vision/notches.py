"""Cards with a badge that lies on their upper or lower side: what shows of the card has a notch there."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.colours import contrast, css
from mockup2code.vision.measurement import Box, Shape
from mockup2code.vision.outlines import CORNER
from mockup2code.vision.pixels import Mask, Pixels

LEAST = 64
"""The least sides of a card with a badge, in pixels: letters have notches too."""

DEEP = (4, 28)
"""How deep a badge reaches into a card, in pixels."""

WIDE = (24, 0.7)
"""How wide a badge is at least, in pixels, and at most, as a part of its card."""

HIGH = (12, 48)
"""How high a badge is, in pixels."""

END = 20
"""How far from the card's corners a badge stays, in pixels."""


@dataclass(frozen=True, slots=True)
class Notch:
    """The badge that cuts into a card: its shape, and how much of it lies over the card, in columns and rows of it."""

    badge: Shape
    left: int
    right: int
    depth: int
    above: bool

    def filled(self, mask: Mask) -> Mask:
        """The card's mask as it would be without the badge."""
        out = mask.copy()
        rows = slice(0, self.depth) if self.above else slice(len(mask) - self.depth, len(mask))
        out[rows, self.left : self.right] = 1
        return out

    def erased(self, pixels: Pixels) -> Pixels:
        """The picture with what lies beside the badge in its place."""
        out, box = pixels.copy(), self.badge.box
        rows = slice(max(0, int(box.y) - 1), int(box.bottom) + 2)
        left, right = int(box.x) - 2, int(box.right) + 2
        out[rows, left:right] = pixels[rows, left - 1 : left]
        return out


def find_notch(pixels: Pixels, box: Box, mask: Mask) -> Notch | None:
    """The notch of a region given as 0 and 1 within its box; None where it has none, or what is there is no badge."""
    if min(mask.shape) < LEAST:
        return None
    found = _at(pixels, box, mask, above=True)
    return found or _at(pixels, box, mask, above=False)


def _at(pixels: Pixels, box: Box, mask: Mask, *, above: bool) -> Notch | None:
    side = (mask if above else mask[::-1]).argmax(axis=0)
    deep = np.flatnonzero(side[END:-END] > 1) + END
    if deep.size == 0:
        return None
    left, right = int(deep[0]), int(deep[-1]) + 1
    depth = int(np.median(side[left:right]))
    if not (DEEP[0] <= depth <= DEEP[1] and WIDE[0] <= right - left <= WIDE[1] * len(side)):
        return None
    # One even run: not the letters of a headline, nor a photograph.
    if side[left:right].min() <= 1 or side[left:right].max() > depth + 1 or (side[left:right] < depth - 1).mean() > 0.3:
        return None
    place = Box(box.x + left, box.y if above else box.bottom - depth, right - left, depth)
    badge = _badge(pixels, place, side[left:right], above=above)
    return Notch(badge, left, right, depth, above) if badge else None


def _badge(pixels: Pixels, over: Box, side: NDArray[np.intp], *, above: bool) -> Shape | None:
    """The badge, from its end that lies over the card up to where its colour ends; `over` is what lies there."""
    x, width, depth = int(over.x), len(side), int(over.height)
    way = -1 if above else 1
    end = int(over.bottom) - 1 if above else int(over.y)
    inner = pixels[end + way, x + depth // 2 : x + width - depth // 2]
    if inner.size == 0:
        return None
    color = np.median(inner, axis=0).astype(np.float64)
    # Beside the words: a badge keeps some air around them.
    column = pixels[end::way, x + 6][: HIGH[1] + 1]
    own = contrast(column[2:], color) <= 12
    height = 2 + (int(own.argmin()) if not own.all() else HIGH[1])
    if not HIGH[0] <= height <= HIGH[1] or height < depth:
        return None
    missing = depth - np.minimum(np.concatenate([side[:depth], side[-depth:]]), depth)
    radius = min(float(np.sqrt(missing.sum() / 2 / CORNER)), height / 2)
    top = end - height + 1 if above else end
    return Shape(Box(x, top, width, height), css(color), None, radius)
