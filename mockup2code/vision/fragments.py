"""Pieces of words that the text detector left outside of its lines: they go back to their lines."""

from collections.abc import Sequence
from dataclasses import replace

from mockup2code.vision.measurement import Box, TextLine

NEAR = 0.2
"""How far a piece is from its line at most, in font sizes: nearer than an icon stands beside words."""

LONGEST = 4
"""The longest piece, in font sizes."""


def rejoined(texts: Sequence[TextLine], pieces: Sequence[Box]) -> tuple[list[TextLine], list[Box]]:
    """The lines grown by the pieces that belong to them, and those pieces; lines that a piece ties become one."""
    lines, used = list(texts), []
    for piece in pieces:
        own = [line for line in lines if _belongs(piece, line)]
        if not own:
            continue
        used.append(piece)
        first = min(own, key=lambda line: line.box.x)
        x = min(piece.x, *(line.box.x for line in own))
        right = max(piece.right, *(line.box.right for line in own))
        lines[lines.index(first)] = replace(first, box=replace(first.box, x=x, width=right - x))
        lines = [line for line in lines if line not in own]
    return lines, used


def _belongs(piece: Box, line: TextLine) -> bool:
    """Whether the piece stands in the line's band, as close to its words as a letter."""
    box = line.box
    within = box.y - 1 <= piece.y and piece.bottom <= box.bottom + 1
    letters = 0.3 * line.size < piece.height and piece.width < LONGEST * line.size
    gap = max(piece.x - box.right, box.x - piece.right)
    return within and letters and gap <= NEAR * line.size
