"""What an answer consists of: the events of a stream in their order, or all of them as one."""

from collections.abc import Iterator
from typing import Any

from tests.kimi_server.continuation import asked, text_of
from tests.kimi_server.examples import wanted_call, wanted_json
from tests.kimi_server.profiles import MODELS, thinks
from tests.kimi_server.scenarios import REASONING, Mishap, Scenario, UsagePlace

CHUNK = 16
"""Characters of text in a chunk."""
TOKEN = 4
"""Characters of a token."""

ID = "chatcmpl-1"
CREATED = 1_790_000_000


def events(body: dict[str, Any], scenario: Scenario, *, wrong: bool) -> Iterator[dict[str, Any] | Mishap]:
    """The events of a stream in their order, and the mishap at its place."""
    model = body["model"]
    call = wanted_call(body)
    mishap = scenario.mishap if wrong and scenario.mishap not in {Mishap.END, Mishap.CUT} else None
    reasoning, text, full = _within(body, _reasoning(body, scenario), "" if call else _text(body, scenario))
    stop = wrong and scenario.mishap not in {None, Mishap.CUT} and scenario.at <= len(text)
    written = len(reasoning)
    yield _chunk(model, {"role": "assistant", "content": ""})
    if scenario.empty_choices:
        yield {**_chunk(model, {}), "choices": []}
    for part in _parts(reasoning):
        yield _chunk(model, {"reasoning_content": part})
    for part in _parts(text[: scenario.at] if stop else text):
        written += len(part)
        chunk = _chunk(model, {"content": part})
        yield {**chunk, "usage": usage(written)} if scenario.usage is UsagePlace.EVERYWHERE else chunk
    if stop and mishap:
        yield mishap
    if call:
        yield _chunk(model, {"tool_calls": [{"index": 0, **call}]})
    finish = scenario.early if stop else "tool_calls" if call else "length" if full else _finish(body, scenario)
    if finish:
        last = _chunk(model, {}, finish)
        if scenario.usage is UsagePlace.CHOICE:
            last["choices"][0]["usage"] = usage(written)
        yield last
    if mishap:
        yield mishap
    if scenario.usage is UsagePlace.TOP:
        yield {**_chunk(model, {}), "choices": [], "usage": usage(written)}


def completion(body: dict[str, Any], scenario: Scenario) -> dict[str, Any]:
    """The whole answer at once, for requests that do not stream."""
    message: dict[str, Any] = {"role": "assistant", "content": ""}
    finish, used = None, usage(0)
    for event in events(body, scenario, wrong=False):
        assert isinstance(event, dict)
        used = event.get("usage") or used
        for choice in event["choices"]:
            finish = choice["finish_reason"] or finish
            for name, value in choice["delta"].items():
                if name == "tool_calls":
                    message[name] = [{key: part for key, part in call.items() if key != "index"} for call in value]
                elif name != "role":
                    message[name] = message.get(name, "") + value
    choice = {"index": 0, "message": message, "finish_reason": finish}
    head = {"id": ID, "object": "chat.completion", "created": CREATED, "model": body["model"]}
    return {**head, "choices": [choice], "usage": used}


def _finish(body: dict[str, Any], scenario: Scenario) -> str | None:
    mending = asked(body).repair and scenario.repaired is not None
    return scenario.finish_of_repair if mending else scenario.finish


def usage(characters: int) -> dict[str, int]:
    return {"prompt_tokens": 4200, "completion_tokens": characters // TOKEN, "cached_tokens": 256}


def _text(body: dict[str, Any], scenario: Scenario) -> str:
    return wanted_json(body) or text_of(body, scenario)


def _reasoning(body: dict[str, Any], scenario: Scenario) -> str:
    return scenario.reasoning or (REASONING if thinks(body) else "")


def _within(body: dict[str, Any], reasoning: str, text: str) -> tuple[str, str, bool]:
    """What of them fits into the tokens that the request allows, reasoning first, and whether some does not."""
    most = body.get("max_completion_tokens")
    if body["model"] not in MODELS or most is None:
        return reasoning, text, False
    room = most * TOKEN
    left = max(0, room - len(reasoning))
    return reasoning[:room], text[:left], len(reasoning) + len(text) > room


def _chunk(model: str, delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    return {
        "id": ID,
        "object": "chat.completion.chunk",
        "created": CREATED,
        "model": model,
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }


def _parts(text: str) -> list[str]:
    return [text[i : i + CHUNK] for i in range(0, len(text), CHUNK)]
