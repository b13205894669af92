"""How often a link may be opened and its password guessed. The counts are in the cache, shared where it is Redis."""

import time
from dataclasses import dataclass

from django.core.cache import cache


class TooOftenError(Exception):
    """Somebody asks too often; they may again when the minute, or the hour, is over."""


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `times` in `seconds`."""

    name: str
    times: int
    seconds: int


OPENINGS = Rate("open", 600, 60)
"""By one address, pictures included."""

UNKNOWN = Rate("unknown", 20, 60)
"""Links that do not exist, by one address."""

GUESSES = Rate("guess", 5, 60)
"""Wrong passwords of one link by one address."""

ALL_GUESSES = Rate("guess-all", 100, 3600)
"""Wrong passwords of one link by everybody."""


def spend(rate: Rate, whose: str) -> None:
    """Counts one more; raises TooOftenError where that is one too many."""
    key = _key(rate, whose)
    cache.add(key, 0, rate.seconds)
    if cache.incr(key) > rate.times:
        raise TooOftenError


def check(rate: Rate, whose: str) -> None:
    """Raises TooOftenError where all is spent, and counts nothing."""
    if cache.get(_key(rate, whose), 0) >= rate.times:
        raise TooOftenError


def _key(rate: Rate, whose: str) -> str:
    return f"shares:{rate.name}:{whose}:{int(time.time()) // rate.seconds}"
