"""Tokens of a run and what they cost, read from either place where hosts put them, summed over its calls."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from mockup2code.engines.base import Usage

PRICES = Path(__file__).with_name("prices.json")


Tokens = tuple[int, int, int]
"""Given (those from the cache included), from the cache, written."""

NOTHING: Tokens = (0, 0, 0)
LEAST_GROWTH = 100
"""Written tokens after which the usage is told again while it grows."""


class Tally:
    """The tokens of all calls of one run: `read` the chunks of a call, then `close_call`."""

    def __init__(self, model: str) -> None:
        self._model = model
        self._before = NOTHING
        self._call = NOTHING
        self._told = NOTHING

    def read(self, chunk: Any) -> Iterator[Usage]:
        """The usage so far, where this chunk of the stream makes it grow enough to be told."""
        tokens = _tokens(chunk)
        if tokens:
            self._call = tokens
            if self._total()[2] - self._told[2] >= LEAST_GROWTH:
                yield self._tell()

    def close_call(self) -> Iterator[Usage]:
        """The usage with all of this call, where it was not told yet."""
        self._before, self._call = self._total(), NOTHING
        if self._before != self._told:
            yield self._tell()

    def _total(self) -> Tokens:
        given, cached, written = (sum(pair) for pair in zip(self._before, self._call, strict=True))
        return given, cached, written

    def _tell(self) -> Usage:
        self._told = self._total()
        return Usage(*self._told, cost(self._model, *self._told))


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


def _tokens(chunk: Any) -> Tokens | None:
    """What a chunk says of its call so far: at its top, or in its first choice."""
    raw = _plain(getattr(chunk, "usage", None))
    if not raw and chunk.choices:
        raw = _plain(getattr(chunk.choices[0], "usage", None))
    if not raw:
        return None
    cached = _count(raw, "cached_tokens") or _count(_plain(raw.get("prompt_tokens_details")), "cached_tokens")
    return _count(raw, "prompt_tokens"), cached, _count(raw, "completion_tokens")


def _plain(value: Any) -> dict[str, Any]:
    if hasattr(value, "model_dump"):
        value = value.model_dump()
    return value if isinstance(value, dict) else {}


def _count(raw: dict[str, Any], name: str) -> int:
    value = raw.get(name)
    return value if isinstance(value, int) else 0
