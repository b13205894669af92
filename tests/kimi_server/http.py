"""The pieces of an HTTP exchange over ASGI."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from tests.kimi_server.scenarios import Refusal

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


async def body_of(receive: Receive) -> bytes:
    parts = []
    more = True
    while more:
        message = await receive()
        parts.append(message.get("body", b""))
        more = message.get("more_body", False)
    return b"".join(parts)


async def gone(receive: Receive) -> None:
    """Returns when the client has hung up."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def refuse(send: Send, refusal: Refusal) -> None:
    if refusal.body is not None:
        await send(start(refusal.status, ("content-type", "text/html"), *refusal.headers))
        await send(part(refusal.body, more=False))
        return
    error = {"error": {"type": refusal.kind, "message": refusal.message}}
    await answer(send, refusal.status, error, *refusal.headers)


async def answer(send: Send, status: int, content: Any, *headers: tuple[str, str]) -> None:
    await send(start(status, ("content-type", "application/json"), *headers))
    await send(part(json.dumps(content), more=False))


def start(status: int, *headers: tuple[str, str]) -> dict[str, Any]:
    return {
        "type": "http.response.start",
        "status": status,
        "headers": [(name.encode(), value.encode()) for name, value in headers],
    }


def part(text: str | bytes, *, more: bool = True) -> dict[str, Any]:
    return {"type": "http.response.body", "body": text.encode() if isinstance(text, str) else text, "more_body": more}
