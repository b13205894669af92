"""Font size, weight and colour of a text line from its ink: where the strokes begin and end, not a padded box."""

from dataclasses import dataclass
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.colours import contrast, ground, ink, percentile
from mockup2code.vision.letters import CAP, DESCENT, X_HEIGHT, reach
from mockup2code.vision.measurement import Box
from mockup2code.vision.pixels import Mask, Pixels, cut

DOTS, TAILS = 0.25, 0.1
"""How far above and below a line's letters what belongs to it lies at most, in heights of these: dots, accents."""

BITS = 0.3
"""How much ink there is at most in bits of other lines, as a part of the line's own: an icon's bars are no bits."""

RIM, EVEN = 2, 0.8
"""How many rows above and below a line are looked at, and how much of them an even ground takes at least."""

SHADE = 40
"""How far from the ground's colour another shade of it is at most, as on a faint pattern."""

FAINT = 0.6
"""The least contrast of words in a line, as a part of that of its darkest words, by which their strokes are told."""

WORD = 0.15
"""The widest gap between two letters of a word, in heights of the box around their line."""


Number = TypeVar("Number", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Ink:
    """The strokes of one line: the rows and columns they take, their colour, and their ground's."""

    box: Box
    color: NDArray[np.float64]
    ground: NDArray[np.float64]
    coverage: NDArray[np.float32]
    """How much of each pixel of `box` is ink, 0 to 1."""


def find_ink(pixels: Pixels, box: Box) -> Ink | None:
    """The ink in a box without rules and frames that cross it; None where nothing stands out."""
    part = cut(pixels, box)
    if part.shape[0] < 3 or part.shape[1] < 2:
        return None
    base, coverage = _coverage(part)
    if coverage is None:
        return None
    keep = _own_rows(_strokes((coverage > 0.4).astype(np.uint8)))
    rows, columns = np.flatnonzero(keep.any(axis=1)), np.flatnonzero(keep.any(axis=0))
    if rows.size < 2 or columns.size == 0:
        return None
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    kept = part[top:bottom, left:right]
    mask = keep[top:bottom, left:right]
    color = ink(kept[mask > 0][:, None], base)
    x, y = max(0, int(box.x)), max(0, int(box.y))
    tight = Box(x + int(left), y + int(top), int(right - left), int(bottom - top))
    return Ink(tight, color, base, coverage[top:bottom, left:right] * mask)


def _coverage(part: Pixels) -> tuple[NDArray[np.float64], NDArray[np.float32] | None]:
    """The ground's colour, and how much of each pixel is ink: None where nothing stands out."""
    base = _base(part)
    far = contrast(part, base)
    middle = _middle(far)
    if (middle < 14).mean() < 0.35 and not _is_even_around(far):
        return _uneven_coverage(part)
    most = percentile(middle, 99.5)
    if most < 20:
        return base, None
    return base, np.clip(far / _full(far, most), 0, 1).astype(np.float32)


def _base(part: Pixels) -> NDArray[np.float64]:
    """The ground's colour: the most frequent one, or that above and below where it has several shades."""
    middle = _middle(part)
    base, rim = ground(middle), ground(np.concatenate([part[:RIM], part[-RIM:]]))
    if (base == rim).all():
        return base
    shares = [float((contrast(middle, tone) < SHADE).mean()) for tone in (base, rim)]
    return rim if shares[1] > shares[0] else base


def _is_even_around(far: NDArray[np.float64]) -> bool:
    """Whether the ground is even above and below the words, although bold ones leave little of it between them."""
    rim = np.concatenate([far[:RIM], far[-RIM:]])
    return bool((rim < 14).mean() > EVEN)


def _full(far: NDArray[np.float64], most: float) -> NDArray[np.float64]:
    """The contrast of full ink, column by column: fainter words stand in the line of darker ones."""
    columns = far.max(axis=0)
    gap = np.ones((1, 1 + round(WORD * far.shape[0])), np.uint8)
    inked = cv2.morphologyEx((columns > 0.2 * most).astype(np.uint8)[None], cv2.MORPH_CLOSE, gap)[0]
    ends = np.flatnonzero(np.diff(inked, prepend=0, append=0))
    full = np.full(len(columns), most)
    for left, right in zip(ends[::2], ends[1::2], strict=True):
        full[left:right] = np.clip(columns[left:right].max(), FAINT * most, most)
    return full


def _uneven_coverage(part: Pixels) -> tuple[NDArray[np.float64], NDArray[np.float32] | None]:
    """The same on a gradient or a photograph: the rarer of the two tones (Otsu 1979) is ink."""
    grey = cv2.cvtColor(part, cv2.COLOR_BGR2GRAY)
    middle = _middle(grey)
    level, _ = cv2.threshold(np.ascontiguousarray(middle), 0, 255, cv2.THRESH_OTSU)
    bright = middle > level
    light_ink = bright.mean() < 0.5
    base = np.median(_middle(part)[bright != light_ink], axis=0)
    tone = float(np.median(middle[bright != light_ink]))
    extreme = float(np.percentile(middle, 99 if light_ink else 1))
    if abs(extreme - tone) < 20:
        return base, None
    return base, np.clip((grey - tone) / (extreme - tone), 0, 1).astype(np.float32)


def _middle(part: NDArray[Number]) -> NDArray[Number]:
    """Half of the height: outside of it a box reaches over the edge of a button."""
    height = part.shape[0]
    return part[height // 4 : height - height // 4]


def _strokes(mask: Mask) -> Mask:
    """The mask without long thin parts: underlines, frames, rules."""
    height, width = mask.shape
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    x, y, w, h = (stats[:, i] for i in range(4))
    flat = (h <= max(2, height // 8)) & (w > 1.6 * height)
    upright = (w <= 2) & (h >= 0.95 * height)
    outside = (x == 0) | (y == 0) | (x + w == width) | (y + h == height)
    keep = ~(flat | upright | outside)
    keep[0] = False
    inside = np.asarray(keep[labels], np.uint8)
    return inside if inside.any() else mask


def _own_rows(mask: Mask) -> Mask:
    """The mask without the bits that reach in from the lines above and below where these are set tightly."""
    profile = mask.sum(axis=1)
    rows = np.flatnonzero(profile)
    if rows.size == 0:
        return mask
    runs = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
    place = max(range(len(runs)), key=lambda i: int(profile[runs[i]].sum()))
    own, most = runs[place], int(profile[runs[place]].sum())
    top, bottom = int(own[0]), int(own[-1]) + 1
    for run in reversed(runs[:place]):
        near = top - run[-1] - 1 < DOTS * len(own)
        top = int(run[0]) if near or profile[run].sum() > BITS * most else top
    for run in runs[place + 1 :]:
        near = run[0] - bottom < TAILS * len(own)
        bottom = int(run[-1]) + 1 if near or profile[run].sum() > BITS * most else bottom
    out = np.zeros_like(mask)
    out[top:bottom] = mask[top:bottom]
    return out


def size_of(strokes: Ink, text: str = "") -> tuple[float, float]:
    """The font size and the baseline (a row of the picture); from the profile of the ink where no text is known."""
    top, bottom = strokes.box.y, strokes.box.bottom
    if text:
        above, below = reach(text)
        size = (bottom - top) / (above + below)
        return size, bottom - below * size
    first, last = _core(strokes.coverage)
    core, height = last - first, strokes.box.height
    if first > 0.12 * height:
        size = max(core / X_HEIGHT * 0.4 + last / CAP * 0.6, 1.0)
    elif height - last > 0.15 * height and core < 0.8 * height:
        size = height / (CAP + DESCENT)
    else:
        size = core / CAP
    return size, top + last


def _core(coverage: NDArray[np.float32]) -> tuple[float, float]:
    """The first row and the row after the last of the densest part: from the x-height to the baseline."""
    profile = coverage.sum(axis=1)
    dense = np.flatnonzero(profile > 0.42 * np.percentile(profile, 85))
    return (float(dense[0]), float(dense[-1] + 1)) if dense.size else (0.0, float(len(profile)))


def weight_of(strokes: Ink, size: float) -> int:
    """The font weight, 400 to 800, from how thick upright strokes are for the size."""
    solid = strokes.coverage > 0.5
    runs = int((solid[:, 1:] & ~solid[:, :-1]).sum() + solid[:, 0].sum())
    if runs == 0:
        return 400
    return _weight(float(strokes.coverage.sum()) / runs / max(size, 1.0))


def _weight(stroke: float) -> int:
    for limit, weight in ((0.125, 400), (0.14, 500), (0.155, 600), (0.2, 700)):
        if stroke < limit:
            return weight
    return 800
