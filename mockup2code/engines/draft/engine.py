"""The draft engine: a measured picture becomes code by rules, without a key and without a network."""

import asyncio
import os
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import TypeVar

from mockup2code.engines.base import MAIN_FILE, Asset, Delta, Event, FileStart, Job, Measured, Message, Stage, StageName
from mockup2code.engines.draft import placeholder, styles
from mockup2code.engines.draft.elements import Element
from mockup2code.engines.draft.layout import Layout
from mockup2code.engines.draft.leaves import Leaves
from mockup2code.engines.draft.nodes import Node
from mockup2code.engines.draft.plan import Plan
from mockup2code.engines.draft.regions import Region, regions, upper
from mockup2code.engines.draft.roles import Roles
from mockup2code.engines.draft.sketch import tidy
from mockup2code.engines.draft.slot import Slot
from mockup2code.engines.draft.tree import Thing, nest
from mockup2code.engines.draft.typeface import STACKS, closest, typefaces
from mockup2code.engines.draft.writer import Writer, opened
from mockup2code.vision import measure
from mockup2code.vision.measurement import Measurement, PictureKind, TextLine
from mockup2code.vision.picture import Picture

T = TypeVar("T")
_AT_ONCE = threading.BoundedSemaphore(os.cpu_count() or 1)
"""Measuring takes a whole processor: more at once would only slow each other down."""
_SAMPLE = 10
_NOTHING = Measurement(0, 0, 1, PictureKind.SCREEN, "#ffffff")


async def _in_thread(work: Callable[[], T]) -> T:
    def guarded() -> T:
        with _AT_ONCE:
            return work()

    return await asyncio.to_thread(guarded)


class DraftEngine:
    """Lays a measured picture out as React and Tailwind code. Needs no settings."""

    name = "draft"

    async def generate(self, job: Job) -> AsyncIterator[Event]:
        yield Stage(StageName.MEASURING, "Measuring the picture")
        run = _Run(job)
        await run.begin()
        yield Stage(StageName.WRITING, "Writing the page")
        async for event in run.write():
            yield event
        yield Measured(run.measurement)
        yield Stage(StageName.CHECKING, "Checking the page")
        if run.is_blank():
            yield Message("I found no interface in this picture; I put the picture itself on the page.")


class _Run:
    """One picture on its way to code."""

    def __init__(self, job: Job) -> None:
        self.picture: Picture = job.picture
        self.known = job.measurement is not None
        self.measurement: Measurement = job.measurement or _NOTHING
        self.page = self.measurement
        """What is laid out: the measurement itself, or a drawing made clean."""
        self.texts: dict[int, TextLine] = {}

    async def begin(self) -> None:
        """Measures the outline and reads enough words to know the font."""
        if not self.known:
            self.measurement = await _in_thread(lambda: measure.outline(self.picture))
        drawn = self.measurement.kind is PictureKind.SKETCH
        self.page = tidy(self.measurement) if drawn else self.measurement
        lines = self.page.texts
        if self.known:
            self.texts = dict(enumerate(lines))
        longest = sorted(range(len(lines)), key=lambda i: -lines[i].box.width)[:_SAMPLE]
        face = typefaces()["Inter"]
        if not drawn:
            await self._read(longest)
            face = closest([self.texts[i] for i in longest if i in self.texts])
        variants = ((1100, "lg:"), (760, "md:"), (640, "sm:"))
        wide = next((variant for least, variant in variants if self.page.width >= least), "sm:" if drawn else "")
        inks = Counter(line.color for line in lines)
        self.leaves = Leaves(face, wide, inks.most_common(1)[0][0] if inks else "#111827", self.page.width, drawn=drawn)
        self.roles = Roles(lines, self.leaves.ink, self.leaves.names)
        self.root = nest(self.page)
        self.upper = upper(self.root)

    async def _read(self, indices: list[int]) -> None:
        wanted = [i for i in indices if i not in self.texts]
        if wanted:
            found = await _in_thread(lambda: measure.read(self.picture, self.measurement, wanted))
            self.texts |= {i: self._line(i, found.get(i)) for i in wanted}

    def _line(self, index: int, found: TextLine | None) -> TextLine:
        if found is None:
            return replace(self.page.texts[index], text="")
        return replace(self.page.texts[index], text=found.text) if self.page is not self.measurement else found

    async def _nodes(self, region: Region) -> Node | None:
        await self._read(region.lines())
        node = Plan(self.texts, self.leaves.face, exact=not self.leaves.drawn).region(region.things, region.box)
        if node:
            self.roles.assign(node)
        return node

    async def write(self) -> AsyncIterator[Event]:
        """App.tsx with its pictures, then the style sheet."""
        yield FileStart(MAIN_FILE)
        shown = [i for r in regions(self.upper) for i in r.images()]
        imports = ""
        if self.leaves.drawn and any(not i.image.icon for i in shown if i.image):
            yield Asset(placeholder.PATH, placeholder.placeholder(), *placeholder.SIZE)
            imports = 'import placeholder from "./assets/placeholder.png";\n'
            shown = [i for i in shown if i.image and i.image.icon]
        for thing in shown:
            self.leaves.cut(thing.box, icon=bool(thing.image and thing.image.icon))
        for cut in self.leaves.cuts:
            box = cut.box
            png = await asyncio.to_thread(measure.crop, self.picture, box, self.page.scale)
            yield Asset(cut.path, png, round(box.width), round(box.height))
        imports += "".join(f'import {c.name} from "./assets/{c.name}.png";\n' for c in self.leaves.cuts)
        ink, ground = styles.color(self.leaves.ink), styles.color(self.page.background)
        root = Element("div", ["flex", "min-h-screen", "flex-col", f"bg-{ground}", f"text-{ink}"])
        if self.leaves.wide:
            root.classes.append(f"max-{self.leaves.wide}px-4")
        if self.leaves.drawn:
            root.classes += ["mx-auto", f"max-w-{styles.spacing(self.page.width)[0]}"]
        head = f"{imports}\nexport default function App() {{\n  return (\n{opened(root, 2)}"
        yield Delta(MAIN_FILE, head.lstrip("\n"))
        writer = Writer(Layout(self.leaves), self._nodes)
        slot = Slot(0, self.page.width, 0, self.page.background)
        async for piece in writer.write(self.upper, slot, 3):
            yield Delta(MAIN_FILE, piece)
        yield Delta(MAIN_FILE, "    </div>\n  );\n}\n")
        yield FileStart("src/index.css")
        stack = STACKS[self.leaves.face.name]
        yield Delta("src/index.css", f'@import "tailwindcss";\n\n@theme {{\n  --font-sans: {stack};\n}}\n')
        if not self.known:
            texts = tuple(self.texts[i] for i in sorted(self.texts) if self.texts[i].text)
            self.measurement = replace(self.measurement, texts=texts)

    def is_blank(self) -> bool:
        return not self.measurement.texts and not self.measurement.controls


__all__ = ["DraftEngine", "Thing"]
