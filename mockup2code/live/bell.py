"""Wakes the open pages of a team in this process when its story grows; in other processes they look by themselves."""

import asyncio
from collections import defaultdict
from typing import Any
from uuid import UUID

from django.dispatch import receiver

from mockup2code.story.writing import told

_watchers: dict[UUID, set[tuple[asyncio.AbstractEventLoop, asyncio.Event]]] = defaultdict(set)


def watch(team_id: UUID, wake: asyncio.Event) -> None:
    """From now on the event is set whenever the team's story grows; called on the loop that waits for it."""
    _watchers[team_id].add((asyncio.get_running_loop(), wake))


def unwatch(team_id: UUID, wake: asyncio.Event) -> None:
    _watchers[team_id].discard((asyncio.get_running_loop(), wake))
    if not _watchers[team_id]:
        del _watchers[team_id]


@receiver(told)
def ring(team: UUID, **_: Any) -> None:
    """May be called from any thread."""
    for loop, wake in list(_watchers.get(team, ())):
        if not loop.is_closed():
            loop.call_soon_threadsafe(wake.set)
