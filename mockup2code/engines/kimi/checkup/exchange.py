"""One request as it is sent, and everything that is seen of its answer; the key is in none of it."""

import asyncio
import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mockup2code.engines.kimi.checkup.answer import Answer
from mockup2code.engines.kimi.failures import CallFailed, Failure, from_answer, from_connection
from mockup2code.engines.kimi.settings import KimiSettings
from mockup2code.engines.kimi.upstream import ADDRESS, USABLE_KEY

if TYPE_CHECKING:
    import httpx2

FIRST_CHUNKS = 6
LONGEST_CHUNK = 2000
LONGEST_ANSWER = 200_000
"""Characters: what comes beyond is not read."""
PATIENCE_SECONDS = 120
"""For one request with all of its answer."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A request to a path below the connection's address; without a body it is a GET."""

    path: str
    body: Mapping[str, Any] | None = None

    @property
    def method(self) -> str:
        return "GET" if self.body is None else "POST"


@dataclass(slots=True)
class Exchange:
    """What went and what came. Times are seconds since it was sent; `failed` says why it is no good answer."""

    method: str
    url: str
    headers: dict[str, str]
    body: Mapping[str, Any] | None
    status: int | None = None
    answer_headers: dict[str, str] = field(default_factory=dict)
    chunks: list[str] = field(default_factory=list)
    """The first events of a stream, or the beginning of another body."""
    chunk_count: int = 0
    answer: Answer = field(default_factory=Answer)
    first_seconds: float | None = None
    """Until the first words of the answer."""
    seconds: float = 0
    failed: CallFailed | None = None
    held: str = ""
    """Why it was not sent at all, because of a limit or a budget; in sentences for a person."""


async def exchange(settings: KimiSettings, sent: Sent, *, with_key: bool = True) -> Exchange:
    """Sends it once, with the connection's key, and reads the answer. Never raises for what goes wrong with it."""
    client = await asyncio.to_thread(_client, settings)
    url = settings.base_url.rstrip("/") + sent.path
    headers = {"accept": "application/json"} | ({"authorization": f"Bearer {settings.api_key}"} if with_key else {})
    seen = Exchange(sent.method, url, {**headers}, sent.body)
    if with_key:
        seen.headers["authorization"] = f"Bearer {masked(settings.api_key)}"
    started = time.perf_counter()
    try:
        _must_be_sendable(settings, with_key=with_key)
        async with asyncio.timeout(PATIENCE_SECONDS):
            async with client:
                await _send(client, headers, seen, started)
    except CallFailed as failed:
        seen.failed = failed
    except TimeoutError:
        failure = Failure.SILENT if seen.first_seconds is None else Failure.STALLED
        seen.failed = CallFailed(failure, f"no end after {PATIENCE_SECONDS} s")
    seen.seconds = time.perf_counter() - started
    _hide_key(seen, settings.api_key)
    return seen


def masked(key: str) -> str:
    """The key as it may be shown: its last four characters, where that leaves enough of it hidden."""
    return f"…{key[-4:]}" if len(key) >= 12 else "…"


def _must_be_sendable(settings: KimiSettings, *, with_key: bool) -> None:
    if with_key and not USABLE_KEY.fullmatch(settings.api_key):
        raise CallFailed(Failure.KEY_FORM)
    if not ADDRESS.fullmatch(settings.base_url):
        raise CallFailed(Failure.NO_CONNECTION, said="this is no http or https address")


def _client(settings: KimiSettings) -> "httpx2.AsyncClient":
    """Takes half a second the first time, which no step is to be charged with."""
    import httpx2  # noqa: PLC0415 - see above
    import openai  # noqa: F401, PLC0415 - as above

    silence = settings.stall_seconds
    times = httpx2.Timeout(None, connect=settings.connect_seconds, write=silence, read=silence)
    return httpx2.AsyncClient(timeout=times)


async def _send(client: "httpx2.AsyncClient", headers: dict[str, str], seen: Exchange, started: float) -> None:
    """Raises CallFailed."""
    import httpx2  # noqa: PLC0415 - half a second that only checks pay

    try:
        request = client.build_request(seen.method, seen.url, headers=headers, json=seen.body)
        seen.headers = {**request.headers, **seen.headers}
        response = await client.send(request, stream=True)
        try:
            await _read(response, seen, started)
        finally:
            await response.aclose()
    except httpx2.ReadTimeout:
        failure = Failure.SILENT if seen.first_seconds is None else Failure.STALLED
        raise CallFailed(failure, f"nothing for {client.timeout.read:g} s") from None
    except httpx2.TransportError as error:
        failed = from_connection(error, begun=seen.first_seconds is not None)
        failed.detail = "; ".join(_reasons(error))
        raise failed from None
    except (httpx2.InvalidURL, httpx2.HTTPError, ValueError) as error:
        raise CallFailed(Failure.NOT_THE_API, f"{type(error).__name__}: {error}", said=str(error)) from None


def _reasons(error: BaseException | None) -> Iterator[str]:
    """The error and all that led to it: what the network said is the innermost."""
    while error is not None:
        yield f"{type(error).__name__}: {error}"
        if isinstance(error, BaseExceptionGroup):
            for inner in error.exceptions:
                yield from _reasons(inner)
        error = error.__cause__ or error.__context__


async def _read(response: "httpx2.Response", seen: Exchange, started: float) -> None:
    """Raises CallFailed where the answer is an error, in its status or within its stream."""
    seen.status = response.status_code
    seen.answer_headers = dict(response.headers)
    kind = response.headers.get("content-type", "")
    if "event-stream" in kind and response.is_success:
        await _read_events(response, seen, started)
        return
    text = await _text(response)
    seen.chunks, seen.chunk_count = [text[:LONGEST_CHUNK]], 1
    document = _json(text)
    if response.is_redirect:
        raise CallFailed(
            Failure.NOT_THE_API, said=f"it points to {response.headers.get('location', 'another address')}"
        )
    if not response.is_success:
        raise _refusal(response, document)
    if not isinstance(document, dict):
        raise CallFailed(Failure.NOT_THE_API, f"200 with content type {kind!r}", said=f"content of type {kind}")
    seen.first_seconds = time.perf_counter() - started
    seen.answer.read_document(document)


async def _text(response: "httpx2.Response") -> str:
    parts: list[str] = []
    length = 0
    async for part in response.aiter_text():
        parts.append(part)
        length += len(part)
        if length > LONGEST_ANSWER:
            break
    return "".join(parts)


async def _read_events(response: "httpx2.Response", seen: Exchange, started: float) -> None:
    length = 0
    async for line in response.aiter_lines():
        name, _, text = line.partition(":")
        text = text.strip()
        if name != "data" or not text:
            continue
        seen.chunk_count += 1
        if len(seen.chunks) < FIRST_CHUNKS:
            seen.chunks.append(text[:LONGEST_CHUNK])
        length += len(text)
        if text == "[DONE]" or length > LONGEST_ANSWER:
            return
        _read_event(response, text, seen)
        if seen.first_seconds is None and seen.answer.has_words:
            seen.first_seconds = time.perf_counter() - started


def _read_event(response: "httpx2.Response", text: str, seen: Exchange) -> None:
    document = _json(text)
    if not isinstance(document, dict):
        raise CallFailed(Failure.BROKE_OFF, f"unreadable event: {text[:200]}")
    if document.get("error"):
        raise _error_within(response, document["error"], begun=seen.answer.has_words)
    seen.answer.read_chunk(document)


def _refusal(response: "httpx2.Response", document: Any) -> CallFailed:
    import openai  # noqa: PLC0415 - as above

    body = document.get("error", document) if isinstance(document, dict) else None
    return from_answer(
        openai.APIStatusError(f"status {response.status_code}", response=response, body=body), begun=False
    )


def _error_within(response: "httpx2.Response", body: object, *, begun: bool) -> CallFailed:
    import openai  # noqa: PLC0415 - as above

    return from_answer(openai.APIError("an error within the stream", response.request, body=body), begun=begun)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _hide_key(seen: Exchange, key: str) -> None:
    """Hosts quote keys in their errors."""
    if len(key) < 8:
        return
    hidden = masked(key)
    seen.chunks = [chunk.replace(key, hidden) for chunk in seen.chunks]
    seen.answer_headers = {name: value.replace(key, hidden) for name, value in seen.answer_headers.items()}
    seen.answer.hide(key, hidden)
    if seen.failed:
        failed = seen.failed
        seen.failed = CallFailed(
            failed.failure, failed.detail.replace(key, hidden), failed.said.replace(key, hidden), failed.retry_after
        )
