"""Writes the page file by file and region by region, while its words are still being read."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace

from mockup2code.engines.draft.elements import Element, closing, lines, opening
from mockup2code.engines.draft.landmarks import Landmark, Landmarks
from mockup2code.engines.draft.layout import Layout
from mockup2code.engines.draft.lists import listed
from mockup2code.engines.draft.nodes import Axis, Frame, Node
from mockup2code.engines.draft.regions import Region, Shell, Split, Upper
from mockup2code.engines.draft.repeats import fold
from mockup2code.engines.draft.rows import columns
from mockup2code.engines.draft.slot import Slot
from mockup2code.engines.draft.styles import space, spacing

Reader = Callable[[Region, Landmark | None], Awaitable[Node | None]]


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the page that has a file of its own: where its element stands in the main file."""

    node: Upper
    landmark: Landmark
    slot: Slot


@dataclass(slots=True)
class Writer:
    """Walks the upper layout; `read` answers a region's nodes once its words are known."""

    layout: Layout
    landmarks: Landmarks
    read: Reader
    components: list[Component] = field(default_factory=list)
    """Those met so far, whose files are still to be written."""
    inside: Landmark | None = None
    bottom: float = 0.0
    """Where what was written last ends, as rendered."""

    async def page(self, slot: Slot, root: Upper, depth: int) -> AsyncIterator[str]:
        """The main file's elements."""
        async for piece in self._write(root, slot, depth):
            yield piece

    async def component(self, component: Component, depth: int) -> AsyncIterator[str]:
        """The elements of a component's file."""
        node, slot = component.node, component.slot
        self.inside = component.landmark
        if isinstance(node, Shell):
            async for piece in self._shell(node, slot, depth):
                yield piece
            return
        down, _ = space("mt", node.box.y - slot.top)
        element = Element(component.landmark.tag, [down, "flex flex-col", f"min-h-{spacing(node.box.height)[0]}"])
        yield opened(element, depth)
        async for piece in self._parts(node, replace(slot, top=node.box.y), depth + 1):
            yield piece
        yield closing(element, depth) + "\n"

    async def _write(self, node: Upper, slot: Slot, depth: int) -> AsyncIterator[str]:
        """A part of the page; `bottom` is set after the last piece."""
        landmark = self.landmarks.of(node)
        if landmark and not self.inside:
            self.components.append(Component(node, landmark, slot))
            self.bottom = slot.top + space("mt", node.box.y - slot.top)[1] + spacing(node.box.height)[1]
            yield f"{'  ' * depth}<{landmark.value} />\n"
        elif node is self.landmarks.body and not self.inside:
            async for piece in self._main(node, slot, depth):
                yield piece
        else:
            async for piece in self._parts(node, slot, depth):
                yield piece

    async def _main(self, node: Upper, slot: Slot, depth: int) -> AsyncIterator[str]:
        """The body of the page: its header and footer, and between them what is `main`."""
        children = node.children if isinstance(node, Split) and node.axis is Axis.COLUMN else [node]
        own = [child for child in children if not self.landmarks.of(child)]
        element = Element("main", ["flex flex-col"])
        self.bottom = slot.top
        for child in children:
            below = replace(slot, top=self.bottom)
            if child is own[0]:
                yield opened(element, depth)
            walk = self._parts if child in own else self._write
            async for piece in walk(child, below, depth + (child in own)):
                yield piece
            if child is own[-1]:
                yield closing(element, depth) + "\n"

    async def _parts(self, node: Upper, slot: Slot, depth: int) -> AsyncIterator[str]:
        match node:
            case Region():
                walk = self._region(node, slot, depth)
            case Shell():
                walk = self._shell(node, slot, depth)
            case Split(axis=Axis.COLUMN):
                walk = self._column(node, slot, depth)
            case Split():
                walk = self._row(node, slot, depth)
        async for piece in walk:
            yield piece

    async def _region(self, region: Region, slot: Slot, depth: int) -> AsyncIterator[str]:
        node = await self.read(region, self.inside)
        if node is None:
            self.bottom = slot.top
            return
        element, self.bottom = self.layout.block(node, slot)
        for piece in pieces(fold(listed(element)), depth):
            yield piece

    async def _shell(self, shell: Shell, slot: Slot, depth: int) -> AsyncIterator[str]:
        box, shape = shell.box, shell.thing.shape
        frame = Frame(box, shape)
        element = self.layout.leaves.painted(frame, slot.ground)
        if self.inside and shell in [c.node for c in self.components]:
            element.tag = self.inside.tag
        down, given = space("mt", box.y - slot.top)
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
        async for piece in self._write(shell.content, within, depth + 1):
            yield piece
        yield closing(element, depth) + "\n"
        self.bottom = slot.top + given + max(height, self.bottom + edge - box.y)

    async def _column(self, split: Split, slot: Slot, depth: int) -> AsyncIterator[str]:
        self.bottom = slot.top
        for child in split.children:
            async for piece in self._write(child, replace(slot, top=self.bottom), depth):
                yield piece

    async def _row(self, split: Split, slot: Slot, depth: int) -> AsyncIterator[str]:
        frame = Frame(split.box)
        down, given = space("mt", split.box.y - slot.top)
        element, rights = columns(self.layout, [c.box for c in split.children], frame, slot)
        element.classes.insert(0, down)
        element.classes.append("items-start")
        yield opened(element, depth)
        bottom = split.box.y
        for child, right in zip(split.children, rights, strict=True):
            below = Slot(child.box.x, right, split.box.y, slot.ground)
            async for piece in self._cell(child, below, depth + 1):
                yield piece
            bottom = max(bottom, self.bottom)
        yield closing(element, depth) + "\n"
        self.bottom = slot.top + given + bottom - split.box.y

    async def _cell(self, child: Upper, slot: Slot, depth: int) -> AsyncIterator[str]:
        """A column of a row; what is one element already needs nothing around it."""
        if isinstance(child, Shell) or self.landmarks.of(child):
            async for piece in self._write(child, slot, depth):
                yield piece
            return
        cell = Element("div", ["flex", "flex-col"])
        yield opened(cell, depth)
        async for piece in self._write(child, slot, depth + 1):
            yield piece
        yield closing(cell, depth) + "\n"


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
