"""The connection page as a lead's browser uses it."""

import json
from typing import Any

from django.test import AsyncClient
from django.urls import reverse

from mockup2code.teams.models import Team

KEY = "sk-of-the-team-0123456789"
HELLO = {"messages": [{"role": "user", "content": "Hello"}], "thinking": {"type": "disabled"}}


class Page:
    """The connection page of a team, as its lead's browser uses it."""

    def __init__(self, team: Team, base_url: str) -> None:
        self.team = team
        self.client = AsyncClient()
        self.form = {"provider": "compatible", "base_url": base_url, "key": KEY, "model": "kimi-k2.6"}

    async def post(self, name: str, /, **fields: str) -> Any:
        return await self.client.post(reverse(f"connections:{name}", args=[self.team.pk]), {**self.form, **fields})

    async def events(self, name: str, /, **fields: str) -> list[dict[str, Any]]:
        answer = await self.post(name, **fields)
        assert answer.status_code == 200, answer.content
        text = b"".join([part async for part in answer]).decode()
        assert KEY not in text
        return [json.loads(line) for line in text.splitlines()]

    async def save(self) -> None:
        assert (await self.post("connection")).status_code == 302

    async def keep(self, name: str, body: str, *assertions: tuple[str, str, str]) -> None:
        rows = [{"kind": kind, "path": path, "expected": expected} for kind, path, expected in assertions]
        path = "/chat/completions" if body else "/models"
        kept = await self.post("keep_check", name=name, path=path, body=body, assertions=json.dumps(rows))
        assert kept.status_code == 201
