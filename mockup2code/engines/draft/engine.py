"""The draft engine: a measured picture becomes code by rules, without a key and without a network."""

import asyncio
import os
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import replace
from typing import TypeVar

from mockup2code.engines.base import Estimate, Event, FileDropped, FileStart, Measured, Message, Stage, StageName
from mockup2code.engines.draft.files import Files, theme
from mockup2code.engines.draft.flow import FlowPage, flow, left_aside, pages, pages_in
from mockup2code.engines.draft.page import Page
from mockup2code.engines.draft.remarks import remarks
from mockup2code.engines.draft.wishes import Wishes, wishes
from mockup2code.engines.job import Job, Shown
from mockup2code.vision import measure
from mockup2code.vision.measurement import Box, Measurement, TextLine
from mockup2code.vision.paragraphs import with_words
from mockup2code.vision.pixels import Frame, Pixels, decode
from mockup2code.vision.upright import find_turn
from mockup2code.vision.ways import with_ways

_WELL = 0.9
"""The confidence from which on words are read well."""

_READING = 8.3
"""Until how long after the beginning the lines of a page full of words are read, in seconds: it is whole within ten.

Those of any other page are all read: better late than without words, where a server is busy.
"""

_AT_ONCE = 120
"""How many lines are read between two looks at the clock."""

_LONG = 400
"""The highest image that may be a line of words on its end, in CSS pixels."""

T = TypeVar("T")
_THREADS = ThreadPoolExecutor(os.cpu_count() or 1, "vision")
"""Measuring takes a whole processor: more at once would only slow each other down, and each keeps memory."""


async def _in_thread(work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(_THREADS, work)


class DraftEngine:
    """Lays a measured picture out as React and Tailwind code. Needs no settings."""

    name = "draft"

    async def generate(self, job: Job) -> AsyncGenerator[Event, None]:
        """A page for each picture, with what rules can follow of the message; what they cannot is said."""
        wish, found = wishes(job), pages(job)
        if job.base and wish.refused and not (wish.followed or wish.names) and len(found) == pages_in(job.base.files):
            yield Stage(StageName.CHECKING, "Reading the message")
        else:
            async with aclosing(_written(job, found, wish)) as events:
                async for event in events:
                    yield event
            for sentence in left_aside(job):
                yield Message(sentence)
        for sentence in wish.sentences():
            yield Message(sentence)

    async def estimate(self, job: Job) -> Estimate:  # noqa: ARG002 - the protocol's
        """Nothing is sent anywhere."""
        return Estimate(0, 0.0, exact=True)


async def _written(job: Job, found: Sequence[FlowPage], wish: Wishes) -> AsyncGenerator[Event, None]:
    """The files of one page or of several; those of the base that are not written again are gone."""

    def lay_out(shown: Shown, place: int) -> AsyncGenerator[Event, None]:
        return _page(shown, wish, place)

    left = set(job.base.files) if job.base else set()
    async with aclosing(flow(found, lay_out) if len(found) > 1 else lay_out(job.pictures[0], 0)) as events:
        async for event in events:
            if isinstance(event, FileStart):
                left.discard(event.path)
            yield event
    for path in sorted(left):
        yield FileDropped(path)


async def _page(shown: Shown, wish: Wishes, place: int) -> AsyncGenerator[Event, None]:
    """One picture's page."""
    yield Stage(StageName.MEASURING, "Measuring the picture")
    source = _Source(shown, wish)
    background = await source.look()
    yield Stage(StageName.WRITING, "Writing the page")
    for event in theme(background):
        yield event
    page = await asyncio.to_thread(Page, await source.outline(), wish.names.get(place, ()))
    async for event in Files(page, source.read, source.crop).write():
        yield event
    yield Measured(source.whole())
    yield Stage(StageName.CHECKING, "Checking the page")
    if said := await source.remarks(alone=page.is_blank):
        yield Message(said)
    for name in page.unnamed:
        yield Message(f"I found no part of the page where “{name}” was to be; draw the box closer around one.")


class _Source:
    """The picture, and what is known of it so far."""

    def __init__(self, shown: Shown, wish: Wishes) -> None:
        self.picture = shown.picture
        self._kind, self._width = wish.kind, wish.width
        measurement = None if self._kind or self._width else shown.measurement
        self.measurement = measurement
        self.first: measure.Look | None = None
        self.known = measurement is not None
        self.texts: dict[int, TextLine] = dict(enumerate(measurement.texts)) if measurement else {}
        self._pixels: Pixels | None = None
        self._frame: Frame | None = None
        self._whole: Measurement | None = None
        self._until = time.monotonic() + _READING
        self._late = 0

    async def look(self) -> str:
        """The page's ground."""
        if self.measurement:
            return self.measurement.background
        self.first = await _in_thread(lambda: measure.look(self.picture, self._kind, self._width))
        return self.first.background

    async def outline(self) -> Measurement:
        """What the layout begins with: everything but the words."""
        if self.measurement is None:
            self.measurement = await _in_thread(self._outlined)
        return self.measurement

    def _outlined(self) -> Measurement:
        first, self.first = self.first or measure.look(self.picture, self._kind, self._width), None
        return measure.outline(first)

    async def read(self, indices: Sequence[int]) -> dict[int, TextLine]:
        """All lines that were read so far, those at the indices among them; lines without words have no text."""
        first = self.measurement
        assert first is not None
        wanted = [i for i in indices if i not in self.texts]
        if wanted:
            found = await _in_thread(lambda: self._read(first, wanted))
            self.texts |= {i: found.get(i, replace(first.texts[i], text="")) for i in wanted}
        return self.texts

    def _read(self, outline: Measurement, indices: Sequence[int]) -> dict[int, TextLine]:
        """The lines at the indices as far as there is time."""
        found: dict[int, TextLine] = {}
        for start in range(0, len(indices), _AT_ONCE):
            if outline.omitted.coarse and time.monotonic() > self._until:
                self._late += len(indices) - start
                break
            found |= measure.read(self._readable(outline), outline, indices[start : start + _AT_ONCE])
        return found

    def _readable(self, outline: Measurement) -> Frame:
        """The picture as its words are read, made once for all regions."""
        if self._frame is None:
            self._frame = measure.readable(self._decoded(), outline)
        return self._frame

    async def remarks(self, *, alone: bool) -> str:
        """What is to be said of the picture at the end."""
        whole = self.whole()
        turn = await _in_thread(lambda: find_turn(self._decoded(), _doubtful(whole)))
        return remarks(whole, turn, alone=alone, late=self._late)

    async def crop(self, box: Box, scale: float) -> bytes:
        """A part of the picture as a PNG; the box is in pixels of a page at this scale."""
        return await asyncio.to_thread(lambda: measure.crop(self._decoded(), box, scale))

    def _decoded(self) -> Pixels:
        """The picture's pixels, decoded once for all regions and crops."""
        if self._pixels is None:
            self._pixels = decode(self.picture)
        return self._pixels

    def whole(self) -> Measurement:
        """The measurement with the words that were read."""
        assert self.measurement is not None
        if self.known:
            return self.measurement
        if self._whole is None:
            self._whole = with_ways(with_words(self.measurement, self.texts))
        return self._whole


def _doubtful(page: Measurement) -> list[Box]:
    """What may be lines of words that are turned, in the picture's pixels; none where most words are read well."""
    well = sum(line.confidence >= _WELL for line in page.texts)
    if well >= 3 and well > len(page.texts) / 2:
        return []
    boxes = [line.box for line in page.texts] + [image.box for image in page.images if image.box.height < _LONG]
    return [Box(*(side * page.scale for side in (b.x, b.y, b.width, b.height))) for b in boxes]
