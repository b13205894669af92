"""Reads logs for all sockets of a process: those that wait at the same time share one trip to the database's thread."""

import asyncio
from uuid import UUID
from weakref import WeakKeyDictionary

from channels.db import database_sync_to_async

from mockup2code.generations.queries import LogBatch, log_after

_Question = tuple[UUID, int, "asyncio.Future[LogBatch]"]


class Feed:
    """One for each event loop; while one trip is under way, further questions gather for the next."""

    def __init__(self) -> None:
        self._waiting: list[_Question] = []
        self._trip: asyncio.Task[None] | None = None

    async def log_after(self, generation_id: UUID, seq: int) -> LogBatch:
        """What `queries.log_after` answers."""
        answer: asyncio.Future[LogBatch] = asyncio.get_running_loop().create_future()
        self._waiting.append((generation_id, seq, answer))
        if self._trip is None or self._trip.done():
            self._trip = asyncio.create_task(self._answer_all())
        return await answer

    async def _answer_all(self) -> None:
        while self._waiting:
            questions, self._waiting = self._waiting, []
            try:
                batches = await database_sync_to_async(_read)([question[:2] for question in questions])
            except Exception as error:  # noqa: BLE001 - each socket that asked gets it
                for *_, answer in questions:
                    if not answer.done():
                        answer.set_exception(error)
                continue
            for (*_, answer), batch in zip(questions, batches, strict=True):
                if not answer.done():
                    answer.set_result(batch)


def _read(questions: list[tuple[UUID, int]]) -> list[LogBatch]:
    return [log_after(generation_id, seq) for generation_id, seq in questions]


_feeds: WeakKeyDictionary[asyncio.AbstractEventLoop, Feed] = WeakKeyDictionary()


def feed() -> Feed:
    """The running loop's one."""
    return _feeds.setdefault(asyncio.get_running_loop(), Feed())
