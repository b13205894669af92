"""The border of a painted rectangle: on all sides, or on some; also inside of a shadow, or smoothed on a disc."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.colours import css
from mockup2code.vision.measurement import Box, Edge, Edges, Shape
from mockup2code.vision.pixels import Pixels

BORDER = 4
"""The widest border, in pixels."""

ACCENT = 40
"""How far the colour of a lone side's border is from those beside it at least."""

Lines = NDArray[np.float64]
"""Colours by side (top, bottom, left, right) and step outwards; not a number where a line has several."""


def bordered(pixels: Pixels, shape: Shape) -> Shape:
    """The shape grown by the border around it, where there is one."""
    lines = _lines(pixels, shape)
    if lines is None:
        return shape
    return _even(lines, shape) or _smoothed(lines, shape) or _accented(lines, shape) or shape


def _even(lines: Lines, shape: Shape) -> Shape | None:
    """The shape with a border of one colour and width right at its sides."""
    inside, first = lines[:, 0], lines[:, 1]
    if np.isnan(lines[:, :2]).any() or np.abs(first - inside).max() < 3 or np.ptp(first, axis=0).max() > 10:
        return None
    for width in range(1, BORDER + 1):
        beyond = lines[:, width + 1]
        if np.isnan(beyond).any():
            return None
        if np.abs(beyond - first).max(axis=1).min() > 3:
            return _grown(shape, [width] * 4, css(np.median(first, axis=0)), width)
    return None


def _smoothed(lines: Lines, shape: Shape) -> Shape | None:
    """The shape with a border that a shadow or smoothed pixels part from its fill, by up to three pixels."""
    found = [_strongest(side) for side in lines]
    steps = [step for step in found if step]
    if len(steps) < 4:
        return None
    colors = np.array([lines[i, step] for i, step in enumerate(steps)])
    if np.ptp(colors, axis=0).max() > 12 or max(steps) > 4:
        return None
    return _grown(shape, steps, css(np.median(colors, axis=0)), 1)


def _strongest(side: Lines) -> int | None:
    """The step at which a side's colour is the furthest both from the fill and from what lies around."""
    if np.isnan(side[:6]).any():
        return None
    away = np.minimum(np.abs(side - side[0]).max(axis=1), np.abs(side - side[5]).max(axis=1))
    step = int(away[:5].argmax())
    return step if away[step] >= 8 else None


def _accented(lines: Lines, shape: Shape) -> Shape | None:
    """The shape with the border that one of its sides has alone."""
    widths = [_accent(side) for side in lines]
    if sum(bool(w) for w in widths) != 1:
        return None
    edges = [Edge(css(side[1]), float(w)) if w else None for side, w in zip(lines, widths, strict=True)]
    top, bottom, left, right = edges
    return replace(_grown(shape, [w or 0 for w in widths], None, 1), edges=Edges(top, right, bottom, left))


def _accent(side: Lines) -> int | None:
    """How wide a line of one strong colour at a side is, from the first step to where the ground begins."""
    if np.isnan(side).any() or np.abs(side[1] - side[0]).max() < ACCENT:
        return None
    if np.abs(side[-1] - side[0]).max() <= 2:
        return None
    same = np.abs(side[1:] - side[1]).max(axis=1) <= 3
    width = int(same.argmin())
    if same.all() or width > BORDER or np.abs(side[width + 1 :] - side[-1]).max() > 3:
        return None
    return width if np.abs(side[-1] - side[1]).max() >= ACCENT else None


def _grown(shape: Shape, by: Sequence[int], color: str | None, width: int) -> Shape:
    """The shape grown at its top, bottom, left and right."""
    top, bottom, left, right = by
    box = shape.box
    grown = Box(box.x - left, box.y - top, box.width + left + right, box.height + top + bottom)
    radius = shape.radius + max(by) if shape.radius else 0.0
    return replace(shape, box=grown, border=color, radius=radius, border_width=float(width))


def _lines(pixels: Pixels, shape: Shape) -> Lines | None:
    """The colours of the lines from just inside a shape's sides to some pixels outside; None where it is too small."""
    box, height, width = shape.box, pixels.shape[0], pixels.shape[1]
    skip = shape.radius + 2 if min(box.width, box.height) > 2 * shape.radius + 6 else min(box.width, box.height) * 0.4
    x0, x1 = int(box.x + skip), int(box.right - skip)
    y0, y1 = int(box.y + skip), int(box.bottom - skip)
    if shape.radius > 0.4 * box.height:
        y0, y1 = int(box.y + box.height / 2) - 1, int(box.y + box.height / 2) + 1
    if shape.radius > 0.4 * box.width:
        x0, x1 = int(box.x + box.width / 2) - 1, int(box.x + box.width / 2) + 1
    if x1 <= x0 or y1 <= y0:
        return None
    top, bottom, left, right = int(box.y), int(box.bottom) - 1, int(box.x), int(box.right) - 1
    out = np.full((4, BORDER + 4, 3), np.nan)
    for i in range(BORDER + 4):
        step = i - 1 if i == 0 else i
        if top - step >= 0 and (color := _one(pixels[top - step, x0:x1])) is not None:
            out[0, i] = color
        if bottom + step < height and (color := _one(pixels[bottom + step, x0:x1])) is not None:
            out[1, i] = color
        if left - step >= 0 and (color := _one(pixels[y0:y1, left - step])) is not None:
            out[2, i] = color
        if right + step < width and (color := _one(pixels[y0:y1, right + step])) is not None:
            out[3, i] = color
    return out


def _one(line: Pixels) -> NDArray[np.float64] | None:
    """The colour that most of a line has: a badge may lie on it."""
    if (line == line[0]).all():
        return np.asarray(line[0], np.float64)
    middle = np.median(line, axis=0)
    return middle if (np.abs(line - middle).max(axis=1) <= 6).mean() >= 0.65 else None
