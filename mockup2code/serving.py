"""Starts the web server and, where one process does everything, the Celery worker in its threads."""

import asyncio
import gc
import os
import socket
import sys
import threading
from typing import TYPE_CHECKING

import django
import uvicorn
from django.core.management import call_command

if TYPE_CHECKING:
    from celery.worker import WorkController

SHUTDOWN_SECONDS = 5

SWITCH_SECONDS = 0.0005
"""How long a thread may hold the interpreter while others wait. With Python's 5 ms, the sockets of one process wait for
its runs: 30 streams at once were received within 257 ms (p95) then, within 152 ms with this."""


MADE_BEFORE_SWEEP = 10_000
"""How many more objects than are gone again before Python looks for circles among them. With its own 700 a page has two
or three sweeps, a fourteenth of its time."""


def set_up() -> None:
    """Loads Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mockup2code.settings")
    django.setup()


def prepare() -> None:
    """Loads Django and brings the database up to date; ends with one sentence where the database does not answer."""
    set_up()
    from django.db import DatabaseError  # noqa: PLC0415 - needs the settings

    try:
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    except DatabaseError as error:
        reason = str(error).strip().split("\n")[0]
        raise SystemExit(
            f"mockup2code: the database does not answer ({reason}). Check DATABASE_URL and DATA_DIR."
        ) from None


def serve(host: str, port: int) -> None:
    """Serves until SIGINT or SIGTERM; ends with one sentence where the port is taken."""
    listener = _listen(host, port)
    prepare()
    from django.conf import settings  # noqa: PLC0415 - Django must be set up first

    sys.setswitchinterval(SWITCH_SECONDS)
    gc.set_threshold(MADE_BEFORE_SWEEP)
    gc.freeze()
    config = uvicorn.Config(
        "mockup2code.asgi:application",
        lifespan="off",
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        ws_max_size=64 * 1024,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )
    _Server(config, embedded=settings.EMBEDDED).run(sockets=[listener])


def work(arguments: list[str]) -> None:
    """Runs a Celery worker until SIGTERM; further arguments go to Celery."""
    prepare()
    from mockup2code.celery import app  # noqa: PLC0415 - Django must be set up first

    app.worker_main(["worker", "--without-gossip", "--without-mingle", "--loglevel=WARNING", *arguments])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With its protocol named, asyncio sends small pieces at once; else each answer's body may wait 40 ms for an ACK.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise SystemExit(
            f"mockup2code: cannot listen on {host}:{port} ({error.strerror}). Perhaps it runs already; else choose"
            " another port: PORT=8001 make run"
        ) from None
    return listener


class _Server(uvicorn.Server):
    """The web server; its own loop sends the doorbells, and the worker lives and dies with it."""

    def __init__(self, config: uvicorn.Config, *, embedded: bool) -> None:
        super().__init__(config)
        self.embedded = embedded
        self.worker: WorkController | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        from mockup2code.generations import doorbell  # noqa: PLC0415 - Django must be set up first

        doorbell.ring_from(asyncio.get_running_loop())
        await super().startup(sockets)
        if self.should_exit:
            return
        if self.embedded:
            self.worker = await asyncio.to_thread(_start_worker)
        address = sockets[0].getsockname() if sockets else (self.config.host, self.config.port)
        shown = f"[{address[0]}]" if ":" in address[0] else address[0]
        print(f"Mockup2Code serves on http://{shown}:{address[1]} (Ctrl+C stops it)", flush=True)  # noqa: T201

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self.worker is not None:
            await asyncio.to_thread(_stop_worker, self.worker)
        await super().shutdown(sockets)
        from mockup2code.generations.database import close_readers  # noqa: PLC0415 - Django must be set up first

        await close_readers()


def _start_worker() -> "WorkController":
    from celery.worker import WorkController  # noqa: PLC0415 - 0.3 s to import, and only one process needs it

    from mockup2code.celery import app  # noqa: PLC0415
    from mockup2code.generations import tasks  # noqa: PLC0415
    from mockup2code.generations.background import background  # noqa: PLC0415

    app.finalize()
    assert tasks.run.name in app.tasks
    worker = WorkController(app=app, pool_cls="threads", concurrency=app.conf.worker_concurrency, loglevel="WARNING")
    threading.Thread(target=worker.start, name="celery", daemon=True).start()
    background().sweep()
    threading.Thread(target=_warm_up, name="warm-up", daemon=True).start()
    return worker


def _warm_up() -> None:
    """Loads the OCR models, so that the first picture does not wait for them."""
    from mockup2code.vision.measure import warm_up  # noqa: PLC0415
    from mockup2code.vision.priority import behind_streams  # noqa: PLC0415

    behind_streams()  # and with it the threads of the OCR, which are started here

    warm_up()


def _stop_worker(worker: "WorkController") -> None:
    from mockup2code.generations.background import background  # noqa: PLC0415

    background().release()
    worker.stop(in_sighandler=False)
