"""The stand-in refuses what the real service refuses, in its shape, and runs as a program of its own."""

import base64
import http.client
import io
import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image

from tests.kimi_server import KEY, RunningServer, running_server
from tests.kimi_server.allowance import Allowance
from tests.kimi_server.profiles import MODELS
from tests.kimi_server.scenarios import ANSWER


@pytest.fixture(scope="module")
def server() -> Iterator[RunningServer]:
    with running_server() as running:
        yield running


@pytest.fixture
def kimi(server: RunningServer) -> RunningServer:
    server.app.forget()
    return server


def picture(kind: str = "png", size: tuple[int, int] = (4, 4)) -> str:
    output = io.BytesIO()
    Image.new("RGB", size).save(output, kind)
    return f"data:image/{kind};base64,{base64.b64encode(output.getvalue()).decode()}"


def body(url: str | None = None, **more: Any) -> dict[str, Any]:
    parts = [{"type": "image_url", "image_url": {"url": url or picture()}}, {"type": "text", "text": "Write it."}]
    return {"model": "kimi-k2.6", "stream": True, "messages": [{"role": "user", "content": parts}], **more}


PLAIN = {"role": "user", "content": "Write it."}
PREFIX = {"role": "assistant", "content": "```tsx src/App.tsx\n", "partial": True}


def tool(name: str = "look_up") -> dict[str, Any]:
    schema = {"type": "object", "properties": {"city": {"type": "string"}}}
    return {"type": "function", "function": {"name": name, "parameters": schema}}


def called(reasoning: str = "") -> list[dict[str, Any]]:
    """A turn in which the model called a tool and got its result."""
    call = {"id": "call_0", "type": "function", "function": {"name": "look_up", "arguments": "{}"}}
    turn = {"role": "assistant", "content": "", "tool_calls": [call]}
    result = {"role": "tool", "tool_call_id": "call_0", "content": "12 degrees"}
    return [PLAIN, {**turn, "reasoning_content": reasoning} if reasoning else turn, result]


def post(base_url: str, content: dict[str, Any], key: str = KEY) -> tuple[int, str]:
    return send(base_url, "/chat/completions", json.dumps(content).encode(), key=key)


def send(
    base_url: str,
    path: str,
    content: bytes | None = None,
    *,
    kind: str = "application/json",
    key: str = KEY,
    method: str | None = None,
) -> tuple[int, str]:
    headers = {"Authorization": f"Bearer {key}", "Content-Type": kind}
    request = urllib.request.Request(base_url + path, content, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def events(text: str) -> list[dict[str, Any]]:
    *lines, last = [line.removeprefix("data: ") for line in text.split("\n\n") if line]
    assert last == "[DONE]"
    return [json.loads(line) for line in lines]


def test_a_right_request_is_streamed(kimi: RunningServer) -> None:
    status, text = post(kimi.base_url, body(picture("webp"), thinking={"type": "disabled"}))
    assert status == 200
    first, *_, last = events(text)
    assert first["choices"][0]["delta"] == {"role": "assistant", "content": ""}
    assert last["choices"] == []
    assert last["usage"]["prompt_tokens"] > 0


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        (body(temperature=0.2), 400, "invalid temperature"),
        (body(model="kimi-k3", thinking={"type": "disabled"}), 400, "thinking"),
        (body(model="kimi-k2.7-code", thinking={"type": "disabled"}), 400, "thinking"),
        (body(thinking=False), 400, "thinking"),
        (body(max_completion_tokens=0), 400, "max_completion_tokens"),
        (body(messages=[]), 400, "messages"),
        (body("https://example.com/mockup.png"), 400, "unsupported image url"),
        (body("data:image/svg+xml;base64,PHN2Zy8+"), 400, "unsupported image url"),
        (body("data:image/png;base64,AAAA"), 400, "decoded"),
        (body(picture(size=(5000, 1))), 400, "too large"),
        (body(model="kimi-k2.5"), 404, "kimi-k2.5"),
        (body(n=2), 400, "invalid n"),
        (body(reasoning_effort="low"), 400, "reasoning_effort"),
        (body(model="kimi-k3", reasoning_effort="medium"), 400, "reasoning_effort"),
        (body("ms://file-9"), 400, "file-9 not found"),
        (body(tools=[tool("two words")]), 400, "function name is invalid"),
        (body(tools=[tool()], tool_choice="required"), 400, "incompatible with thinking"),
        (body(messages=called()), 400, "reasoning_content is missing"),
        (body(messages=[*called("Let me see.")[:1], {"role": "tool", "tool_call_id": "x", "content": "y"}]), 400, "x"),
        (body(messages=[PLAIN, {"role": "assistant", "content": "a"}]), 400, "last message"),
        (body(messages=[PLAIN, PREFIX], model="kimi-k3"), 400, "partial mode is not supported"),
        (body(messages=[PLAIN, PREFIX], response_format={"type": "json_object"}), 400, "partial mode"),
        (body(messages=[{"role": "user", "content": "words " * 200_000}]), 400, "exceeded model token limit: 262144"),
    ],
)
def test_a_wrong_request_is_refused(kimi: RunningServer, content: dict[str, Any], status: int, words: str) -> None:
    answered, text = post(kimi.base_url, content)
    assert answered == status
    assert words in json.loads(text)["error"]["message"]


def test_keys_that_it_does_not_know_are_refused(kimi: RunningServer) -> None:
    assert post(kimi.base_url, body(), key="other")[0] == 401
    status, text = post(kimi.base_url, body(), key="sk-wrong")
    assert status == 401
    assert json.loads(text)["error"]["type"] == "incorrect_api_key_error"


def test_a_key_can_choose_the_scenario(kimi: RunningServer) -> None:
    assert post(kimi.base_url, body(), key="sk-scenario:quota")[0] == 429


def test_a_key_of_the_other_site_is_refused(kimi: RunningServer) -> None:
    assert post(kimi.base_url, body(), key="sk-cn-0123456789")[0] == 401
    kimi.app.site = "cn"
    assert post(kimi.base_url, body(), key="sk-cn-0123456789")[0] == 200
    assert post(kimi.base_url, body(), key="sk-ai-0123456789")[0] == 401


def test_models_say_what_they_can_and_a_retired_one_is_there_where_it_is_served(kimi: RunningServer) -> None:
    rows = json.loads(send(kimi.base_url, "/models")[1])["data"]
    contexts = {row["id"]: row["context_length"] for row in rows if row["supports_image_in"]}
    assert contexts["kimi-k3"] == 1_048_576
    assert "kimi-k2.5" not in contexts
    kimi.app.served = frozenset(MODELS)
    assert post(kimi.base_url, body(model="kimi-k2.5"))[0] == 200


def test_a_model_thinks_first_unless_it_is_told_not_to(kimi: RunningServer) -> None:
    def thought(**more: Any) -> bool:
        deltas = [event["choices"][0]["delta"] for event in events(post(kimi.base_url, body(**more))[1])[:-1]]
        assert any(delta.get("content") for delta in deltas)
        return any("reasoning_content" in delta for delta in deltas)

    assert thought()
    assert not thought(thinking={"type": "disabled"})
    assert thought(model="kimi-k2.7-code")
    assert thought(model="kimi-k3", reasoning_effort="low")


def test_few_tokens_leave_no_room_behind_the_reasoning(kimi: RunningServer) -> None:
    text = post(kimi.base_url, body(stream=False, max_completion_tokens=8))[1]
    (choice,) = json.loads(text)["choices"]
    assert (choice["finish_reason"], choice["message"]["content"]) == ("length", "")


def test_an_answer_can_come_at_once(kimi: RunningServer) -> None:
    whole = json.loads(post(kimi.base_url, body(stream=False))[1])
    assert whole["object"] == "chat.completion"
    assert whole["choices"][0]["message"]["content"] == ANSWER
    assert whole["choices"][0]["finish_reason"] == "stop"
    assert whole["usage"]["prompt_tokens"] > 0


def test_a_tool_is_called_and_its_result_is_taken(kimi: RunningServer) -> None:
    (choice,) = json.loads(post(kimi.base_url, body(stream=False, tools=[tool()]))[1])["choices"]
    assert choice["finish_reason"] == "tool_calls"
    (call,) = choice["message"]["tool_calls"]
    assert json.loads(call["function"]["arguments"]) == {"city": "example"}
    assert post(kimi.base_url, body(messages=called("Let me see."), tools=[tool()]))[0] == 200


def test_json_comes_by_its_schema(kimi: RunningServer) -> None:
    schema = {"type": "object", "properties": {"n": {"type": "integer"}, "s": {"enum": ["a", "b"]}}}
    wanted = {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema}}
    (choice,) = json.loads(post(kimi.base_url, body(stream=False, response_format=wanted))[1])["choices"]
    assert json.loads(choice["message"]["content"]) == {"n": 1, "s": "a"}


def test_files_are_taken_used_and_deleted(kimi: RunningServer) -> None:
    form = (
        b'--x\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nvideo\r\n'
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.mp4"\r\n'
        b"Content-Type: video/mp4\r\n\r\n\x00\x01\r\n--x--\r\n"
    )
    status, text = send(kimi.base_url, "/files", form, kind="multipart/form-data; boundary=x")
    file = json.loads(text)
    assert (status, file["bytes"], file["filename"], file["purpose"]) == (200, 2, "a.mp4", "video")
    video = [{"type": "video_url", "video_url": {"url": f"ms://{file['id']}"}}, {"type": "text", "text": "Write it."}]
    assert post(kimi.base_url, body(messages=[{"role": "user", "content": video}]))[0] == 200
    assert json.loads(send(kimi.base_url, f"/files/{file['id']}", method="DELETE")[1])["deleted"]
    assert json.loads(send(kimi.base_url, "/files")[1])["data"] == []
    assert post(kimi.base_url, body(messages=[{"role": "user", "content": video}]))[0] == 400


def test_tokens_and_the_balance_can_be_asked_for(kimi: RunningServer) -> None:
    request = {"model": "kimi-k2.6", "messages": body(picture(size=(280, 280)))["messages"]}
    status, text = send(kimi.base_url, "/tokenizers/estimate-token-count", json.dumps(request).encode())
    assert status == 200
    assert 100 < json.loads(text)["data"]["total_tokens"] < 120
    assert json.loads(send(kimi.base_url, "/users/me/balance")[1])["data"]["available_balance"] > 0


def test_a_key_has_the_limits_that_it_is_given(kimi: RunningServer) -> None:
    kimi.app.allowance = Allowance(requests=1)
    assert post(kimi.base_url, body())[0] == 200
    status, text = post(kimi.base_url, body())
    assert (status, json.loads(text)["error"]["type"]) == (429, "rate_limit_reached_error")
    assert post(kimi.base_url, body(), key="sk-another")[0] == 200
    assert [chat.status for chat in kimi.chats] == [0, 429, 0]


@pytest.mark.parametrize("at", [1, 400, 5001])
def test_a_body_ends_at_a_given_byte(kimi: RunningServer, at: int) -> None:
    request = urllib.request.Request(
        f"{kimi.base_url}/chat/completions",
        json.dumps(body()).encode(),
        {"Authorization": f"Bearer sk-scenario:cut-once@{at}"},
    )
    with urllib.request.urlopen(request, timeout=20) as answer, pytest.raises(http.client.IncompleteRead) as cut:
        answer.read()
    assert len(cut.value.partial) == at


def test_as_a_program_it_prints_its_address_and_tells_what_it_sent() -> None:
    with subprocess.Popen([sys.executable, "-m", "tests.kimi_server"], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        try:
            base_url = program.stdout.readline().strip()
            assert post(base_url, body(prompt_cache_key="p"))[0] == 200
            with urllib.request.urlopen(base_url.removesuffix("/v1") + "/control/requests", timeout=20) as answer:
                (seen,) = json.loads(answer.read())
        finally:
            program.terminate()
    assert (seen["model"], seen["cache_key"], seen["completed"]) == ("kimi-k2.6", "p", True)
    assert [time for time, _ in seen["sent"]] == sorted(time for time, _ in seen["sent"])
