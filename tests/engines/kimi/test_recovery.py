"""A run goes on where an answer broke off, asks for less where it asked too much, and tells what it does."""

import base64
import io
import time

import pytest
from PIL import Image

from mockup2code.engines.base import MAIN_FILE, Delta, ErrorCode, FileStart, Measured, Stage, StageName, Usage
from mockup2code.engines.job import Job
from tests.engines.kimi.runs import Run, run
from tests.kimi_server.continuation import GO_ON
from tests.kimi_server.scenarios import ANSWER, APP

CARD = "src/components/PlanCard.tsx"
PARTIAL = "kimi-k2.6"
CARD_CODE = ANSWER.split("PlanCard.tsx\n")[1].removesuffix("```\n")
WHOLE = {MAIN_FILE: APP, CARD: CARD_CODE}


def keyed(scenario: str) -> dict[str, str]:
    """The scenario chosen by the key, so that the model is one that the engine knows."""
    return {"api_key": f"sk-scenario:{scenario}", "model": PARTIAL}


def check_whole(done: Run) -> None:
    assert done.error is None
    assert done.result.files == WHOLE
    assert [event.path for event in done.of(FileStart)] == [MAIN_FILE, CARD]
    assert "".join(event.text for event in done.of(Delta)) == APP + CARD_CODE


CUTS = ["stall", "comments", "break", "cut", "garble", "error", "end", "length", "odd-finish"]


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("model", [PARTIAL, "asked"])
async def test_an_answer_goes_on_from_where_it_broke_off(connected, job, kimi, cut, model) -> None:
    name = f"{cut}-once@{9000 if cut == 'cut' else 700}"
    settings = keyed(name) if model == PARTIAL else {"model": f"scenario:{name}"}
    done = await run(connected(stall_seconds=0.5, **settings), job)
    check_whole(done)
    assert len(kimi.chats) == 2
    assert [stage.detail for stage in done.of(Stage) if "broke off; going on from there" in stage.detail]


async def test_partial_mode_gives_what_came_as_the_beginning(connected, job, kimi) -> None:
    check_whole(await run(connected(**keyed("break-once@700")), job))
    first, second = (chat.body for chat in kimi.chats)
    assert second["messages"] == [*first["messages"], {"role": "assistant", "content": ANSWER[:700], "partial": True}]
    assert second["thinking"] == {"type": "disabled"}


async def test_without_partial_mode_the_rest_is_asked_for(connected, job, kimi) -> None:
    check_whole(await run(connected("break-once@700"), job))
    *before, came, question = kimi.chats[1].body["messages"]
    assert before == kimi.chats[0].body["messages"]
    back = ANSWER[:700].rindex("          ))}")
    assert came == {"role": "assistant", "content": ANSWER[:back]}
    assert question["role"] == "user"
    assert GO_ON in question["content"]


@pytest.mark.parametrize("model", [PARTIAL, "asked"])
async def test_every_cut_gives_the_same_files(connected, job, kimi, model) -> None:
    for cut in [*range(1, 60), *range(60, len(ANSWER), 53), *range(len(ANSWER) - 9, len(ANSWER) + 1)]:
        kimi.app.forget()
        name = f"break-once@{cut}"
        done = await run(connected(**(keyed(name) if model == PARTIAL else {"model": f"scenario:{name}"})), job)
        assert done.result.files == WHOLE, cut
        assert done.error is None


@pytest.mark.parametrize("joint", ["tail", "fence-and-line", "whole"])
async def test_what_a_host_says_again_is_dropped(connected, job, kimi, joint) -> None:
    for cut in range(150, 2800, 137):
        kimi.app.forget()
        check_whole(await run(connected(f"joint-{joint}@{cut}"), job))


async def test_a_fence_that_is_opened_again_is_dropped(connected, job) -> None:
    check_whole(await run(connected("joint-fence@705"), job))


async def test_a_file_that_is_written_anew_is_the_later_one(connected, job) -> None:
    done = await run(connected("joint-file-anew@700"), job)
    assert done.error is None
    assert done.result.files == {MAIN_FILE: APP.replace("min-h-screen", "min-h-dvh"), CARD: CARD_CODE}


async def test_an_answer_that_broke_off_in_its_reasoning_is_asked_for_again(connected, job, kimi) -> None:
    check_whole(done := await run(connected("break-in-reasoning"), job))
    assert [stage.detail for stage in done.of(Stage) if "before its first word" in stage.detail]
    assert kimi.chats[0].body == kimi.chats[1].body


async def test_four_continuations_are_the_most(connected, job, kimi) -> None:
    done = await run(connected("broken"), job)
    assert done.error is not None
    assert done.error.code is ErrorCode.CUT_OFF
    assert len(kimi.chats) == 5
    assert APP.startswith(done.result.files[MAIN_FILE])


async def test_a_host_that_refuses_partial_mode_is_asked_in_words(connected, job, kimi) -> None:
    check_whole(await run(connected(**keyed("takes-no-partial")), job))
    assert [chat.body["messages"][-1]["role"] for chat in kimi.chats] == ["user", "assistant", "user"]


async def test_fields_that_a_host_does_not_take_are_left_out(connected, job, kimi) -> None:
    check_whole(await run(connected(**keyed("takes-little")), job))
    body = kimi.chats[-1].body
    assert set(body) == {"model", "messages", "stream", "max_tokens"}
    assert len(kimi.chats) == 5
    assert (await run(connected(**keyed("good")), job)).error is None
    assert "thinking" in kimi.chats[-1].body


def sent_picture(chat) -> Image.Image:
    url = chat.body["messages"][1]["content"][0]["image_url"]["url"]
    return Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2])))


@pytest.mark.parametrize("scenario", ["too-large-once", "too-long-once"])
async def test_less_is_sent_where_it_was_too_much(connected, job, kimi, scenario) -> None:
    check_whole(await run(connected(scenario), job))
    first, second = kimi.chats
    assert sent_picture(first).width == 640
    assert sent_picture(second).width == 384
    halved = scenario == "too-long-once"
    assert (second.body["max_completion_tokens"] < first.body["max_completion_tokens"]) is halved


async def test_usage_is_summed_over_continuations(connected, job) -> None:
    told = [u for u in (await run(connected(**keyed("length-once@1200")), job)).of(Usage) if not u.estimated]
    assert [(usage.input_tokens, usage.output_tokens) for usage in told] == [(4200, 300), (8400, 300 + 593)]
    assert told[1].cost == pytest.approx((2 * ((4200 - 256) * 0.95 + 256 * 0.16) + 893 * 4.00) / 1_000_000)


async def test_it_is_told_how_fast_the_answer_came(connected, job, kimi) -> None:
    kimi.app.rate = 400
    begun = time.monotonic()
    usage = (await run(connected(), job)).of(Usage)[-1]
    assert usage.first_token is not None
    assert usage.streaming is not None
    assert usage.first_token > 0
    assert len(ANSWER) / 16 / 400 * 0.9 < usage.streaming < time.monotonic() - begun


@pytest.mark.parametrize("cut", range(0, 90, 3))
@pytest.mark.parametrize("joint", ["break-once", "joint-tail", "joint-fence-and-line", "joint-whole"])
async def test_a_line_that_stands_twice_stays_twice(connected, job, kimi, cut, joint) -> None:
    line = "          <li className='py-2'>Free of charge</li>\n"
    doubled = APP.replace("        <nav", f"{line}{line}        <nav", 1)
    kimi.app.texts["twice"] = ANSWER.replace(APP, doubled)
    at = kimi.app.texts["twice"].index(line) + len(line) - 45 + cut
    done = await run(connected(f"{joint}@{at}", model=f"scenario:{joint}@{at}+twice"), job)
    assert done.error is None
    assert done.result.files[MAIN_FILE] == doubled


async def test_an_answer_that_goes_on_otherwise_replaces_what_had_come_since(connected, job) -> None:
    done = await run(connected("joint-otherwise@700"), job)
    assert done.error is None
    other = done.result.files[MAIN_FILE]
    assert other == APP.replace("          ))}\n        </nav>", "          )).slice(0)}\n        </nav>")


async def test_usage_grows_while_the_answer_comes(connected, job) -> None:
    done = await run(connected("usage-everywhere"), job)
    told = [usage.output_tokens for usage in done.of(Usage)]
    assert told == sorted(set(told))
    assert 5 <= len(told) <= 12
    assert told[-1] == 893
    assert isinstance(done.events[done.events.index(done.of(Usage)[0]) + 1], Delta)


async def test_a_slow_measurement_does_not_hold_the_call_up(connected, picture, kimi) -> None:
    done = await run(connected(measuring_seconds=0), Job.of(picture))
    check_whole(done)
    assert done.of(Measured) == []
    assert "too long" in done.of(Stage)[1].detail
    assert done.of(Stage)[1].name is StageName.MEASURING
    assert "<measured>" not in kimi.chats[0].body["messages"][1]["content"][1]["text"]
