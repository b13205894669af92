"""A clean picture: pixels that passed the limits, and nothing else."""

from dataclasses import dataclass

from mockup2code.vision.measurement import PictureKind


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG that holds upright pixels without metadata; `width` and `height` in pixels.

    `kind` is what a person says that it shows; None where measuring is to find out.
    """

    name: str
    png: bytes
    width: int
    height: int
    kind: PictureKind | None = None
