"""The stand-in itself, an ASGI application: models, streamed chat, and a record of what it saw and sent."""

import asyncio
import json
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from time import time
from typing import Any

from tests.kimi_server.checks import MODELS, refusal_of_body, refusal_of_key
from tests.kimi_server.continuation import asked, refusal_of_continuation, text_of
from tests.kimi_server.scenarios import SCENARIOS, Mishap, Refusal, Scenario, UsagePlace

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

CHUNK = 16
"""Characters of text in a chunk."""


@dataclass
class Recorded:
    """One request as it came, and what became of it. Times are seconds since 1970."""

    path: str
    headers: dict[str, str]
    received_at: float
    body: dict[str, Any] = field(default_factory=dict)
    sent: list[tuple[float, int]] = field(default_factory=list)
    """For each chunk of text: when it was sent, and how many characters had been sent with it."""
    completed: bool = False
    hung_up: bool = False
    """Whether the client was gone before the answer was."""
    ended: threading.Event = field(default_factory=threading.Event)

    def summary(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "model": self.body.get("model"),
            "cache_key": self.body.get("prompt_cache_key"),
            "received_at": self.received_at,
            "sent": self.sent,
            "completed": self.completed,
            "hung_up": self.hung_up,
        }


class KimiApp:
    """`rate` is chunks a second, 0 for as fast as they go."""

    def __init__(self, rate: float = 0) -> None:
        self.rate = rate
        self.requests: list[Recorded] = []
        self.streaming = threading.Event()
        """Set once a stream has begun."""
        self._calls: Counter[str] = Counter()

    def forget(self) -> None:
        """As if it had just begun, without pauses: for the next test."""
        self.rate = 0
        self.requests.clear()
        self.streaming.clear()
        self._calls.clear()

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        path = scope["path"]
        if path == "/control/requests":
            await _answer(send, 200, [request.summary() for request in self.requests])
            return
        recorded = Recorded(path, headers, time())
        self.requests.append(recorded)
        try:
            raw = await _body(receive)
            refusal = refusal_of_key(headers.get("authorization", ""))
            if refusal:
                await _refuse(send, refusal)
            elif path == "/v1/models":
                await _answer(send, 200, _model_list())
            elif path == "/v1/chat/completions":
                recorded.body = json.loads(raw)
                await self._chat(recorded, receive, send)
            else:
                await _refuse(send, Refusal(404, "resource_not_found_error", f"no such address: {path}"))
        finally:
            recorded.ended.set()

    async def _chat(self, recorded: Recorded, receive: Receive, send: Send) -> None:
        refusal = refusal_of_body(recorded.body)
        if refusal:
            await _refuse(send, refusal)
            return
        name, _, at = _scenario_name(recorded).partition("@")
        scenario = replace(SCENARIOS[name], at=int(at)) if at else SCENARIOS[name]
        refusal = _refusal_of_fields(recorded.body, scenario) or refusal_of_continuation(recorded.body, scenario)
        if refusal:
            await _refuse(send, refusal)
            return
        self._calls[name] += 1
        wrong = self._calls[name] <= scenario.wrong_calls
        if scenario.refusal and wrong:
            await _refuse(send, scenario.refusal)
            return
        watch = asyncio.create_task(_gone(receive))
        try:
            await self._stream(recorded, scenario, send, watch, wrong=wrong)
        finally:
            watch.cancel()

    async def _stream(
        self, recorded: Recorded, scenario: Scenario, send: Send, gone: "asyncio.Task[None]", *, wrong: bool
    ) -> None:
        await send(_start(200, ("content-type", "text/event-stream; charset=utf-8")))
        start, written = asyncio.get_running_loop().time(), 0
        for number, event in enumerate(_events(recorded.body, scenario, wrong=wrong)):
            due = start + number / self.rate - asyncio.get_running_loop().time() if self.rate else 0
            await asyncio.wait({gone}, timeout=None if event is Mishap.STALL else max(due, 0))
            if gone.done():
                recorded.hung_up = True
                return
            if event is Mishap.BREAK:
                await send(_part('data: {"id": "chatcmpl-1", "cho'))
                return
            if isinstance(event, Mishap):
                await send(_part(_wrong_event(scenario, event)))
                break
            now = time()
            written += len(event["choices"][0]["delta"].get("content") or "") if event["choices"] else 0
            recorded.sent.append((now, written))
            self.streaming.set()
            await send(_part(f"data: {json.dumps({**event, 'sent_at': now})}\n\n"))
        await send(_part("data: [DONE]\n\n", more=False))
        recorded.completed = True


def _events(body: dict[str, Any], scenario: Scenario, *, wrong: bool) -> Iterator[dict[str, Any] | Mishap]:
    """The events of a stream in their order, and the mishap at its place."""
    model = body["model"]
    mishap = scenario.mishap if wrong else None
    text = text_of(body, scenario)
    stop = mishap and scenario.at <= len(text)
    written = len(scenario.reasoning)
    yield _chunk(model, {"role": "assistant", "content": ""})
    for part in _parts(scenario.reasoning):
        yield _chunk(model, {"reasoning_content": part})
    for part in _parts(text[: scenario.at] if stop else text):
        written += len(part)
        chunk = _chunk(model, {"content": part})
        yield {**chunk, "usage": _usage(written)} if scenario.usage is UsagePlace.EVERYWHERE else chunk
    if stop and mishap and mishap is not Mishap.END:
        yield mishap
    finish = scenario.early if stop else scenario.finish
    if asked(body).repair and scenario.repaired is not None:
        finish = scenario.finish_of_repair
    if finish:
        last = _chunk(model, {}, finish)
        if scenario.usage is UsagePlace.CHOICE:
            last["choices"][0]["usage"] = _usage(written)
        yield last
    if mishap and mishap is not Mishap.END:
        yield mishap
    if scenario.usage is UsagePlace.TOP:
        yield {**_chunk(model, {}), "choices": [], "usage": _usage(written)}


def _usage(characters: int) -> dict[str, int]:
    return {"prompt_tokens": 4200, "completion_tokens": characters // 4, "cached_tokens": 256}


def _refusal_of_fields(body: dict[str, Any], scenario: Scenario) -> Refusal | None:
    fields = {*body, *(["partial"] if asked(body).partial else [])}
    named = next((name for name in scenario.refuses if name in fields), None)
    return Refusal(400, "invalid_request_error", f"Unrecognized request argument: {named}") if named else None


def _wrong_event(scenario: Scenario, mishap: Mishap) -> str:
    if mishap is Mishap.GARBLE:
        return 'data: {"id": "chatcmpl-1", "choi\n\n'
    kind, message = scenario.error
    return f"data: {json.dumps({'error': {'type': kind, 'message': message}})}\n\n"


def _chunk(model: str, delta: dict[str, str], finish: str | None = None) -> dict[str, Any]:
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1_790_000_000,
        "model": model,
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }


def _parts(text: str) -> list[str]:
    return [text[i : i + CHUNK] for i in range(0, len(text), CHUNK)]


def _scenario_name(recorded: Recorded) -> str:
    for value in (recorded.body["model"], recorded.headers["authorization"]):
        _, mark, name = value.partition("scenario:")
        if mark:
            return str(name)
    return "good"


def _model_list() -> dict[str, Any]:
    rows = [
        {
            "id": model,
            "object": "model",
            "owned_by": "moonshot",
            "context_length": 1_048_576 if model == "kimi-k3" else 262_144,
            "supports_image_in": True,
            "supports_video_in": True,
            "supports_reasoning": True,
        }
        for model in MODELS
    ]
    return {"object": "list", "data": rows}


async def _body(receive: Receive) -> bytes:
    parts = []
    more = True
    while more:
        message = await receive()
        parts.append(message.get("body", b""))
        more = message.get("more_body", False)
    return b"".join(parts)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _refuse(send: Send, refusal: Refusal) -> None:
    if refusal.body is not None:
        await send(_start(refusal.status, ("content-type", "text/html"), *refusal.headers))
        await send(_part(refusal.body, more=False))
        return
    error = {"error": {"type": refusal.kind, "message": refusal.message}}
    await _answer(send, refusal.status, error, *refusal.headers)


async def _answer(send: Send, status: int, content: Any, *headers: tuple[str, str]) -> None:
    await send(_start(status, ("content-type", "application/json"), *headers))
    await send(_part(json.dumps(content), more=False))


def _start(status: int, *headers: tuple[str, str]) -> dict[str, Any]:
    return {
        "type": "http.response.start",
        "status": status,
        "headers": [(name.encode(), value.encode()) for name, value in headers],
    }


def _part(text: str, *, more: bool = True) -> dict[str, Any]:
    return {"type": "http.response.body", "body": text.encode(), "more_body": more}
