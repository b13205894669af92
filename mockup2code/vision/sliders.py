"""Finds sliders: a thin track with a round knob on it, also where the knob has the colour of the filled part."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.colours import css
from mockup2code.vision.measurement import Box, Control, ControlKind, Shape, TextLine
from mockup2code.vision.pixels import Mask, Pixels
from mockup2code.vision.regions import Regions
from mockup2code.vision.scene import holds

KNOB = (11, 30)
"""Heights of knobs, in pixels."""

BAR = (3, 14)
"""Heights of tracks, in pixels."""

SHORTEST = 60
"""The shortest track, in pixels."""

NEAR = 4
"""How far a knob is from the ends of the track's parts at most, in pixels: an outline or a shadow lies between."""

LEVEL = 1.5
"""How far the middle of a knob is from the middle of its track, in pixels."""

SOLID = 0.72
"""The share of its box that a round knob, or a bar, fills at least."""


@dataclass(frozen=True, slots=True)
class Knob:
    """A knob, the filled part of the track where that is one area with it, and the area's colour."""

    box: Box
    filled: Box | None
    color: str


def find_sliders(pixels: Pixels, regions: Regions, shapes: Sequence[Shape], texts: Sequence[TextLine]) -> list[Control]:
    """Sliders with how far they are set, from 0 to 1; a knob with words in it is a step on a line."""
    bumps = _bumps(pixels, regions)
    discs = [d for d in _round(shapes) if not any(holds(b.box, d.box) for b in bumps)]
    knobs = [k for k in [*discs, *bumps] if not any(holds(k.box, t.box) for t in texts)]
    bars = _bars(regions)
    found = [slider for knob in knobs if (slider := _slider(pixels, knob, bars))]
    return [s for s in found if sum(_is_on(s.box, other.box) for other in found) == 1]


def _is_on(track: Box, other: Box) -> bool:
    """Whether another track reaches into one: both are lines between steps."""
    level = abs(track.y + track.height / 2 - other.y - other.height / 2) <= NEAR
    return level and other.x < track.right + NEAR and track.x < other.right + NEAR


def _round(shapes: Sequence[Shape]) -> list[Knob]:
    out = []
    for shape in shapes:
        box = shape.box
        sized = KNOB[0] <= box.height <= KNOB[1] and abs(box.width - box.height) <= 2
        if sized and shape.fill and shape.radius > 0.4 * box.height:
            out.append(Knob(box, None, shape.fill))
    return out


def _bumps(pixels: Pixels, regions: Regions) -> list[Knob]:
    """Areas that are a bar with a disc of the same colour at its right end."""
    w, h = regions.boxes[:, 2], regions.boxes[:, 3]
    sized = (h >= KNOB[0]) & (h <= KNOB[1]) & (w >= 1.2 * h) & (regions.areas < 0.8 * w * h) & (regions.areas > 2 * w)
    out = []
    for index in np.flatnonzero(sized):
        knob = _bump(regions.box(int(index)), mask := regions.mask(int(index)))
        if knob:
            box = regions.box(int(index))
            own = pixels[int(box.y) : int(box.bottom), int(box.x) : int(box.right)][mask > 0]
            out.append(Knob(knob[0], knob[1], css(np.median(own, axis=0).astype(np.float64))))
    return out


def _bump(box: Box, mask: Mask) -> tuple[Box, Box] | None:
    """The disc, and the bar at its left, if all columns are as high as one of both."""
    heights = mask.sum(axis=0, dtype=np.int64)
    start = mask.shape[1] - mask.shape[0]
    left = heights[: max(1, start - 1)]
    bar = int(np.median(left))
    even = np.abs(left[min(bar, len(left) - 1) :] - bar) <= 1
    right = _extents(mask[:, start:])
    disc = float(right.sum()) > SOLID * len(right) ** 2 and int(right[len(right) // 2]) >= mask.shape[0] - 2
    if not (BAR[0] <= bar <= min(BAR[1], 0.75 * mask.shape[0]) and even.all() and disc):
        return None
    rows = np.flatnonzero(mask[:, : max(1, start - 1)].any(axis=1))
    if abs(float(rows[0] + rows[-1] + 1) / 2 - mask.shape[0] / 2) > LEVEL:
        return None
    knob = Box(box.x + start, box.y, box.height, box.height)
    return knob, Box(box.x, box.y + float(rows[0]), start, float(np.ptp(rows)) + 1)


def _extents(mask: Mask) -> NDArray[np.int64]:
    """From the first to the last pixel of each column: a ring is as high as a disc."""
    first, last = mask.argmax(axis=0), mask[::-1].argmax(axis=0)
    return np.asarray(np.where(mask.any(axis=0), mask.shape[0] - first - last, 0), np.int64)


def _bars(regions: Regions) -> list[Box]:
    """Thin areas that may be a part of a track."""
    w, h = regions.boxes[:, 2], regions.boxes[:, 3]
    thin = (h >= BAR[0]) & (h <= BAR[1]) & (w >= h) & (regions.areas > SOLID * w * h)
    return [regions.box(int(i)) for i in np.flatnonzero(thin)]


def _slider(pixels: Pixels, knob: Knob, bars: Sequence[Box]) -> Control | None:
    box = knob.box
    middle = box.y + box.height / 2
    level = [b for b in bars if abs(b.y + b.height / 2 - middle) <= LEVEL and b.height <= 0.75 * box.height]
    before = knob.filled or next((b for b in level if abs(b.right - box.x) <= NEAR), None)
    after = next((b for b in level if abs(b.x - box.right) <= NEAR), None)
    parts = [box, *(part for part in (before, after) if part)]
    x, right = min(p.x for p in parts), max(p.right for p in parts)
    long = right - x >= max(SHORTEST, 3 * box.height)
    even = before is None or after is None or abs(before.height - after.height) <= 3
    if len(parts) == 1 or not long or not even:
        return None
    value = (box.x - x) / (right - x - box.width)
    track = Box(x, box.y, right - x, box.height)
    return Control(ControlKind.SLIDER, track, value=round(value, 3), accent=_filled(pixels, knob, before))


def _filled(pixels: Pixels, knob: Knob, before: Box | None) -> str:
    """The colour of the filled part; the knob's where nothing is filled."""
    if before is None or before.width < 2:
        return knob.color
    row = pixels[int(before.y + before.height / 2), int(before.x + 1) : max(int(before.right) - 1, int(before.x) + 2)]
    return css(np.median(row, axis=0).astype(np.float64))
