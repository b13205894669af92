"""Makes the elements of the page and of its parts, one after the other, as their words become known."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace

from mockup2code.engines.draft.elements import Element
from mockup2code.engines.draft.forms import formed
from mockup2code.engines.draft.landmarks import Landmarks
from mockup2code.engines.draft.layout import Layout
from mockup2code.engines.draft.lists import listed
from mockup2code.engines.draft.nesting import flattened
from mockup2code.engines.draft.nodes import Axis, Frame, Node
from mockup2code.engines.draft.pagegrid import across, inset, is_page, joined, rows
from mockup2code.engines.draft.parts import Part
from mockup2code.engines.draft.regions import Region, Shell, Split, Upper
from mockup2code.engines.draft.repeats import fold
from mockup2code.engines.draft.rows import columns
from mockup2code.engines.draft.slot import Slot
from mockup2code.engines.draft.styles import space, spacing
from mockup2code.engines.draft.trails import trailed

_EDGES = frozenset({"header", "nav", "aside"})
"""Tags of the parts that stand above or beside the others."""

Reader = Callable[[Region, bool], Awaitable[Node | None]]


@dataclass(slots=True, eq=False)
class Component:
    """A part whose file is still to be written: where its element stands in the file that uses it."""

    part: Part
    slot: Slot
    above: "Sequence[Component]" = ()
    """The components right above it, one in each column."""
    ends: float = 0.0
    """Where what follows it takes it to end, as rendered."""
    overshoot: float = 0.0
    """By how many pixels it ends below that."""
    element: Element | None = None
    """What it is, where that was made before its file begins."""
    spans: str = ""
    """The class by which it spans several rows or columns of the page's grid."""


@dataclass(slots=True)
class Writer:
    """Walks the upper layout; `read` answers a region's nodes once its words are known."""

    layout: Layout
    landmarks: Landmarks
    parts: Sequence[Part]
    read: Reader
    waiting: list[Component] = field(default_factory=list)
    """Components that were used and whose elements are still to be made, in their order."""
    _own: Part | None = None
    _in_main: bool = False
    _bottom: float = 0.0
    """Where what was made last ends, as rendered."""

    async def page(self, slot: Slot, root: Upper) -> list[Element]:
        """The main file's elements."""
        return [_finished(element) for element in self._as_grid(await self._made(root, slot))]

    def _as_grid(self, elements: list[Element]) -> list[Element]:
        """A grid from edge to edge and the components above and below it as one grid."""
        wide = self.layout.wide
        grid = next((element for element in elements if is_page(element, wide)), None)
        others = [c for c in self.waiting for e in elements if e.tag == c.part.name]
        if grid is None or len(others) != len(elements) - 1 or not others:
            return elements
        for component in others:
            component.spans = f"{wide}col-span-full"
        return [joined(grid, elements, wide)]

    def ahead(self) -> list[Component]:
        """Takes the header and the sidebar from those waiting: after the main file they would move its content."""
        early: list[Component] = []
        for component in self.waiting:
            ready = all(above in early for above in component.above)
            if ready and component.part.tag in _EDGES:
                early.append(component)
        self.waiting = [component for component in self.waiting if component not in early]
        return early

    async def component(self, component: Component) -> Element:
        """The element of a component."""
        whole = component.element or await self._whole(component)
        if "col-span" in component.spans:
            whole.classes = inset(whole.classes, self.layout.wide)
        whole.classes.append(component.spans)
        return whole

    async def _whole(self, component: Component) -> Element:
        part, slot, own = component.part, component.slot, self._own
        if component.above:
            slot = replace(slot, top=slot.top + _overshoot(component.above))
        self._own = part
        made = await self._parts(part.node, slot)
        component.overshoot = self._bottom - component.ends if component.ends else 0.0
        self._own = own
        return _finished(_tagged(made[0], part) if len(made) == 1 else self._column(made, part))

    def _column(self, made: list[Element], part: Part) -> Element:
        """Elements below each other as the one of their part."""
        if isinstance(part.node, Region) or not made:
            return Element(part.tag, ["flex", "flex-col"], children=list(made))
        given = made[0].classes[:1]
        made[0].classes[:1] = [""]
        whole = Element(part.tag, [*given, "flex", "flex-col"], children=list(made))
        if part.tag == "aside":
            whole.classes.append(f"{self.layout.wide}min-h-{spacing(part.node.box.height)[0]}")
        return whole

    def _part(self, node: Upper) -> Part | None:
        return next((part for part in self.parts if part.node is node and part is not self._own), None)

    async def _made(self, node: Upper, slot: Slot) -> list[Element]:
        """A part of the page, as children of a column; `_bottom` is set after it."""
        if node is self.landmarks.body and not self._own and not self._in_main:
            return await self._main(node, slot)
        if part := self._part(node):
            component = Component(part, slot)
            self.waiting.append(component)
            if part.tag == "header":
                # Its height moves all that follows, and the main file has to know it.
                component.element = await self._whole(component)
            else:
                top = slot.top + space("mt", node.box.y - slot.top)[1]
                self._bottom = top + spacing(node.box.height)[1] if _is_painted(node) else node.box.bottom
                component.ends = self._bottom
            return [Element(part.name)]
        return await self._parts(node, slot)

    async def _main(self, node: Upper, slot: Slot) -> list[Element]:
        """The body of the page: its header and footer, and between them what is `main`."""
        children = node.children if isinstance(node, Split) and node.axis is Axis.COLUMN else [node]
        own = [child for child in children if not self.landmarks.of(child)]
        main = Element("main", ["flex flex-col"])
        out: list[Element] = []
        self._in_main = True
        for child, elements in await self._stacked(children, slot):
            if child in own:
                main.children += elements
                out += [] if main in out else [main]
            else:
                out += elements
        return out

    async def _stacked(self, children: Sequence[Upper], slot: Slot) -> list[tuple[Upper, list[Element]]]:
        """Children below each other, each with its elements."""
        out: list[tuple[Upper, list[Element]]] = []
        self._bottom = slot.top
        above: Sequence[Component] = ()
        for child in children:
            count = len(self.waiting)
            whole = self._part(child) is not None
            body = child is self.landmarks.body
            walk = self._parts if body and not whole else self._made
            out.append((child, await walk(child, replace(slot, top=self._bottom))))
            made = self.waiting[count:]
            for component in _at_end(child, made, top=True):
                component.above = component.above or above
            above = _at_end(child, made, top=False)
        return out

    async def _parts(self, node: Upper, slot: Slot) -> list[Element]:
        match node:
            case Region():
                return await self._region(node, slot)
            case Shell():
                return [await self._shell(node, slot)]
            case Split(axis=Axis.COLUMN):
                return [e for _, elements in await self._stacked(node.children, slot) for e in elements]
            case Split():
                return [await self._row(node, slot)]

    async def _region(self, region: Region, slot: Slot) -> list[Element]:
        linked = bool(self._own and self._own.linked)
        node = await self.read(region, linked)
        if node is None:
            self._bottom = slot.top
            return []
        element, self._bottom = self.layout.block(node, slot)
        return [element]

    async def _shell(self, shell: Shell, slot: Slot) -> Element:
        box, shape = shell.box, shell.thing.shape
        frame = Frame(box, shape)
        element = self.layout.leaves.painted(frame, slot.ground)
        down, given = space("mt", box.y - slot.top)
        step, height = spacing(box.height)
        edge = 1.0 if shape and shape.border else 0.0
        inner = shell.content.box
        start, before = space("pl", max(0.0, inner.x - box.x - edge))
        end, after = space("pr", max(0.0, box.right - edge - inner.right))
        element.classes = [down, *self.layout.across(frame, slot), *element.classes]
        element.classes += [f"{self.layout.wide}min-h-{step}", "flex", "flex-col", start, end]
        ground = shape.fill if shape and shape.fill else slot.ground
        within = Slot(box.x + edge + before, box.right - edge - after, box.y + edge, ground)
        element.children += await self._made(shell.content, within)
        self._bottom = slot.top + given + max(height, self._bottom + edge - box.y)
        return element

    async def _row(self, split: Split, slot: Slot) -> Element:
        frame = Frame(split.box)
        down, given = space("mt", split.box.y - slot.top)
        element, rights = columns(self.layout, [c.box for c in split.children], frame, slot)
        element.classes.insert(0, down)
        element.classes.append("items-start")
        bottom = split.box.y
        for child, right in zip(split.children, rights, strict=True):
            made = await self._made(child, Slot(child.box.x, right, split.box.y, slot.ground))
            if len(made) > 1 and child is split.children[-1] and self._stands_beside(split, len(made)):
                element.classes = [*across(element.classes), f"{self.layout.wide}grid-rows-{rows(len(made))}"]
            elif len(made) != 1:
                made = [Element("div", ["flex", "flex-col"], children=list(made))]
            element.children += made
            bottom = max(bottom, self._bottom)
        self._bottom = slot.top + given + bottom - split.box.y
        return element

    def _stands_beside(self, split: Split, count: int) -> bool:
        """Whether a row begins with a sidebar, which then spans the rows of what stands beside it."""
        side = next((component for component in self.waiting if component.part.node is split.children[0]), None)
        if side is None or len(split.children) != 2 or not self.layout.wide:
            return False
        side.spans = f"{self.layout.wide}row-span-{count}" if side.part.tag == "aside" else ""
        return bool(side.spans)


def _is_painted(node: Upper) -> bool:
    """Whether a part is one painted rectangle, which has a height on the scale."""
    things = node.things if isinstance(node, Region) else []
    return isinstance(node, Shell) or (len(things) == 1 and things[0].shape is not None)


def _at_end(node: Upper, made: Sequence[Component], *, top: bool) -> list[Component]:
    """The components that a part of the page begins or ends with, one in each column; none where words do."""
    own = next((component for component in made if component.part.node is node), None)
    if own:
        return [own]
    if isinstance(node, Split) and node.axis is Axis.COLUMN:
        return _at_end(node.children[0 if top else -1], made, top=top)
    if isinstance(node, Split):
        return [component for child in node.children for component in _at_end(child, made, top=top)]
    return []


def _overshoot(above: Sequence[Component]) -> float:
    """By how many pixels what stands above ends below where the lowest of it was to end."""
    return max(component.ends + component.overshoot for component in above) - max(c.ends for c in above)


def _finished(element: Element) -> Element:
    return fold(flattened(listed(trailed(formed(element)))))


def _tagged(element: Element, part: Part) -> Element:
    """The component's outermost element with its meaning."""
    if element.tag == "div":
        return replace(element, tag=part.tag)
    if part.tag == "section":
        return element
    return Element(part.tag, ["flex", "flex-col"], children=[element])
