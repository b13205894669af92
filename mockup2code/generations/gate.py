"""Where the calls of one run pass: its key's limits, shared with all other runs."""

from channels.db import database_sync_to_async

from mockup2code.connections.queries import Limits
from mockup2code.generations import limiter


class KeyGate:
    """The first call passes at once: it was counted when the run was claimed."""

    def __init__(self, key_id: str, limits: Limits) -> None:
        self._key_id = key_id
        self._limits = limits
        self._is_first = True

    async def ask(self, tokens: int) -> float:
        if self._is_first:
            self._is_first = False
            return 0
        wait: float = await database_sync_to_async(limiter.take, thread_sensitive=False)(
            self._key_id, tokens, self._limits
        )
        return wait

    async def hold(self, seconds: float) -> None:
        await database_sync_to_async(limiter.hold, thread_sensitive=False)(self._key_id, seconds)
