"""A loop pauses for what it has done, and for nothing else."""

import asyncio
import socket

import pytest

from mockup2code.generations import gathering
from mockup2code.generations.gathering import LONGEST_PAUSE, GatheringSelector, gathering_loop


class Clock:
    """Stands still but for pauses and work."""

    def __init__(self) -> None:
        self.now = 100.0
        self.pauses: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.pauses.append(round(seconds, 6))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(gathering, "time", clock)
    return clock


def test_it_pauses_twice_as_long_as_it_worked_and_never_longer_than_it_may(clock: Clock) -> None:
    near, far = socket.socketpair()
    with near, far, GatheringSelector() as selector:
        selector.register(near, 1)
        far.send(b"x")
        for worked in (0.001, 0.015, 7):
            clock.now += worked
            assert len(selector.select(None)) == 1
        clock.now += 0.015
        selector.select(0.01)
    assert clock.pauses == [0.002, 0.03, LONGEST_PAUSE, 0.01]


def test_it_looks_for_nothing_new_while_there_is_work_unless_that_takes_long(clock: Clock) -> None:
    near, far = socket.socketpair()
    with near, far, GatheringSelector() as selector:
        selector.register(near, 1)
        far.send(b"x")
        assert selector.select(0) == []
        clock.now += LONGEST_PAUSE + 0.001
        assert len(selector.select(0)) == 1
        assert selector.select(0) == []
    assert clock.pauses == []


def test_timers_and_other_threads_are_heard() -> None:
    async def work() -> str:
        await asyncio.sleep(0.001)
        return await asyncio.to_thread(lambda: "heard")

    with asyncio.Runner(loop_factory=gathering_loop) as runner:
        assert runner.run(work()) == "heard"
