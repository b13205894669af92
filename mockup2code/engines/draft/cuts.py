"""Rows and columns by recursive XY-cuts: whitespace that runs through a region splits it.

After Nagy and Seth, "Hierarchical representation of optically scanned documents" (1984).
"""

from dataclasses import dataclass

from mockup2code.engines.draft.nodes import Axis, Group, Node, around
from mockup2code.vision.measurement import Box

_SHRINK = (0.0, 0.06, 0.15, 0.3)
"""By how much of its size each box is shrunk, in turn, until a cut is found: measured boxes touch and overlap."""


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
    return Group(cut.axis, flat, around([c.box for c in flat]))


def _inner(node: Node, axis: Axis) -> list[Node]:
    """A child group along the same axis is no level of its own."""
    return node.children if isinstance(node, Group) and node.axis is axis else [node]


def _best(nodes: list[Node]) -> _Cut | None:
    for shrink in _SHRINK:
        rows = _split(nodes, Axis.COLUMN, shrink)
        columns = _split(nodes, Axis.ROW, shrink)
        if rows and columns:
            return columns if columns.gap > 1.5 * rows.gap else rows
        if rows or columns:
            return rows or columns
    return None


def _split(nodes: list[Node], axis: Axis, shrink: float) -> _Cut | None:
    """Parts of the nodes that gaps across the axis keep apart, in order, and the widest such gap."""
    spans = sorted(((*_span(n.box, axis, shrink), n) for n in nodes), key=lambda s: (s[0], s[1]))
    parts: list[list[Node]] = [[]]
    reach, widest = spans[0][0], 0.0
    for start, end, node in spans:
        if parts[-1] and start >= reach:
            widest = max(widest, start - reach)
            parts.append([])
        parts[-1].append(node)
        reach = max(reach, end)
    return _Cut(axis, parts, widest) if len(parts) > 1 else None


def _span(box: Box, axis: Axis, shrink: float) -> tuple[float, float]:
    start, length = (box.y, box.height) if axis is Axis.COLUMN else (box.x, box.width)
    return start + shrink * length, start + length * (1 - shrink)
