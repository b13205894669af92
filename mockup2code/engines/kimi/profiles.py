"""What each family of models takes beyond the common request, as one table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Profile:
    """The models whose id begins with `prefix`; `extra` are the fields that keep their thinking short or off."""

    prefix: str
    extra: Mapping[str, Any] = field(default_factory=dict)
    cache_key: bool = True
    """Whether the host takes `prompt_cache_key`."""
    partial: bool = False
    """Whether an answer can go on after a beginning that is given (partial mode); known only without thinking."""


NO_THINKING = {"thinking": {"type": "disabled"}}

PROFILES = (
    Profile("kimi-k2.5", NO_THINKING, partial=True),
    Profile("kimi-k2.6", NO_THINKING, partial=True),
    Profile("kimi-k2.7-code"),
    Profile("kimi-k3", {"reasoning_effort": "low"}),
    Profile("moonshotai/Kimi-K2", {"chat_template_kwargs": {"thinking": False}}, cache_key=False),
)

PLAIN = Profile("", cache_key=False)
"""Any other model or host: only what every OpenAI-compatible API takes."""


def profile_of(model: str) -> Profile:
    """The row with the longest prefix of this model id, or the plain one."""
    rows = [row for row in PROFILES if model.startswith(row.prefix)]
    return max(rows, key=lambda row: len(row.prefix), default=PLAIN)
