"""Tokens of a run, what they cost and how fast they came: as the host tells them, and reckoned until it does."""

import time
from collections.abc import Callable, Iterator

from mockup2code.engines.base import Usage
from mockup2code.engines.kimi.chunk import Chunk, Tokens
from mockup2code.engines.kimi.prices import cost

NOTHING: Tokens = (0, 0, 0)
LEAST_GROWTH = 100
"""Written tokens after which the usage is told again while it grows."""
TOKEN = 4
"""Bytes of text that are about one token."""


def reckoned(text: str) -> float:
    """About how many tokens a text is."""
    return (len(text) if text.isascii() else len(text.encode("utf-8", "replace"))) / TOKEN


class Tally:
    """The tokens of all calls of one run: for each call `open_call`, `read` its chunks, `close_call`.

    A call that says nothing of its usage is reckoned by its text; one that was refused cost nothing.
    """

    def __init__(self, model: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._model = model
        self._clock = clock
        self._before = NOTHING
        self._reckoned_before = False
        self._told = NOTHING
        self._told_as_reckoned = False
        self._first_token: float | None = None
        self._streaming = 0.0
        self.open_call(0)

    def open_call(self, prompt: int) -> None:
        """A call begins, whose request is about so many tokens."""
        self._prompt = prompt
        self._asked = self._clock()
        self._began = self._latest = 0.0
        self._host: Tokens | None = None
        self._since = 0.0
        """Tokens of the text that came since the host told its count."""

    def read(self, chunk: Chunk) -> Iterator[Usage]:
        """The usage so far, where this chunk makes it grow enough to be told."""
        if chunk.text or chunk.reasoning:
            self._count(chunk)
        if chunk.tokens:
            self._host, self._since = chunk.tokens, 0.0
        if self._total()[2] - self._told[2] >= LEAST_GROWTH:
            yield self._tell()

    def close_call(self) -> Iterator[Usage]:
        """The usage with all of this call, where it was not told yet."""
        self._reckoned_before = self._is_reckoned()
        self._before = self._total()
        self._streaming += self._latest - self._began
        self.open_call(0)
        if (self._before, self._reckoned_before) != (self._told, self._told_as_reckoned):
            yield self._tell()

    def _count(self, chunk: Chunk) -> None:
        self._latest = self._clock()
        if not self._began:
            self._began = self._latest
            if self._first_token is None:
                self._first_token = self._began - self._asked
        self._since += reckoned(chunk.text) + reckoned(chunk.reasoning)

    def _call(self) -> Tokens:
        given, cached, written = self._host or (self._prompt if self._began else 0, 0, 0)
        return given, cached, written + round(self._since)

    def _total(self) -> Tokens:
        given, cached, written = (sum(pair) for pair in zip(self._before, self._call(), strict=True))
        return given, cached, written

    def _is_reckoned(self) -> bool:
        return self._reckoned_before or self._since > 0

    def _tell(self) -> Usage:
        self._told, self._told_as_reckoned = self._total(), self._is_reckoned()
        return Usage(
            *self._told,
            cost=cost(self._model, *self._told),
            estimated=self._told_as_reckoned,
            first_token=self._first_token,
            streaming=self._streaming + (self._latest - self._began),
        )
