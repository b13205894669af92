"""Rows: things side by side, as a wrapping line of small things or as columns of a grid that stack on a phone."""

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mockup2code.engines.draft.elements import Element
from mockup2code.engines.draft.nodes import Axis, Field, Frame, Group, Node, Picture, Table, Words, middle
from mockup2code.engines.draft.slot import Slot
from mockup2code.engines.draft.styles import pixels, space, spacing
from mockup2code.vision.measurement import Box

if TYPE_CHECKING:
    from mockup2code.engines.draft.layout import Layout

_STACKED = 48
"""The widest gap between columns that they keep where they stand below each other, in pixels."""

_UNSTEADY = 6.0
"""How far apart the middles of things in one row of a drawing are at most, in pixels."""

_DRAWN = 8.0
"""The least space between two things beside each other in a drawing, in pixels."""

_FORM = 3
"""A field beside more things than these stands in a bar that wraps, rather than in a form whose parts stack."""

_RULES = ("border-l", "border-r")
"""Classes of rules one pixel wide."""

PHONE = 320
"""What is wider may need more than one line on a phone, in pixels."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Lays rows out for a Layout."""

    layout: "Layout"

    def row(self, node: Group, slot: Slot, *, inside: bool = False) -> tuple[Element, float]:
        """The row in its slot, and its height. `inside`: the caller centres it and places it across."""
        if self._is_grid(node):
            return self.grid(node, slot)
        return self.line(node, slot, inside=inside)

    def _is_grid(self, node: Group) -> bool:
        blocks = [c for c in node.children if _is_block(c)]
        bar = len(node.children) > _FORM and all(isinstance(block, Field) for block in blocks)
        return node.box.width > PHONE and bool(blocks) and not bar

    def _wraps(self, node: Group) -> bool:
        """Whether a line may need more than one on a phone: in a drawing, where widths are rough, sooner."""
        return node.box.width > (PHONE / 2 if self.layout.leaves.drawn else PHONE)

    def line(self, node: Group, slot: Slot, *, inside: bool) -> tuple[Element, float]:
        """Small things in a line, which wraps where it does not fit."""
        wide = self.layout.wide
        element = Element("div", ["flex"])
        if self._wraps(node):
            element.classes += ["flex-wrap", f"{wide}flex-nowrap" if wide else ""]
        parts = [self._cell(child, slot) for child in node.children]
        self._along(node, element, [p for p, _ in parts], slot, inside=inside)
        height = self._down(node, element, parts)
        element.children[:] = [part for part, _ in parts]
        return element, height

    def _cell(self, child: Node, slot: Slot) -> tuple[Element, float]:
        """A child of a line at its own width."""
        layout = self.layout
        match child:
            case Words():
                if len(child.lines) > 1:
                    return layout.leaves.words(child, child.box.x, child.box.right)
                return layout.leaves.inline(child), child.leading
            case Picture():
                return layout.leaves.leaf(child)
            case Field() if child.small:
                return layout.leaves.leaf(child)
            case _:
                part, height = layout.placed(
                    child, replace(slot, left=child.box.x, right=child.box.right, top=child.box.y)
                )
                part.classes = [c for c in part.classes if c != "w-full"]
                part.classes += [f"w-{spacing(child.box.width)[0]}", "max-w-full"]
                return part, height

    def _width(self, child: Node) -> float:
        """The width at which a child of a line is rendered."""
        if isinstance(child, Words) and len(child.lines) == 1:
            return self.layout.leaves.set_width(child.lines[0])
        return spacing(child.box.width)[1] if not isinstance(child, Picture) else round(child.box.width)

    def _along(self, node: Group, element: Element, parts: list[Element], slot: Slot, *, inside: bool) -> None:
        """Margins along the line; what ends at the right edge is held there."""
        children, wide = node.children, self.layout.wide
        split = self._split(node, slot)
        if not inside:
            element.classes.append(
                self.layout.indent("pl", node.box.x - slot.left) if node.box.x - slot.left > 0.6 else ""
            )
        margins = self._margins(children[:split], node.box.x)
        if split < len(children):
            margins += [("auto", 0.0), *self._margins(children[split:], children[split].box.x)[1:]]
            self._hold_right(node, element, slot)
        gaps = {m[0] for m in margins[1:] if m[0] != "auto"}
        base = ""
        if len(gaps) == 1 and (only := gaps.pop()) and not only.startswith("-"):
            base = only
        element.classes.append(f"gap-{base}" if base and pixels(base) <= 24 else "gap-2" if self._wraps(node) else "")
        if not (base and pixels(base) <= 24) and self._wraps(node):
            element.classes.append(f"{wide}gap-0" if wide else "")
        for part, (margin, _) in zip(parts, margins, strict=True):
            if margin == "auto":
                part.classes.append(f"{wide}ml-auto" if self._wraps(node) else "ml-auto")
            elif margin and not (margin == base and pixels(base) <= 24):
                name = f"-ml-{margin[1:]}" if margin.startswith("-") else f"ml-{margin}"
                part.classes.append(f"{wide}{name}" if self._wraps(node) else name)

    def _split(self, node: Group, slot: Slot) -> int:
        """Where the line falls into a left part and a part held at the right edge; its length where it does not."""
        children = node.children
        if slot.right - node.box.right > max(48, node.box.x - slot.left + 8) or len(children) < 2:
            return len(children)
        gaps = [b.box.x - a.box.right for a, b in itertools.pairwise(children)]
        widest = max(gaps)
        return gaps.index(widest) + 1 if widest > 40 else len(children)

    def _hold_right(self, node: Group, element: Element, slot: Slot) -> None:
        rest = slot.right - node.box.right
        element.classes.append(self.layout.indent("pr", rest) if rest > 0.6 else "")

    def _margins(self, children: list[Node], start: float) -> list[tuple[str, float]]:
        """For each child the step before it, such that it stands where it was measured."""
        out: list[tuple[str, float]] = []
        x = start
        for child in children:
            off = child.box.x - x
            if self.layout.leaves.drawn and out:
                off = max(off, _DRAWN)
            step, given = spacing(off)
            out.append((("-" if off < 0 and given else "") + step if given else "", given))
            x += given if off >= 0 else -given
            x += self._width(child)
        return out

    def _down(self, node: Group, element: Element, parts: list[tuple[Element, float]]) -> float:
        """How the children stand in the height of the line, and that height."""
        middles = [middle(c.box)[1] for c in node.children]
        if max(middles) - min(middles) <= (_UNSTEADY if self.layout.leaves.drawn else 2):
            element.classes.insert(1, "items-center")
            return max(height for _, height in parts)
        element.classes.insert(1, "items-start")
        bottom = 0.0
        for child, (part, height) in zip(node.children, parts, strict=True):
            name, given = space("mt", child.box.y - node.box.y)
            part.classes.insert(0, name)
            bottom = max(bottom, given + height)
        return bottom

    def grid(self, node: Group, slot: Slot) -> tuple[Element, float]:
        """Columns side by side where the page is wide, below each other where it is not."""
        layout, children = self.layout, node.children
        element, rights = columns(layout, [c.box for c in children], node, slot)
        ends = [c.box.bottom for c in children]
        if max(ends) - min(ends) > 2:
            element.classes.append("items-start")
        bottom = node.box.y
        for child, right in zip(children, rights, strict=True):
            inner = replace(slot, left=child.box.x, right=right, top=node.box.y)
            if isinstance(child, Words):
                inner = replace(inner, right=child.box.right)
            part, end = layout.block(child, inner)
            if layout.wide:
                part.classes = _beside(part.classes, layout.wide)
            element.children.append(part)
            bottom = max(bottom, end)
        return element, bottom - node.box.y


def _beside(classes: list[str], wide: str) -> list[str]:
    """The classes of a column; a thin rule at its side is there only where columns stand beside each other."""
    ruled = [name for name in _RULES if name in classes]
    return [f"{wide}{name}" if any(f"{name}-".startswith(f"{rule}-") for rule in ruled) else name for name in classes]


def columns(layout: "Layout", boxes: list[Box], node: Node, slot: Slot) -> tuple[Element, list[float]]:
    """A grid for boxes side by side, without its children; the right edge of each column."""
    wide = layout.wide
    element = Element("div", ["grid", "grid-cols-1" if wide else "", "*:min-w-0", *layout.across(node, slot)])
    lefts, rights = [b.x for b in boxes], [b.right for b in boxes]
    gaps = [b - a for a, b in zip(rights, lefts[1:], strict=False)]
    if max(gaps) - min(gaps) <= 2 and min(gaps) >= -0.5:
        step, gap = spacing(sum(gaps) / len(gaps))
        tracks = [b.width for b in boxes]
        stacked = ["gap-8", f"{wide}gap-{step}"] if wide and gap > _STACKED else [f"gap-{step}" if gap else ""]
        element.classes += stacked
    else:
        rights = [*lefts[1:], node.box.right]
        tracks = [max(1.0, b - a) for a, b in zip(lefts, rights, strict=True)]
        element.classes += ["gap-4", f"{wide}gap-0"] if wide else []
    element.classes.append(f"{wide}grid-cols-{_tracks(tracks)}")
    return element, rights


def _is_block(node: Node) -> bool:
    match node:
        case Group(axis=Axis.ROW):
            return any(_is_block(c) for c in node.children)
        case Group() | Table():
            return True
        case Frame():
            return node.box.height > 64
        case Words():
            return len(node.lines) > 1
        case Field():
            return node.box.width > 200
        case Picture():
            return node.box.width > 160


def _tracks(sizes: list[float]) -> str:
    """The columns of a grid: a count where all are alike, a fixed side column, else shares."""
    if max(sizes) - min(sizes) <= 2:
        return str(len(sizes))
    if sizes[0] <= PHONE and len(sizes) == 2:
        return f"[{round(sizes[0])}px_1fr]"
    return "[" + "_".join(f"{round(s)}fr" for s in sizes) + "]"
