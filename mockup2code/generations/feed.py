"""Reads logs for all sockets of a process: those that wait at the same time share one trip to the database's thread."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from mockup2code.generations.database import loop_reader
from mockup2code.generations.queries import LogBatch, logs_after

_Question = tuple[UUID, int, "asyncio.Future[LogBatch]"]


class Feed:
    """One for each event loop; while one trip is under way, further questions gather for the next."""

    def __init__(self) -> None:
        self._waiting: list[_Question] = []
        self._trip: asyncio.Task[None] | None = None
        self._reader = loop_reader("feed")

    async def read(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """What the function gives, called where the database is read."""
        return await asyncio.wrap_future(self._reader.submit(function, *arguments))

    async def log_after(self, generation_id: UUID, seq: int) -> LogBatch:
        """What is there of a log after this seq."""
        answer: asyncio.Future[LogBatch] = asyncio.get_running_loop().create_future()
        self._waiting.append((generation_id, seq, answer))
        if self._trip is None or self._trip.done():
            self._trip = asyncio.create_task(self._answer_all())
        return await answer

    async def _answer_all(self) -> None:
        while self._waiting:
            questions, self._waiting = self._waiting, []
            try:
                batches = await self.read(logs_after, [question[:2] for question in questions])
            except Exception as error:  # noqa: BLE001 - each socket that asked gets it
                for *_, answer in questions:
                    if not answer.done():
                        answer.set_exception(error)
                continue
            for (*_, answer), batch in zip(questions, batches, strict=True):
                if not answer.done():
                    answer.set_result(batch)


_feeds: WeakKeyDictionary[asyncio.AbstractEventLoop, Feed] = WeakKeyDictionary()


def feed() -> Feed:
    """The running loop's one."""
    return _feeds.setdefault(asyncio.get_running_loop(), Feed())
