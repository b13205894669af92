"""What each provider and each family of models takes beyond the common request: the rows of providers.json."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

PROVIDERS = Path(__file__).with_name("providers.json")

Fields = Mapping[str, Any]
"""Of the request."""


@dataclass(frozen=True, slots=True)
class Thinking:
    """The fields that let a model think, or not, or only a little where it cannot be stopped."""

    on: Fields = field(default_factory=dict)
    off: Fields | None = None
    less: Fields | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """The models whose id begins with `prefix`, as they are asked."""

    prefix: str = ""
    retired: str = ""
    """The day since which Moonshot no longer serves them."""
    thinking: Thinking | None = None
    """None where it is not known how they are told."""
    cache_key: bool = False
    """Whether the host takes `prompt_cache_key`."""
    partial: bool = False
    """Whether an answer can go on after a beginning that is given (partial mode); known only without thinking."""
    video: bool = False
    """Whether it takes recordings as video."""
    context: int = 262_144
    """Tokens that a request and its answer may have together."""

    def extra(self, *, thinking: bool) -> Fields:
        """The fields for a run with or without thinking."""
        if self.thinking is None:
            return {}
        choices = (self.thinking.on,) if thinking else (self.thinking.off, self.thinking.less, self.thinking.on)
        return next(fields for fields in choices if fields is not None)


@dataclass(frozen=True, slots=True)
class Provider:
    """A host, or a kind of hosts where `base_url` is empty."""

    id: str
    title: str
    base_url: str = ""
    keys_at: str = ""
    """The page where its keys are made."""
    other_site: str = ""
    """The id of the provider whose keys are taken for this one's."""
    needs_key: bool = True
    tiers: tuple[tuple[int, int], ...] = ()
    """For each tier of a key from 0 on: runs at once, requests a minute."""
    counts_tokens: bool = False
    """Whether it tells how many tokens a request is (`/tokenizers/estimate-token-count`)."""
    takes: Fields = field(default_factory=dict)
    """What it takes whatever the model, in place of the model's row."""


def providers() -> tuple[Provider, ...]:
    return _rows()[0]


def provider_of(base_url: str, provider: str = "") -> Provider:
    """The row with this id, else the row of this address, else the last: any address."""
    rows = providers()
    return next((row for row in rows if provider and row.id == provider), None) or next(
        (row for row in rows if row.base_url == base_url.rstrip("/")), rows[-1]
    )


def profile_of(model: str, provider: Provider) -> Profile:
    """The row with the longest prefix of this model id, as this provider takes it."""
    rows = [row for row in _rows()[1] if model.startswith(row.prefix)]
    row = max(rows, key=lambda row: len(row.prefix), default=Profile())
    return replace(row, **provider.takes)


@cache
def _rows() -> tuple[tuple[Provider, ...], tuple[Profile, ...]]:
    table: dict[str, Any] = json.loads(PROVIDERS.read_text(encoding="utf-8"))
    return (
        tuple(_provider(row) for row in table["providers"]),
        tuple(Profile(**_with_thinking(row)) for row in table["models"]),
    )


def _provider(row: dict[str, Any]) -> Provider:
    tiers = tuple((concurrency, requests) for concurrency, requests in row.get("tiers", ()))
    return Provider(**{**row, "tiers": tiers, "takes": _with_thinking(row.get("takes", {}))})


def _with_thinking(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "thinking": Thinking(**row["thinking"])} if "thinking" in row else row
