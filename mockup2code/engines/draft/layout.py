"""From the layout tree to elements: every node gets the classes that put it where it was measured."""

from dataclasses import dataclass, replace

from mockup2code.engines.draft import styles
from mockup2code.engines.draft.elements import Element
from mockup2code.engines.draft.leaves import Leaves
from mockup2code.engines.draft.nodes import Axis, Field, Frame, Group, Node, Picture, Words, middle
from mockup2code.engines.draft.rows import Rows, pixels
from mockup2code.engines.draft.styles import space, spacing
from mockup2code.vision.measurement import ControlKind


@dataclass(frozen=True, slots=True)
class Slot:
    """The room that a parent gives: its left and right edge and where the next child begins, in page pixels."""

    left: float
    right: float
    top: float
    ground: str
    """The colour that lies under it."""

    @property
    def width(self) -> float:
        return self.right - self.left


class Layout:
    """Lays nodes out. Heights are followed as they will be rendered, so that rounding never adds up."""

    def __init__(self, leaves: Leaves) -> None:
        self.leaves = leaves
        self.wide = leaves.wide
        self.rows = Rows(self)

    def block(self, node: Node, slot: Slot) -> tuple[Element, float]:
        """The node as a child of a column: the element, and its bottom edge as rendered."""
        down, given = space("mt", node.box.y - slot.top)
        top = slot.top + given
        element, height = self.placed(node, replace(slot, top=top))
        element.classes.insert(0, down)
        return element, top + height

    def column(self, children: list[Node], slot: Slot) -> tuple[list[Element], float]:
        """Children below each other; the bottom of the last one."""
        elements, top = [], slot.top
        for child in children:
            element, top = self.block(child, replace(slot, top=top))
            elements.append(element)
        return elements, top

    def placed(self, node: Node, slot: Slot) -> tuple[Element, float]:
        """The node across its slot, and its height."""
        match node:
            case Words():
                return self.leaves.words(node, slot.left, slot.right)
            case Group(axis=Axis.ROW):
                return self.rows.row(node, slot)
            case Group(axis=Axis.COLUMN):
                element = Element("div", ["flex", "flex-col", *self.across(node, slot)])
                inner = replace(slot, left=node.box.x, right=node.box.right)
                element.children[:], bottom = self.column(node.children, inner)
                gather(element)
                return element, bottom - slot.top
            case Group():
                return self.layers(node, slot)
            case Frame():
                element, height = self.frame(node, slot.ground, slot.top)
                element.classes[:0] = self.across(node, slot)
                return element, height
            case Field() | Picture():
                element, height = self.leaves.leaf(node)
                element.classes[:0] = self.across(node, slot)
                return element, height

    def across(self, node: Node, slot: Slot) -> list[str]:
        """Where a block stands across its column: full width, centred, or with a margin."""
        left, right = node.box.x - slot.left, slot.right - node.box.right
        fixed = isinstance(node, Picture) or (isinstance(node, Field) and node.box.width < 32)
        ragged = isinstance(node, Group) and all(isinstance(c, Words) and not c.centred for c in node.children)
        limit = "" if fixed or ragged else f"max-w-{spacing(node.box.width)[0]}"
        if abs(left) <= 1.5 and abs(right) <= 1.5 and not fixed:
            bleeds = self.wide and node.box.width >= self.leaves.width - 3 and isinstance(node, Frame)
            return [f"max-{self.wide}-mx-4"] if bleeds else []
        if abs(left - right) <= 2.5 and left > 3 and not ragged:
            return ["self-center" if fixed else "mx-auto w-full", limit]
        if abs(right) <= 1.5 and left > 24 and not ragged:
            return ["self-end" if fixed else "ml-auto w-full", limit]
        return ["self-start" if fixed else "", self.indent("ml", left), limit]

    def indent(self, prefix: str, pixels: float) -> str:
        """A sideways margin or padding; wide ones only where the page is wide."""
        name = space(prefix, pixels)[0]
        return f"{self.wide}{name}" if name and abs(pixels) > 32 else name

    def frame(self, node: Frame, ground: str, top: float) -> tuple[Element, float]:
        """A painted rectangle at its own width, with what is in it; its height as rendered."""
        element = self.leaves.painted(node, ground)
        box, edge = node.box, 1.0 if node.shape and node.shape.border else 0.0
        fill = node.shape.fill if node.shape and node.shape.fill else ground
        step, height = spacing(box.height)
        if node.content is None:
            element.classes.append(f"h-{step}")
            return element, height
        content = node.content.box
        before, after = content.x - box.x - edge, box.right - edge - content.right
        above, below = content.y - box.y - edge, box.bottom - edge - content.bottom
        if self._is_single(node.content) and abs(above - below) <= 2.5 and box.height <= 120:
            self._single(node, element, before, after, ground=fill)
            element.classes.append(f"h-{step}")
            return element, height
        start, given = space("pl", max(0, before))
        after = max(0, after if self._reaches(node.content, box, before) else min(before, after))
        end, taken = space("pr", after)
        over, lead = space("pt", max(0, above))
        slot = Slot(box.x + edge + given, box.right - edge - taken, top + edge + lead, fill)
        children = (
            node.content.children
            if isinstance(node.content, Group) and node.content.axis is Axis.COLUMN
            else [node.content]
        )
        element.classes += ["flex", "flex-col"]
        element.children[:], bottom = self.column(children, slot)
        rest = top + box.height - edge - bottom
        under, last = space("pb", rest)
        if rest < 0 or rest > max(64, 1.6 * lead + 8):
            element.classes += [*self._padding(over, end, "", start), f"min-h-{step}"]
            gather(element)
            return element, max(height, bottom + edge - top)
        element.classes += self._padding(over, end, under, start)
        gather(element)
        return element, bottom + last + edge - top

    def layers(self, node: Group, slot: Slot) -> tuple[Element, float]:
        """Children that overlap, in one cell of a grid."""
        element = Element("div", ["grid", "*:col-start-1", "*:row-start-1"])
        height = 0.0
        for child in node.children:
            part, size = self.placed(child, replace(slot, top=child.box.y))
            down, given = space("mt", child.box.y - slot.top)
            part.classes.insert(0, down)
            if not isinstance(child, Group | Words):
                part.classes[:0] = ["self-start"]
            element.children.append(part)
            height = max(height, given + size)
        return element, height

    def _is_single(self, node: Node) -> bool:
        return isinstance(node, Words | Picture) or (isinstance(node, Group) and node.axis is Axis.ROW)

    def _single(self, node: Frame, element: Element, before: float, after: float, *, ground: str) -> None:
        """A frame around one line of things: centred in its height, and across where it was."""
        content, box = node.content, node.box
        assert content is not None
        element.classes += ["flex", "items-center"]
        if isinstance(content, Group):
            slot = Slot(content.box.x, max(content.box.right, box.right - before), content.box.y, ground)
            inner, _ = self.rows.row(content, slot, inside=True)
            element.classes += inner.classes
            element.children[:] = inner.children
        else:
            self._lone(content, element)
        element.classes = [c for c in element.classes if c != "items-start"] if element.children else element.classes
        if abs(before - after) <= 3 and not isinstance(content, Group):
            element.classes.append("justify-center")
            if isinstance(content, Words) and content.centred:
                element.classes.append("text-center")
        elif before > after + 24 and after < 40:
            element.classes += ["justify-end", self.indent("pr", after)]
        else:
            element.classes.append(self.indent("pl", before))

    def _lone(self, content: Node, element: Element) -> None:
        if isinstance(content, Words) and len(content.lines) == 1:
            words = self.leaves.inline(content)
            element.classes += words.classes
            element.children[:] = words.children
        elif isinstance(content, Words):
            element.children.append(self.leaves.words(content, content.box.x, content.box.right)[0])
        else:
            element.children.append(self.leaves.leaf(content)[0])

    def _padding(self, top: str, right: str, bottom: str, left: str) -> list[str]:
        """Four paddings in as few classes as they need; wide ones at the sides only where the page is wide."""
        t, r, b, s = (name.split("-", 1)[1] if name else "0" for name in (top, right, bottom, left))
        if t == r == b == s:
            return [f"p-{t}"] if t != "0" else []
        across = [f"px-{s}"] if s == r else [f"pl-{s}", f"pr-{r}"]
        if self.wide and max(pixels(s), pixels(r)) > 48:
            across = ["px-4", *(self.wide + name for name in across)]
        down = [f"py-{t}"] if t == b else [f"pt-{t}", f"pb-{b}"]
        return [c for c in across + down if not c.endswith("-0") or ":" in c]

    def _reaches(self, node: Node, box: object, before: float) -> bool:
        """Whether something in the content sets its right edge: a block, not the ragged end of words."""
        if isinstance(node, Words):
            return False
        if isinstance(node, Group) and node.axis is Axis.COLUMN:
            edge = node.box.right
            return any(not isinstance(c, Words) and c.box.right >= edge - 2 for c in node.children)
        return True


def gather(element: Element) -> None:
    """Equal margins between the children of a column become its gap."""
    margins = [c.classes[0] if isinstance(c, Element) and c.classes else "" for c in element.children]
    rest = set(margins[1:])
    if len(margins) < 2 or margins[0] or len(rest) != 1:
        return
    margin = rest.pop()
    if margin.startswith("mt-"):
        element.classes.append("gap-" + margin[3:])
        for child in element.children[1:]:
            assert isinstance(child, Element)
            child.classes.pop(0)


__all__ = ["ControlKind", "Layout", "Slot", "gather", "middle", "styles"]
