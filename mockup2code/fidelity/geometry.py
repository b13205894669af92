"""Many boxes against many: how far apart they are and how much they cover each other, and which belong together."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.measurement import Box

Matrix = NDArray[np.float64]
"""A row for each box of the reference, a column for each that is seen."""

Verdicts = NDArray[np.bool_]
"""The same, with a yes or no for each."""


def table(boxes: Sequence[Box]) -> Matrix:
    """A row a box: left, top, width, height."""
    return np.array([(b.x, b.y, b.width, b.height) for b in boxes], np.float64).reshape(-1, 4)


def distances(first: Sequence[Box], second: Sequence[Box]) -> Matrix:
    """From the centre of each box to the centre of each other."""
    (ax, ay), (bx, by) = ((t[:, :2] + t[:, 2:] / 2).T for t in (table(first), table(second)))
    return np.asarray(np.sqrt((ax[:, None] - bx) ** 2 + (ay[:, None] - by) ** 2))


def covers(first: Sequence[Box], second: Sequence[Box]) -> Matrix:
    """Intersection over union of each box with each other."""
    ax, ay, aw, ah = (column[:, None] for column in table(first).T)
    bx, by, bw, bh = table(second).T
    across = np.clip(np.minimum(ax + aw, bx + bw) - np.maximum(ax, bx), 0, None)
    overlap = across * np.clip(np.minimum(ay + ah, by + bh) - np.maximum(ay, by), 0, None)
    union = np.clip(aw, 0, None) * np.clip(ah, 0, None) + np.clip(bw, 0, None) * np.clip(bh, 0, None) - overlap
    return np.asarray(np.divide(overlap, union, out=np.zeros_like(overlap), where=union > 0))


def pairs(liking: Matrix, allowed: Verdicts) -> list[tuple[int, int]]:
    """One to one, those that like each other most first; of equals the later ones."""
    rows, columns = np.nonzero(allowed)
    order = np.lexsort((columns, rows, liking[rows, columns]))[::-1]
    taken_rows, taken_columns = set[int](), set[int]()
    found: list[tuple[int, int]] = []
    most = min(allowed.shape)
    for row, column in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
        if row not in taken_rows and column not in taken_columns:
            taken_rows.add(row)
            taken_columns.add(column)
            found.append((row, column))
            if len(found) == most:
                break
    return found


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box around all; there is one at least."""
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    return Box(left, top, max(b.right for b in boxes) - left, max(b.bottom for b in boxes) - top)
