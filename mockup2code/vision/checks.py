"""Finds what may be a checkbox, a radio button or a switch by its outline alone, before the words are looked for."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from mockup2code.vision.colours import bgr, contrast, css
from mockup2code.vision.measurement import Box, Control, ControlKind, Shape
from mockup2code.vision.pixels import Pixels, cut
from mockup2code.vision.regions import Regions
from mockup2code.vision.scene import holds
from mockup2code.vision.shapes import Found

TICK = (12, 22)
"""Sides of checkboxes and radio buttons, in pixels."""

CLEAR = 3
"""The least gap between a tick and the words beside it, in pixels."""


STROKE = 0.38
"""The widest stroke of a letter, by its size."""


def is_tick_sized(box: Box) -> bool:
    least, most = TICK
    return (
        least <= min(box.width, box.height) and max(box.width, box.height) <= most and abs(box.width - box.height) <= 1
    )


def rounded_right(regions: Regions, found: Sequence[Found]) -> list[Found]:
    """The shapes, those of the size of a tick with the radius that their diagonals tell: their sides are too short."""
    return [_rounded(regions, f) if is_tick_sized(f.shape.box) else f for f in found]


def _rounded(regions: Regions, found: Found) -> Found:
    """A square's diagonal is 1.41 sides long, and shorter by 0.83 radii where its corners are round."""
    rows, columns = np.nonzero(regions.mask(found.region))
    side = regions.box(found.region).width
    diagonal = float(np.ptp(rows + columns) + np.ptp(rows - columns) + 2) / 2 / np.sqrt(2)
    radius = min(0.5, max(0.0, (np.sqrt(2) - diagonal / side) / 0.83)) * found.shape.box.width
    return replace(found, shape=replace(found.shape, radius=float(radius) if radius >= 1.2 else 0.0))


def ticks(pixels: Pixels, found: Sequence[Found], tracks: Sequence[Box]) -> list[Shape]:
    """Shapes that are no letters although they are as small: outlined, with air at both sides, or a switch's knob."""
    small = [f.shape for f in found if is_tick_sized(f.shape.box)]
    return [s for s in small if _stands_alone(pixels, s) or any(holds(track, s.box) for track in tracks)]


def _stands_alone(pixels: Pixels, shape: Shape) -> bool:
    box = shape.box
    if not (shape.fill and (shape.border or (shape.fill == "#ffffff" and not _is_ring(pixels, shape)))):
        return False
    top, bottom = int(box.y), int(box.bottom)
    left = pixels[top:bottom, max(0, int(box.x) - CLEAR - 1) : max(0, int(box.x) - 1)]
    right = pixels[top:bottom, int(box.right) + 1 : int(box.right) + CLEAR + 1]
    return _is_even(left) and _is_even(right)


def _is_ring(pixels: Pixels, shape: Shape) -> bool:
    """Whether what is inked white is the letter O: seen from its four sides, the stroke ends soon."""
    part = cut(pixels, shape.box)
    near = contrast(part, bgr(shape.fill or "#ffffff")) < 40
    lines = (near[near.shape[0] // 2], near[:, near.shape[1] // 2])
    ends = [line[::step] for line in lines for step in (1, -1)]
    return all(not line.all() and int(line[1:].argmin()) + 1 < STROKE * len(line) for line in ends)


def _is_even(part: Pixels) -> bool:
    if part.size == 0:
        return True
    return float(contrast(part, np.median(part.reshape(-1, 3), axis=0).astype(np.float64)).max()) < 40


def switches(regions: Regions, found: Sequence[Found]) -> list[Box]:
    """Tracks with a round knob at one end."""
    w, h = regions.boxes[:, 2], regions.boxes[:, 3]
    sized = np.flatnonzero((h >= 10) & (h <= 34) & (w >= 0.6 * h) & (w <= 2.6 * h) & (regions.areas > 60))
    knobs = [f.shape.box for f in found if is_tick_sized(f.shape.box) and f.shape.radius > 0.4 * f.shape.box.width]
    out: list[Box] = []
    for knob in knobs:
        tracks = [track for i in sized if (track := _track(regions.box(int(i)), knob))]
        out += [max(tracks, key=lambda t: t.width)] if tracks else []
    return out


def lit(pixels: Pixels, controls: Sequence[Control]) -> list[Control]:
    """The controls, switches that are on with the colour of their track."""
    return [_lit(pixels, c) if c.kind is ControlKind.SWITCH and c.checked else c for c in controls]


def _lit(pixels: Pixels, switch: Control) -> Control:
    """The colour is taken where the knob is not: between the left end's arc and the middle."""
    box = switch.box
    row = pixels[int(box.y + box.height / 2), int(box.x + box.height / 4) : int(box.x + box.height / 2)]
    return replace(switch, accent=css(np.median(row, axis=0).astype(np.float64))) if row.size else switch


def _track(part: Box, knob: Box) -> Box | None:
    """The whole track, if the part of it that shows lies beside the knob as in a switch."""
    x, y = min(part.x, knob.x), min(part.y, knob.y)
    box = Box(x, y, max(part.right, knob.right) - x, max(part.bottom, knob.bottom) - y)
    level = abs(part.y + part.height / 2 - knob.y - knob.height / 2) <= 2
    high = 0.8 * knob.height <= part.height <= 1.6 * knob.height
    long = 1.5 * box.height <= box.width <= 2.4 * box.height and 0.4 * knob.width <= box.width - knob.width
    at_end = min(knob.x - box.x, box.right - knob.right) <= 0.25 * box.height
    near = part.x <= knob.right + 1 and knob.x <= part.right + 1
    return box if level and high and long and at_end and near else None
