"""The database from threads of our own: each keeps its connection, since opening one costs more than most work."""

import asyncio
import functools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import close_old_connections, connections


def refresh_connection() -> None:
    """Before work in such a thread: drops a connection that has failed, or grown too old where connections do."""
    if settings.DATABASES["default"].get("CONN_MAX_AGE"):
        close_old_connections()
        return
    for connection in connections.all(initialized_only=True):
        if connection.errors_occurred:
            connection.close()


class DatabaseThreads:
    """A few threads that work with the database; `call` may be awaited on any loop."""

    def __init__(self, count: int, name: str) -> None:
        self._threads = ThreadPoolExecutor(count, thread_name_prefix=name)
        self._count = count

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
        """A future of concurrent.futures."""
        return self._threads.submit(_fresh, functools.partial(function, *arguments, **named))

    def close(self) -> None:
        """Closes the connections with the threads; each thread closes its own, so that all must be at it together."""
        together = Barrier(self._count)
        for _ in range(self._count):
            self._threads.submit(_close_own, together)
        self._threads.shutdown(wait=True)


def _close_own(together: Barrier) -> None:
    together.wait()
    connections.close_all()


_readers: WeakKeyDictionary[asyncio.AbstractEventLoop, list[DatabaseThreads]] = WeakKeyDictionary()


def loop_reader(name: str) -> DatabaseThreads:
    """A thread that reads for the running loop, until `close_readers`."""
    reader = DatabaseThreads(1, name)
    _readers.setdefault(asyncio.get_running_loop(), []).append(reader)
    return reader


async def close_readers() -> None:
    """Ends the threads that read for the running loop, with their connections; nothing may be read on it any more."""
    for reader in _readers.pop(asyncio.get_running_loop(), []):
        await asyncio.to_thread(reader.close)


def _fresh(function: Callable[[], Any]) -> Any:
    refresh_connection()
    return function()
