"""Keeps calls within what a key allows, however many runs and processes share it."""

from typing import Protocol


class Gate(Protocol):
    """Where every call of a run passes."""

    async def ask(self, tokens: int) -> float:
        """Seconds to wait before asking again; 0 where the call, charged with so many tokens, may be made now."""

    async def hold(self, seconds: float) -> None:
        """The host wants no call with this key for so long."""


class OpenGate:
    """For a key of which no limits are known."""

    async def ask(self, tokens: int) -> float:  # noqa: ARG002 - the protocol's
        return 0

    async def hold(self, seconds: float) -> None:
        """Nobody else to hold back."""
