"""The files of a page as events: the theme begins, then the main file, then its components."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mockup2code.engines.base import MAIN_FILE, Asset, Delta, Event, FileStart
from mockup2code.engines.draft import choice, glyph, placeholder, styles
from mockup2code.engines.draft.elements import Element
from mockup2code.engines.draft.landmarks import Landmark
from mockup2code.engines.draft.layout import Layout
from mockup2code.engines.draft.leaves import Cut
from mockup2code.engines.draft.nodes import Node
from mockup2code.engines.draft.page import Page
from mockup2code.engines.draft.regions import Region, regions
from mockup2code.engines.draft.slot import Slot
from mockup2code.engines.draft.tree import Thing
from mockup2code.engines.draft.typeface import STACKS
from mockup2code.engines.draft.writer import Component, Writer, opened
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

    async def write(self) -> AsyncIterator[Event]:
        page = self.page
        writer = Writer(Layout(page.leaves), page.landmarks, self._nodes)
        async for event in self._main(writer):
            yield event
        for component in writer.components:
            async for event in self._component(writer, component):
                yield event
        if any(cut.glyph for cut in page.leaves.cuts):
            for event in glyph.component():
                yield event
        if _has_choices(regions(page.upper)):
            for event in choice.component():
                yield event

    async def _nodes(self, region: Region, landmark: Landmark | None) -> Node | None:
        return self.page.nodes(region, await self.read(region.lines()), landmark)

    async def _main(self, writer: Writer) -> AsyncIterator[Event]:
        page = self.page
        apart = [node for node, _ in page.landmarks.components]
        own = [r for r in regions(page.upper) if not any(r in regions(node) for node in apart)]
        names = sorted(mark.value for _, mark in page.landmarks.components)
        imports = "".join(f'import {name} from "./components/{name}";\n' for name in names)
        yield FileStart(MAIN_FILE)
        pictures = self._cuts(own)
        async for event in self._assets(pictures):
            yield event
        imports += _imported(pictures, "./", choices=_has_choices(own))
        yield Delta(MAIN_FILE, _head("App", imports) + opened(self._root(), 2))
        page.choose_font(await self.read(page.sample()))
        yield Delta(STYLE_FILE, f"  --font-sans: {STACKS[page.leaves.face.name]};\n}}\n")
        slot = Slot(0, page.measurement.width, 0, page.measurement.background)
        async for piece in writer.page(slot, page.upper, 3):
            yield Delta(MAIN_FILE, piece)
        yield Delta(MAIN_FILE, "    </div>\n  );\n}\n")

    async def _component(self, writer: Writer, component: Component) -> AsyncIterator[Event]:
        name = component.landmark.value
        path = f"src/components/{name}.tsx"
        yield FileStart(path)
        parts = regions(component.node)
        pictures = self._cuts(parts)
        async for event in self._assets(pictures):
            yield event
        yield Delta(path, _head(name, _imported(pictures, "../", choices=_has_choices(parts))))
        async for piece in writer.component(component, 2):
            yield Delta(path, piece)
        yield Delta(path, "  );\n}\n")

    def _root(self) -> Element:
        page, leaves = self.page, self.page.leaves
        root = Element("div", ["flex", "min-h-screen", "flex-col", "bg-page", f"text-{styles.color(leaves.ink)}"])
        if leaves.wide:
            root.classes += [f"max-{leaves.wide}px-4", f"max-{leaves.wide}wrap-anywhere"]
        if page.drawn:
            root.classes += ["mx-auto", f"max-w-{styles.spacing(page.measurement.width)[0]}"]
        return root

    def _cuts(self, parts: Sequence[Region]) -> list[Cut]:
        """The pictures that the parts show, in their order."""
        out: list[Cut] = []
        for thing in (t for part in parts for t in part.images()):
            image = thing.image
            icon, ink = bool(image and image.icon), image.ink if image else None
            drawn = self.page.drawn and not icon
            cut = placeholder.CUT if drawn else self.page.leaves.cut(thing.box, icon=icon, glyph=ink is not None)
            if cut not in out:
                out.append(cut)
        return out

    async def _assets(self, cuts: Sequence[Cut]) -> AsyncIterator[Event]:
        for cut in cuts:
            if cut.path in self._shown:
                continue
            self._shown.add(cut.path)
            drawn = cut is placeholder.CUT
            png = placeholder.png() if drawn else await self.crop(cut.box, self.page.measurement.scale)
            png = stencil(png) if cut.glyph else png
            yield Asset(cut.path, png, round(cut.box.width), round(cut.box.height))


def _head(name: str, imports: str) -> str:
    gap = "\n" if imports else ""
    return f"{imports}{gap}export default function {name}() {{\n  return (\n"


def _has_choices(parts: Sequence[Region]) -> bool:
    return any(_holds_choice(thing) for part in parts for thing in part.things)


def _holds_choice(thing: Thing) -> bool:
    return thing.is_choice or any(_holds_choice(inner) for inner in thing.inside)


def _imported(cuts: Sequence[Cut], base: str, *, choices: bool) -> str:
    """The imports of pictures, and of what shows them, from a file whose way to `src` is `base`."""
    folder = "./" if base == "../" else "./components/"
    parts = [glyph.GLYPH] if any(cut.glyph for cut in cuts) else []
    parts += [choice.CHOICE] if choices else []
    shown = "".join(f'import {part} from "{folder}{part}";\n' for part in parts)
    return shown + "".join(f'import {cut.name} from "{base}assets/{cut.name}.png";\n' for cut in cuts)
