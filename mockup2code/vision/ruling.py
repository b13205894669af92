"""The lines that are printed on paper, ruled or squared: found by their even distances, and taken away."""

import cv2
import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.pixels import Mask

STRIPS = 8
"""Into how many strips a page is cut to look for lines: within one, a line that is tilted a little stays level."""
LEAST = 12
"""How many lines a strip has at least."""
EVEN = 0.12
"""How far the distance of two lines is from the usual one at most, as a share of it."""
SAME = 0.08
"""How far the distances in different strips differ at most, as a share of them."""
FULL = 0.55
"""How much of a strip its lines cover at least, each with the distance to the next."""

Light = NDArray[np.float32]


def without_ruling(light: Light) -> Light:
    """The page without printed lines; what is drawn over them with a darker pen stays."""
    printed = ruling(light)
    if printed is None:
        return light
    paper = float(np.median(light[printed == 0]))
    return np.where(printed > 0, np.float32(paper), light)


def ruling(light: Light) -> Mask | None:
    """Where there are printed lines, as 1; None for a page without."""
    level, upright = _level(light), _level(np.ascontiguousarray(light.T))
    masks = [m for m in (level, None if upright is None else np.ascontiguousarray(upright.T)) if m is not None]
    return np.asarray(np.maximum.reduce(masks), np.uint8) if masks else None


def _level(light: Light) -> Mask | None:
    """Where there are level printed lines."""
    width = light.shape[1]
    middle = float(np.median(light))
    grain = 1.4826 * float(np.median(np.abs(light - middle)))
    dark = np.asarray(light < middle - max(0.03, 2.5 * grain), np.uint8)
    near = cv2.dilate(dark, np.ones((3, 3), np.uint8))
    lines = np.asarray(cv2.morphologyEx(near, cv2.MORPH_OPEN, np.ones((1, max(24, width // 20)), np.uint8)), np.uint8)
    strips = np.array_split(lines, STRIPS, axis=1)
    pitches = np.array([_pitch(strip) for strip in strips])
    if (np.abs(pitches - np.median(pitches)) < SAME * np.median(pitches)).sum() < 0.6 * STRIPS:
        return None
    on_lines = lines & dark
    shade = light[on_lines > 0]
    usual = float(np.median(shade))
    least = usual - max(0.06, 2.5 * 1.4826 * float(np.median(np.abs(shade - usual))))
    wide = cv2.dilate(lines, np.ones((3, 1), np.uint8))
    return np.asarray(wide & (light > least), np.uint8)


def _pitch(strip: Mask) -> float:
    """The distance from line to line where a strip has many at even distances; else 0."""
    crossed = (strip.mean(axis=1) > 0.5).astype(np.int8)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], crossed, [0]])))
    centres = (edges[::2] + edges[1::2]) / 2
    if len(centres) < LEAST:
        return 0.0
    apart = centres[None, :] - centres[:, None]
    gaps = np.diff(centres)
    follows = [(np.abs(apart - gap) < EVEN * gap).any(axis=1).sum() for gap in gaps]
    best = int(np.argmax(follows))
    enough = follows[best] + 1 >= max(LEAST, FULL * len(crossed) / gaps[best])
    return float(gaps[best]) if enough else 0.0
