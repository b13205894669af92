"""Bands of a page: what lies between one line across and the next, of the same left and right side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from mockup2code.vision.colours import bgr
from mockup2code.vision.measurement import Box, Edge, Shape, TextLine

LOWEST, HIGHEST = 18, 200
"""How low and how high a row is, in pixels."""

SPACE = 4
"""The widest gap between the cells of a table, in pixels."""

SHADE = 12
"""How far the colours of parts of one line are apart at most, in a channel."""

NARROWEST = 180
"""The narrowest row, in pixels."""


@dataclass(frozen=True, slots=True)
class Band:
    """One row: its box, its fill where it has one, and the lines above and below it."""

    box: Box
    fill: str | None
    above: Edge | None
    below: Edge | None


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where one row ends and another begins; `line` is the line between them, where there is one."""

    top: float
    bottom: float
    line: Edge | None


def find_bands(pieces: Sequence[Shape], rules: Sequence[Shape], texts: Sequence[TextLine]) -> list[list[Band]]:
    """Runs of rows with words, each right below the one before. `pieces` are fills without borders."""
    runs = []
    for sides in _columns([*pieces, *rules]):
        own = [s for s in pieces if _same_sides(s.box, sides)]
        cuts = _cuts(own, [r for r in rules if _same_sides(r.box, sides)])
        bands = [_band(upper, lower, sides, own) for upper, lower in pairwise(_with_ends(cuts, sides, texts))]
        runs += list(_runs(bands, texts))
    return runs


def joined_rules(rules: Sequence[Shape]) -> list[Shape]:
    """The rules, with those in one that cells with a gap between them leave of a line."""
    out: list[Shape] = []
    for rule in sorted(rules, key=lambda r: (r.box.y, r.box.x)):
        last = out[-1] if out else None
        if last and _alike(last, rule) and _continues(last.box, rule.box):
            out[-1] = replace(last, box=replace(last.box, width=rule.box.right - last.box.x))
        else:
            out.append(rule)
    return out


def _alike(rule: Shape, other: Shape) -> bool:
    """Whether two rules have nearly the same colour."""
    if not (rule.fill and other.fill):
        return False
    return float(np.abs(bgr(rule.fill) - bgr(other.fill)).max()) <= SHADE


def _continues(box: Box, other: Box) -> bool:
    flat = box.width > box.height and other.width > other.height
    return flat and box.y == other.y and box.height == other.height and 0 <= other.x - box.right <= SPACE


def words_in(box: Box, texts: Iterable[TextLine]) -> list[Box]:
    """The boxes of the lines whose middle lies in a box."""
    return [t.box for t in texts if _holds(box, t.box)]


def _holds(box: Box, inner: Box) -> bool:
    x, y = inner.x + inner.width / 2, inner.y + inner.height / 2
    return box.x <= x <= box.right and box.y <= y <= box.bottom


def _columns(shapes: Sequence[Shape]) -> list[Box]:
    """The left and right sides that several shapes share."""
    sides: list[Box] = []
    for shape in shapes:
        box = shape.box
        if box.width >= NARROWEST and not any(_same_sides(box, other) for other in sides):
            sides.append(box)
    return sides


def _same_sides(box: Box, other: Box) -> bool:
    return abs(box.x - other.x) <= 2 and abs(box.right - other.right) <= 2


def _cuts(pieces: Sequence[Shape], rules: Sequence[Shape]) -> list[_Cut]:
    cuts = [_Cut(r.box.y, r.box.bottom, Edge(r.fill or "#000000", r.box.height)) for r in rules]
    cuts += [_Cut(y, y, None) for s in pieces for y in (s.box.y, s.box.bottom)]
    merged: list[_Cut] = []
    for cut in sorted(cuts, key=lambda c: c.top):
        if merged and cut.top - merged[-1].bottom <= 2:
            last = merged[-1]
            merged[-1] = _Cut(last.top, max(last.bottom, cut.bottom), last.line or cut.line)
        else:
            merged.append(cut)
    return merged


def _with_ends(cuts: list[_Cut], sides: Box, texts: Sequence[TextLine]) -> list[_Cut]:
    """The cuts with the head above the first and the row below the last, where words stand as near as in the others."""
    if len(cuts) < 2 or not (cuts[0].line or cuts[-1].line):
        return cuts
    usual = sorted(b.top - a.bottom for a, b in pairwise(cuts))[(len(cuts) - 1) // 2]
    out = list(cuts)
    first, last = cuts[0], cuts[-1]
    if first.line and usual <= HIGHEST / 2 and _near(Box(sides.x, first.top - usual, sides.width, usual), texts):
        top = _even_top(Box(sides.x, first.top - usual, sides.width, usual), texts)
        out.insert(0, _Cut(top, top, None))
    if last.line and usual <= HIGHEST / 2 and _near(Box(sides.x, last.bottom, sides.width, usual), texts):
        out.append(_Cut(last.bottom + usual, last.bottom + usual, None))
    return out


def _head(band: Band, usual: float, texts: Sequence[TextLine]) -> Band | None:
    """The head of a table at the lower end of a band that holds more: its title, the end of the table before."""
    box = Box(band.box.x, band.box.bottom - usual, band.box.width, usual)
    if not band.below or usual < LOWEST or not words_in(box, texts):
        return None
    top = _even_top(box, texts)
    return Band(Box(box.x, top, box.width, box.bottom - top), None, None, band.below)


def _even_top(box: Box, texts: Sequence[TextLine]) -> float:
    """Where a row begins that has as much space above its words as below them."""
    words = words_in(box, texts)
    space = box.bottom - max(w.bottom for w in words)
    return max(box.y, min(w.y for w in words) - space)


def _near(box: Box, texts: Sequence[TextLine]) -> bool:
    """Whether words stand wholly in a box, none over its edges."""
    inside = words_in(box, texts)
    return bool(inside) and all(box.y - 1 <= t.y and t.bottom <= box.bottom + 1 for t in inside)


def _band(upper: _Cut, lower: _Cut, sides: Box, pieces: Sequence[Shape]) -> Band:
    box = Box(sides.x, upper.bottom, sides.width, lower.top - upper.bottom)
    middle = box.y + box.height / 2
    fill = next((s.fill for s in pieces if s.box.y <= middle <= s.box.bottom), None)
    return Band(box, fill, upper.line, lower.line)


def _runs(bands: Sequence[Band], texts: Sequence[TextLine]) -> Iterable[list[Band]]:
    run: list[Band] = []
    usual = sorted(b.box.height for b in bands)[len(bands) // 2] if bands else 0.0
    for band in bands:
        head = _head(band, usual, texts) if band.box.height > 2 * usual else None
        if head:
            if len(run) > 1:
                yield run
            run = [head]
            continue
        if LOWEST <= band.box.height <= HIGHEST and words_in(band.box, texts):
            run.append(band)
            continue
        if len(run) > 1:
            yield run
        run = []
    if len(run) > 1:
        yield run
