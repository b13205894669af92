"""Code that is wrong goes back to the model once; what is still wrong is said, and the code is kept."""

import pytest

from mockup2code.engines.base import MAIN_FILE, FileDropped, FileStart, Flaws, Stage, StageName, Usage
from mockup2code.engines.kimi.check import problems
from tests.engines.kimi.runs import run
from tests.kimi_server.scenarios import APP, WRONG

WRONG_APP = WRONG.partition("\n")[2].partition("```")[0]


def words(done) -> str:
    return "\n".join(sentence for flaws in done.of(Flaws) for sentence in flaws.sentences)


async def test_right_code_costs_no_further_call(connected, job, kimi) -> None:
    assert (await run(connected(), job)).error is None
    assert len(kimi.chats) == 1


@pytest.mark.parametrize(("scenario", "calls"), [("mended", 2), ("mended-in-two", 5)])
async def test_wrong_code_is_mended(connected, job, kimi, scenario, calls) -> None:
    done = await run(connected(scenario), job)
    assert done.error is None
    assert done.result.files[MAIN_FILE] == APP
    assert problems(done.result.files, []) == []
    assert words(done) == ""
    assert len(kimi.chats) == calls
    details = [stage.detail for stage in done.of(Stage) if stage.name is StageName.CHECKING]
    assert details == ["", "The code has 2 errors; asking the model to mend it", "Checking the mended code"]


async def test_the_model_is_told_the_errors_and_the_files(connected, job, kimi) -> None:
    await run(connected("mended"), job)
    first, second = (chat.body["messages"] for chat in kimi.chats)
    *same, files, errors = second
    assert same == first
    assert f"```tsx {MAIN_FILE}\n{WRONG_APP}```" in files["content"]
    assert '"@heroicons/react" may not be imported' in errors["content"]
    assert "<p> is closed by </b>" in errors["content"]


async def test_the_repair_counts_in_what_is_spent(connected, job) -> None:
    told = [usage for usage in (await run(connected("mended"), job)).of(Usage) if not usage.estimated]
    assert told[-1].input_tokens == 2 * 4200
    assert told[-1].output_tokens > told[0].output_tokens


async def test_what_is_still_wrong_is_said_and_the_code_is_kept(connected, job, kimi) -> None:
    done = await run(connected("not-mended"), job)
    assert done.error is None
    assert done.result.files[MAIN_FILE] == WRONG_APP
    assert "@heroicons/react" in words(done)
    assert len(kimi.chats) == 2


async def test_a_repair_that_makes_it_worse_is_taken_back_with_the_files_that_it_added(connected, job) -> None:
    done = await run(connected("made-worse"), job)
    assert done.error is None
    assert FileStart("src/components/More.tsx") in done.events
    assert FileDropped("src/components/More.tsx") in done.events
    assert list(done.result.files) == [MAIN_FILE, "src/components/PlanCard.tsx"]
    assert done.result.files[MAIN_FILE] == WRONG_APP
    assert "@heroicons/react" in words(done)


async def test_a_repair_that_fails_leaves_the_code_as_it_was(connected, job) -> None:
    done = await run(connected("mending-fails"), job)
    assert done.error is None
    assert done.result.files[MAIN_FILE] == WRONG_APP
    assert "@heroicons/react" in words(done)
