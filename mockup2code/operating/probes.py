"""What machines ask of a server; answered before Django looks at the host, since a probe knows an address only."""

import json
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from channels.db import database_sync_to_async
from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from mockup2code.gates import App, Receive, Scope, Send, header
from mockup2code.operating import metrics


class Probes:
    """`/healthz`: this process answers. `/readyz`: it can do its work. `/metrics`: its figures, for a bearer token."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match scope["path"]:
            case "/healthz":
                await _answer(send, 200, {"alive": True})
            case "/readyz":
                found = await database_sync_to_async(readiness)()
                ready = all(state == "ok" for state in found.values())
                await _answer(send, 200 if ready else 503, {"ready": ready, **found})
            case "/metrics" if _may_read_metrics(scope):
                body = await database_sync_to_async(metrics.exposition)()
                await _send(send, 200, b"text/plain; version=0.0.4; charset=utf-8", body)
            case _:
                await self.app(scope, receive, send)


def readiness() -> dict[str, str]:
    """Each part that is needed, and "ok" or the kind of error; no words of the error, which may name hosts."""
    return {name: _tried(check) for name, check in _CHECKS.items()}


def _tried(check: Callable[[], bool]) -> str:
    try:
        return "ok" if check() else "not ready"
    except Exception as error:  # noqa: BLE001 - whatever it is, the part cannot be used
        return type(error).__name__


def _database() -> bool:
    """It answers, and it has the tables of this release."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _files() -> bool:
    storage = storages["default"]
    if not isinstance(storage, FileSystemStorage):
        return True
    folder = Path(storage.location)
    folder.mkdir(parents=True, exist_ok=True)
    return os.access(folder, os.W_OK)


def _redis() -> bool:
    if not settings.ENV.redis_url:
        return True
    from redis import Redis  # noqa: PLC0415 - only where there is one

    with Redis.from_url(settings.ENV.redis_url, socket_timeout=2, socket_connect_timeout=2) as client:
        return bool(client.ping())


_CHECKS: dict[str, Callable[[], bool]] = {"database": _database, "files": _files, "redis": _redis}


def _may_read_metrics(scope: Scope) -> bool:
    wanted = f"Bearer {settings.METRICS_TOKEN}"
    return bool(settings.METRICS_TOKEN) and secrets.compare_digest(header(scope, b"authorization"), wanted)


async def _answer(send: Send, status: int, told: dict[str, object]) -> None:
    await _send(send, status, b"application/json", json.dumps(told).encode())


async def _send(send: Send, status: int, content_type: bytes, body: bytes) -> None:
    headers = [(b"content-type", content_type), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
