"""One event of a streamed answer, read from the JSON that hosts send: every field in each place where it is found."""

from dataclasses import dataclass
from typing import Any

Tokens = tuple[int, int, int]
"""Given (those from the cache included), from the cache, written."""


MOST_TOKENS = 1_000_000_000
"""More than any call can take: a host that tells more is not believed."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """What an event adds to the answer; `tokens` is what the call has taken so far, where the host tells it."""

    text: str = ""
    reasoning: str = ""
    finish_reason: str | None = None
    tokens: Tokens | None = None


def read_chunk(event: Any) -> Chunk:
    """The chunk in an event. Raises ValueError where it is no object."""
    if not isinstance(event, dict):
        raise ValueError(f"an event that is no object: {str(event)[:80]}")
    choice = _first_choice(event)
    delta = _object(choice.get("delta"))
    finish = choice.get("finish_reason")
    return Chunk(
        text=_text(delta.get("content")),
        reasoning=_text(delta.get("reasoning_content") or delta.get("reasoning")),
        finish_reason=finish if isinstance(finish, str) and finish else None,
        tokens=read_usage(event.get("usage")) or read_usage(choice.get("usage")),
    )


def _first_choice(event: dict[str, Any]) -> dict[str, Any]:
    choices = event.get("choices")
    return _object(choices[0]) if isinstance(choices, list) and choices else {}


def read_usage(usage: Any) -> Tokens | None:
    """What a host tells of the tokens of a call, or None where it tells nothing."""
    if not usage or not isinstance(usage, dict):
        return None
    cached = _count(usage, "cached_tokens") or _count(_object(usage.get("prompt_tokens_details")), "cached_tokens")
    return _count(usage, "prompt_tokens"), cached, _count(usage, "completion_tokens")


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _count(usage: dict[str, Any], name: str) -> int:
    value = usage.get(name)
    return max(0, min(value, MOST_TOKENS)) if isinstance(value, int) else 0
