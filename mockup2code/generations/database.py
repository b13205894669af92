"""The database from threads of our own: each keeps its connection, since opening one costs more than most work."""

import functools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

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
        """Closes the connections with the threads."""
        for _ in range(self._count):
            self._threads.submit(connections.close_all)
        self._threads.shutdown(wait=True)


def _fresh(function: Callable[[], Any]) -> Any:
    refresh_connection()
    return function()
