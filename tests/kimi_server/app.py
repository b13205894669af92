"""The stand-in itself, an ASGI application: the addresses of Kimi's API, and a record of what it saw and sent."""

import asyncio
import json
import threading
from collections import Counter
from dataclasses import replace
from time import time
from typing import Any

from tests.kimi_server.allowance import Allowance, refusal_of_rate
from tests.kimi_server.caching import cached_tokens
from tests.kimi_server.checks import refusal_of_body, refusal_of_key, tokens, wrong_messages
from tests.kimi_server.continuation import asked, refusal_of_continuation
from tests.kimi_server.events import completion, events
from tests.kimi_server.files import LARGEST, Files
from tests.kimi_server.http import Receive, Send, answer, body_of, gone, part, refuse, start
from tests.kimi_server.profiles import SERVED, row
from tests.kimi_server.recorded import Recorded
from tests.kimi_server.scenarios import SCENARIOS, Mishap, Refusal, Scenario

BALANCE = {"available_balance": 49.58894, "voucher_balance": 46.58893, "cash_balance": 3.00001}
FINE = {"code": 0, "scode": "0x0", "status": True}


class KimiApp:
    """`rate` is chunks a second, 0 for as fast as they go; `site` is "ai" or "cn"; `served` are the models there."""

    def __init__(self, rate: float = 0, site: str = "ai") -> None:
        self.rate = rate
        self.held = False
        """Whether streams wait before their last piece of text until they are let go; what came before is sent."""
        self.site = site
        self.served = SERVED
        self.allowance = Allowance()
        self.counting = False
        """Whether it tells the tokens that a request truly has and shares with earlier ones; else always the same."""
        self.files = Files()
        self.texts: dict[str, str] = {}
        self.requests: list[Recorded] = []
        self.streaming = threading.Event()
        """Set once a stream has begun."""
        self._calls: Counter[str] = Counter()

    def forget(self) -> None:
        """As if it had just begun, without pauses: for the next test."""
        self.rate = 0
        self.held = False
        self.site = "ai"
        self.served = SERVED
        self.allowance = Allowance()
        self.counting = False
        self.files = Files()
        self.texts.clear()
        self.requests.clear()
        self.streaming.clear()
        self._calls.clear()

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        path = scope["path"]
        if path == "/control/requests":
            await answer(send, 200, [request.summary() for request in self.requests])
            return
        recorded = Recorded(scope["method"], path, headers, time())
        self.requests.append(recorded)
        try:
            raw = await body_of(receive)
            refusal = refusal_of_key(headers.get("authorization", ""), self.site) or _refusal_of_size(path, raw)
            if not refusal:
                refusal = await self._answer(recorded, raw, receive, send)
            if refusal:
                recorded.status = refusal.status
                await refuse(send, refusal)
        finally:
            recorded.ended_at = time()
            recorded.ended.set()

    async def _answer(self, recorded: Recorded, raw: bytes, receive: Receive, send: Send) -> Refusal | None:
        path = recorded.path
        if path == "/v1/chat/completions":
            recorded.body = json.loads(raw)
            return await self._chat(recorded, receive, send)
        found: dict[str, Any] | Refusal | None = None
        if path == "/v1/models":
            found = {"object": "list", "data": [row(model) for model in sorted(self.served)]}
        elif path == "/v1/users/me/balance":
            found = {**FINE, "data": BALANCE}
        elif path == "/v1/tokenizers/estimate-token-count":
            found = self._estimate(json.loads(raw))
        elif path.startswith("/v1/files"):
            found = self.files.answer(recorded.method, path, recorded.headers.get("content-type", ""), raw)
        if found is None or isinstance(found, Refusal):
            return found or Refusal(404, "resource_not_found_error", f"no such address: {path}")
        await answer(send, 200, found)
        return None

    def _estimate(self, body: dict[str, Any]) -> dict[str, Any] | Refusal:
        wrong = wrong_messages(body.get("messages"), self.files.uploads)
        if wrong:
            return Refusal(400, "invalid_request_error", f"Invalid request: {wrong}")
        return {**FINE, "data": {"total_tokens": tokens(body)}}

    async def _chat(self, recorded: Recorded, receive: Receive, send: Send) -> Refusal | None:
        """Answers a chat request, unless it is refused."""
        refusal = refusal_of_body(recorded.body, self.served, self.files.uploads)
        if refusal:
            return refusal
        name = _scenario_name(recorded)
        scenario = self._scenario(name)
        refusal = _refusal_of_fields(recorded.body, scenario) or refusal_of_continuation(recorded.body, scenario)
        refusal = refusal or refusal_of_rate(recorded, self.requests, self.allowance)
        if refusal:
            return refusal
        self._count_tokens(recorded)
        self._calls[name] += 1
        wrong = self._calls[name] <= scenario.wrong_calls
        if scenario.refusal and wrong:
            return scenario.refusal
        if not recorded.body.get("stream"):
            await answer(send, 200, completion(recorded.body, scenario))
            recorded.completed = True
            return None
        watch = asyncio.create_task(gone(receive))
        try:
            await self._stream(recorded, scenario, _cutting(send, scenario, wrong=wrong), watch, wrong=wrong)
        except CutError:
            pass
        finally:
            watch.cancel()
        return None

    def _count_tokens(self, recorded: Recorded) -> None:
        model = recorded.body["model"]
        earlier = [o.body for o in self.requests if o is not recorded and o.prompt_tokens and o.body["model"] == model]
        recorded.prompt_tokens = tokens(recorded.body)
        recorded.cached_tokens = cached_tokens(recorded.body, earlier)

    def _scenario(self, name: str) -> Scenario:
        """`NAME`, `NAME@AT` or `NAME@AT+TEXT`: TEXT is one of `texts`, streamed in place of the usual answer.

        `TEXT/again` is streamed where changes are asked for again.
        """
        place, _, text = name.partition("+")
        kind, _, at = place.partition("@")
        scenario = replace(SCENARIOS[kind], at=int(at)) if at else SCENARIOS[kind]
        return replace(scenario, text=self.texts[text], again=self.texts.get(f"{text}/again")) if text else scenario

    async def _stream(
        self, recorded: Recorded, scenario: Scenario, send: Send, watch: "asyncio.Task[None]", *, wrong: bool
    ) -> None:
        await send(start(200, ("content-type", "text/event-stream; charset=utf-8")))
        begun, written = asyncio.get_running_loop().time(), 0
        sent = list(events(recorded.body, scenario, wrong=wrong))
        last = max((number for number, event in enumerate(sent) if _text_of(event)), default=len(sent))
        for number, event in enumerate(sent):
            while self.held and number == last and not watch.done():
                await asyncio.wait({watch}, timeout=0.02)
            due = begun + number / self.rate - asyncio.get_running_loop().time() if self.rate else 0
            await asyncio.wait({watch}, timeout=None if event is Mishap.STALL else max(due, 0))
            if watch.done():
                recorded.hung_up = True
                return
            if event is Mishap.COMMENTS:
                await _comment(send, watch)
                recorded.hung_up = True
                return
            if event is Mishap.BREAK:
                await send(part('data: {"id": "chatcmpl-1", "cho'))
                return
            if isinstance(event, Mishap):
                await send(part(_wrong_event(scenario, event)))
                break
            if self.counting and event.get("usage"):
                event["usage"] |= {"prompt_tokens": recorded.prompt_tokens, "cached_tokens": recorded.cached_tokens}
            now = time()
            written += len(_text_of(event))
            recorded.sent.append((now, written))
            self.streaming.set()
            await send(part(f"data: {json.dumps({**event, 'sent_at': now})}\n\n"))
        await send(part("data: [DONE]\n\n", more=False))
        recorded.completed = True


def _text_of(event: dict[str, Any] | Mishap) -> str:
    choices = [] if isinstance(event, Mishap) else event["choices"]
    return (choices[0]["delta"].get("content") or "") if choices else ""


async def _comment(send: Send, watch: "asyncio.Task[None]") -> None:
    """Until the client has hung up."""
    while not watch.done():
        await send(part(": still here\n\n"))
        await asyncio.wait({watch}, timeout=0.05)


class CutError(Exception):
    """The body has come to the byte at which it is cut."""


def _cutting(send: Send, scenario: Scenario, *, wrong: bool) -> Send:
    """Sends only so many bytes of the body, where the scenario wants it cut there."""
    if scenario.mishap is not Mishap.CUT or not wrong:
        return send
    left = scenario.at

    async def cut(message: dict[str, Any]) -> None:
        nonlocal left
        if message["type"] != "http.response.body" or len(message["body"]) < left:
            left -= len(message.get("body", b""))
            await send(message)
            return
        await send(part(message["body"][:left]))
        raise CutError

    return cut


def _refusal_of_size(path: str, raw: bytes) -> Refusal | None:
    large = len(raw) > LARGEST and not path.startswith("/v1/files")
    return Refusal(413, "invalid_request_error", "Request body too large") if large else None


def _refusal_of_fields(body: dict[str, Any], scenario: Scenario) -> Refusal | None:
    kinds = (
        part["type"] for message in body["messages"] for part in message.get("content") or () if isinstance(part, dict)
    )
    fields = {*body, *kinds, *(["partial"] if asked(body).partial else [])}
    named = next((name for name in scenario.refuses if name in fields), None)
    return Refusal(400, "invalid_request_error", f"Unrecognized request argument: {named}") if named else None


def _wrong_event(scenario: Scenario, mishap: Mishap) -> str:
    if mishap is Mishap.GARBLE:
        return 'data: {"id": "chatcmpl-1", "choi\n\n'
    kind, message = scenario.error
    return f"data: {json.dumps({'error': {'type': kind, 'message': message}})}\n\n"


def _scenario_name(recorded: Recorded) -> str:
    for value in (recorded.body["model"], recorded.headers["authorization"]):
        _, mark, name = value.partition("scenario:")
        if mark:
            return str(name)
    return "good"
