"""A check says for each step what came, and what to do where it failed."""

import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from mockup2code.engines.kimi import KimiSettings
from mockup2code.engines.kimi.checkup.keeping import NoKeeper
from mockup2code.engines.kimi.checkup.steps import Line, Outcome, Step, check
from tests.kimi_server import KEY, RunningServer

Connected = Callable[..., KimiSettings]


async def checked(settings: KimiSettings) -> list[Line]:
    return [line async for line in check(settings, NoKeeper())]


def failed(lines: list[Line]) -> Line:
    """The one line that failed; all after it are skipped."""
    (line,) = [line for line in lines if line.outcome is Outcome.FAILED]
    assert {other.outcome for other in lines[lines.index(line) + 1 :]} <= {Outcome.SKIPPED}
    return line


@pytest.mark.parametrize("model", ["kimi-k2.6", "kimi-k2.7-code", "kimi-k3"])
@pytest.mark.parametrize("thinking", [False, True])
async def test_a_good_connection_passes_every_step(connected: Connected, model: str, thinking: bool) -> None:
    lines = await checked(connected(model=model, thinking=thinking))
    assert [line.step for line in lines] == list(Step)
    assert {line.outcome for line in lines} == {Outcome.OK}, lines
    assert all(line.seconds is not None and line.finding for line in lines)
    assert not any(line.breaks_runs for line in lines)


async def test_a_check_makes_three_requests_to_the_model(connected: Connected, kimi: RunningServer) -> None:
    await checked(connected(model="kimi-k2.6"))
    assert len(kimi.app.requests) == 5
    assert [sorted({"tools", "response_format"} & chat.body.keys()) for chat in kimi.chats] == [
        [],
        ["tools"],
        ["response_format"],
    ]


async def test_the_address_is_reached_without_the_key(connected: Connected, kimi: RunningServer) -> None:
    await checked(connected(model="kimi-k2.6"))
    assert "authorization" not in kimi.app.requests[0].headers


@pytest.mark.parametrize(
    ("key", "step", "words"),
    [
        ("sk-wrong-0123456789", Step.KEY, ["does not accept the key", "Copy the key again", "Moonshot (.cn)"]),
        ("sk cut in two", Step.KEY, ["spaces", "platform.moonshot.ai"]),
        ("", Step.KEY, ["empty"]),
        ("sk-scenario:quota", Step.STREAMS, ["no balance", "Top it up"]),
        ("sk-scenario:low-balance", Step.STREAMS, ["no balance"]),
        ("sk-scenario:forbidden", Step.STREAMS, ["does not let it use kimi-k2.6", "kimi-k3"]),
        (
            "sk-scenario:rate-limit-long",
            Step.STREAMS,
            ["retry-after: 3600", "tier 0: 1 and 3", "tier 5: 1,000 and 10,000"],
        ),
        ("sk-scenario:overloaded-once", Step.STREAMS, ["overloaded", "few minutes"]),
        ("sk-scenario:server-error", Step.STREAMS, ["failed to answer", "theirs to mend"]),
        ("sk-scenario:gateway-timeout", Step.STREAMS, ["own time limit"]),
        ("sk-scenario:too-large", Step.STREAMS, ["no body of this size"]),
        ("sk-scenario:too-long", Step.STREAMS, ["more than kimi-k2.6 can read"]),
        ("sk-scenario:content-filter", Step.STREAMS, ["content filter"]),
        ("sk-scenario:web-page", Step.STREAMS, ["not an OpenAI-compatible API", "text/html"]),
        ("sk-scenario:dropped", Step.STREAMS, ["without an answer"]),
        ("sk-scenario:garbled@40", Step.STREAMS, ["broke off"]),
        ("sk-scenario:error-in-stream@40", Step.STREAMS, ["broke off", "The engine stopped"]),
    ],
)
async def test_each_failure_has_its_cause_and_its_remedy(
    connected: Connected, key: str, step: Step, words: list[str]
) -> None:
    line = failed(await checked(connected(model="kimi-k2.6", provider="moonshot-ai", api_key=key)))
    assert line.step == step
    assert line.explanation
    said = f"{line.explanation.cause} {line.explanation.remedy}"
    assert [word for word in words if word not in said] == [], said
    assert line.breaks_runs
    assert line.seconds is not None


async def test_a_key_of_the_other_site_is_told_so(connected: Connected, kimi: RunningServer) -> None:
    kimi.app.site = "cn"
    settings = connected(model="kimi-k2.6", provider="moonshot-cn", api_key="sk-ai-0123456789abcdef")
    line = failed(await checked(settings))
    assert line.explanation
    assert "a key of Moonshot (.ai)" in line.explanation.cause
    assert "choose Moonshot (.ai)" in line.explanation.remedy


async def test_a_retired_model_is_told_so_with_those_that_there_are(connected: Connected) -> None:
    line = failed(await checked(connected(model="kimi-k2.5")))
    assert line.step == Step.MODEL
    assert line.explanation
    assert "2026-08-31" in line.explanation.cause
    assert "kimi-k2.6, kimi-k2.7-code, kimi-k2.7-code-highspeed, kimi-k3" in line.explanation.remedy


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://no-such-host.invalid/v1", "no machine with the name no-such-host.invalid"),
        ("ftp://models.example.com", "ftp://models.example.com is no address"),
        ("", "An empty text is no address"),
    ],
)
async def test_an_address_that_is_none_is_told_so(connected: Connected, address: str, words: str) -> None:
    line = failed(await checked(connected(base_url=address)))
    assert line.step == Step.REACHES
    assert line.explanation
    assert words in line.explanation.cause


async def test_a_port_where_nothing_listens_is_told_so(connected: Connected) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        line = failed(await checked(connected(base_url=f"http://127.0.0.1:{unused.getsockname()[1]}/v1")))
    assert line.explanation
    assert "nothing listens" in line.explanation.cause


async def test_an_address_that_does_not_answer_is_no_route(connected: Connected) -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        address = full.getsockname()
        with socket.create_connection(address), socket.socket() as second:
            second.setblocking(False)
            second.connect_ex(address)
            settings = connected(base_url=f"http://127.0.0.1:{address[1]}/v1", connect_seconds=0.3)
            line = failed(await checked(settings))
    assert line.explanation
    assert "no route" in line.explanation.cause


async def test_https_to_a_plain_server_is_told_so(connected: Connected, kimi: RunningServer) -> None:
    line = failed(await checked(connected(base_url=kimi.base_url.replace("http", "https"))))
    assert line.explanation
    assert "plain http" in line.explanation.cause


async def test_a_proxy_that_is_not_there_is_named(connected: Connected, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://ada:secret@127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    line = failed(await checked(connected(base_url="https://models.example.com/v1")))
    assert line.explanation
    assert "The proxy 127.0.0.1:9 did not let the request through" in line.explanation.cause
    assert "secret" not in line.explanation.cause + line.explanation.remedy


@pytest.mark.parametrize(("scenario", "words"), [("silent", "nothing came back in time"), ("stall", "fell silent")])
async def test_a_host_that_falls_silent_is_told_so(connected: Connected, scenario: str, words: str) -> None:
    settings = connected(model="kimi-k2.6", api_key=f"sk-scenario:{scenario}", stall_seconds=0.5)
    line = failed(await checked(settings))
    assert line.step == Step.STREAMS
    assert line.explanation
    assert words in line.explanation.cause


@pytest.fixture
def answering() -> Iterator[Callable[[str], str]]:
    """A server that answers everything with this status line and header; gives its address."""
    with ExitStack() as stack:
        yield lambda head: stack.enter_context(_answering(head))


@contextmanager
def _answering(head: str) -> Iterator[str]:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, _, header = head.partition(" ")
            name, _, value = header.partition(": ")
            self.send_response(int(status))
            self.send_header(name, value)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.05])
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


async def test_an_address_that_has_moved_names_the_new_one(connected: Connected, answering) -> None:
    line = failed(await checked(connected(base_url=answering("301 location: https://new-host.example/v1/models"))))
    assert line.step == Step.REACHES
    assert line.explanation
    assert "it points to https://new-host.example/v1/models" in line.explanation.cause


async def test_a_proxy_that_wants_a_password_is_told_so(connected: Connected, answering, monkeypatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", answering("407 proxy-authenticate: Basic"))
    for name in ("NO_PROXY", "no_proxy", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    line = failed(await checked(connected(base_url="http://models.example.com/v1")))
    assert line.explanation
    assert "wants a name and a password" in line.explanation.cause


async def test_the_key_is_in_no_log(connected: Connected, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await checked(connected(model="kimi-k2.6"))
    assert KEY not in caplog.text
    assert "/chat/completions" in caplog.text


async def test_an_address_without_its_path_is_told_so(connected: Connected, kimi: RunningServer) -> None:
    settings = connected(model="kimi-k2.6", base_url=kimi.base_url.removesuffix("/v1"))
    lines = await checked(settings)
    assert "lists no models" in next(line.finding for line in lines if line.step == Step.KEY)
    line = failed(lines)
    assert line.explanation
    assert "it usually ends in /v1" in line.explanation.remedy


async def test_a_model_without_pictures_is_told_apart_from_one_that_does_not_stream(connected: Connected) -> None:
    lines = await checked(connected(model="kimi-k2.6", api_key="sk-scenario:no-pictures"))
    outcomes = {line.step: line.outcome for line in lines}
    assert (outcomes[Step.STREAMS], outcomes[Step.PIXEL], outcomes[Step.TOOL]) == (
        Outcome.OK,
        Outcome.FAILED,
        Outcome.OK,
    )


@pytest.fixture
def reticent(monkeypatch: pytest.MonkeyPatch) -> None:
    """The host lists its models by name alone, as most do."""
    monkeypatch.setattr("tests.kimi_server.app.row", lambda model: {"id": model})


@pytest.mark.parametrize(
    ("scenario", "failing"),
    [("good", []), ("no-pictures", [Step.PIXEL, Step.PICTURES]), ("no-video", [Step.VIDEO])],
)
async def test_what_the_host_does_not_tell_is_tried(
    connected: Connected, reticent: None, scenario: str, failing: list[Step]
) -> None:
    lines = await checked(connected(model="kimi-k2.6", api_key=f"sk-scenario:{scenario}"))
    assert {line.step for line in lines} == set(Step)
    assert [line.step for line in lines if line.outcome is not Outcome.OK] == failing
    assert all(line.seconds is not None for line in lines)


async def test_what_runs_do_not_need_breaks_none(connected: Connected) -> None:
    lines = await checked(connected(model="kimi-k2.6", api_key="sk-scenario:no-tools"))
    (line,) = [line for line in lines if line.outcome is Outcome.FAILED]
    assert line.step == Step.TOOL
    assert not line.breaks_runs


async def test_the_key_is_in_nothing_that_is_shown(connected: Connected) -> None:
    key = "sk-wrong-0123456789abcdef"
    lines = await checked(connected(model="kimi-k2.6", api_key=key))
    assert key not in repr(lines)
    refused = failed(lines).seen
    assert refused
    assert refused.headers["authorization"] == "Bearer …cdef"
    assert KEY not in repr(await checked(connected(model="kimi-k2.6")))
