"""The room that a parent gives its children."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """The room that a parent gives: its left and right edge and where the next child begins, in page pixels."""

    left: float
    right: float
    top: float
    ground: str
    """The colour that lies under it."""
