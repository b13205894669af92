"""Painted rectangles: their paddings and heights, and what is in them."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mockup2code.engines.draft.elements import Element
from mockup2code.engines.draft.nodes import Axis, Frame, Group, Node, Words
from mockup2code.engines.draft.rows import PHONE
from mockup2code.engines.draft.slot import INDENT, Slot
from mockup2code.engines.draft.styles import pixels, space, spacing
from mockup2code.vision.measurement import Box

if TYPE_CHECKING:
    from mockup2code.engines.draft.layout import Layout


_RULE = 3.0
"""How wide an upright rule between two columns is, in pixels: below each other they need none."""


@dataclass(frozen=True, slots=True)
class Frames:
    """Lays frames out for a Layout."""

    layout: "Layout"

    def frame(self, node: Frame, ground: str) -> tuple[Element, float]:
        """A painted rectangle without its place across; its height as rendered."""
        element = self.layout.leaves.painted(node, ground)
        fill = node.shape.fill if node.shape and node.shape.fill else ground
        step, height = spacing(node.box.height)
        if node.content is None:
            upright = self.layout.wide and node.box.width <= _RULE and node.box.height > _RULE
            element.classes += [f"h-{step}", f"max-{self.layout.wide}hidden" if upright else ""]
            return element, height
        inner = within(node)
        above, below = node.content.box.y - inner.y, inner.bottom - node.content.box.bottom
        if _is_line(node.content) and abs(above - below) <= 2.5 and node.box.height <= 120:
            self._line(node, node.content, element, fill)
            element.classes += self._height(node.content, step)
            return element, height
        return self._stack(node, node.content, element, fill)

    def _stack(self, node: Frame, content: Node, element: Element, fill: str) -> tuple[Element, float]:
        """A frame whose content flows down from its top."""
        inner, box = within(node), content.box
        before, after = max(0.0, box.x - inner.x), max(0.0, inner.right - box.right)
        start, left = spacing(before)
        end, right = spacing(after if _reaches(content) else min(before, after))
        over, lead = spacing(max(0.0, box.y - inner.y))
        children = content.children if isinstance(content, Group) and content.axis is Axis.COLUMN else [content]
        slot = Slot(inner.x + left, inner.right - right, inner.y + lead, fill)
        column, bottom = self.layout.column(children, slot)
        rest, edge = inner.bottom - bottom, node.box.bottom - inner.bottom
        under, last = spacing(max(0.0, rest))
        step, height = spacing(node.box.height)
        if rest < 0 or rest > max(64, 1.6 * lead + 8):
            under, rendered = "0", max(height, bottom + edge - node.box.y)
            column.classes.append(f"{self.layout.wide}min-h-{step}")
        else:
            rendered = bottom + last + edge - node.box.y
        element.classes += [*column.classes, *self._padding(over, end, under, start)]
        element.children[:] = column.children
        return element, rendered

    def _line(self, node: Frame, content: Node, element: Element, fill: str) -> None:
        """A frame around one line of things: centred in its height, and across where it was."""
        inner, box, layout = within(node), content.box, self.layout
        before, after = box.x - inner.x, inner.right - box.right
        element.classes += ["flex", "items-center"]
        if isinstance(content, Group):
            slot = Slot(box.x, inner.right, box.y, fill)
            row, _ = layout.rows.row(content, slot, inside=True)
            if "grid" in row.classes:
                row.classes.append("w-full")
                self._keep_off(row)
                element.children.append(row)
            else:
                self._merge(element, row, box.y - inner.y)
        elif isinstance(content, Words) and len(content.lines) == 1:
            words = layout.leaves.inline(content)
            element.classes += [] if words.words else words.classes
            element.children[:] = [words] if words.words else words.children
        elif isinstance(content, Words):
            element.children.append(layout.leaves.words(content, box.x, box.right)[0])
        else:
            element.children.append(layout.leaves.leaf(content)[0])
        if layout.wide and before > INDENT and node.box.width >= layout.leaves.width - 3:
            # On a phone it goes over the page's own padding.
            element.classes.append(f"max-{layout.wide}px-4")
        named = layout.leaves.drawn and node.control is not None
        element.classes += ["justify-center"] if named else self._aligned(content, before, after)

    def _keep_off(self, row: Element) -> None:
        """Where its columns stand below each other, all keep off the frame's edges as the first does."""
        wide = self.layout.wide
        columns = [child for child in row.children if isinstance(child, Element)]
        pad = next(filter(_is_pad, columns[0].classes), "") if columns else ""
        for column in columns if wide and pad else ():
            if not any(map(_is_pad, column.classes)):
                step = pad.rpartition("-")[2]
                column.classes.append(f"max-{wide}{'mx' if column.tag == 'button' else 'px'}-{step}")

    def _height(self, content: Node, step: str) -> list[str]:
        """What stacks or wraps on a phone is as high as it needs there."""
        wide, grows = self.layout.wide, isinstance(content, Group) or (isinstance(content, Words) and content.lines[1:])
        if not (wide and grows and content.box.width > PHONE):
            return [f"h-{step}"]
        return [f"max-{wide}py-3", f"{wide}h-{step}"]

    def _merge(self, element: Element, row: Element, above: float) -> None:
        """The frame as the row itself; a row whose things stand at several heights keeps them where they are."""
        element.classes += row.classes
        if "items-start" in row.classes:
            element.classes.remove("items-center")
            element.classes.append(space("pt", above)[0])
        element.children[:] = row.children

    def _aligned(self, content: Node, before: float, after: float) -> list[str]:
        if abs(before - after) <= 3 and not isinstance(content, Group):
            return ["justify-center"]
        if before > after + 24 and after < 40:
            return ["justify-end", self.layout.indent("pr", after)]
        return [self.layout.indent("pl", max(0.0, before))]

    def _padding(self, top: str, right: str, bottom: str, left: str) -> list[str]:
        """Four paddings in as few classes as they need; wide ones at the sides only where the page is wide."""
        if top == right == bottom == left:
            return [f"p-{top}"] if top != "0" else []
        across = [f"px-{left}"] if left == right else [f"pl-{left}", f"pr-{right}"]
        if self.layout.wide and max(pixels(left), pixels(right)) > 48:
            across = ["px-4", *(self.layout.wide + name for name in across)]
        down = [f"py-{top}"] if top == bottom else [f"pt-{top}", f"pb-{bottom}"]
        return [c for c in across + down if not c.endswith("-0") or ":" in c]


def within(node: Frame) -> Box:
    """The box inside a frame's border."""
    return replace(node.shape, box=node.box).inner if node.shape else node.box


def _is_line(node: Node) -> bool:
    return not isinstance(node, Frame | Group) or (isinstance(node, Group) and node.axis is Axis.ROW)


def _is_pad(name: str) -> bool:
    return name.startswith(("px-", "pl-"))


def _reaches(node: Node) -> bool:
    """Whether something in the content sets its right edge: a block, not the ragged end of words."""
    if isinstance(node, Words):
        return False
    if isinstance(node, Group) and node.axis is Axis.COLUMN:
        return any(not isinstance(c, Words) and c.box.right >= node.box.right - 2 for c in node.children)
    return True
