"""Finds ways through a site once the words are read: breadcrumbs and rows of page numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from mockup2code.vision.measurement import Box, Control, ControlKind, Measurement, PictureKind, TextLine
from mockup2code.vision.scene import distance, holds

BETWEEN = frozenset("/\u203a»→>\\")
"""Signs between the steps of a breadcrumb."""

ARROW, SIGN, CLOSE = "\u203a", 20, 4
"""What an arrow that is drawn between two steps stands for, its longest side, and how exactly it is in their middle."""

SPLIT = re.compile(r"\s+[/\u203a»→>]\s+")

TURNING = frozenset({"previous", "prev", "next", "first", "last", "\u2039", "\u203a", "«", "»", "…", "...", "←", "→"})
"""What stands beside page numbers."""

LEVEL = 4
"""How far the middles of the parts of one row are apart, in pixels."""

STEP, GAP = 32, 48
"""The most letters of a step, and the widest gap between two parts of a breadcrumb, in pixels."""

PITCH = (16, 80)
"""How far page numbers are apart, in pixels."""

PLATE = 64
"""The longest side of the plate of a page number, in pixels."""

APART = 40.0
"""How far the colour of the current number is from those of the others."""

CELL = (24, 40)
"""The side of a page number without a plate, in pixels."""


def with_ways(page: Measurement) -> Measurement:
    """The measurement of a screen with its breadcrumbs and page numbers among the controls."""
    if page.kind is not PictureKind.SCREEN:
        return page
    return replace(page, controls=(*page.controls, *_crumbs(page), *_paginations(page)))


def _crumbs(page: Measurement) -> Iterator[Control]:
    for line in page.texts:
        parts = _written(line)
        if parts:
            yield _way(ControlKind.BREADCRUMB, parts, len(parts) - 1)
    words = [(t.box, t.text) for t in page.texts if len(t.text) <= STEP]
    arrows = [(i.box, ARROW) for i in page.images if i.icon and max(i.box.width, i.box.height) <= SIGN]
    for row in _rows([*words, *arrows]):
        steps, signs = row[::2], row[1::2]
        drawn = any(sign == ARROW for _, sign in signs)
        if len(steps) < (3 if drawn else 2):
            continue
        apart = len(row) % 2 and all(sign in BETWEEN for _, sign in signs) and _is_even([b for b, _ in row])
        if apart and all(_is_step(step) for _, step in steps):
            yield _way(ControlKind.BREADCRUMB, [box for box, _ in steps], len(steps) - 1)


def _is_even(row: Sequence[Box]) -> bool:
    """Whether each sign stands in the middle of its gap: the arrow of a menu stands beside its words."""
    gaps = [after.x - before.right for before, after in pairwise(row)]
    return all(
        abs(left - right) <= max(CLOSE, 0.4 * (left + right)) for left, right in zip(gaps[::2], gaps[1::2], strict=True)
    )


def _written(line: TextLine) -> list[Box]:
    """The steps of a breadcrumb that is read as one line; two steps are one where their colours differ."""
    steps = SPLIT.split(line.text)
    if len(steps) < (2 if line.spans else 3) or not all(_is_step(step) for step in steps):
        return []
    unit, start, parts = line.box.width / len(line.text), 0, []
    for step in steps:
        start = line.text.index(step, start)
        parts.append(replace(line.box, x=line.box.x + start * unit, width=len(step) * unit))
        start += len(step)
    return parts


def _is_step(words: str) -> bool:
    """Whether words name a place, as those of a sentence do not."""
    return bool(words) and words[0].isalnum() and not words[0].islower() and len(words) <= STEP


def _rows(parts: Sequence[tuple[Box, str]]) -> Iterator[list[tuple[Box, str]]]:
    """What stands beside each other, as far as the gaps between are narrow."""
    rest = sorted(parts, key=lambda part: part[0].x)
    while rest:
        row = [rest.pop(0)]
        while near := next((part for part in rest if _follows(row[-1][0], part[0])), None):
            row.append(near)
            rest.remove(near)
        if len(row) > 2:
            yield row


def _follows(box: Box, other: Box) -> bool:
    return abs(_middle(box) - _middle(other)) <= LEVEL and 0 < other.x - box.right <= GAP


def _middle(box: Box) -> float:
    return box.y + box.height / 2


def _centre(box: Box) -> float:
    return box.x + box.width / 2


def _paginations(page: Measurement) -> Iterator[Control]:
    runs = list(_runs([t for t in page.texts if t.text.isascii() and t.text.isdecimal() and len(t.text) < 4]))
    for run in runs:
        pitch = median(_centre(b.box) - _centre(a.box) for a, b in pairwise(run))
        if any(other is not run and _is_under(run, other, pitch) for other in runs):
            continue
        plates = [_plate(t.box, page) for t in run]
        side = max(CELL[0], min(CELL[1], pitch - 4))
        sized = next((p for p in plates if p), None) or Box(0, 0, side, side)
        cells = [p or _around(t.box, sized) for t, p in zip(run, plates, strict=True)]
        before, after = _ends(run, page, pitch, sized)
        yield _way(ControlKind.PAGINATION, [*before, *cells, *after], _current(run, plates, page, len(before)))


def _runs(numbers: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    """Numbers in a row that rise one by one, but for the last, at about even distances."""
    rest = sorted(numbers, key=lambda t: t.box.x)
    while rest:
        run = [rest.pop(0)]
        while near := next((t for t in rest if _goes_on(run[-1], t)), None):
            run.append(near)
            rest.remove(near)
        if len(run) > 2:
            yield run


def _goes_on(last: TextLine, line: TextLine) -> bool:
    away = _centre(line.box) - _centre(last.box)
    level = abs(_middle(line.box) - _middle(last.box)) <= LEVEL and abs(line.size / last.size - 1) < 0.2
    return level and PITCH[0] <= away <= PITCH[1] and int(line.text) == int(last.text) + 1


def _is_under(run: Sequence[TextLine], other: Sequence[TextLine], pitch: float) -> bool:
    """Whether two rows of numbers stand under each other, as in a calendar."""
    near = abs(_middle(run[0].box) - _middle(other[0].box)) < 2 * pitch
    return near and run[0].box.x < other[-1].box.right and other[0].box.x < run[-1].box.right


def _plate(number: Box, page: Measurement) -> Box | None:
    holding = (s.box for s in page.shapes if (s.fill or s.border) and holds(s.box, number))
    small = [b for b in holding if max(b.width, b.height) <= PLATE and b.height > number.height]
    return min(small, key=lambda b: b.width * b.height, default=None)


def _around(number: Box, size: Box) -> Box:
    return Box(_centre(number) - size.width / 2, _middle(number) - size.height / 2, size.width, size.height)


def _ends(run: Sequence[TextLine], page: Measurement, pitch: float, size: Box) -> tuple[list[Box], list[Box]]:
    """What turns to the page before and the one after: words or icons beside the numbers, each in its plate."""
    first, last = run[0].box, run[-1].box
    words = [t.box for t in page.texts if t.text.lower() in TURNING]
    signs = [*words, *(i.box for i in page.images if i.icon)]
    level = [s for s in signs if abs(_middle(s) - _middle(first)) <= LEVEL]
    reach = 1.6 * pitch
    before = [s for s in level if 0 < first.x - s.right <= reach]
    after = [s for s in level if 0 < s.x - last.right <= reach]
    return [_cell(s, page, size) for s in before], [_cell(s, page, size) for s in after]


def _cell(sign: Box, page: Measurement, size: Box) -> Box:
    holding = (c.box for c in page.controls if c.kind is ControlKind.BUTTON and holds(c.box, sign))
    found = next(holding, None) or _plate(sign, page)
    return found or (_around(sign, size) if sign.width <= size.width else sign)


def _current(run: Sequence[TextLine], plates: Sequence[Box | None], page: Measurement, offset: int) -> int | None:
    """The place of the number whose plate or colour is unlike those of all others."""
    fills = [next((s.fill for s in page.shapes if s.box == plate), None) if plate else None for plate in plates]
    for paints in (fills, [t.color for t in run]):
        alone = [i for i, paint in enumerate(paints) if all(_differ(paint, o) for o in _but(paints, i))]
        if len(alone) == 1:
            return alone[0] + offset
    return None


def _but(paints: Sequence[str | None], place: int) -> list[str | None]:
    return [paint for i, paint in enumerate(paints) if i != place]


def _differ(paint: str | None, other: str | None) -> bool:
    return (paint is None) != (other is None) or distance(paint, other) > APART


def _way(kind: ControlKind, parts: Sequence[Box], current: int | None) -> Control:
    x, y = min(p.x for p in parts), min(p.y for p in parts)
    right, bottom = max(p.right for p in parts), max(p.bottom for p in parts)
    return Control(kind, Box(x, y, right - x, bottom - y), parts=tuple(parts), current=current)
