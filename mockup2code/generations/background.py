"""The loop that a process runs its runs on: one thread, with the journal and the sweeper."""

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import DatabaseError

from mockup2code.generations import actions, doorbell, runner
from mockup2code.generations.database import DatabaseThreads
from mockup2code.generations.gathering import gathering_loop
from mockup2code.generations.journal import Interrupt, Journal
from mockup2code.projects import lifecycle

logger = logging.getLogger(__name__)

SWEEP_SECONDS = 3.0
PATIENCE = timedelta(seconds=15)
"""How long a queued run may wait before the broker is told of it again."""

DATABASE_THREADS = 4


class Background:
    """Started once in a process; `run` may be called from any thread."""

    def __init__(self) -> None:
        self._loop = gathering_loop()
        self._database = DatabaseThreads(DATABASE_THREADS, "runs-db")
        self._thread = threading.Thread(target=self._loop.run_forever, name="runs", daemon=True)
        self._thread.start()
        self._journal: Journal = asyncio.run_coroutine_threadsafe(self._open_journal(), self._loop).result()
        self._sweeper: Future[None] | None = None
        self._alarm: asyncio.TimerHandle | None = None
        if not doorbell.has_loop():
            doorbell.ring_from(self._loop)

    def run(self, generation_id: UUID) -> None:
        """Does the run whose turn it is, which need not be the one that is named; returns when it has ended."""
        asyncio.run_coroutine_threadsafe(self._run(generation_id), self._loop).result()

    def sweep(self) -> None:
        """From now on looks after runs whose worker or message was lost."""
        if self._sweeper is None:
            self._sweeper = asyncio.run_coroutine_threadsafe(self._sweep_forever(), self._loop)

    def release(self) -> None:
        """Puts every run of this process back into the queue, where another worker or the next start finds it."""
        asyncio.run_coroutine_threadsafe(self._release(), self._loop).result(timeout=10)

    def close(self) -> None:
        """Ends the loop and its threads."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(timeout=10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _run(self, generation_id: UUID) -> None:
        wait = await runner.run_next(self._journal, self._in_thread)
        if wait is not None and (self._alarm is None or self._alarm.when() > self._loop.time() + wait):
            self._set_alarm(wait, generation_id)

    def _set_alarm(self, wait: float, generation_id: UUID) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = self._loop.call_later(wait, self._wake, generation_id)

    def _wake(self, generation_id: UUID) -> None:
        self._alarm = None
        self._database.submit(doorbell.ring_workers, generation_id)

    async def _close(self) -> None:
        if self._sweeper is not None:
            self._sweeper.cancel()
        if self._alarm is not None:
            self._alarm.cancel()
        await self._journal.close()
        self._database.close()

    async def _open_journal(self) -> Journal:
        return Journal()

    async def _in_thread(self, function: Callable[..., Any], **arguments: Any) -> Any:
        return await asyncio.wrap_future(self._database.submit(function, **arguments))

    async def _release(self) -> None:
        if self._sweeper is not None:
            self._sweeper.cancel()
        for open_run in self._journal.open_runs():
            open_run.stop(Interrupt.RELEASED)
            await self._in_thread(actions.release, claim=open_run.claim)

    async def _sweep_forever(self) -> None:
        patience = timedelta(0)
        while True:
            try:
                await self._in_thread(actions.requeue_lost)
                for generation_id in await self._in_thread(actions.overdue, patience=patience):
                    await asyncio.to_thread(doorbell.ring_workers, generation_id)
                patience = PATIENCE
                await self._in_thread(lifecycle.purge)
            except DatabaseError as error:
                logger.error("the sweep failed, trying again: %s", error)
            except Exception:  # without the sweeper, lost runs would stay lost
                logger.exception("the sweep failed, trying again")
            await asyncio.sleep(SWEEP_SECONDS)


_lock = threading.Lock()
_background: Background | None = None


def background() -> Background:
    """This process's one, started on first use."""
    global _background  # noqa: PLW0603 - one for each process
    with _lock:
        if _background is None:
            _background = Background()
        return _background
