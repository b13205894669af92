"""Requests that people make by hand count like those of runs: against the key's limits, and against the budget."""

from collections.abc import Mapping
from typing import Any, Protocol

from mockup2code.engines.kimi.checkup.exchange import Exchange, Sent, exchange
from mockup2code.engines.kimi.settings import KimiSettings


class Keeper(Protocol):
    """Knows what a connection may be asked, and writes down what it was."""

    async def admit(self, body: Mapping[str, Any]) -> str:
        """Why a request with this body may not be sent now, in sentences; "" where it may: then it counts, and has to
        be booked or left.
        """

    async def book(self, seen: Exchange) -> None:
        """Writes down what the request took."""

    async def leave(self) -> None:
        """The request ends without anybody there for its answer."""


class NoKeeper:
    """For a connection of which no limits are known."""

    async def admit(self, body: Mapping[str, Any]) -> str:  # noqa: ARG002 - the protocol's
        return ""

    async def book(self, seen: Exchange) -> None:
        """Nowhere to write it."""

    async def leave(self) -> None:
        """As above."""


async def kept_exchange(settings: KimiSettings, sent: Sent, keeper: Keeper) -> Exchange:
    """As `exchange`, unless the keeper refuses it: then nothing is sent. A request without a body is always sent."""
    if sent.body is None:
        return await exchange(settings, sent)
    refusal = await keeper.admit(sent.body)
    if refusal:
        url = settings.base_url.rstrip("/") + sent.path
        return Exchange(sent.method, url, {}, sent.body, held=refusal)
    try:
        seen = await exchange(settings, sent)
    except BaseException:
        await keeper.leave()
        raise
    await keeper.book(seen)
    return seen
