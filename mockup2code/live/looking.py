"""Looks at teams for all sockets of a process: those of one team share one look at the database."""

import asyncio
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from mockup2code.generations.database import loop_reader
from mockup2code.live.queries import Glance, glance

FRESH_SECONDS = 1.0


class Lookout:
    """One for each event loop."""

    def __init__(self) -> None:
        self._reader = loop_reader("live")
        self._trips: dict[UUID, asyncio.Task[Glance]] = {}
        self._seen: dict[UUID, tuple[float, Glance]] = {}

    async def read(self, function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """What the function gives, called where the database is read."""
        return await asyncio.wrap_future(self._reader.submit(function, *arguments, **named))

    async def glance(self, team_id: UUID, *, since: float) -> Glance:
        """The team as it was after `since`, a time of the monotonic clock."""
        seen = self._seen.get(team_id)
        if seen and seen[0] >= since:
            return seen[1]
        trip = self._trips.get(team_id)
        if trip is None or trip.done():
            trip = self._trips[team_id] = asyncio.create_task(self._look(team_id))
        return await asyncio.shield(trip)

    async def _look(self, team_id: UUID) -> Glance:
        began = time.monotonic()
        try:
            found: Glance = await self.read(glance, team_id)
        finally:
            self._trips.pop(team_id, None)
        self._seen = {team: seen for team, seen in self._seen.items() if seen[0] > began - 60}
        self._seen[team_id] = (began, found)
        return found


_lookouts: WeakKeyDictionary[asyncio.AbstractEventLoop, Lookout] = WeakKeyDictionary()


def lookout() -> Lookout:
    """The running loop's one."""
    return _lookouts.setdefault(asyncio.get_running_loop(), Lookout())
