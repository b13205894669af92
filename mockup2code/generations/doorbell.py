"""Doorbells: they tell workers and watchers to look into the database. Losing any of them costs a moment."""

import asyncio
import logging
from uuid import UUID

from channels.layers import get_channel_layer
from kombu.exceptions import OperationalError

from mockup2code.celery import app

logger = logging.getLogger(__name__)

TASK_NAME = "mockup2code.generations.run"

_loop: asyncio.AbstractEventLoop | None = None


def ring_from(loop: asyncio.AbstractEventLoop) -> None:
    """Sends from this loop: in one process the server's own, where the in-memory layer wakes its readers at once."""
    global _loop  # noqa: PLW0603 - one loop for each process, set at its start
    _loop = loop


def has_loop() -> bool:
    return _loop is not None and not _loop.is_closed()


def group(generation_id: UUID) -> str:
    return f"generation.{generation_id.hex}"


def ring_workers(generation_id: UUID) -> None:
    """Tells the broker of a queued run; where it cannot be reached, the sweeper tells it later."""
    try:
        app.send_task(TASK_NAME, args=[str(generation_id)], retry=False)
    except (OperationalError, OSError) as error:
        logger.warning("the broker did not take run %s, it will be told again: %s", generation_id, error)


def ring_watchers(seqs: dict[UUID, int]) -> None:
    """Tells watchers that these runs' logs have grown up to the given seq. May be called from any thread."""
    if _loop is not None and not _loop.is_closed():
        asyncio.run_coroutine_threadsafe(_ring(seqs), _loop)


async def _ring(seqs: dict[UUID, int]) -> None:
    layer = get_channel_layer()
    try:
        for generation_id, seq in seqs.items():
            await layer.group_send(group(generation_id), {"type": "log.grew", "seq": seq})
    except OSError as error:
        logger.warning("watchers were not told, they will look by themselves: %s", error)
    except Exception:  # a doorbell never breaks what it announces
        logger.exception("watchers were not told, they will look by themselves")
