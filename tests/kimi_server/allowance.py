"""The limits of a key, where the stand-in is told to have some: runs at once, and requests and tokens a minute."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.kimi_server.checks import tokens
from tests.kimi_server.recorded import Recorded
from tests.kimi_server.scenarios import Refusal


@dataclass(frozen=True)
class Allowance:
    """None is no limit; `window` is how long its minute is, in seconds."""

    concurrency: int | None = None
    requests: int | None = None
    tokens: int | None = None
    window: float = 60


def refusal_of_rate(recorded: Recorded, requests: Sequence[Recorded], allowance: Allowance) -> Refusal | None:
    """Why this request is one too many for its key, or None. Requests that were refused do not count."""
    others = [
        other
        for other in requests
        if other is not recorded and other.key == recorded.key and other.body and not other.status
    ]
    recent = [other for other in others if other.received_at > recorded.received_at - allowance.window]
    spent = sum(_charged(other) for other in (*recent, recorded))
    if allowance.concurrency is not None and sum(not o.ended.is_set() for o in others) >= allowance.concurrency:
        return _refusal(f"max organization concurrency: {allowance.concurrency}", 1)
    if allowance.requests is not None and len(recent) >= allowance.requests:
        oldest = min(other.received_at for other in recent)
        return _refusal(f"max RPM: {allowance.requests}", oldest + allowance.window - recorded.received_at)
    if allowance.tokens is not None and recent and spent > allowance.tokens:
        return _refusal(f"max TPM: {allowance.tokens}", allowance.window)
    return None


def _charged(recorded: Recorded) -> int:
    """What a request counts for: what it holds, and what its answer may take."""
    return tokens(recorded.body) + int(recorded.body.get("max_completion_tokens") or 0)


def _refusal(which: str, seconds: float) -> Refusal:
    message = f"Your account reached {which}, please try again later"
    wait = f"{max(1.0, seconds):.0f}"
    headers = (("retry-after", wait), ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", wait))
    return Refusal(429, "rate_limit_reached_error", message, headers)
