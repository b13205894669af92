"""Finds photographs that fill a rectangle, also under words: areas with texture nearly everywhere."""

from collections.abc import Sequence

import cv2
import numpy as np

from mockup2code.vision.measurement import Box
from mockup2code.vision.pixels import Mask
from mockup2code.vision.regions import Regions

TILE = 16
"""The side of the squares that are looked at for texture, in pixels."""

SPECK = 40
"""A region smaller than this is texture, in pixels."""

DENSE = 0.35
"""The share of its squares that have texture in a photograph."""

LEAST = 40
"""The fewest squares without words that a photograph has."""


def find_photographs(regions: Regions, texts: Sequence[Box]) -> list[Box]:
    """Rectangles one region of which takes a good part, and texture most of the rest."""
    specks, words = _tiles(regions, texts)
    whole = 0.9 * regions.labels.size
    found = []
    for index in np.flatnonzero(regions.areas > LEAST * TILE * TILE / 4):
        box = regions.box(int(index))
        large = min(box.width, box.height) >= 3 * TILE and box.width * box.height < whole
        if large and regions.areas[index] > DENSE * box.width * box.height and _is_dense(box, specks, words):
            found.append(box)
    return found


def _tiles(regions: Regions, texts: Sequence[Box]) -> tuple[Mask, Mask]:
    """For each square of the picture, whether it has texture, and whether it has words."""
    specks = np.asarray(regions.areas < SPECK, np.float32)[regions.labels]
    words = np.zeros(regions.labels.shape, np.float32)
    for text in texts:
        corner, end = (int(text.x) - 3, int(text.y) - 3), (int(text.right) + 3, int(text.bottom) + 3)
        cv2.rectangle(words, corner, end, 1.0, -1)
    height, width = (side // TILE for side in specks.shape)
    small = (
        [
            cv2.resize(m[: height * TILE, : width * TILE], (width, height), interpolation=cv2.INTER_AREA)
            for m in (specks, words)
        ]
        if height and width
        else [np.zeros((1, 1), np.float32)] * 2
    )
    return np.asarray(small[0] > 0.02, np.uint8), np.asarray(small[1] > 0.1, np.uint8)


def _is_dense(box: Box, specks: Mask, words: Mask) -> bool:
    rows = slice(-(-int(box.y) // TILE), int(box.bottom) // TILE)
    columns = slice(-(-int(box.x) // TILE), int(box.right) // TILE)
    free = words[rows, columns] == 0
    return int(free.sum()) >= LEAST and float(specks[rows, columns][free].mean()) > DENSE
