"""An event loop that handles much at once when there is much to do: what many streams cost is mostly waking up."""

import asyncio
import selectors
import time

LONGEST_PAUSE = 0.03
"""Seconds for which anything may wait at most."""
SHARE = 2
"""Seconds of pause for each second of work before it."""


class GatheringSelector(selectors.DefaultSelector):
    """Looks for news only after the work that the last news made is done, and pauses before in proportion to that work.

    A loop with little to do answers at once. One that is busy finds several pieces on each connection, reads them
    together, and leaves the interpreter to the other threads meanwhile.
    """

    def __init__(self) -> None:
        super().__init__()
        self._looked = time.monotonic()

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        worked = time.monotonic() - self._looked
        if timeout is not None and timeout <= 0:
            return self._look(0) if worked > LONGEST_PAUSE else []
        pause = min(LONGEST_PAUSE, SHARE * worked)
        if timeout is not None:
            pause = min(pause, timeout)
            timeout -= pause
        time.sleep(pause)
        return self._look(timeout)

    def _look(self, timeout: float | None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(timeout)
        self._looked = time.monotonic()
        return ready


def gathering_loop() -> asyncio.AbstractEventLoop:
    """A new loop of this kind; the caller closes it."""
    return asyncio.SelectorEventLoop(GatheringSelector())
