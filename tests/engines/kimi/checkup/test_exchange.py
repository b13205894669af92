"""One request is shown as it went, and its answer as it came, streamed or whole."""

from mockup2code.engines.kimi.checkup import requests
from mockup2code.engines.kimi.checkup.exchange import FIRST_CHUNKS, Sent, exchange, masked

HELLO = {"model": "kimi-k2.6", "messages": [{"role": "user", "content": "Hello"}], "thinking": {"type": "disabled"}}


async def test_the_request_is_shown_as_it_went(connected, kimi) -> None:
    seen = await exchange(connected(), Sent("/chat/completions", HELLO))
    (sent,) = kimi.app.requests
    assert (seen.method, seen.url) == ("POST", f"{kimi.base_url}/chat/completions")
    assert seen.body == sent.body == HELLO
    shown = {name: value for name, value in seen.headers.items() if name != "authorization"}
    assert shown.items() <= sent.headers.items()
    assert seen.headers["authorization"] != sent.headers["authorization"]


async def test_a_stream_is_put_together(connected) -> None:
    seen = await exchange(connected(), Sent("/chat/completions", {**HELLO, "stream": True}))
    assert (seen.status, seen.failed, seen.answer.finish_reason) == (200, None, "stop")
    assert seen.answer.text.startswith("```tsx src/App.tsx\n")
    assert len(seen.chunks) == FIRST_CHUNKS < seen.chunk_count
    assert seen.answer.usage
    assert seen.first_seconds is not None
    assert seen.first_seconds <= seen.seconds


async def test_a_whole_answer_is_the_same_text(connected) -> None:
    streamed = await exchange(connected(), Sent("/chat/completions", {**HELLO, "stream": True}))
    whole = await exchange(connected(), Sent("/chat/completions", HELLO))
    assert whole.answer.text == streamed.answer.text
    assert whole.answer.usage == streamed.answer.usage
    assert whole.answer.document is not None


async def test_calls_of_tools_are_put_together(connected) -> None:
    request = requests.tool("kimi-k2.6", {})
    for stream in (True, False):
        seen = await exchange(connected(model="kimi-k2.6"), Sent(request.path, {**request.body, "stream": stream}))
        (call,) = seen.answer.as_json()["tool_calls"]
        assert call == {"name": "report_colour", "arguments": {"colour": "example"}}
        assert seen.answer.finish_reason == "tool_calls"


async def test_usage_is_read_in_either_place(connected) -> None:
    for scenario in ("good", "usage-choice"):
        seen = await exchange(
            connected(), Sent("/chat/completions", {**HELLO, "model": f"scenario:{scenario}", "stream": True})
        )
        assert seen.answer.usage
        assert seen.answer.usage["prompt_tokens"] == 4200


def test_a_key_shows_its_last_four_characters_only() -> None:
    assert masked("sk-0123456789abcdef") == "…cdef"
    assert masked("short") == "…"
