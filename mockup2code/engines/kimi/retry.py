"""When a failed call is tried again, and after how long: the one place that decides it."""

import random

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


def wait_before_retry(failed: CallFailed, tried: int, backoff: float) -> float | None:
    """Seconds to wait before the next call, or None where there is none: as long as the host asks, else doubling."""
    if tried >= TRIES.get(failed.failure, 1):
        return None
    if failed.retry_after is not None:
        wait = failed.retry_after + random.uniform(0, backoff / 2)  # noqa: S311 - jitter, no secret
        return wait if wait <= LONGEST_WAIT else None
    return backoff * (1 << (tried - 1)) * random.uniform(0.75, 1.25)  # noqa: S311 - jitter, no secret
