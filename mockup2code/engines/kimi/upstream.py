"""One call to the model, as a stream of chunks in which only one kind of exception occurs."""

import asyncio
import contextlib
import json
import re
import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing
from functools import cache
from typing import TYPE_CHECKING, Any

from mockup2code.engines.kimi.chunk import Chunk, read_chunk
from mockup2code.engines.kimi.failures import CallFailed, Failure, from_answer, from_connection
from mockup2code.engines.kimi.settings import KimiSettings
from mockup2code.engines.kimi.sse import EventReader

if TYPE_CHECKING:
    import httpx2
    from openai import AsyncOpenAI

USABLE_KEY = re.compile(r"[\x21-\x7e]+")
ADDRESS = re.compile(r"https?://(?:[^\s/\[\]]+|\[[\da-fA-F:.]+\](?::\d+)?)(?:/\S*)?")
END = b"[DONE]"
DRAIN_SECONDS = 0.1
LIST_SECONDS = 5
"""How long the list of models may take: it only completes an error's sentence."""


def connect(settings: KimiSettings) -> "AsyncOpenAI":
    """The client for these settings, to be entered with `async with`. Takes half a second the first time.

    Raises CallFailed where no request can be made with such a key or address.
    """
    import openai  # noqa: PLC0415 - half a second that only runs of this engine pay

    if not USABLE_KEY.fullmatch(settings.api_key):
        raise CallFailed(Failure.KEY_FORM)
    if not ADDRESS.fullmatch(settings.base_url):
        raise CallFailed(Failure.NO_CONNECTION, said="this is no http or https address")
    times = openai.Timeout(None, connect=settings.connect_seconds, write=settings.stall_seconds)
    web = openai.DefaultAsyncHttpxClient(verify=_authorities())
    try:
        return openai.AsyncOpenAI(
            api_key=settings.api_key, base_url=settings.base_url, max_retries=0, timeout=times, http_client=web
        )
    except Exception as error:  # noqa: BLE001 - an address that is none raises whatever its parser raises
        raise CallFailed(Failure.NO_CONNECTION, type(error).__name__, said=str(error)) from None


@cache
def _authorities() -> ssl.SSLContext:
    """Those whom connections trust: reading them takes more of the processor than all else before a call."""
    import httpx2  # noqa: PLC0415 - as above

    return httpx2.create_ssl_context()


async def chunks(
    client: "AsyncOpenAI", body: dict[str, Any], settings: KimiSettings, deadline: float
) -> AsyncGenerator[Chunk, None]:
    """The chunks of one answer; closing the iterator hangs up. `deadline` is in the loop's time.

    Raises CallFailed.
    """
    import anyio  # noqa: PLC0415 - as above
    import httpx2  # noqa: PLC0415 - as above
    import openai  # noqa: PLC0415 - as above

    loop = asyncio.get_running_loop()
    limit = settings.answer_seconds
    begun = False
    try:
        async with asyncio.timeout_at(min(loop.time() + limit, deadline)):
            stream = await client.post(
                "/chat/completions",
                body={**body, "stream": True},
                cast_to=object,
                stream=True,
                stream_cls=openai.AsyncStream[object],
            )
        async with stream, aclosing(stream.response.aiter_bytes()) as pieces:
            events = _Events(stream.response)
            latest = loop.time()
            while not events.are_over:
                limit = settings.stall_seconds if begun else settings.answer_seconds
                async with asyncio.timeout_at(min(latest + limit, deadline)):
                    piece = await anext(pieces, None)
                if piece is None:
                    break
                for event in events.feed(piece):
                    chunk = read_chunk(event)
                    begun = begun or bool(chunk.text or chunk.reasoning)
                    yield chunk
                    latest = loop.time()
            events.check()
            await _drain(pieces)
    except TimeoutError:
        raise _too_late(limit, deadline, begun=begun) from None
    except openai.APIConnectionError as error:
        raise from_connection(error.__cause__, begun=begun) from None
    except openai.APIError as error:
        raise from_answer(error, begun=begun) from None
    except (httpx2.RequestError, ssl.SSLError, anyio.EndOfStream) as error:
        raise from_connection(error, begun=begun) from None
    except ValueError as error:
        failure = Failure.BROKE_OFF if begun else Failure.NOT_THE_API
        raise CallFailed(failure, f"unreadable event: {error}") from None


class _Events:
    """The events of a stream; the client's own reader of them takes three times as long."""

    def __init__(self, response: "httpx2.Response") -> None:
        self._response = response
        self._reader = EventReader()
        self._received = False
        self.are_over = False
        """Whether the host has said that this is all."""

    def feed(self, piece: bytes) -> Iterator[Any]:
        """What is in the events of this piece. Raises APIError where it is an error, ValueError where it is no JSON."""
        for data in self._reader.feed(piece):
            if data.startswith(END):
                self.are_over = True
                return
            self._received = True
            event = json.loads(data)
            if isinstance(event, dict) and event.get("error"):
                raise _error_in(event["error"], self._response)
            yield event

    def check(self) -> None:
        """Raises CallFailed where that was no stream of events at all."""
        kind = self._response.headers.get("content-type", "")
        if not (self._received or self.are_over) and "event-stream" not in kind:
            raise CallFailed(Failure.NOT_THE_API, f"200 with content type {kind!r} and no event")


def _error_in(error: Any, response: "httpx2.Response") -> Exception:
    """The client's own exception for an error that comes within a stream."""
    import openai  # noqa: PLC0415 - as above

    said = error.get("message") if isinstance(error, dict) else None
    message = said if isinstance(said, str) and said else "An error occurred during streaming"
    return openai.APIError(message, request=response.request, body=error)


async def _drain(pieces: AsyncIterator[bytes]) -> None:
    """Reads the end of the body after the last event, so that the connection can serve the next call."""
    import httpx2  # noqa: PLC0415 - as above

    with contextlib.suppress(TimeoutError, httpx2.RequestError):
        async with asyncio.timeout(DRAIN_SECONDS):
            async for _ in pieces:
                pass


async def model_ids(client: "AsyncOpenAI") -> list[str]:
    """The models that this key may use, or none where the host does not tell."""
    import openai  # noqa: PLC0415 - as above

    try:
        async with asyncio.timeout(LIST_SECONDS):
            page = await client.models.list()
        return sorted(model.id for model in page.data)
    except (openai.APIError, TimeoutError, ValueError, AttributeError, TypeError):
        return []


def _too_late(limit: float, deadline: float, *, begun: bool) -> CallFailed:
    """What a wait that was given up stands for; `limit` is how long it could have been before the run's deadline."""
    if asyncio.get_running_loop().time() >= deadline:
        return CallFailed(Failure.OUT_OF_TIME)
    return CallFailed(Failure.STALLED if begun else Failure.SILENT, f"nothing for {limit:g} s")
