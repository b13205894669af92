"""The files of a page as events: the theme begins, then what stands at the page's edges, the main file, the rest."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mockup2code.engines.base import MAIN_FILE, Asset, Delta, Event, FileStart
from mockup2code.engines.draft import choice, glyph, placeholder
from mockup2code.engines.draft.elements import Element
from mockup2code.engines.draft.layout import Layout
from mockup2code.engines.draft.leaves import Cut
from mockup2code.engines.draft.nesting import flattened
from mockup2code.engines.draft.nodes import Node
from mockup2code.engines.draft.page import Page
from mockup2code.engines.draft.regions import Region
from mockup2code.engines.draft.slot import Slot
from mockup2code.engines.draft.source import Source, named, shortened
from mockup2code.engines.draft.styles import spacing
from mockup2code.engines.draft.typeface import STACKS
from mockup2code.engines.draft.writer import Component, Writer
from mockup2code.vision.erasing import erased
from mockup2code.vision.measurement import Box, TextLine
from mockup2code.vision.stencil import stencil

STYLE_FILE = "src/index.css"

Read = Callable[[Sequence[int]], Awaitable[Mapping[int, TextLine]]]
Crop = Callable[[Box, float], Awaitable[bytes]]


def theme(background: str) -> Iterator[Event]:
    """The theme as far as it is known at first sight of the picture: the page's ground."""
    yield FileStart(STYLE_FILE)
    yield Delta(STYLE_FILE, f'@import "tailwindcss";\n\n@theme {{\n  --color-page: {background};\n')


@dataclass(slots=True)
class Files:
    """Writes one page whose theme has begun. `read` answers lines with their words, `crop` a PNG of a part of it."""

    page: Page
    read: Read
    crop: Crop
    _shown: set[str] = field(default_factory=set)
    """Paths of the pictures that were handed out."""
    _used: set[str] = field(default_factory=set)
    """Names of the components that were used."""

    async def write(self) -> AsyncIterator[Event]:
        page = self.page
        yield FileStart(MAIN_FILE)
        page.choose_names(await self.read(page.sample()))
        yield Delta(STYLE_FILE, f"  --font-sans: {STACKS[page.leaves.face.name]};\n")
        writer = Writer(Layout(page.leaves), page.landmarks, page.parts, self._nodes)
        slot = Slot(0, page.measurement.width, 0, page.measurement.background)
        root = self._root()
        root.children += await writer.page(slot, page.upper)
        root = flattened(root)
        for component in writer.ahead():
            async for event in self._component(writer, component):
                yield event
        async for event in self._file(MAIN_FILE, Source("App", root, ".", "./components")):
            yield event
        while writer.waiting:
            component = writer.waiting.pop(0)
            async for event in self._component(writer, component):
                yield event
        yield Delta(STYLE_FILE, "}\n")
        for event in self._shared():
            yield event

    def _shared(self) -> Iterator[Event]:
        """The components that were used anywhere on the page."""
        if glyph.GLYPH in self._used:
            yield from glyph.component()
        if choice.CHOICE in self._used:
            yield from choice.component()

    async def _nodes(self, region: Region, linked: bool) -> Node | None:
        return self.page.nodes(region, await self.read(region.lines()), linked=linked)

    async def _component(self, writer: Writer, component: Component) -> AsyncIterator[Event]:
        name = component.part.name
        path = f"src/components/{name}.tsx"
        yield FileStart(path)
        source = Source(name, await writer.component(component), "..", ".")
        for moved in shortened(source):
            if moved is not source:
                path = f"src/components/{moved.name}.tsx"
                yield FileStart(path)
            async for event in self._file(f"src/components/{moved.name}.tsx", moved):
                yield event

    async def _file(self, path: str, source: Source) -> AsyncIterator[Event]:
        """What a file that has begun needs, and its text."""
        cuts = [*self.page.leaves.cuts, placeholder.CUT]
        named(source.element, [source.name, *(cut.name for cut in cuts)])
        if lines := self.page.leaves.tokens.new():
            yield Delta(STYLE_FILE, lines)
        async for event in self._assets(source.cuts(cuts)):
            yield event
        self._used |= source.components()
        for piece in source.pieces(cuts):
            yield Delta(path, piece)

    def _root(self) -> Element:
        page, leaves = self.page, self.page.leaves
        root = Element(
            "div", ["flex", "min-h-screen", "flex-col", "bg-page", f"text-{leaves.tokens.color(leaves.ink)}"]
        )
        if leaves.wide:
            root.classes += [f"max-{leaves.wide}px-4", f"max-{leaves.wide}wrap-anywhere"]
        if page.drawn:
            root.classes += ["mx-auto", f"max-w-{spacing(page.measurement.width)[0]}"]
        return root

    async def _assets(self, cuts: Sequence[Cut]) -> AsyncIterator[Event]:
        for cut in cuts:
            if cut.path in self._shown:
                continue
            self._shown.add(cut.path)
            drawn = cut is placeholder.CUT
            png = placeholder.png() if drawn else await self.crop(cut.box, self.page.measurement.scale)
            png = stencil(png) if cut.glyph else await asyncio.to_thread(erased, png, cut.box, cut.marks)
            yield Asset(cut.path, png, round(cut.box.width), round(cut.box.height))
