"""Checkboxes and radio buttons of a drawing: small squares and circles with air around them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.controls import holds
from mockup2code.vision.figures import Figure, FigureKind, Ink, has_sides, is_even
from mockup2code.vision.measurement import Box, Control, ControlKind
from mockup2code.vision.pixels import cut

WHOLE = 0.7
"""The least share of a tick's width and height that its main stroke takes."""
FAR = 3.0
"""How far, in units, ink beside a tick is looked for."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A small figure; `before` and `after` are the widths of the air at its sides, in units."""

    figure: Figure
    before: float
    after: float

    @property
    def size(self) -> float:
        return (self.figure.box.width + self.figure.box.height) / 2


def find_ticks(figures: Sequence[Figure], ink: Ink, unit: float) -> list[Control]:
    """Ticks without their labels; `unit` is the usual height of words, in pixels."""
    candidates = [_candidate(f, ink, unit) for f in figures if _is_small(f, ink, unit)]
    ticks = [c for c in candidates if _stands(c) and (_is_clear(c) or _has_sibling(c, candidates))]
    return [_control(c.figure, ink) for c in ticks if not _is_within(c, ticks)]


def _candidate(figure: Figure, ink: Ink, unit: float) -> _Candidate:
    box = figure.box
    top, height = box.y + 0.2 * box.height, 0.6 * box.height
    before = cut(ink.pieces, Box(box.x - 0.04 * unit - FAR * unit, top, FAR * unit, height))[:, ::-1]
    after = cut(ink.pieces, Box(box.right + 0.04 * unit, top, FAR * unit, height))
    own = _piece(figure, ink)
    return _Candidate(figure, _air(before, own, unit), _air(after, own, unit))


def _air(side: NDArray[np.int32], own: int, unit: float) -> float:
    """How many units there are before the first column with ink of other pieces."""
    columns = np.flatnonzero(((side > 0) & (side != own)).any(axis=0))
    return float(columns[0] / unit) if columns.size else FAR


def _is_small(figure: Figure, ink: Ink, unit: float) -> bool:
    box = figure.box
    least = 0.38 if figure.kind is FigureKind.CIRCLE else 0.48
    if not least * unit < min(box.width, box.height) <= max(box.width, box.height) < 1.9 * unit:
        return False
    if not 0.6 < box.width / box.height < 1.7:
        return False
    if _is_letter(figure, ink):
        return False
    return figure.kind is FigureKind.CIRCLE or (is_even(figure.corners) and has_sides(ink, figure.corners))


def _is_letter(figure: Figure, ink: Ink) -> bool:
    """Whether the figure is only a part of something larger, such as the loop of a P, or several letters.

    Only a sign may rise from it.
    """
    box = figure.box
    x, y, width, height = (float(v) for v in ink.boxes[_piece(figure, ink)][:4])
    most = 0.4 if figure.kind is FigureKind.CIRCLE else 1.0
    above, right = box.y - y, x + width - box.right
    if min(width / box.width, height / box.height) < WHOLE:
        return True
    if above > most * box.height or right > most * box.width:
        return True
    return box.x - x > 0.3 * box.width or y + height - box.bottom > 0.3 * box.height


def _piece(figure: Figure, ink: Ink) -> int:
    """The piece of ink that most of the figure is made of; 0 for none."""
    part = cut(ink.pieces, figure.box)
    owners = np.bincount(part[part > 0])
    return int(owners.argmax()) if owners.size else 0


def _stands(candidate: _Candidate) -> bool:
    """Whether there is a label at one side, and clearly more air at the other."""
    before, after = candidate.before, candidate.after
    if candidate.figure.kind is FigureKind.CIRCLE:
        return 0.1 < after < 2.5 and before > max(0.7, 1.2 * after)
    return before > 0.15 and after > 0.12 and min(before, after) < 2.5


def _is_clear(candidate: _Candidate) -> bool:
    """Whether the figure is a tick whatever else is there: a letter stands closer to others."""
    if candidate.figure.kind is FigureKind.CIRCLE:
        return candidate.before > 1.2 and 0.3 < candidate.after < 2
    return candidate.before > 1 and 0.2 < candidate.after < 2


def _has_sibling(candidate: _Candidate, others: Sequence[_Candidate]) -> bool:
    """Whether another one of the same kind and size stands below, above or beside it."""
    return any(other is not candidate and _stands(other) and _are_alike(candidate, other) for other in others)


def _are_alike(some: _Candidate, other: _Candidate) -> bool:
    size, one, two = max(some.size, other.size), some.figure.box, other.figure.box
    if some.figure.kind is not other.figure.kind or min(some.size, other.size) < 0.65 * size:
        return False
    if some.figure.kind is FigureKind.RECTANGLE and min(some.size, other.size) > 0.8 * size:
        return True
    in_column = abs(one.x - two.x) < 0.6 * size and 1.1 * size < abs(one.y - two.y) < 8 * size
    in_row = abs(one.y - two.y) < 0.9 * size and abs(one.x - two.x) > 2.5 * size
    return in_column or in_row


def _is_within(candidate: _Candidate, others: Sequence[_Candidate]) -> bool:
    """Whether the figure is the dot or the sign in another one."""
    return any(o.size > 1.05 * candidate.size and holds(o.figure.box, candidate.figure.box) for o in others)


def _control(figure: Figure, ink: Ink) -> Control:
    box = figure.box
    rim = 2 * ink.pen + 0.06 * box.width
    inner = cut(ink.mask, Box(box.x + rim, box.y + rim, box.width - 2 * rim, box.height - 2 * rim))
    kind = ControlKind.RADIO if figure.kind is FigureKind.CIRCLE else ControlKind.CHECKBOX
    return Control(kind, box, checked=inner.size > 0 and float(np.mean(inner)) > 0.12)
