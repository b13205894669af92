"""Thin lines that are part of something else: pieces of one line, and the edge or the shade of a box they touch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from mockup2code.engines.draft.styles import chroma, difference
from mockup2code.vision.measurement import Box, Edge, Edges, Shape
from mockup2code.vision.nearby import Nearby

_THIN = 2.0
"""The thickest such line, in pixels."""

_LONG = 12.0
"""The shortest line that may be a box's, in pixels."""

_PIECES = 6.0
"""The widest gap between two pieces of one line, in pixels: cells of a table draw a line each."""

_TOUCHING = 1.5
"""By how much, in pixels, a line may stand off the side that it touches."""

_INSET = 18.0
"""How far from a corner the shade of a box with round corners begins at most, in pixels."""

_GREY = 8.0
"""The most colourful shade (chroma)."""

_SAME, _ALIKE = 3.0, 12.0
"""Colours that differ by less (CIE76) are one, or one that is softened at the edge of a box."""


class _Side(StrEnum):
    TOP = "top"
    RIGHT = "right"
    BOTTOM = "bottom"
    LEFT = "left"


@dataclass(slots=True)
class _Holder:
    """A box as far as it is known, and how far its shade reaches."""

    shape: Shape
    reach: Box


def settled(shapes: Sequence[Shape]) -> list[Shape]:
    """The shapes with pieces of lines joined, and without the lines that belong to a box."""
    lines = [shape for shape in shapes if _is_line(shape)]
    holders = [_Holder(shape, shape.box) for shape in shapes if (shape.fill or shape.border) and not _is_line(shape)]
    others = [shape for shape in shapes if not (shape.fill or shape.border)]
    near = Nearby(holder.shape.box for holder in holders)
    left = [line for line in _joined(lines) if not _taken(line, [holders[i] for i in near.meeting(line.box, _INSET)])]
    return [*(holder.shape for holder in holders), *others, *left]


def _is_line(shape: Shape) -> bool:
    thin, long = sorted((shape.box.width, shape.box.height))
    return bool(shape.fill) and not shape.border and thin <= _THIN and long >= _LONG


def _joined(lines: Sequence[Shape]) -> Iterator[Shape]:
    """Lines of one height and colour, hardly apart, as one, from the outside of the page's boxes to the inside."""
    last: Shape | None = None
    for line in sorted(lines, key=lambda s: (_is_upright(s), s.box.y, s.box.x)):
        if last and _goes_on(last, line):
            last = replace(last, box=replace(last.box, width=line.box.right - last.box.x))
            continue
        if last:
            yield last
        last = line
    if last:
        yield last


def _goes_on(one: Shape, other: Shape) -> bool:
    a, b = one.box, other.box
    level = not (_is_upright(one) or _is_upright(other)) and a.y == b.y and a.height == b.height
    return level and 0 <= b.x - a.right <= _PIECES and difference(one.fill or "", other.fill or "") < _ALIKE


def _is_upright(line: Shape) -> bool:
    return line.box.height > line.box.width


def _taken(line: Shape, holders: Sequence[_Holder]) -> bool:
    """Whether a box that the line touches takes it over: as a border, as its own outermost pixels, or as a shade."""
    for holder in sorted(holders, key=lambda holder: min(holder.shape.box.width, holder.shape.box.height)):
        side = _side(line.box, holder.reach)
        if side and _takes(holder, line, side):
            return True
    return False


def _side(line: Box, box: Box) -> _Side | None:
    """The side of the box that the line touches from outside."""
    if line.width >= line.height:
        if abs(box.y - line.bottom) <= _TOUCHING:
            return _Side.TOP
        return _Side.BOTTOM if abs(line.y - box.bottom) <= _TOUCHING else None
    if abs(box.x - line.right) <= _TOUCHING:
        return _Side.LEFT
    return _Side.RIGHT if abs(line.x - box.right) <= _TOUCHING else None


def _takes(holder: _Holder, line: Shape, side: _Side) -> bool:
    shape, box, color = holder.shape, holder.shape.box, line.fill or ""
    level = side in {_Side.TOP, _Side.BOTTOM}
    before = line.box.x - box.x if level else line.box.y - box.y
    after = box.right - line.box.right if level else box.bottom - line.box.bottom
    if max(abs(before), abs(after)) <= 1:
        return level and _borders(holder, line, side)
    if not (1 < before <= _INSET and 1 < after <= _INSET and abs(before - after) <= 3):
        return False
    nearest = min(difference(color, known) for known in (shape.fill, shape.border) if known)
    shade = chroma(color) <= _GREY and nearest > _SAME
    if not shade and nearest >= _ALIKE:
        return False
    holder.reach = _around(holder.reach, line.box)
    holder.shape = replace(shape, shadow=shape.shadow or shade)
    return True


def _borders(holder: _Holder, line: Shape, side: _Side) -> bool:
    """Makes a line as long as the box the border of that side, where the box is bare there."""
    shape, edges = holder.shape, holder.shape.edges or Edges()
    if shape.border or shape.radius > _TOUCHING or not shape.fill or getattr(edges, side) or holder.reach != shape.box:
        return False
    edge = Edge(line.fill or "", min(line.box.height, line.box.width))
    box = _around(shape.box, line.box)
    holder.shape = replace(shape, box=box, edges=replace(edges, **{side: edge}))
    holder.reach = box
    return True


def _around(one: Box, other: Box) -> Box:
    x, y = min(one.x, other.x), min(one.y, other.y)
    return Box(x, y, max(one.right, other.right) - x, max(one.bottom, other.bottom) - y)
