"""Requests run in threads that are kept, so that each finds the database connection which one before it has opened."""

from concurrent.futures import ThreadPoolExecutor

from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.db import connections
from django.http import HttpRequest, HttpResponseBase

from mockup2code.gates import App, Receive, Scope, Send

MOST_KEPT = 16
"""How many threads, and with PostgreSQL connections, wait for requests at most; a rush may have more."""


class OneThreadHandler(ASGIHandler):
    """Runs middleware and view as one piece in the request's thread.

    By itself Django goes from the event loop to the thread and back for each middleware that is written for threads.
    """

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: ARG002 - Django's own call
        super().load_middleware(is_async=False)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        return await sync_to_async(self.get_response)(request)


class KeptThreads:
    """Lends a thread to each request of the application within.

    By itself Django makes a new one for each, whose connection nobody can use again: with PostgreSQL, opening another
    and reading the catalogue of tables anew takes longer than most pages.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._free: list[ThreadPoolExecutor] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        thread = self._free.pop() if self._free else ThreadPoolExecutor(1, thread_name_prefix="request")
        try:
            async with ThreadSensitiveContext(executor=thread):
                await self._app(scope, receive, send)
        finally:
            # Behind whatever a request that was broken off has still running there.
            thread.submit(_nothing).add_done_callback(lambda _done: self._take_back(thread))

    def _take_back(self, thread: ThreadPoolExecutor) -> None:
        if len(self._free) < MOST_KEPT:
            self._free.append(thread)
        else:
            thread.submit(connections.close_all)
            thread.shutdown(wait=False)


def _nothing() -> None:
    pass
