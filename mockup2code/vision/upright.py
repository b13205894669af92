"""Whether a picture stands upright, told from its words: they are read best the right way up."""

from collections.abc import Sequence
from enum import IntEnum

import numpy as np

from mockup2code.vision import ocr
from mockup2code.vision.measurement import Box
from mockup2code.vision.pixels import Pixels, cut

SAMPLE = 8
"""How many lines are tried."""

SURE, BETTER = 0.9, 0.1
"""How confident the reading of turned lines is at least, and by how much more than as they are."""


class Turn(IntEnum):
    """How a picture was turned away from upright, in quarter turns to the left."""

    LEFT = 1
    HALF = 2
    RIGHT = 3


def find_turn(pixels: Pixels, boxes: Sequence[Box]) -> Turn | None:
    """How the picture was turned, by the longest of what may be lines of words; None where it stands upright."""
    longest = sorted(boxes, key=lambda b: -max(b.width, b.height))[:SAMPLE]
    parts = [part for box in longest if min((part := cut(pixels, box, 2)).shape[:2], default=0) > 4]
    if len(parts) < 3:
        return None
    upright = _confidence(parts)
    turned = {turn: _confidence([np.rot90(part, -turn) for part in parts]) for turn in Turn}
    best = max(turned, key=lambda turn: turned[turn])
    return best if turned[best] > max(SURE, upright + BETTER) else None


def _confidence(parts: Sequence[Pixels]) -> float:
    """How sure the model usually is of the words; it takes letters on their heads for numbers."""
    readings = ocr.recognise([np.ascontiguousarray(part) for part in parts])
    return float(np.median([r.confidence if sum(c.isalpha() for c in r.text) > 2 else 0.0 for r in readings]))
