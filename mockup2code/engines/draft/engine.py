"""The draft engine: a measured picture becomes code by rules, without a key and without a network."""

import asyncio
import os
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import TypeVar

from mockup2code.engines.base import MAIN_FILE, Asset, Delta, Event, FileStart, Job, Measured, Message, Stage, StageName
from mockup2code.engines.draft import styles
from mockup2code.engines.draft.layout import Layout, Slot
from mockup2code.engines.draft.leaves import Leaves
from mockup2code.engines.draft.nodes import Node
from mockup2code.engines.draft.plan import Plan
from mockup2code.engines.draft.regions import Region, regions, upper
from mockup2code.engines.draft.tree import Thing, nest
from mockup2code.engines.draft.typeface import STACKS, closest
from mockup2code.engines.draft.writer import Writer
from mockup2code.vision import measure
from mockup2code.vision.measurement import Measurement, TextLine
from mockup2code.vision.picture import Picture

T = TypeVar("T")
_AT_ONCE = threading.BoundedSemaphore(os.cpu_count() or 1)
"""Measuring takes a whole processor: more at once would only slow each other down."""
_SAMPLE = 10


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
        self.measurement: Measurement = job.measurement or Measurement(0, 0, 1, "screen", "#ffffff")  # type: ignore[arg-type]
        self.texts: dict[int, TextLine] = {}

    async def begin(self) -> None:
        """Measures the outline and reads enough words to know the font."""
        if not self.known:
            self.measurement = await _in_thread(lambda: measure.outline(self.picture))
        lines = self.measurement.texts
        if self.known:
            self.texts = dict(enumerate(lines))
        longest = sorted(range(len(lines)), key=lambda i: -lines[i].box.width)[:_SAMPLE]
        await self._read(longest)
        face = closest([self.texts[i] for i in longest if i in self.texts])
        wide = next(
            (p for least, p in ((1100, "lg:"), (840, "md:"), (680, "sm:")) if self.measurement.width >= least), ""
        )
        inks = Counter(line.color for line in lines)
        self.leaves = Leaves(face, wide, inks.most_common(1)[0][0] if inks else "#111827")
        self.root = nest(self.measurement)
        self.upper = upper(self.root)

    async def _read(self, indices: list[int]) -> None:
        wanted = [i for i in indices if i not in self.texts]
        if wanted:
            found = await _in_thread(lambda: measure.read(self.picture, self.measurement, wanted))
            self.texts |= {i: found.get(i, replace(self.measurement.texts[i], text="")) for i in wanted}

    async def _nodes(self, region: Region) -> Node | None:
        await self._read(region.lines())
        return Plan(self.texts, self.leaves.face).region(region.things, region.box)

    async def write(self) -> AsyncIterator[Event]:
        """App.tsx with its pictures, then the style sheet."""
        yield FileStart(MAIN_FILE)
        for thing in [i for r in regions(self.upper) for i in r.images()]:
            self.leaves.cut(thing.box, icon=bool(thing.image and thing.image.icon))
        for cut in self.leaves.cuts:
            box = cut.box
            png = await asyncio.to_thread(measure.crop, self.picture, box, self.measurement.scale)
            yield Asset(cut.path, png, round(box.width), round(box.height))
        imports = "".join(f'import {c.name} from "./assets/{c.name}.png";\n' for c in self.leaves.cuts)
        ink, ground = styles.color(self.leaves.ink), styles.color(self.measurement.background)
        head = f'{imports}\nexport default function App() {{\n  return (\n    <div className="flex min-h-screen flex-col bg-{ground} text-{ink}">\n'
        yield Delta(MAIN_FILE, head.lstrip("\n"))
        writer = Writer(Layout(self.leaves), self._nodes)
        slot = Slot(0, self.measurement.width, 0, self.measurement.background)
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
