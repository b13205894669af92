"""Icons that stand so close before or behind words that they are found as one line with them."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median

from mockup2code.vision.measurement import Box
from mockup2code.vision.pixels import Pixels
from mockup2code.vision.typography import Ink, find_ink, size_of

GAP = 0.2
"""The narrowest gap between an icon and the words, in em."""

WIDER = 1.6
"""How much wider it is than the usual gap between letters at least."""

BEYOND = 0.06
"""How far an icon reaches above the letters and below the line that they stand on at least, in em: no letter does."""

SQUARE = (0.6, 1.7)
"""How wide an icon is, by its height."""

AIR = 3
"""How much above and below a line its icon is looked for, in pixels."""


def without_icons(pixels: Pixels, line: Ink, gaps: Callable[[Ink], Sequence[tuple[int, int]]]) -> list[Ink]:
    """The line; its icons and its words apart where it begins or ends with one."""
    found = gaps(line)
    if not found:
        return [line]
    usual = median(b - a for a, b in found)
    ends = {found[0]: (0.0, found[0][0]), found[-1]: (found[-1][1], line.box.width)}
    stops = [
        (a + b) / 2 for (a, b), span in ends.items() if b - a > WIDER * usual and _is_icon(pixels, line, span, b - a)
    ]
    if not stops:
        return [line]
    box = line.box
    edges = [-2.0, *sorted(stops), box.width + 2]
    parts = [_band(box, left, right) for left, right in pairwise(edges)]
    return [ink for part in parts if (ink := find_ink(pixels, part))]


def _is_icon(pixels: Pixels, line: Ink, span: tuple[float, float], gap: float) -> bool:
    """Whether what stands at an end of the line is higher than its letters at both ends, and about square."""
    first, box = span[0] == 0, line.box
    sign = find_ink(pixels, _band(box, span[0] - 1, span[1] + 1))
    if sign is None or not SQUARE[0] <= sign.box.width / sign.box.height <= SQUARE[1]:
        return False
    rest = (span[1] + gap / 2, box.width + 2) if first else (-2.0, span[0] - gap / 2)
    words = find_ink(pixels, _band(box, *rest))
    if words is None or words.box.width < 2 * words.box.height:
        return False
    size, baseline = size_of(words)
    beyond = max(1.0, BEYOND * size)
    higher = sign.box.y <= words.box.y - beyond and sign.box.bottom >= baseline + beyond
    return gap >= GAP * size and sign.box.height <= 2 * size and higher


def _band(line: Box, left: float, right: float) -> Box:
    """A part of a line from one column to another, with some air above and below."""
    return Box(line.x + left, line.y - AIR, right - left, line.height + 2 * AIR)
