"""Tokens of one answer and what they cost, read from either place where hosts put them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from mockup2code.engines.base import Usage

PRICES = Path(__file__).with_name("prices.json")


def usage_of(chunk: Any, model: str) -> Usage | None:
    """The usage that a chunk of the stream carries: at its top, or in its first choice."""
    raw = _plain(getattr(chunk, "usage", None))
    if not raw and chunk.choices:
        raw = _plain(getattr(chunk.choices[0], "usage", None))
    if not raw:
        return None
    given = _count(raw, "prompt_tokens")
    cached = _count(raw, "cached_tokens") or _count(_plain(raw.get("prompt_tokens_details")), "cached_tokens")
    written = _count(raw, "completion_tokens")
    return Usage(given, cached, written, cost(model, given, cached, written))


def cost(model: str, given: int, cached: int, written: int) -> float | None:
    """US dollars for these tokens (`given` includes `cached`), or None where the model's price is not known."""
    prices = _prices()
    price = prices["models"].get(model)
    if price is None:
        return None
    total = (given - cached) * price["input"] + cached * price["cached"] + written * price["output"]
    return float(total / prices["tokens"])


@cache
def _prices() -> dict[str, Any]:
    table: dict[str, Any] = json.loads(PRICES.read_text(encoding="utf-8"))
    return table


def _plain(value: Any) -> dict[str, Any]:
    if hasattr(value, "model_dump"):
        value = value.model_dump()
    return value if isinstance(value, dict) else {}


def _count(raw: dict[str, Any], name: str) -> int:
    value = raw.get(name)
    return value if isinstance(value, int) else 0
