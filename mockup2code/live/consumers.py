"""The socket on which an open page hears of its team: who is here, which runs go on, what has just happened."""

import asyncio
import contextlib
import json
import time
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID, uuid4

from channels.generic.websocket import AsyncWebsocketConsumer

from mockup2code.live import actions, bell
from mockup2code.live.actions import RENEWED_SECONDS
from mockup2code.live.looking import FRESH_SECONDS, lookout
from mockup2code.live.queries import Glance, may_see
from mockup2code.teams.models import User
from mockup2code.teams.sockets import person_at

GONE = 4404
"""The close code for a team that is not there, or not for this person: the browser stops trying."""

LOOK_SECONDS = 2.0
"""How long to wait for the bell before looking without it."""

RIGHTS_SECONDS = 3.0


class TeamConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]  # channels ships no types
    """Sends what has changed since the last frame; the database is asked, whatever the bell says."""

    async def connect(self) -> None:
        self.team_id: UUID = self.scope["url_route"]["kwargs"]["team_id"]
        self.page = uuid4()
        self.wake = asyncio.Event()
        self.sent: dict[str, Any] = {}
        self.pump: asyncio.Task[None] | None = None
        self.after, self.project = _asked(self.scope["query_string"])
        self.known: set[int] = set()
        await self.accept()
        self.user = await self._person()
        if self.user is None:
            await self.close(GONE)
            return
        bell.watch(self.team_id, self.wake)
        self.pump = asyncio.create_task(self._pump())

    async def disconnect(self, code: int) -> None:  # noqa: ARG002 - the signature is Channels'
        if self.pump is not None:
            self.pump.cancel()
            bell.unwatch(self.team_id, self.wake)
            await lookout().read(actions.depart, page=self.page)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """The browser has nothing to say on this socket."""

    async def _pump(self) -> None:
        """Until the person may no longer see the team, or is signed out."""
        checked, renewed = time.monotonic(), 0.0
        while True:
            rung, now = self.wake.is_set(), time.monotonic()
            self.wake.clear()
            if now - checked > RIGHTS_SECONDS:
                checked = now
                if await self._person() is None:
                    await self.close(GONE)
                    return
            if now - renewed > RENEWED_SECONDS:
                renewed = now
                await self._renew()
            await self._tell(await lookout().glance(self.team_id, since=now if rung else now - FRESH_SECONDS))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.wake.wait(), LOOK_SECONDS)

    async def _renew(self) -> None:
        page, team = self.page, self.team_id
        await lookout().read(actions.arrive, page=page, team_id=team, user=self.user, project_id=self.project)

    async def _tell(self, seen: Glance) -> None:
        """Entries may become visible in another order than they were numbered in, so that each is looked for."""
        news = [entry for entry in seen.entries if entry["id"] > self.after and entry["id"] not in self.known]
        self.known = {entry["id"] for entry in seen.entries}
        state = {"here": seen.here, "runs": seen.runs}
        frame = {name: value for name, value in state.items() if self.sent.get(name) != value}
        self.sent = state
        if news or frame:
            await self.send(text_data=json.dumps({**frame, "entries": news}))

    async def _person(self) -> User | None:
        """The person at the socket, while they are signed in and in the team."""
        found: User | None = await lookout().read(_member, self.scope, self.team_id)
        return found


def _member(scope: dict[str, Any], team_id: UUID) -> User | None:
    user = person_at(scope)
    return user if user and may_see(user, team_id) else None


def _asked(query: bytes) -> tuple[int, UUID | None]:
    """The entry up to which the page knows the story, and the project that it shows."""
    parts = parse_qs(query.decode("ascii", "replace"))
    after, project = parts.get("after", [""])[0], parts.get("project", [""])[0]
    known = int(after) if after.isascii() and after.isdecimal() and len(after) < 19 else 0
    try:
        return known, UUID(project)
    except ValueError:
        return known, None
