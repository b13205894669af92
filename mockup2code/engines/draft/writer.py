"""Writes the page file by file and region by region, while its words are still being read."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, replace

from mockup2code.engines.draft.elements import Element, closing, lines, opening
from mockup2code.engines.draft.layout import Layout
from mockup2code.engines.draft.nodes import Axis, Frame, Node
from mockup2code.engines.draft.regions import Region, Shell, Split, Upper
from mockup2code.engines.draft.repeats import fold
from mockup2code.engines.draft.rows import columns
from mockup2code.engines.draft.slot import Slot
from mockup2code.engines.draft.styles import space, spacing

Reader = Callable[[Region], Awaitable[Node | None]]


@dataclass(slots=True)
class Writer:
    """Walks the upper layout; `read` answers a region's nodes once its words are known."""

    layout: Layout
    read: Reader
    bottom: float = 0.0
    """Where what was written last ends, as rendered."""

    async def write(self, node: Upper, slot: Slot, depth: int) -> AsyncIterator[str]:
        """The source of a part of the page; `bottom` is set after the last piece."""
        match node:
            case Region():
                async for piece in self._region(node, slot, depth):
                    yield piece
            case Shell():
                async for piece in self._shell(node, slot, depth):
                    yield piece
            case Split(axis=Axis.COLUMN):
                async for piece in self._column(node, slot, depth):
                    yield piece
            case Split():
                async for piece in self._row(node, slot, depth):
                    yield piece

    async def _region(self, region: Region, slot: Slot, depth: int) -> AsyncIterator[str]:
        node = await self.read(region)
        if node is None:
            self.bottom = slot.top
            return
        element, self.bottom = self.layout.block(node, slot)
        for piece in pieces(fold(element), depth):
            yield piece

    async def _shell(self, shell: Shell, slot: Slot, depth: int) -> AsyncIterator[str]:
        box, shape = shell.box, shell.thing.shape
        frame = Frame(box, shape)
        element = self.layout.leaves.painted(frame, slot.ground)
        down, given = space("mt", box.y - slot.top)
        top = slot.top + given
        step, height = spacing(box.height)
        edge = 1.0 if shape and shape.border else 0.0
        inner = shell.content.box
        start, before = space("pl", max(0.0, inner.x - box.x - edge))
        end, after = space("pr", max(0.0, box.right - edge - inner.right))
        element.classes = [down, *self.layout.across(frame, slot), *element.classes]
        element.classes += [f"min-h-{step}", "flex", "flex-col", start, end]
        ground = shape.fill if shape and shape.fill else slot.ground
        yield opened(element, depth)
        within = Slot(box.x + edge + before, box.right - edge - after, box.y + edge, ground)
        async for piece in self.write(shell.content, within, depth + 1):
            yield piece
        yield closing(element, depth) + "\n"
        self.bottom = top + max(height, self.bottom + edge - box.y)

    async def _column(self, split: Split, slot: Slot, depth: int) -> AsyncIterator[str]:
        self.bottom = slot.top
        for child in split.children:
            async for piece in self.write(child, replace(slot, top=self.bottom), depth):
                yield piece

    async def _row(self, split: Split, slot: Slot, depth: int) -> AsyncIterator[str]:
        frame = Frame(split.box)
        down, given = space("mt", split.box.y - slot.top)
        top = slot.top + given
        element, rights = columns(self.layout, [c.box for c in split.children], frame, slot)
        element.classes.insert(0, down)
        element.classes.append("items-start")
        yield opened(element, depth)
        bottom = split.box.y
        for child, right in zip(split.children, rights, strict=True):
            cell = Element("div", ["flex", "flex-col"])
            yield opened(cell, depth + 1)
            async for piece in self.write(child, Slot(child.box.x, right, split.box.y, slot.ground), depth + 2):
                yield piece
            yield closing(cell, depth + 1) + "\n"
            bottom = max(bottom, self.bottom)
        yield closing(element, depth) + "\n"
        self.bottom = top + bottom - split.box.y


def pieces(element: Element, depth: int) -> Iterator[str]:
    """The element's source in pieces of a few lines."""
    held = ""
    for piece in lines(element, depth):
        held += piece
        if held.count("\n") >= 6:
            yield held
            held = ""
    if held:
        yield held


def opened(element: Element, depth: int) -> str:
    """The opening tag of an element whose children follow."""
    return opening(replace(element, children=["x"]), depth) + "\n"
