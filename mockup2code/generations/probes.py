"""Requests that people make by hand: within the key's limits and the team's budget, and written down."""

import json
import logging
from collections.abc import Mapping
from typing import Any

from asgiref.sync import sync_to_async
from django.db import transaction

from mockup2code.connections.keeping import Asker
from mockup2code.connections.models import Connection
from mockup2code.connections.queries import limits_of
from mockup2code.engines.kimi.checkup.exchange import Exchange
from mockup2code.engines.kimi.checkup.keeping import Keeper
from mockup2code.engines.kimi.chunk import read_usage
from mockup2code.engines.kimi.failures import Failure
from mockup2code.engines.kimi.prices import cost
from mockup2code.engines.kimi.settings import KimiSettings
from mockup2code.engines.kimi.usage import reckoned
from mockup2code.generations import budget, doorbell, limiter, turns
from mockup2code.generations.budget import BudgetReachedError
from mockup2code.generations.models import KeyUse, Probe

logger = logging.getLogger(__name__)

MOST_COUNTED = 8000
"""Characters of a part of a message that count as text: what is longer is a picture or a video."""


class KeyKeeper:
    """The keeper of one person's requests with one connection."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self._key_id = limiter.key_id(asker.settings)
        self._probe: Probe | None = None

    async def admit(self, body: Mapping[str, Any]) -> str:
        return await sync_to_async(self._admit)(body)

    async def book(self, seen: Exchange) -> None:
        await sync_to_async(self._book)(seen)

    async def leave(self) -> None:
        await sync_to_async(self._close)()

    def _admit(self, body: Mapping[str, Any]) -> str:
        try:
            if self._asker.team:
                budget.check(self._asker.team, "nothing was sent")
        except BudgetReachedError as error:
            return str(error)
        prompt = _prompt(body)
        refusal = self._refusal(prompt + _most(body)) if self._key_id else ""
        if not refusal:
            self._open(str(body.get("model") or self._asker.settings.model)[:200], prompt)
        return refusal

    @transaction.atomic
    def _refusal(self, tokens: int) -> str:
        """Why the key may not be used now; "" where it may. Whoever asks for the same key does so one after another."""
        KeyUse.objects.get_or_create(key_id=self._key_id)
        KeyUse.objects.select_for_update().get(key_id=self._key_id)
        return self._full() or self._too_soon(tokens)

    def _open(self, model: str, prompt: int) -> None:
        self._probe = Probe.objects.create(
            team=self._asker.team,
            created_by=self._asker.user,
            key_id=self._key_id,
            model=model,
            input_tokens=prompt,
            cost=cost(model, prompt, 0, 0),
            estimated=True,
            open=True,
        )

    def _full(self) -> str:
        """Why no further request may be under way; "" where one may."""
        most = self._asker.limits.concurrency
        if most is None or turns.under_way(self._key_id) < most:
            return ""
        return (
            f"The key's limit is {most} at once, and so many runs and requests are under way. Nothing was sent, and"
            " they go on. Try again when one of them has ended."
        )

    def _too_soon(self, tokens: int) -> str:
        """Why the request may not be made yet; "" where it may, and is counted."""
        limits = self._asker.limits
        wait = limiter.take(self._key_id, tokens, limits)
        if not wait:
            return ""
        set_limits = [
            f"{limit:,} {what} a minute"
            for limit, what in ((limits.requests_per_minute, "requests"), (limits.tokens_per_minute, "tokens"))
            if limit is not None
        ]
        known = f" ({' and '.join(set_limits)})" if set_limits else ""
        return (
            f"The key's limits{known} leave no room for this request for another {wait:.0f} s. Nothing was sent, and"
            " runs go on. Try again then."
        )

    def _book(self, seen: Exchange) -> None:
        failed, probe = seen.failed, self._probe
        if failed and failed.failure is Failure.RATE_LIMIT and self._key_id:
            limiter.hold(self._key_id, failed.retry_after or 0)
        told = read_usage(seen.answer.usage)
        answer = round(reckoned(seen.answer.text) + reckoned(seen.answer.reasoning))
        if probe and (told or seen.answer.has_words):
            probe.input_tokens, probe.cached_tokens, probe.output_tokens = told or (probe.input_tokens, 0, answer)
            probe.cost = cost(probe.model, probe.input_tokens, probe.cached_tokens, probe.output_tokens)
            probe.estimated = told is None
            probe.save()
        elif probe:
            probe.delete()
            self._probe = None
        self._close()

    def _close(self) -> None:
        """The place is free: whose turn it is now is worth a message."""
        if self._probe:
            Probe.objects.filter(pk=self._probe.pk).update(open=False)
            self._probe = None
        for generation_id in turns.startable():
            doorbell.ring_workers(generation_id)


class OperatorKeeper(KeyKeeper):
    """In a terminal, where a connection can be checked before there is any database: then nothing is counted."""

    def __init__(self, asker: Asker) -> None:
        super().__init__(asker)
        self._counts = True

    async def admit(self, body: Mapping[str, Any]) -> str:
        try:
            return await super().admit(body)
        except Exception as error:  # noqa: BLE001 - whatever keeps the database or Redis from answering
            if self._counts:
                logger.warning("not counted against the key's limits: %s", str(error).split("\n")[0])
            self._counts = False
            return ""

    async def book(self, seen: Exchange) -> None:
        if self._counts:
            await super().book(seen)

    async def leave(self) -> None:
        if self._counts:
            await super().leave()


def operator_keeper(connection: KimiSettings) -> Keeper:
    """For the server's own connection, whose key has the limits of KIMI_TIER."""
    return OperatorKeeper(Asker(connection, limits_of(Connection())))


def _prompt(body: Mapping[str, Any]) -> int:
    """About how many tokens the request is, without its pictures."""
    messages = body.get("messages")
    contents = [message.get("content") for message in messages or () if isinstance(message, dict)]
    parts = [part for content in contents for part in (content if isinstance(content, list) else [content])]
    written = (json.dumps(part, ensure_ascii=False) for part in parts)
    return round(sum(reckoned(text[:MOST_COUNTED]) for text in written))


def _most(body: Mapping[str, Any]) -> int:
    """How many tokens the answer may take."""
    wanted = body.get("max_completion_tokens", body.get("max_tokens"))
    return wanted if isinstance(wanted, int) and wanted > 0 else 0
