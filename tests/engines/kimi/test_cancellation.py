"""Stop stops: the host sees the client hang up at once, wherever the run is."""

import asyncio
from contextlib import aclosing

import pytest

from mockup2code.engines.base import Delta, Stage, StageName
from mockup2code.engines.kimi import KimiEngine
from tests.engines.kimi.runs import run
from tests.kimi_server import RunningServer


async def assert_hung_up(kimi: RunningServer) -> None:
    (chat,) = kimi.chats
    assert await asyncio.to_thread(chat.ended.wait, 10)
    assert chat.hung_up
    assert not chat.completed


async def test_closing_the_iterator_hangs_up(connected, job, kimi) -> None:
    kimi.app.rate = 50
    async with aclosing(KimiEngine(connected()).generate(job)) as events:
        async for event in events:
            if isinstance(event, Delta):
                break
    await assert_hung_up(kimi)


@pytest.mark.parametrize("scenario", ["good", "silent"])
async def test_cancelling_the_task_hangs_up(connected, job, kimi, scenario) -> None:
    kimi.app.rate = 50
    task = asyncio.create_task(run(connected(scenario, answer_seconds=60, stall_seconds=60), job))
    assert await asyncio.to_thread(kimi.app.streaming.wait, 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await assert_hung_up(kimi)


async def test_closing_while_a_retry_is_waited_for_makes_no_further_call(connected, job, kimi) -> None:
    async with aclosing(KimiEngine(connected("server-error", backoff_seconds=60)).generate(job)) as events:
        async for event in events:
            if isinstance(event, Stage) and event.name is StageName.WAITING and "trying again" in event.detail:
                break
    assert len(kimi.chats) == 1
