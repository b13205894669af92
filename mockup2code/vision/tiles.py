"""Finds text in pictures of any size with a model that sees one size: pieces of the picture, several to a tile."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mockup2code.vision import models
from mockup2code.vision.pixels import Pixels

OVERLAP = 32
"""How many pixels a piece shows beyond its own, and how far pieces in one tile are apart."""

SEEK = 96
"""How far before its latest place a cut is sought where there are no words."""


@dataclass(frozen=True, slots=True)
class _Span:
    """Pixels along one side that are a piece's own, and those that it shows."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Piece:
    rows: _Span
    columns: _Span

    @property
    def width(self) -> int:
        return self.columns.last - self.columns.first


def text_map(pixels: Pixels, *, paper: bool = False) -> NDArray[np.float32]:
    """How likely each pixel is text, 0 to 1; white `paper` goes on beyond the picture."""
    out = np.zeros(pixels.shape[:2], np.float32)
    for shelf in _shelves(_pieces(pixels)):
        likely = models.find(_tile(pixels, shelf, paper))
        for piece, left in shelf:
            y, x = piece.rows, piece.columns
            found = likely[y.start - y.first : y.end - y.first, left + x.start - x.first : left + x.end - x.first]
            out[y.start : y.end, x.start : x.end] = found
    return out


def _tile(pixels: Pixels, shelf: Sequence[tuple[_Piece, int]], paper: bool) -> Pixels:
    """The pieces side by side.

    The model judges by the whole of what it sees: a page is repeated until the tile is full, since beside much white it
    takes icons for letters.
    """
    last, left = shelf[-1]
    rows = max(piece.rows.last - piece.rows.first for piece, _ in shelf)
    height, width = models.TILE
    block = np.full((height, width, 3) if paper else (rows, left + last.width, 3), 255, np.uint8)
    for piece, left in shelf:
        shown = pixels[piece.rows.first : piece.rows.last, piece.columns.first : piece.columns.last]
        block[: shown.shape[0], left : left + shown.shape[1]] = shown
    return np.ascontiguousarray(block[np.arange(height) % len(block)][:, np.arange(width) % block.shape[1]])


def _pieces(pixels: Pixels) -> list[_Piece]:
    """The widest first."""
    green = pixels[:, :, 1].astype(np.int16)
    rows = _spans(np.abs(np.diff(green, axis=1)).sum(axis=1), models.TILE[0])
    columns = _spans(np.abs(np.diff(green, axis=0)).sum(axis=0), models.TILE[1])
    return sorted((_Piece(y, x) for x in columns for y in rows), key=lambda piece: -piece.width)


def _spans(ink: Sequence[int] | NDArray[np.int64], most: int) -> list[_Span]:
    """Cuts a side into as few spans as can be that show `most` pixels each, where there is the least ink."""
    size = len(ink)
    inner = most - 2 * OVERLAP
    left = max(0, -(-(size - 2 * OVERLAP) // inner) - 1)
    spans, start = [], 0
    while start < size:
        first = max(0, start - OVERLAP)
        end = size
        if left:
            latest = first + most - OVERLAP
            earliest = max(latest - SEEK, size - OVERLAP - left * inner, start + 1)
            end = earliest + int(np.argmin(ink[earliest : latest + 1]))
            left -= 1
        spans.append(_Span(start, end, first, min(size, end + OVERLAP)))
        start = end
    return spans


def _shelves(pieces: Sequence[_Piece]) -> Iterator[list[tuple[_Piece, int]]]:
    """The pieces of each tile side by side, each with the column that it begins at."""
    shelf: list[tuple[_Piece, int]] = []
    left = 0
    for piece in pieces:
        if shelf and left + piece.width > models.TILE[1]:
            yield shelf
            shelf, left = [], 0
        shelf.append((piece, left))
        left += piece.width + OVERLAP
    yield shelf
