"""The room that a parent gives its children."""

from dataclasses import dataclass

INDENT = 32
"""Margins and paddings at the sides that are wider are there only where the page is wide, in pixels."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The room that a parent gives: its left and right edge and where the next child begins, in page pixels."""

    left: float
    right: float
    top: float
    ground: str
    """The colour that lies under it."""
