"""A local server that speaks Kimi's wire format, for tests and benches. It is never part of what users run."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from socket import AF_INET, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, socket

import uvicorn

from tests.kimi_server.app import KimiApp
from tests.kimi_server.recorded import Recorded

KEY = "sk-stand-in-0123456789abcdef"
"""A key that the stand-in accepts."""


@dataclass
class RunningServer:
    """`base_url` is what MOONSHOT_BASE_URL is to be; the settings of `app` may be changed between requests."""

    base_url: str
    app: KimiApp

    @property
    def chats(self) -> list[Recorded]:
        """The chat requests so far."""
        return [request for request in self.app.requests if request.path.endswith("/chat/completions")]


@contextmanager
def running_server(*, rate: float = 0) -> Iterator[RunningServer]:
    """A stand-in in a thread of this process, on a free port; `rate` is chunks a second, 0 for no pauses."""
    app = KimiApp(rate)
    with listening(0) as listener:
        server = uvicorn.Server(config(app))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="kimi-server")
        thread.start()
        try:
            yield RunningServer(address(listener), app)
        finally:
            server.should_exit = server.force_exit = True
            thread.join()


def listening(port: int) -> socket:
    """A socket on 127.0.0.1 that takes connections already; port 0 takes a free one."""
    listener = socket(AF_INET, SOCK_STREAM)
    listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(512)
    return listener


def config(app: KimiApp) -> uvicorn.Config:
    return uvicorn.Config(app, ws="none", lifespan="off", log_level="critical", access_log=False)


def address(listener: socket) -> str:
    host, port = listener.getsockname()
    return f"http://{host}:{port}/v1"
