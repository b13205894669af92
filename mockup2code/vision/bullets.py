"""Signs of another colour before a line's words: a check mark, a bullet, an icon that stands close."""

from dataclasses import replace
from itertools import pairwise

import numpy as np

from mockup2code.vision.colours import contrast
from mockup2code.vision.measurement import Box
from mockup2code.vision.pixels import Pixels
from mockup2code.vision.typography import Ink, find_ink

GAP = 0.25
"""The narrowest gap between a sign and the words, in heights of the line's ink."""

WIDEST = 1.4
"""The widest sign, in heights of the line's ink."""

ALIKE = 0.95
"""The cosine of the ways from the ground to two colours, from which on they are shades of one."""


def without_bullet(pixels: Pixels, line: Ink) -> list[Ink]:
    """The line; its sign and its words apart where it begins with a sign of another colour."""
    stop = _first_gap(line)
    if stop is None:
        return [line]
    box = line.box
    parts = (
        Box(box.x - 2, box.y - 2, stop + 2, box.height + 4),
        Box(box.x + stop, box.y - 2, box.width - stop + 2, box.height + 4),
    )
    sign = find_ink(pixels, parts[0])
    following = sign and find_ink(pixels, replace(parts[1], width=min(parts[1].width, 3 * box.height)))
    if not (sign and following and _are_apart(sign, following)):
        return [line]
    words = find_ink(pixels, parts[1])
    return [sign, words] if words else [line]


def _first_gap(line: Ink) -> float | None:
    """The middle of the first wide gap, if what stands before it is narrow and something follows."""
    inked = np.flatnonzero(line.coverage.max(axis=0) > 0.2)
    height, width = line.box.height, line.box.width
    for last, following in pairwise(inked):
        if last > WIDEST * height or width < 2.5 * height:
            return None
        if following - last > GAP * height:
            return float(last + following) / 2 if last > 0.4 * height else None
    return None


def _are_apart(sign: Ink, words: Ink) -> bool:
    """Whether two inks on one ground are of different hues."""
    if float(contrast(sign.ground[None], words.ground)[0]) > 20:
        return False
    one, other = sign.color - sign.ground, words.color - words.ground
    length = float(np.linalg.norm(one) * np.linalg.norm(other))
    return length > 0 and float(one @ other) / length < ALIKE
