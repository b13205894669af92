"""From the layout tree to elements: every node gets the classes that put it where it was measured."""

import itertools
from dataclasses import replace

from mockup2code.engines.draft.elements import Element
from mockup2code.engines.draft.frames import Frames
from mockup2code.engines.draft.leaves import Leaves
from mockup2code.engines.draft.nodes import Axis, Field, Frame, Group, Node, Picture, Table, Words, area
from mockup2code.engines.draft.rows import PHONE, Rows
from mockup2code.engines.draft.slot import INDENT, Slot
from mockup2code.engines.draft.styles import space, spacing, step
from mockup2code.engines.draft.tabular import Tabular

_DRIFT = 2.5
"""How far, in pixels, equal gaps may move a child from where it was measured."""

_LIES_OVER = 4.0
"""From which overlap on, in pixels, the smaller of two boxes lies over the larger one that follows it."""

_ROOM = 40.0
"""How much wider than what is in it a block around centred paragraphs may be, in pixels."""


class Layout:
    """Lays nodes out. Heights are followed as they will be rendered, so that rounding never adds up."""

    def __init__(self, leaves: Leaves) -> None:
        self.leaves = leaves
        self.wide = leaves.wide
        self.rows = Rows(self)
        self.frames = Frames(self)
        self.tabular = Tabular(self)

    def block(self, node: Node, slot: Slot) -> tuple[Element, float]:
        """The node as a child of a column: the element, and its bottom edge as rendered."""
        down, given = space("mt", node.box.y - slot.top)
        element, height = self.placed(node, replace(slot, top=node.box.y))
        element.classes.insert(0, down)
        return element, slot.top + given + height

    def column(self, children: list[Node], slot: Slot) -> tuple[Element, float]:
        """Children below each other, in a div; the bottom of the last one."""
        column = Element("div", ["flex", "flex-col"])
        parts = [self.placed(child, replace(slot, top=child.box.y)) for child in children]
        column.children[:] = [part for part, _ in parts]
        gap = self._gap(children, [height for _, height in parts])
        top = slot.top
        before: tuple[Node, Element] | None = None
        for child, (part, height) in zip(children, parts, strict=True):
            down, given = space("mt", child.box.y - top)
            if gap and part is not column.children[0]:
                down, given = "", gap[1]
            part.classes.insert(0, down)
            if (
                given <= -_LIES_OVER
                and before
                and isinstance(before[0], Frame)
                and area(before[0].box) < area(child.box)
            ):
                before[1].classes.append("relative")
            before = child, part
            top += given + height
        column.classes.append(f"gap-{gap[0]}" if gap and gap[1] else "")
        return column, top

    def _gap(self, children: list[Node], heights: list[float]) -> tuple[str, float] | None:
        """One gap for all children of a column, where it moves none of them by much."""
        if len(children) < 2:
            return None
        room = children[-1].box.y - children[0].box.y - sum(heights[:-1])
        mean = max(0.0, room / (len(children) - 1))
        for name, given in (spacing(mean), (step(mean), float(round(mean)))):
            if self._fits(children, heights, given):
                return name, given
        return None

    def _fits(self, children: list[Node], heights: list[float], gap: float) -> bool:
        """Whether equal gaps keep every child about where it was measured."""
        top = children[0].box.y
        for child, height in zip(children, heights, strict=True):
            if abs(child.box.y - top) > _DRIFT:
                return False
            top += height + gap
        return True

    def placed(self, node: Node, slot: Slot) -> tuple[Element, float]:
        """The node across its slot, and its height."""
        match node:
            case Words():
                return self.leaves.words(node, slot.left, slot.right)
            case Table():
                return self.tabular.table(node, slot)
            case Group():
                return self._group(node, slot)
            case Frame():
                element, height = self.frames.frame(node, slot.ground)
            case Field() | Picture():
                element, height = self.leaves.leaf(node)
        place = self.across(node, slot)
        if isinstance(node, Picture) and self._fills(node, slot) and element.tag == "img" and not self.leaves.drawn:
            return replace(element, classes=["w-full"]), height
        if any(name.startswith(("ml-", f"{self.wide}ml-")) and not name.endswith("auto") for name in place if name):
            # Wide as its column, and no wider with the margin.
            element.classes = [name for name in element.classes if name != "w-full"]
        element.classes[:0] = place
        return element, height

    def _fills(self, node: Picture, slot: Slot) -> bool:
        """Whether a picture is as wide as its column, and so is where columns stand below each other."""
        return (
            node.box.width > PHONE / 2
            and abs(node.box.x - slot.left) <= 2.5
            and abs(slot.right - node.box.right) <= 2.5
        )

    def _group(self, node: Group, slot: Slot) -> tuple[Element, float]:
        if node.axis is Axis.ROW:
            return self.rows.row(node, slot)
        if node.axis is Axis.LAYERS:
            return self.layers(node, slot)
        inner = replace(slot, left=node.box.x, right=node.box.right, top=node.box.y)
        element, bottom = self.column(node.children, inner)
        element.classes += self.across(node, slot)
        return element, bottom - node.box.y

    def across(self, node: Node, slot: Slot) -> list[str]:
        """Where a block stands across its column: full width, centred, or with a margin."""
        left, right = node.box.x - slot.left, slot.right - node.box.right
        fixed = isinstance(node, Picture) or (isinstance(node, Field) and node.small)
        ragged = isinstance(node, Group) and all(isinstance(c, Words) and not c.centred for c in node.children)
        limit = "" if fixed or ragged else f"max-w-{spacing(self._least(node))[0]}"
        if abs(left) <= 1.5 and abs(right) <= 1.5 and not fixed:
            bleeds = self.wide and node.box.width >= self.leaves.width - 3 and isinstance(node, Frame)
            return [f"max-{self.wide}-mx-4"] if bleeds else []
        if abs(left - right) <= 2.5 and left > 3 and not ragged:
            return ["self-center" if fixed else "mx-auto w-full", limit]
        if abs(right) <= 1.5 and left > 24 and not ragged:
            return ["self-end" if fixed else "ml-auto w-full", limit]
        narrow = slot.right - slot.left <= PHONE
        return ["self-start" if fixed else "", space("ml", left)[0] if narrow else self.indent("ml", left), limit]

    def _least(self, node: Node) -> float:
        """The width that a block needs, so that the paragraphs which are as wide as it wrap as they did."""
        if not isinstance(node, Group) or node.axis is Axis.ROW:
            return node.box.width
        wide = [c for c in node.children if isinstance(c, Words) and c.box.width >= node.box.width - _DRIFT]
        many = [words for words in wide if len(words.lines) > 1]
        # What is centred keeps its middle; anything else would move by half of what the block is wider.
        most = [node.box.width + (_ROOM if words.centred else 2 * _DRIFT) for words in many]
        rooms = [min(self.leaves.room(words) or 0.0, limit) for words, limit in zip(many, most, strict=True)]
        inner = [self._least(c) for c in node.children if isinstance(c, Group)]
        return max(node.box.width, *rooms, *inner, 0.0)

    def indent(self, prefix: str, pixels: float) -> str:
        """A sideways margin or padding; wide ones only where the page is wide."""
        name = space(prefix, pixels)[0]
        return f"{self.wide}{name}" if name and abs(pixels) > INDENT else name

    def layers(self, node: Group, slot: Slot) -> tuple[Element, float]:
        """Children that overlap, in one cell of a grid."""
        element = Element("div", ["grid", "grid-cols-1", "*:col-start-1", "*:row-start-1"])
        height = 0.0
        for under, child in itertools.combinations(node.children, 2):
            if isinstance(under, Picture):
                self.leaves.cover(under.box, child)
        for child in node.children:
            part, size = self.placed(child, replace(slot, top=child.box.y))
            down, given = space("mt", child.box.y - node.box.y)
            part.classes.insert(0, down)
            if not isinstance(child, Group | Words):
                part.classes[:0] = ["self-start"]
            element.children.append(part)
            height = max(height, given + size)
        return element, height
