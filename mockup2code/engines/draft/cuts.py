"""Rows and columns by recursive XY-cuts: whitespace that runs through a region splits it.

After Nagy and Seth, "Hierarchical representation of optically scanned documents" (1984).
"""

import itertools
from dataclasses import dataclass

from mockup2code.engines.draft.nodes import Axis, Group, Node, around
from mockup2code.engines.draft.series import series
from mockup2code.vision.measurement import Box

_SHRINK = (0.0, 0.06, 0.15, 0.3)
"""By how much of its size each box is shrunk, in turn, until a cut is found: measured boxes touch and overlap."""

_CLOSE = 17.0
"""Bands further apart than this are rows of their own."""


@dataclass(frozen=True, slots=True)
class _Cut:
    axis: Axis
    parts: list[list[Node]]
    gap: float


def arrange(nodes: list[Node]) -> Node:
    """The nodes as a tree of rows and columns; a single node stays as it is."""
    if len(nodes) == 1:
        return nodes[0]
    cut = _best(nodes)
    if cut is None:
        ordered = sorted(nodes, key=lambda n: -n.box.width * n.box.height)
        return Group(Axis.LAYERS, ordered, around([n.box for n in nodes]))
    children = [arrange(part) for part in cut.parts]
    flat = [c for child in children for c in _inner(child, cut.axis)]
    if cut.axis is Axis.COLUMN:
        flat = series(flat)
    return Group(cut.axis, flat, around([c.box for c in flat]))


def _inner(node: Node, axis: Axis) -> list[Node]:
    """A child group along the same axis is no level of its own."""
    return node.children if isinstance(node, Group) and node.axis is axis else [node]


def _best(nodes: list[Node]) -> _Cut | None:
    for shrink in _SHRINK:
        rows = _split(nodes, Axis.COLUMN, shrink)
        columns = _split(nodes, Axis.ROW, shrink)
        if rows and columns:
            return columns if columns.gap > 1.5 * rows.gap and _side_by_side(columns.parts) else rows
        if rows or columns:
            return rows or columns
    return None


def _side_by_side(columns: list[list[Node]]) -> bool:
    """Whether each column stands beside the next for half of the lower one's height."""
    boxes = [around([n.box for n in part]) for part in columns]
    return all(
        min(a.bottom, b.bottom) - max(a.y, b.y) >= 0.5 * min(a.height, b.height) for a, b in itertools.pairwise(boxes)
    )


def _split(nodes: list[Node], axis: Axis, shrink: float) -> _Cut | None:
    """Parts of the nodes that gaps across the axis keep apart, in order, and the widest such gap."""
    spans = sorted(((*_span(n.box, axis, shrink), n) for n in nodes), key=lambda s: (s[0], s[1]))
    parts: list[list[Node]] = [[]]
    reach, widest = float(spans[0][0]), 0.0
    for start, end, node in spans:
        if parts[-1] and start >= reach:
            widest = max(widest, start - reach)
            parts.append([])
        parts[-1].append(node)
        reach = max(reach, end)
    if axis is Axis.COLUMN:
        parts = _regrouped(parts)
    return _Cut(axis, parts, widest) if len(parts) > 1 else None


def _regrouped(bands: list[list[Node]]) -> list[list[Node]]:
    """Bands that are parts of the same columns belong together: lists side by side, a name above an address."""
    out = [bands[0]]
    for band in bands[1:]:
        if _same_columns(out[-1], band):
            out[-1] = out[-1] + band
        else:
            out.append(band)
    return out


def _same_columns(above: list[Node], below: list[Node]) -> bool:
    """Whether columns run through both bands, further apart than the bands are."""
    gap = min(n.box.y for n in below) - max(n.box.bottom for n in above)
    if gap > _CLOSE or min(len(above), len(below)) < 2:
        return False
    apart = max(2 * gap, 12.0)
    both, one, other = (_columns(nodes, apart) for nodes in (above + below, above, below))
    return min(one, other) >= 2 and both >= min(one, other)


def _columns(nodes: list[Node], apart: float) -> int:
    """How many columns the nodes stand in that are at least so far apart."""
    count, reach = 0, float("-inf")
    for box in sorted((n.box for n in nodes), key=lambda b: b.x):
        count += box.x >= reach + apart
        reach = max(reach, box.right)
    return count


def _span(box: Box, axis: Axis, shrink: float) -> tuple[float, float]:
    start, length = (box.y, box.height) if axis is Axis.COLUMN else (box.x, box.width)
    return start + shrink * length, start + length * (1 - shrink)
