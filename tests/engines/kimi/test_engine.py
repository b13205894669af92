"""A run that goes well, in each form that an answer takes, and the request that it makes."""

import base64
import io
import json

import pytest
from PIL import Image

from mockup2code.engines.base import MAIN_FILE, Asset, Measured, Message, Reasoning, Stage, StageName, Usage
from mockup2code.engines.job import Job
from mockup2code.engines.kimi import KimiSettings, profiles
from mockup2code.engines.kimi.request import Request
from mockup2code.vision.picture import Picture
from tests.engines.kimi.runs import run
from tests.kimi_server.scenarios import APP, REASONING

PLAN_CARD = "src/components/PlanCard.tsx"


def stages(done) -> list[StageName]:
    return [stage.name for stage in done.of(Stage)]


async def test_the_code_arrives_as_it_was_sent(connected, job) -> None:
    done = await run(connected(), job)
    assert done.error is None
    assert list(done.result.files) == [MAIN_FILE, PLAN_CARD]
    assert done.result.files[MAIN_FILE] == APP
    assert stages(done) == [StageName.WAITING, StageName.WRITING, StageName.CHECKING]


async def test_images_of_the_mockup_come_first_and_icons_are_not_cut(connected, job) -> None:
    done = await run(connected(), job)
    assert done.events[0] == done.of(Asset)[0]
    (asset,) = done.of(Asset)
    assert (asset.path, asset.width, asset.height) == ("src/assets/image-1.png", 200, 160)
    cut = Image.open(io.BytesIO(asset.png)).convert("RGB")
    assert cut.size == (200, 160)
    assert cut.getpixel((100, 80)) == (0x23, 0x53, 0xE0)


async def test_a_picture_that_is_not_measured_yet_is_measured_first(connected, picture, kimi) -> None:
    done = await run(connected(), Job.of(picture))
    assert stages(done)[0] is StageName.MEASURING
    (measured,) = done.of(Measured)
    assert "Sign in" in [line.text for line in measured.measurement.texts]
    assert '"Sign in"' in kimi.chats[0].body["messages"][1]["content"][1]["text"]


async def test_a_picture_that_cannot_be_measured_is_sent_without_facts(connected, picture, kimi) -> None:
    header_only = Picture(picture.name, picture.png[:60], picture.width, picture.height)
    done = await run(connected(), Job.of(header_only))
    assert done.error is None
    assert done.result.files[MAIN_FILE] == APP
    assert done.of(Measured) == []
    assert "<measured>" not in kimi.chats[0].body["messages"][1]["content"][1]["text"]


async def test_reasoning_is_passed_on_before_the_code(connected, job) -> None:
    done = await run(connected("reasoning"), job)
    assert "".join(part.text for part in done.of(Reasoning)) == REASONING
    assert stages(done) == [StageName.WAITING, StageName.THINKING, StageName.WRITING, StageName.CHECKING]
    assert done.result.files[MAIN_FILE] == APP


async def test_prose_around_the_code_is_what_the_model_says(connected, job) -> None:
    done = await run(connected("prose"), job)
    said = [message.text for message in done.of(Message)]
    assert said == ["Here is the page.", "The plans are **data**, so they are easy to change."]
    assert done.result.files[MAIN_FILE] == APP


async def test_code_without_fences_is_the_main_file(connected, job) -> None:
    done = await run(connected("raw"), job)
    assert done.result.files == {MAIN_FILE: APP}


async def test_a_page_that_is_not_the_main_file_is_shown_by_it(connected, job) -> None:
    done = await run(connected("no-main"), job)
    assert done.result.files[MAIN_FILE] == 'export { default } from "./pages/Landing";\n'


@pytest.mark.parametrize("scenario", ["odd-finish", "broken-at-end"])
async def test_a_whole_answer_stands_however_the_stream_ends(connected, job, scenario) -> None:
    done = await run(connected(scenario), job)
    assert done.error is None
    assert done.result.files[MAIN_FILE] == APP


@pytest.mark.parametrize("place", ["good", "usage-choice"])
async def test_usage_is_read_in_either_place(connected, job, place) -> None:
    usage = (await run(connected(place), job)).of(Usage)[-1]
    assert (usage.input_tokens, usage.cached_tokens, usage.output_tokens) == (4200, 256, 893)
    assert usage.cost is None
    assert not usage.estimated


async def test_without_usage_it_is_reckoned_and_said_to_be(connected, job) -> None:
    done = await run(connected("usage-nowhere"), job)
    usage = done.of(Usage)[-1]
    assert done.error is None
    assert usage.estimated
    assert usage.output_tokens == pytest.approx(893, abs=2)
    assert 1000 < usage.input_tokens < 3000


async def test_a_chunk_without_choices_is_no_error(connected, job) -> None:
    done = await run(connected("empty-choices"), job)
    assert done.result.files[MAIN_FILE] == APP


async def test_a_known_model_has_its_cost(connected, job) -> None:
    usage = (await run(connected(model="kimi-k2.6"), job)).of(Usage)[-1]
    assert usage.cost == pytest.approx(((4200 - 256) * 0.95 + 256 * 0.16 + 893 * 4.00) / 1_000_000)


@pytest.mark.parametrize(
    ("model", "extra"),
    [
        ("kimi-k2.6", {"thinking": {"type": "disabled"}, "prompt_cache_key": "project-7"}),
        ("kimi-k2.7-code", {"prompt_cache_key": "project-7"}),
        ("kimi-k2.7-code-highspeed", {"prompt_cache_key": "project-7"}),
        ("kimi-k3", {"reasoning_effort": "low", "prompt_cache_key": "project-7"}),
        ("scenario:good", {}),
    ],
)
async def test_the_request_holds_what_the_model_takes_and_no_more(connected, job, kimi, model, extra) -> None:
    assert (await run(connected(model=model), job)).error is None
    body = dict(kimi.chats[0].body)
    messages = body.pop("messages")
    assert body == {
        "model": model,
        "stream": True,
        "stream_options": {"include_usage": True},
        "max_completion_tokens": 32_768,
        **extra,
    }
    assert [message["role"] for message in messages] == ["system", "user"]
    assert [part["type"] for part in messages[1]["content"]] == ["image_url", "text", "text"]


def test_weights_of_ones_own_are_asked_as_their_servers_understand(job) -> None:
    settings = KimiSettings("any", "http://127.0.0.1:8000/v1", "moonshotai/Kimi-K2.5")
    body = Request(job, settings).body("```tsx src/App.tsx\n")
    assert body["chat_template_kwargs"] == {"thinking": False}
    assert "prompt_cache_key" not in body
    assert [message["role"] for message in body["messages"]] == ["system", "user", "assistant", "user"]


@pytest.fixture
def add_provider(tmp_path, monkeypatch):
    """Adds a row to a copy of the providers' file."""

    def add(**row) -> None:
        table = json.loads(profiles.PROVIDERS.read_text())
        table["providers"].insert(0, row)
        changed = tmp_path / "providers.json"
        changed.write_text(json.dumps(table))
        monkeypatch.setattr(profiles, "PROVIDERS", changed)
        profiles._rows.cache_clear()

    yield add
    profiles._rows.cache_clear()


async def test_a_new_provider_is_one_row(connected, job, kimi, add_provider) -> None:
    takes = {"thinking": {"on": {}, "off": {"reasoning": "none"}}, "cache_key": False, "partial": False}
    add_provider(id="new", title="A new host", base_url=kimi.base_url, takes=takes)
    assert (await run(connected(model="kimi-k2.6"), job)).error is None
    assert kimi.chats[0].body["reasoning"] == "none"
    assert not {"prompt_cache_key", "thinking"} & kimi.chats[0].body.keys()


@pytest.mark.parametrize(
    ("model", "extra"),
    [
        ("kimi-k2.6", {}),
        ("kimi-k2.7-code", {}),
        ("kimi-k3", {"reasoning_effort": "high"}),
        ("moonshotai/Kimi-K2.5", {"chat_template_kwargs": {"thinking": True}}),
    ],
)
def test_a_team_may_let_the_model_think(job, model, extra) -> None:
    request = Request(job, KimiSettings("any", model=model, thinking=True))
    body = request.body("")
    thinking = {"thinking", "reasoning_effort", "chat_template_kwargs"}
    assert {name: value for name, value in body.items() if name in thinking} == extra
    assert not request.partial


async def test_the_picture_goes_as_it_is(connected, job, kimi) -> None:
    await run(connected(), job)
    url = kimi.chats[0].body["messages"][1]["content"][0]["image_url"]["url"]
    assert url == "data:image/png;base64," + base64.b64encode(job.picture.png).decode()


async def test_two_runs_on_a_picture_begin_with_the_same_bytes(connected, job, kimi) -> None:
    await run(connected(), job)
    await run(connected(), Job.of(job.picture, "Another note.", job.measurement, job.project_key))
    first, second = (json.dumps(chat.body["messages"]) for chat in kimi.chats)
    note = first.index("Blue, please.")
    assert first[:note] == second[:note]
    assert first != second
