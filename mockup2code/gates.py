"""What is turned away before Django sees it: bodies that are too large, sockets from other sites."""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from mockup2code.storage import DISK_FULL, is_full

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

FORM_OVERHEAD = 256 * 1024
"""What the other fields of an upload form may weigh, in bytes."""

RECORDINGS = "/recordings/"
"""How the addresses end that take screen recordings."""


def header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


class BodyLimit:
    """Refuses a body over the upload limit by its announced length, before any of it is stored."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        length = header(scope, b"content-length")
        is_recording = scope["path"].endswith(RECORDINGS)
        limit = settings.MAX_RECORDING_BYTES if is_recording else settings.MAX_UPLOAD_BYTES
        if "chunked" in header(scope, b"transfer-encoding").lower():
            await _refuse(send, 411, "length_required", "An upload must say its length. Nothing was stored.")
        elif length.isdecimal() and int(length) > limit + FORM_OVERHEAD:
            advice = "cut the recording shorter" if is_recording else "save the picture smaller, or as JPEG or WebP"
            sentence = (
                f"The upload is larger than {limit // 1_000_000} MB, so it was not taken. Nothing was lost: {advice},"
                " and try again."
            )
            await _refuse(send, 413, "too_large_file", sentence)
        else:
            await self._pass(scope, receive, send)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A large body is kept in a file until it is read, which fails on a full disk before any view is reached."""
        try:
            await self.app(scope, receive, send)
        except OSError as error:
            if not is_full(error):
                raise
            await _refuse(send, 507, "disk_full", DISK_FULL)


async def _refuse(send: Send, status: int, code: str, sentence: str) -> None:
    body = json.dumps({"error": {"code": code, "sentence": sentence}}).encode()
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class SameOrigin:
    """Admits a socket only from a page of this very host and port, and only under a host that is allowed."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = header(scope, b"host")
        origin = urlsplit(header(scope, b"origin"))
        domain, _port = split_domain_port(host)
        allowed = bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)
        if allowed and origin.scheme in {"http", "https"} and origin.netloc == host:
            await self.app(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 4403})
