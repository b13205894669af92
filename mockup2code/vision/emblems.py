"""Rings with a sign in them - a check, a clock's hands - are icons: no radio buttons, no shapes."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.colours import bgr, contrast, ground
from mockup2code.vision.measurement import Shape, TextLine
from mockup2code.vision.pixels import Pixels, cut
from mockup2code.vision.scene import contains, holds
from mockup2code.vision.shapes import Found

RING = (10, 44)
"""Sizes of rings, in pixels."""

ROUND = 0.42
"""The least radius of a ring, by its size."""

LINE = (2.2, 0.11)
"""How wide the ring's own line is at most: in pixels, or by its size where that is more."""

SIGN = (0.03, 0.6)
"""How much of the inside a sign takes."""

DOT = 0.7
"""How much of its box the dot of a radio button fills at least."""


def without_emblems(pixels: Pixels, found: Sequence[Found], texts: Sequence[TextLine]) -> list[Found]:
    """The shapes without the rings that are icons, and without what lies in them."""
    rings = [f.shape.box for f in found if _is_ring(f.shape) and _has_sign(pixels, f.shape)]
    rings = [box for box in rings if not any(holds(box, t.box) for t in texts)]
    return [f for f in found if not any(contains(box, f.shape.box) for box in rings)]


def _is_ring(shape: Shape) -> bool:
    box = shape.box
    sized = RING[0] <= box.width <= RING[1] and abs(box.width - box.height) <= 1
    return sized and shape.border is not None and shape.radius > ROUND * box.width


def _has_sign(pixels: Pixels, ring: Shape) -> bool:
    """Whether there is ink of the ring's colour in it that is no dot in its middle."""
    part = cut(pixels, ring.box)
    rows, columns = np.indices(part.shape[:2])
    middle = (np.array(part.shape[:2]) - 1) / 2
    inner = np.hypot(rows - middle[0], columns - middle[1]) < ring.box.width / 2 - max(
        LINE[0], LINE[1] * ring.box.width
    )
    base, tone = ground(part[inner][None]), bgr(ring.border or "#000000")
    full = float(contrast(base[None], tone)[0])
    if full < 40:
        return False
    sign = inner & (contrast(part, base) > 0.4 * full) & (contrast(part, tone) < 0.7 * full)
    share = float(sign.sum()) / max(1.0, float(inner.sum()))
    return SIGN[0] <= share <= SIGN[1] and not _is_dot(sign, middle)


def _is_dot(sign: NDArray[np.bool_], middle: NDArray[np.float64]) -> bool:
    rows, columns = np.flatnonzero(sign.any(axis=1)), np.flatnonzero(sign.any(axis=0))
    height, width = int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1
    centred = abs(rows.mean() - middle[0]) <= 1.2 and abs(columns.mean() - middle[1]) <= 1.2
    return bool(centred and abs(height - width) <= 1.5 and sign.sum() > DOT * height * width)
