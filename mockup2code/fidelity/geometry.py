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
    a, b = (t[:, :2] + t[:, 2:] / 2 for t in (table(first), table(second)))
    apart = a[:, None, :] - b[None, :, :]
    return np.asarray(np.sqrt((apart**2).sum(axis=2)))


def covers(first: Sequence[Box], second: Sequence[Box]) -> Matrix:
    """Intersection over union of each box with each other."""
    a, b = table(first)[:, None, :], table(second)[None, :, :]
    least = np.minimum(a[..., :2] + a[..., 2:], b[..., :2] + b[..., 2:])
    overlap = np.clip(least - np.maximum(a[..., :2], b[..., :2]), 0, None).prod(axis=2)
    union = np.clip(a[..., 2:], 0, None).prod(axis=2) + np.clip(b[..., 2:], 0, None).prod(axis=2) - overlap
    return np.asarray(np.divide(overlap, union, out=np.zeros_like(overlap), where=union > 0))


def pairs(liking: Matrix, allowed: Verdicts) -> list[tuple[int, int]]:
    """One to one, those that like each other most first; of equals the later ones."""
    rows, columns = np.nonzero(allowed)
    order = np.lexsort((columns, rows, liking[rows, columns]))[::-1]
    taken_rows, taken_columns = set[int](), set[int]()
    found = []
    for row, column in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
        if row not in taken_rows and column not in taken_columns:
            taken_rows.add(row)
            taken_columns.add(column)
            found.append((row, column))
    return found


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box around all; there is one at least."""
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    return Box(left, top, max(b.right for b in boxes) - left, max(b.bottom for b in boxes) - top)
