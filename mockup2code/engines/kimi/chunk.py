"""One event of a streamed answer, read from the JSON that hosts send: every field in each place where it is found."""

from dataclasses import dataclass
from typing import Any

Tokens = tuple[int, int, int]
"""Given (those from the cache included), from the cache, written."""


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
        tokens=_tokens(_object(event.get("usage")) or _object(choice.get("usage"))),
    )


def _first_choice(event: dict[str, Any]) -> dict[str, Any]:
    choices = event.get("choices")
    return _object(choices[0]) if isinstance(choices, list) and choices else {}


def _tokens(usage: dict[str, Any]) -> Tokens | None:
    if not usage:
        return None
    cached = _count(usage, "cached_tokens") or _count(_object(usage.get("prompt_tokens_details")), "cached_tokens")
    return _count(usage, "prompt_tokens"), cached, _count(usage, "completion_tokens")


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _count(usage: dict[str, Any], name: str) -> int:
    value = usage.get(name)
    return value if isinstance(value, int) else 0
