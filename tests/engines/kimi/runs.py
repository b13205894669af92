"""One whole run of the engine, as a test looks at it."""

from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TypeVar

from mockup2code.engines.base import EngineError, Event, Result
from mockup2code.engines.job import Job
from mockup2code.engines.kimi import KimiEngine, KimiSettings

T = TypeVar("T")


@dataclass
class Run:
    """All that one run gave: its events, what they make together, and the error that ended it, if any."""

    events: list[Event] = field(default_factory=list)
    result: Result = field(default_factory=Result)
    error: EngineError | None = None

    def of(self, kind: type[T]) -> list[T]:
        return [event for event in self.events if isinstance(event, kind)]


async def run(settings: KimiSettings, job: Job) -> Run:
    done = Run(result=Result(job.base))
    try:
        async with aclosing(KimiEngine(settings).generate(job)) as events:
            async for event in events:
                done.events.append(event)
                done.result.apply(event)
    except EngineError as error:
        done.error = error
    return done
