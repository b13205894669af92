"""The stand-in refuses what the real service refuses, in its shape, and runs as a program of its own."""

import base64
import io
import json
import subprocess
import sys
import urllib.error
import urllib.request
from typing import Any

import pytest
from PIL import Image

from tests.kimi_server import KEY, RunningServer, running_server


@pytest.fixture(scope="module")
def kimi():
    with running_server() as server:
        yield server


def picture(kind: str = "png", size: tuple[int, int] = (4, 4)) -> str:
    output = io.BytesIO()
    Image.new("RGB", size).save(output, kind)
    return f"data:image/{kind};base64,{base64.b64encode(output.getvalue()).decode()}"


def body(url: str | None = None, **more: Any) -> dict[str, Any]:
    parts = [{"type": "image_url", "image_url": {"url": url or picture()}}, {"type": "text", "text": "Write it."}]
    return {"model": "kimi-k2.6", "stream": True, "messages": [{"role": "user", "content": parts}], **more}


def post(base_url: str, content: dict[str, Any], key: str = KEY) -> tuple[int, str]:
    request = urllib.request.Request(
        f"{base_url}/chat/completions",
        json.dumps(content).encode(),
        {"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
    )
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
