"""What an icon looks like up close: its colour, drawn with a pen or solid, and the square it is set in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.colours import contrast, css
from mockup2code.vision.measurement import Box, Image
from mockup2code.vision.pixels import Pixels, cut

ICON = 64
"""The longest side of an icon, in pixels."""

GLYPH = 40
"""The longest side of a glyph of a font, in pixels."""

PEN = 3.0
"""The widest stroke of an icon that is drawn with a pen, in pixels."""

SMALL = 11
"""The longest side of an arrow or a cross, in pixels."""

LETTER = 20
"""The longest side of a glyph of the size of letters, which is all soft edges, in pixels."""

LEAST = 3
"""The fewest solid icons beside words on a page with a font for icons."""

AIR = 2
"""The ground around a glyph that is kept, in pixels."""

BESIDE = 1.0
"""How far from the words beside it a glyph stands at most, in heights of their line."""


@dataclass(frozen=True, slots=True)
class Icon:
    """An icon's ink: its box, the share of the box that it fills, its widest stroke, and its colour where it has one.

    `shaded` says that it has tones between its ink and its ground, as a small photograph has.
    """

    box: Box
    fill: float
    stroke: float
    color: str | None
    shaded: bool

    @property
    def is_solid(self) -> bool:
        """Whether it is a filled figure rather than drawn with a pen."""
        return self.stroke > PEN or self.fill > 0.55

    @property
    def is_arrow(self) -> bool:
        """Whether it is too small, or too flat, for its style to be told: a chevron, a dot."""
        return min(self.box.width, self.box.height) < 9


def icon_at(pixels: Pixels, box: Box) -> Icon | None:
    """The icon whose ink a box holds; None where nothing is drawn."""
    part = cut(pixels, box, 2)
    if min(part.shape[:2]) < 3:
        return None
    edge = np.concatenate([part[0], part[-1], part[:, 0], part[:, -1]])
    ground = np.median(edge, axis=0).astype(np.float64)
    away = contrast(part, ground)
    ink = np.asarray(away > 0.5 * np.percentile(away, 98), np.uint8)
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if rows.size == 0 or float(away.max()) < 12:
        return None
    width, height = int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1
    deep = cv2.distanceTransform(np.pad(ink, 1), cv2.DIST_L2, 3)
    share = float(ink.sum()) / (width * height)
    return Icon(
        Box(max(0, int(box.x - 2)) + int(columns[0]), max(0, int(box.y - 2)) + int(rows[0]), width, height),
        share,
        2 * float(deep.max()) - 1,
        *_tone(part, away, ground),
    )


def _tone(part: Pixels, away: NDArray[np.float64], ground: NDArray[np.float64]) -> tuple[str | None, bool]:
    """The colour of the ink where every pixel lies between it and the ground; and whether tones lie between them."""
    full = float(np.percentile(away, 98))
    middle = np.median(part[away > 0.85 * full], axis=0).astype(np.float64)
    way = middle - ground
    along = np.clip((part - ground) @ way / max(1.0, float(way @ way)), 0.0, 1.0)
    off = np.sqrt(((part - ground - along[..., None] * way) ** 2).sum(axis=-1))
    inked = away > 0.2 * full
    even = float(np.percentile(off[inked], 90)) <= max(8.0, 0.15 * full)
    return (css(middle) if even else None), _is_shaded(along, inked)


def _is_shaded(along: NDArray[np.float64], inked: NDArray[np.bool_]) -> bool:
    """Whether tones lie between ink and ground elsewhere than on the soft edges of the ink, as in a photograph."""
    tones = (along > 0.2) & (along < 0.8)
    core = cv2.erode(np.pad(inked.astype(np.uint8), 1), np.ones((3, 3), np.uint8))[1:-1, 1:-1] > 0
    if core.any() and float(tones[core].mean()) > 0.35:
        return True
    return max(inked.shape) > 24 and float(tones[inked].mean()) > 0.5


def set_in(icon: Icon, size: tuple[int, int]) -> Box:
    """The square that a drawn icon is set in, within a picture of this width and height.

    Flat figures (a trend line) have more air around them than those that fill their square, small ones (a chevron,
    a cross) the most. What has several colours is a small picture and has none.
    """
    longer, shorter = max(icon.box.width, icon.box.height), min(icon.box.width, icon.box.height)
    if icon.color is None and longer > SMALL:
        return icon.box
    side = longer * (1.6 if longer <= SMALL else 1.15 if shorter > 0.75 * longer else 1.35)
    x = max(0.0, icon.box.x + icon.box.width / 2 - side / 2)
    y = max(0.0, icon.box.y + icon.box.height / 2 - side / 2)
    return Box(x, y, min(side, size[0] - x), min(side, size[1] - y))


def glyphs_marked(images: Sequence[Image], icons: Sequence[Icon | None], texts: Sequence[Box]) -> list[Image]:
    """The images with those that are glyphs told, if the page has a font for icons.

    A page has one where more icons beside words are solid than drawn with a pen; its icons are then all of one kind.
    """
    told = [i for i in icons if i and i.color and not (i.shaded or i.is_arrow) and _is_beside(i.box, texts)]
    solid = sum(i.is_solid for i in told)
    if solid < LEAST or solid <= len(told) - solid:
        return list(images)
    return [
        replace(image, box=_aired(icon.box), ink=icon.color) if image.icon and icon and _is_glyph(icon) else image
        for image, icon in zip(images, icons, strict=True)
    ]


def _is_glyph(icon: Icon) -> bool:
    longest = max(icon.box.width, icon.box.height)
    return icon.color is not None and longest <= (GLYPH if not icon.shaded else LETTER)


def _aired(box: Box) -> Box:
    """The box with so much ground around the ink that both can be told apart."""
    x, y = max(0.0, box.x - AIR), max(0.0, box.y - AIR)
    return Box(x, y, box.right + AIR - x, box.bottom + AIR - y)


def _is_beside(icon: Box, texts: Sequence[Box]) -> bool:
    middle = icon.y + icon.height / 2
    return any(text.y < middle < text.bottom and 0 < text.x - icon.right < BESIDE * text.height for text in texts)
