"""What a person reads when Kimi fails: the right code, a sentence that helps, never the key."""

import logging
import re
import traceback
from socket import AF_INET, SOCK_STREAM, socket

import pytest

from mockup2code.engines.base import MAIN_FILE, ErrorCode, Stage, StageName, Usage
from mockup2code.engines.kimi import KimiEngine, KimiSettings
from mockup2code.engines.kimi.failures import Failure
from mockup2code.engines.kimi.sentences import TABLE
from tests.engines.kimi.runs import run
from tests.kimi_server import KEY
from tests.kimi_server.scenarios import ANSWER, APP

NOT_TRIED_AGAIN = {
    "wrong-key": (ErrorCode.BAD_KEY, ["MOONSHOT_API_KEY", "api.moonshot.ai", "api.moonshot.cn"]),
    "forbidden": (ErrorCode.BAD_KEY, ["KIMI_MODEL", "The model is not open to this project"]),
    "low-balance": (ErrorCode.NO_BALANCE, ["no balance", "Top it up"]),
    "quota": (ErrorCode.NO_BALANCE, ["no balance", "Top it up"]),
    "gone": (ErrorCode.NO_MODEL, ["scenario:gone", "KIMI_MODEL", "kimi-k2.6", "kimi-k3"]),
    "not-the-api": (ErrorCode.NO_ROUTE, ["MOONSHOT_BASE_URL", "/v1"]),
    "garbled-at-once": (ErrorCode.NO_ROUTE, ["MOONSHOT_BASE_URL"]),
    "web-page": (ErrorCode.NO_ROUTE, ["MOONSHOT_BASE_URL", "/v1"]),
    "bad-request": (ErrorCode.UPSTREAM, ["image input is not supported", "KIMI_MODEL"]),
    "too-long": (ErrorCode.UPSTREAM, ["more than", "262144", "smaller parts"]),
    "too-large": (ErrorCode.UPSTREAM, ["too large", "smaller picture"]),
    "content-filter": (ErrorCode.REFUSED, ["content filter", "Trying again gives the same"]),
    "rate-limit-long": (ErrorCode.RATE_LIMIT, ["Generate again in 60 minutes"]),
    "silent": (ErrorCode.UPSTREAM, ["did not begin to answer"]),
    "no-code": (ErrorCode.UPSTREAM, ["without the code", "I can see a landing page"]),
}


CALLS = {"too-long": 2, "too-large": 2}
"""Where less is sent, once."""


@pytest.mark.parametrize("scenario", NOT_TRIED_AGAIN)
async def test_failures_that_waiting_does_not_mend(connected, job, kimi, scenario) -> None:
    code, words = NOT_TRIED_AGAIN[scenario]
    done = await run(connected(scenario), job)
    assert done.error is not None
    assert done.error.code is code
    assert [word for word in words if word not in done.error.sentence] == []
    assert "Nothing is lost" in done.error.sentence
    assert "<" not in done.error.sentence
    assert len(kimi.chats) == CALLS.get(scenario, 1)
    assert done.result.files == {}


CUT_OFF = {
    "length": (ErrorCode.CUT_OFF, "smaller parts"),
    "no-finish": (ErrorCode.CUT_OFF, "ended before it was complete"),
    "odd-finish-in-code": (ErrorCode.CUT_OFF, "ended before it was complete"),
    "stall": (ErrorCode.CUT_OFF, "fell silent"),
    "broken": (ErrorCode.CUT_OFF, "broke off"),
    "garbled": (ErrorCode.CUT_OFF, "broke off"),
    "error-in-stream": (ErrorCode.CUT_OFF, "The engine stopped"),
    "content-filter-late": (ErrorCode.REFUSED, "content filter"),
}


@pytest.mark.parametrize("scenario", CUT_OFF)
async def test_a_cut_answer_stays_to_read_and_is_no_result(connected, job, kimi, scenario) -> None:
    code, words = CUT_OFF[scenario]
    done = await run(connected(scenario), job)
    assert done.error is not None
    assert done.error.code is code
    assert words in done.error.sentence
    assert "became no version" in done.error.sentence
    assert APP.startswith(done.result.files[MAIN_FILE])
    assert 0 < len(done.result.files[MAIN_FILE]) < len(APP)
    assert len(kimi.chats) == (1 if code is ErrorCode.REFUSED else 5)
    assert StageName.CHECKING not in [stage.name for stage in done.of(Stage)]


async def test_all_that_came_before_the_cut_is_passed_on(connected, job) -> None:
    done = await run(connected("no-finish", model="kimi-k2.6", api_key="sk-scenario:no-finish"), job)
    assert done.result.files[MAIN_FILE] == ANSWER[:2500].partition("\n")[2]


async def test_a_cut_answer_still_says_what_it_cost(connected, job) -> None:
    told = [usage for usage in (await run(connected("length"), job)).of(Usage) if not usage.estimated]
    assert [usage.output_tokens for usage in told] == [125, 250, 375, 500, 625]
    assert told[-1].input_tokens == 5 * 4200


async def test_a_call_that_broke_off_is_reckoned_in(connected, job) -> None:
    usage = (await run(connected("break-once@2000"), job)).of(Usage)[-1]
    assert usage.estimated
    assert usage.input_tokens > 4200
    assert usage.output_tokens > 893


async def test_reasoning_that_takes_up_all_tokens_is_a_cut(connected, job) -> None:
    done = await run(connected("reasoning-only"), job)
    assert done.error is not None
    assert done.error.code is ErrorCode.CUT_OFF


async def test_the_deadline_ends_a_run(connected, job, kimi) -> None:
    kimi.app.rate = 20
    done = await run(connected(deadline_seconds=0.5), job)
    assert done.error is not None
    assert done.error.code is ErrorCode.CUT_OFF
    assert "took longer than it may" in done.error.sentence


PASSING = ["rate-limit-once", "overloaded-once", "server-error-once", "unavailable-once", "overloaded-in-stream"]


@pytest.mark.parametrize("scenario", PASSING)
async def test_what_passes_is_tried_again_and_told(connected, job, kimi, scenario) -> None:
    done = await run(connected(scenario), job)
    assert done.error is None
    assert done.result.files[MAIN_FILE] == APP
    assert len(kimi.chats) == 2
    (waiting,) = [stage for stage in done.of(Stage) if "trying again" in stage.detail]
    assert waiting.wait


async def test_retry_after_is_waited_for(connected, job, kimi) -> None:
    done = await run(connected("retry-after-once"), job)
    assert done.error is None
    first, second = kimi.chats
    assert second.received_at - first.received_at >= 1


@pytest.mark.parametrize(
    ("scenario", "calls", "code"),
    [
        ("rate-limit", 3, ErrorCode.RATE_LIMIT),
        ("server-error", 3, ErrorCode.UPSTREAM),
        ("dropped", 3, ErrorCode.UPSTREAM),
        ("gateway-timeout", 2, ErrorCode.UPSTREAM),
    ],
)
async def test_what_does_not_pass_is_given_up(connected, job, kimi, scenario, calls, code) -> None:
    done = await run(connected(scenario), job)
    assert done.error is not None
    assert done.error.code is code
    assert "Nothing is lost" in done.error.sentence
    assert len(kimi.chats) == calls


async def test_no_route(connected, job) -> None:
    with socket(AF_INET, SOCK_STREAM) as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/v1"
        done = await run(connected(base_url=address), job)
    assert done.error is not None
    assert done.error.code is ErrorCode.NO_ROUTE
    assert address in done.error.sentence
    assert "MOONSHOT_BASE_URL" in done.error.sentence
    assert len([stage for stage in done.of(Stage) if "No connection to Kimi" in stage.detail]) == 2


async def test_a_host_that_does_not_take_the_connection(connected, job) -> None:
    with socket(AF_INET, SOCK_STREAM) as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        address = full.getsockname()
        waiting = [socket(AF_INET, SOCK_STREAM) for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(address)
        done = await run(connected(base_url=f"http://127.0.0.1:{address[1]}/v1", connect_seconds=0.1), job)
        for one in waiting:
            one.close()
    assert done.error is not None
    assert done.error.code is ErrorCode.NO_ROUTE
    assert "ConnectTimeout" in done.error.detail
    assert len([stage for stage in done.of(Stage) if "No connection to Kimi" in stage.detail]) == 2


@pytest.mark.parametrize("address", ["http://[half", "http://127.0.0.1:nine/v1", "nonsense", "ftp://127.0.0.1/v1", ""])
async def test_an_address_that_is_none(connected, job, address) -> None:
    done = await run(connected(base_url=address), job)
    assert done.error is not None
    assert done.error.code is ErrorCode.NO_ROUTE
    assert "MOONSHOT_BASE_URL" in done.error.sentence
    assert "trying again" not in "".join(stage.detail for stage in done.of(Stage))


async def test_an_address_without_its_path(connected, job, kimi) -> None:
    done = await run(connected(base_url=kimi.base_url.removesuffix("/v1")), job)
    assert done.error is not None
    assert "MOONSHOT_BASE_URL" in done.error.sentence


@pytest.mark.parametrize("key", ["", " ", "sk-two words", "sk-line\n", "sk-ключ"])
async def test_a_key_that_cannot_be_one(connected, job, kimi, key) -> None:
    done = await run(connected(api_key=key), job)
    assert done.error is not None
    assert done.error.code is ErrorCode.BAD_KEY
    assert "MOONSHOT_API_KEY" in done.error.sentence
    assert kimi.chats == []


async def test_a_model_that_is_gone_lists_those_that_are_there(connected, job) -> None:
    done = await run(connected(model="kimi-k2.5"), job)
    assert done.error is not None
    assert done.error.code is ErrorCode.NO_MODEL
    assert "kimi-k2.6, kimi-k2.7-code, kimi-k2.7-code-highspeed, kimi-k3" in done.error.sentence


async def test_the_key_is_in_no_text(connected, job, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    key = "sk-wrong-7f3a9c1e5b"
    done = await run(connected(api_key=key), job)
    assert done.error is not None
    assert done.error.code is ErrorCode.BAD_KEY
    shown = "\n".join(traceback.format_exception(done.error))
    assert "[key]" in done.error.detail
    for text in (done.error.sentence, done.error.detail, shown, caplog.text, repr(connected(api_key=key))):
        assert key not in text


async def test_the_key_of_a_good_run_is_in_no_log(connected, job, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    settings = connected()
    assert (await run(settings, job)).error is None
    assert KEY not in caplog.text + repr(settings) + repr(vars(KimiEngine(settings)))


@pytest.mark.parametrize("scenario", ["wrong-key", "gone", "not-the-api"])
async def test_a_team_with_a_connection_of_its_own_is_sent_to_it(connected, job, scenario) -> None:
    of_team = await run(connected(scenario, of_team=True), job)
    assert "of the team's connection" in of_team.error.sentence
    assert not re.search("MOONSHOT_|KIMI_MODEL", of_team.error.sentence)


async def test_a_team_with_a_model_of_its_own_is_sent_to_it(connected, job) -> None:
    gone = await run(connected("gone", own_model=True), job)
    assert "Set the model of the team's connection to one of" in gone.error.sentence


def test_every_failure_has_its_sentence() -> None:
    assert set(TABLE) == set(Failure)


def test_settings_know_kimi_by_default() -> None:
    settings = KimiSettings(KEY)
    assert (settings.base_url, settings.model) == ("https://api.moonshot.ai/v1", "kimi-k2.6")
