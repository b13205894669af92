"""A clean picture: pixels that passed the limits, and nothing else."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG that holds upright pixels without metadata; `width` and `height` in pixels."""

    name: str
    png: bytes
    width: int
    height: int
