"""Finds the few of very many boxes that lie near another, so that nobody compares each with each."""

from collections.abc import Iterable

import numpy as np

from mockup2code.vision.measurement import Box


class Nearby:
    """Boxes as columns of numbers; answers are places among them, in their order."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        sides = np.array([(b.x, b.y, b.right, b.bottom) for b in boxes], np.float64).reshape(-1, 4)
        self._left, self._top, self._right, self._bottom = sides.T.copy()

    def meeting(self, box: Box, margin: float = 0) -> list[int]:
        """Those that have at least a point in common with the box grown by a margin, in pixels."""
        across = (self._left <= box.right + margin) & (self._right >= box.x - margin)
        down = (self._top <= box.bottom + margin) & (self._bottom >= box.y - margin)
        return [int(place) for place in np.flatnonzero(across & down)]

    def around(self, box: Box, slack: float = 0) -> list[int]:
        """Those that hold the whole box, apart from so many pixels at each side."""
        across = (self._left <= box.x + slack) & (self._right >= box.right - slack)
        down = (self._top <= box.y + slack) & (self._bottom >= box.bottom - slack)
        return [int(place) for place in np.flatnonzero(across & down)]

    def middled(self, box: Box) -> list[int]:
        """Those whose middle lies in the box."""
        x, y = (self._left + self._right) / 2, (self._top + self._bottom) / 2
        inside = (box.x <= x) & (x <= box.right) & (box.y <= y) & (y <= box.bottom)
        return [int(place) for place in np.flatnonzero(inside)]
