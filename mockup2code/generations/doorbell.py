"""Doorbells: they tell workers and watchers to look into the database. Losing any of them costs a moment.

Watchers in the same process are told directly, and are handed what was just stored, so that they need not read it back.
The channel layer is for those in other processes: it costs much more, and carries a number only.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from channels.layers import get_channel_layer
from django.conf import settings
from kombu.exceptions import OperationalError

from mockup2code.celery import app
from mockup2code.generations.entries import LogEntry

logger = logging.getLogger(__name__)

TASK_NAME = "mockup2code.generations.run"

Wake = Callable[[Sequence[LogEntry]], None]
"""Takes what a log has grown by, one entry after the other and at least one."""

_loop: asyncio.AbstractEventLoop | None = None
_watchers: dict[UUID, set[Wake]] = defaultdict(set)
_stops: dict[UUID, Callable[[], object]] = {}


def ring_from(loop: asyncio.AbstractEventLoop) -> None:
    """Sends from this loop: in one process the server's own, where the in-memory layer wakes its readers at once."""
    global _loop  # noqa: PLW0603 - one loop for each process, set at its start
    _loop = loop


def has_loop() -> bool:
    return _loop is not None and not _loop.is_closed()


def group(generation_id: UUID) -> str:
    return f"generation.{generation_id.hex}"


def watch(generation_id: UUID, wake: Wake) -> None:
    """From now on the watcher is told when this run's log grows, on the loop that doorbells are sent from."""
    _watchers[generation_id].add(wake)


def unwatch(generation_id: UUID, wake: Wake) -> None:
    _watchers[generation_id].discard(wake)
    if not _watchers[generation_id]:
        del _watchers[generation_id]


def expect_stop(generation_id: UUID, stop: Callable[[], object]) -> None:
    """From now on `stop` is called, from any thread, when somebody stops this run, which this process holds."""
    _stops[generation_id] = stop


def expect_no_stop(generation_id: UUID) -> None:
    _stops.pop(generation_id, None)


def ring_stop(generation_id: UUID) -> None:
    """Ends a run of this process at once; a worker in another process sees the flag in the database a moment later."""
    stop = _stops.get(generation_id)
    if stop:
        stop()


def ring_workers(generation_id: UUID) -> None:
    """Tells the broker of a queued run; where it cannot be reached, the sweeper tells it later."""
    try:
        app.send_task(TASK_NAME, args=[str(generation_id)], retry=False)
    except (OperationalError, OSError) as error:
        logger.warning("the broker did not take run %s, it will be told again: %s", generation_id, error)


def ring_watchers(grown: Mapping[UUID, Sequence[LogEntry]]) -> None:
    """Tells watchers by what these runs' logs have grown, once it is stored. May be called from any thread."""
    if _loop is None or _loop.is_closed():
        return
    if settings.EMBEDDED:
        _loop.call_soon_threadsafe(_wake, grown)
    else:
        asyncio.run_coroutine_threadsafe(_ring({run: entries[-1][0] for run, entries in grown.items()}), _loop)


def _wake(grown: Mapping[UUID, Sequence[LogEntry]]) -> None:
    for generation_id, entries in grown.items():
        for wake in list(_watchers.get(generation_id, ())):
            wake(entries)


async def _ring(seqs: dict[UUID, int]) -> None:
    layer = get_channel_layer()
    try:
        for generation_id, seq in seqs.items():
            await layer.group_send(group(generation_id), {"type": "log.grew", "seq": seq})
    except OSError as error:
        logger.warning("watchers were not told, they will look by themselves: %s", error)
    except Exception:  # a doorbell never breaks what it announces
        logger.exception("watchers were not told, they will look by themselves")
