"""The socket on which a browser follows one run: what the log has after the last seq that the browser knows."""

import asyncio
import contextlib
import time
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings

from mockup2code.generations import doorbell
from mockup2code.generations.entries import LogEntry, joined
from mockup2code.generations.feed import feed
from mockup2code.generations.models import EventKind
from mockup2code.generations.queries import BATCH, LogBatch, may_watch
from mockup2code.generations.turns import Place, place_of
from mockup2code.generations.wire import Encoder, place_frame
from mockup2code.teams.sockets import person_at

GONE = 4404
"""The close code for a run that is not there, or not for this person: the browser stops trying."""

LOOK_SECONDS = 1.5
"""How long to wait for the doorbell before looking without it."""

RIGHTS_SECONDS = 3.0
"""How often an open socket checks that the person is still signed in and in the team."""


class GenerationConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]  # channels ships no types
    """Sends what the doorbell hands over where nothing is missing before it, else what the database has; a slow browser
    gets larger batches.
    """

    async def connect(self) -> None:
        self.generation_id: UUID = self.scope["url_route"]["kwargs"]["generation_id"]
        self.seq = _after(self.scope["query_string"])
        self.wake = asyncio.Event()
        self.handed: list[LogEntry] = []
        self.encoder = Encoder()
        self.is_queued = True
        self.place: Place | None = None
        self.pump: asyncio.Task[None] | None = None
        await self.accept()
        if not await self._may_watch():
            await self.close(GONE)
            return
        doorbell.watch(self.generation_id, self._take)
        if not settings.EMBEDDED:
            await self.channel_layer.group_add(doorbell.group(self.generation_id), self.channel_name)
        self.pump = asyncio.create_task(self._pump())

    async def disconnect(self, code: int) -> None:  # noqa: ARG002 - the signature is Channels'
        if self.pump is not None:
            self.pump.cancel()
            doorbell.unwatch(self.generation_id, self._take)
            if not settings.EMBEDDED:
                await self.channel_layer.group_discard(doorbell.group(self.generation_id), self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """The browser has nothing to say on this socket."""

    async def log_grew(self, message: dict[str, Any]) -> None:
        """Another process has written: what, is in the database."""
        if message["seq"] > self.seq:
            self.wake.set()

    def _take(self, entries: Sequence[LogEntry]) -> None:
        """This process has written these entries."""
        follows = not self.handed or entries[0][0] == self.handed[-1][0] + 1
        self.handed = [*self.handed, *entries] if follows and len(self.handed) < BATCH else []
        self.wake.set()

    async def _next(self) -> LogBatch:
        """What comes after the last entry that was sent."""
        handed = [entry for entry in self.handed if entry[0] > self.seq]
        self.handed = []
        if handed and handed[0][0] == self.seq + 1:
            return LogBatch(joined(handed), more=False, ended=handed[-1][2] == EventKind.END)
        return await feed().log_after(self.generation_id, self.seq)

    async def _pump(self) -> None:
        """Sends what is there, waits for more, until the log has ended or the person may no longer see it."""
        checked = time.monotonic()
        while True:
            self.wake.clear()
            batch = await self._next()
            if batch.entries:
                self.seq = batch.entries[-1][0]
                self.is_queued = _still_queued(batch.entries, queued=self.is_queued)
                await self.send(text_data=self.encoder.frame(batch.entries))
            if batch.ended:
                await self.close()
                return
            if time.monotonic() - checked > RIGHTS_SECONDS:
                checked = time.monotonic()
                if not await self._may_watch():
                    await self.close(GONE)
                    return
            if not batch.more:
                await self._tell_place()
                await self._wait()

    async def _tell_place(self) -> None:
        """Where the run stands in the queue, as long as it is there, whenever that has changed."""
        if not self.is_queued:
            return
        place: Place | None = await feed().read(place_of, self.generation_id)
        self.is_queued = place is not None
        if place and place != self.place:
            self.place = place
            await self.send(text_data=place_frame(place))

    async def _wait(self) -> None:
        """Until the doorbell rings for something new, or it is time to look without it."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LOOK_SECONDS):
                await self.wake.wait()

    async def _may_watch(self) -> bool:
        allowed: bool = await feed().read(_allowed, self.scope, self.generation_id)
        return allowed


def _allowed(scope: Mapping[str, Any], generation_id: UUID) -> bool:
    """Whether whoever opened the socket is still signed in, and in the run's team."""
    user = person_at(scope)
    return user is not None and may_watch(user, generation_id)


def _still_queued(entries: list[LogEntry], *, queued: bool) -> bool:
    """Whether the run waits for a worker, after these entries of its log."""
    for _, _, kind, data in entries:
        queued = (
            kind == EventKind.STAGE and data["name"] == "queued" if kind in {EventKind.STAGE, EventKind.END} else queued
        )
    return queued


def _after(query: bytes) -> int:
    value = parse_qs(query.decode("ascii", "replace")).get("after", ["0"])[0]
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else 0
