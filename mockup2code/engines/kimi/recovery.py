"""What is done after a call failed: the one place that decides it, for retries and for everything else."""

import random
from collections import Counter
from dataclasses import dataclass
from enum import Enum

from mockup2code.engines.kimi.failures import CallFailed, Failure

TRIES = {
    Failure.RATE_LIMIT: 3,
    Failure.OVERLOADED: 3,
    Failure.SERVER: 3,
    Failure.NO_CONNECTION: 3,
    Failure.DROPPED: 3,
    Failure.GATEWAY_TIMEOUT: 2,
}
"""How often a call is made, all in all, where it fails in this way before any of its answer came."""

LONGEST_WAIT = 120

CUT = {Failure.BROKE_OFF, Failure.STALLED, Failure.UNFINISHED, Failure.LENGTH}
MOST_CONTINUATIONS = 4
"""Of one answer."""


class Step(Enum):
    RETRY = "retry"
    """The same call again."""
    GO_ON = "go_on"
    """A call that goes on from where the answer broke off."""
    SHRINK = "shrink"
    """The call with a smaller picture."""
    SHORTEN = "shorten"
    """The call with less to read and a smaller picture."""
    LEAVE_OUT = "leave_out"
    """The call without what the host named, where it named something."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """The next step, to be taken after `wait` seconds; for a retry, the number of its call and of those there are."""

    step: Step
    wait: float = 0
    call: int = 0
    calls: int = 0


class Recovery:
    """The failed calls of one answer so far."""

    def __init__(self, backoff: float) -> None:
        self._backoff = backoff
        self._tries: Counter[Failure] = Counter()
        self._continuations = 0
        self._tried: set[Step] = set()

    def remedy(self, failed: CallFailed, *, progress: bool) -> Remedy | None:
        """What to do now, or None where nothing helps; `progress` says whether the call wrote anything."""
        failure = failed.failure
        if failure in CUT:
            return self._go_on(failure, progress=progress)
        if failure is Failure.TOO_LARGE:
            return self._once(Step.SHRINK)
        if failure is Failure.TOO_LONG:
            return self._once(Step.SHORTEN)
        if failure is Failure.BAD_REQUEST:
            return Remedy(Step.LEAVE_OUT)
        self._tries[failure] += 1
        tried = self._tries[failure]
        wait = _wait(failed, tried, self._backoff)
        return Remedy(Step.RETRY, wait, tried + 1, TRIES[failure]) if wait is not None else None

    def _go_on(self, failure: Failure, *, progress: bool) -> Remedy | None:
        spent = failure is Failure.LENGTH and not progress
        if spent or self._continuations >= MOST_CONTINUATIONS:
            return None
        self._continuations += 1
        self._tries.clear()
        return Remedy(Step.GO_ON, 0 if progress else _backoff(self._continuations, self._backoff))

    def _once(self, step: Step) -> Remedy | None:
        if step in self._tried:
            return None
        self._tried.add(step)
        return Remedy(step)


def _wait(failed: CallFailed, tried: int, backoff: float) -> float | None:
    """Seconds to wait before the next call, or None where there is none: as long as the host asks, else doubling."""
    if tried >= TRIES.get(failed.failure, 1):
        return None
    if failed.retry_after is not None:
        wait = failed.retry_after + random.uniform(0, backoff / 2)  # noqa: S311 - jitter, no secret
        return wait if wait <= LONGEST_WAIT else None
    return _backoff(tried, backoff)


def _backoff(tried: int, backoff: float) -> float:
    return backoff * (1 << (tried - 1)) * random.uniform(0.75, 1.25)  # noqa: S311 - jitter, no secret
