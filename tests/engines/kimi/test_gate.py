"""Every call of a run passes the gate, waits where it is told to, and tells it of a host that refuses for now."""

from contextlib import aclosing

import pytest

from mockup2code.engines.base import EngineError, ErrorCode, Stage
from mockup2code.engines.kimi import KimiEngine
from tests.kimi_server import RunningServer


class Turnstile:
    """Lets calls through after these waits, and notes what it was asked and told."""

    def __init__(self, *waits: float) -> None:
        self.waits = list(waits)
        self.asked: list[int] = []
        self.held: list[float] = []

    async def ask(self, tokens: int) -> float:
        self.asked.append(tokens)
        return self.waits.pop(0) if self.waits else 0

    async def hold(self, seconds: float) -> None:
        self.held.append(seconds)


async def stages(engine: KimiEngine, job) -> list[Stage]:
    async with aclosing(engine.generate(job)) as events:
        return [event async for event in events if isinstance(event, Stage)]


async def test_a_call_waits_until_the_key_allows_it(connected, job, kimi: RunningServer) -> None:
    gate = Turnstile(0.02, 0.01)
    told = await stages(KimiEngine(connected(), gate), job)
    assert [(stage.detail, stage.wait) for stage in told[:2]] == [
        ("The key allows no more requests just now", 0.02),
        ("The key allows no more requests just now", 0.01),
    ]
    assert len(kimi.chats) == 1
    assert set(gate.asked) == {gate.asked[0]}
    assert 33_000 < gate.asked[0] < 40_000


async def test_continuations_and_repairs_pass_it_too(connected, job, kimi: RunningServer) -> None:
    gate = Turnstile()
    await stages(KimiEngine(connected("mended-in-two"), gate), job)
    assert len(gate.asked) == len(kimi.chats) == 5
    assert gate.held == []


async def test_a_rate_limit_holds_the_key_for_all(connected, job, kimi: RunningServer) -> None:
    gate = Turnstile()
    await stages(KimiEngine(connected("retry-after-once"), gate), job)
    assert len(gate.held) == 1
    assert gate.held[0] >= 1


async def test_a_wait_past_the_end_of_the_run_ends_it(connected, job, kimi: RunningServer) -> None:
    with pytest.raises(EngineError) as ended:
        await stages(KimiEngine(connected(deadline_seconds=5), Turnstile(120)), job)
    assert ended.value.code is ErrorCode.RATE_LIMIT
    assert "Generate again in 2 minutes" in ended.value.sentence
    assert kimi.chats == []
