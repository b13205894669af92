"""An event loop that handles much at once when there is much to do: what many streams cost is mostly waking up."""

import asyncio
import selectors
import time

LONGEST_PAUSE = 0.04
"""Seconds for which anything may wait at most."""
SHARE = 2
"""Seconds of pause for each second of work before it."""


class GatheringSelector(selectors.DefaultSelector):
    """Pauses before it waits, in proportion to the work that was done since it last waited.

    A loop with little to do answers at once. One that is busy finds several pieces on each connection, reads them
    together, and leaves the interpreter to the other threads meanwhile.
    """

    def __init__(self) -> None:
        super().__init__()
        self._woken = time.monotonic()

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is not None and timeout <= 0:
            return super().select(timeout)
        pause = min(LONGEST_PAUSE, SHARE * (time.monotonic() - self._woken))
        if timeout is not None:
            pause = min(pause, timeout)
            timeout -= pause
        time.sleep(pause)
        ready = super().select(timeout)
        self._woken = time.monotonic()
        return ready


def gathering_loop() -> asyncio.AbstractEventLoop:
    """A new loop of this kind; the caller closes it."""
    return asyncio.SelectorEventLoop(GatheringSelector())
