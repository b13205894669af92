"""A message changes a version: blocks apply as they come, what does not fit is asked for again, nothing else moves."""

from dataclasses import replace

import pytest

from mockup2code.engines.base import (
    MAIN_FILE,
    Asset,
    Delta,
    ErrorCode,
    FileDropped,
    FileStart,
    Message,
    Replacement,
    Result,
    Stage,
    StageName,
)
from mockup2code.engines.job import Base, Job, Turn
from mockup2code.engines.kimi.answer import AnswerParser
from mockup2code.engines.kimi.refining import ELIDED
from mockup2code.engines.kimi.revision import Revision
from tests.engines.kimi.runs import run
from tests.kimi_server.scenarios import APP, FILES

CARD = "src/components/PlanCard.tsx"
BASE = Base(FILES, frozenset({"src/assets/image-1.png"}))


@pytest.fixture
def refine(job: Job) -> Job:
    talk = (Turn("", "", tuple(FILES)), Turn("Make the plans dearer.", "The plans cost more.", (MAIN_FILE,)))
    return replace(job, note="Call it Haven.", base=BASE, talk=talk)


@pytest.fixture
def answering(connected, kimi):
    """Settings for a model that answers with this text, and with the other where changes are asked for again."""

    def answer(text: str, again: str | None = None, scenario: str = "good"):
        kimi.app.texts["text"] = text
        if again is not None:
            kimi.app.texts["text/again"] = again
        return connected(f"{scenario}+text")

    return answer


def edit(path: str, *pairs: tuple[str, str]) -> str:
    blocks = "".join(f"<<<<<<< SEARCH\n{old}\n=======\n{new}\n>>>>>>> REPLACE\n" for old, new in pairs)
    return f"```edit {path}\n{blocks}```\n"


NAME = '        <p className="text-lg font-semibold">Harbour</p>'
RENAMED = NAME.replace("Harbour", "Haven")
HEADING = '      <h3 className="font-semibold">{name}</h3>'


def said(done) -> list[str]:
    return [message.text for message in done.of(Message)]


async def test_a_block_changes_its_lines_and_nothing_else(answering, refine) -> None:
    done = await run(answering(f"The page is called Haven.\n\n{edit(MAIN_FILE, (NAME, RENAMED))}"), refine)
    assert done.error is None
    assert done.result.files == {**FILES, MAIN_FILE: APP.replace(NAME, RENAMED)}
    assert said(done) == ["The page is called Haven."]
    (replacement,) = done.of(Replacement)
    assert APP[replacement.start :].startswith(NAME)
    assert done.of(FileStart) == done.of(Asset) == []


async def test_blocks_apply_while_the_answer_still_comes(answering, refine, kimi) -> None:
    answer = edit(MAIN_FILE, (NAME, RENAMED)) + edit(CARD, (HEADING, HEADING.replace("h3", "h4")))
    done = await run(answering(answer), refine)
    assert [replacement.path for replacement in done.of(Replacement)] == [MAIN_FILE, CARD]
    first = done.events.index(done.of(Replacement)[0])
    assert first < done.events.index(next(e for e in done.events if e == Stage(StageName.CHECKING)))
    assert len(kimi.chats) == 1


async def test_a_new_file_is_written_and_an_unneeded_one_removed(answering, refine) -> None:
    badge = "export default function Badge() {\n  return <b>New</b>;\n}\n"
    old = Base({**FILES, "src/components/Old.tsx": badge}, BASE.assets)
    answer = f"```tsx src/components/Badge.tsx\n{badge}```\n\n```delete src/components/Old.tsx\n```\n"
    done = await run(answering(answer), replace(refine, base=old))
    assert done.result.files == {**FILES, "src/components/Badge.tsx": badge}
    assert done.of(FileDropped) == [FileDropped("src/components/Old.tsx")]
    assert "".join(delta.text for delta in done.of(Delta)) == badge


@pytest.mark.parametrize("fence", ["tsx src/App.tsx", "edit App.tsx", "edit:src/App.tsx", "tsx"])
async def test_blocks_are_known_in_whatever_fence(answering, refine, fence) -> None:
    answer = edit(MAIN_FILE, (NAME, RENAMED)).replace("edit src/App.tsx", fence, 1)
    done = await run(answering(answer), refine)
    assert done.result.files == {**FILES, MAIN_FILE: APP.replace(NAME, RENAMED)}


@pytest.mark.parametrize("at", [30, 120, 140, 215, 330, 400])
@pytest.mark.parametrize("model", ["scenario:break-once", "scenario:joint-tail", "scenario:joint-fence"])
async def test_a_change_that_breaks_off_goes_on(answering, refine, at, model) -> None:
    answer = edit(MAIN_FILE, (NAME, RENAMED), ("              Plans", "              Our plans")) + edit(
        CARD, (HEADING, HEADING.replace("h3", "h4"))
    )
    settings = replace(answering(answer), model=f"{model}@{at}+text")
    done = await run(settings, refine)
    assert done.error is None
    page = APP.replace(NAME, RENAMED).replace("              Plans", "              Our plans")
    assert done.result.files == {MAIN_FILE: page, CARD: FILES[CARD].replace(HEADING, HEADING.replace("h3", "h4"))}


def revised(*chunks: str) -> tuple[dict[str, str], list[str], list[str]]:
    """The files after an answer that comes in these chunks, what it says, and what it writes outside."""
    revision, parser = Revision(Result(BASE)), AnswerParser(refined=True)
    result = Result(BASE)
    pieces = [piece for chunk in chunks for piece in parser.feed(chunk)] + parser.finish()
    events = [event for piece in pieces for event in revision.apply(piece)]
    for event in events:
        result.apply(event)
    assert revision.refused == []
    return result.files, [event.text for event in events if isinstance(event, Message)], revision.outside


def test_it_is_the_same_however_the_answer_is_cut() -> None:
    answer = (
        "Two changes.\n\n"
        + edit(MAIN_FILE, (NAME, RENAMED), ("              Plans", ""))
        + f"```tsx\n// {CARD}\n"
        + edit(CARD, (HEADING, HEADING.replace("h3", "h4"))).partition("\n")[2]
        + "```ts package.json\nno\n```\n```ts src/a.ts\n\n<b>;\n```\nDone."
    )
    whole = revised(answer)
    assert whole[0]["src/a.ts"] == "<b>;\n"
    assert whole[1:] == (["Two changes.", "Done."], ["package.json"])
    assert "<h4" in whole[0][CARD]
    for cut in range(1, len(answer)):
        assert revised(answer[:cut], answer[cut:]) == whole
    assert revised(*answer) == whole


UNFIT = {
    "not there": (edit(MAIN_FILE, ("<p>Harbor</p>", "<p>Haven</p>")), "is not in the file"),
    "there twice": (edit(MAIN_FILE, ("        </section>", "")), "more than once"),
    "no such file": (edit("src/components/Hero.tsx", ("a", "b")), "there is no such file"),
    "without an end": (edit(MAIN_FILE, (NAME, RENAMED)).replace(">>>>>>> REPLACE\n", ""), "has no end"),
    "nothing to search": (edit(MAIN_FILE, ("", "import x")), "SEARCH part is empty"),
    "the main file is removed": ("```delete src/App.tsx\n```\n", "needs this file"),
    "everything is removed": ("```delete src/App.tsx\n```\n```delete src/components/PlanCard.tsx\n```\n", "needs it"),
    "the main file is emptied": ("```tsx src/App.tsx\n```\n", "left nothing of it"),
    "code is left out": (
        "```tsx src/App.tsx\nexport default function App() {\n  // ... rest of the page\n  return null;\n}\n```\n",
        "left parts of it out",
    ),
}


@pytest.mark.parametrize(("answer", "reason"), UNFIT.values(), ids=UNFIT)
async def test_what_does_not_fit_is_asked_for_again_once(answering, refine, kimi, answer, reason) -> None:
    right = edit(MAIN_FILE, (NAME, RENAMED))
    done = await run(answering(answer, right), refine)
    assert done.error is None
    assert done.result.files == {**FILES, MAIN_FILE: APP.replace(NAME, RENAMED)}
    first, second = (chat.body["messages"] for chat in kimi.chats)
    assert second[: len(first)] == first
    assert second[-2]["content"] == answer
    assert reason in second[-1]["content"]
    assert said(done) == []


@pytest.mark.parametrize(("answer", "reason"), UNFIT.values(), ids=UNFIT)
async def test_what_fits_nowhere_the_second_time_loses_nothing(answering, refine, kimi, answer, reason) -> None:
    done = await run(answering(answer), refine)
    assert done.result.files == FILES
    assert done.error
    assert done.error.code is ErrorCode.UPSTREAM
    assert reason in done.error.sentence
    assert "Nothing is lost" in done.error.sentence
    assert len(kimi.chats) == 2


async def test_what_fits_is_kept_and_the_rest_is_said(answering, refine) -> None:
    answer = edit(MAIN_FILE, (NAME, RENAMED), ("<p>Harbor</p>", "<p>Haven</p>"))
    done = await run(answering(answer, "I cannot find it."), refine)
    assert done.error is None
    assert done.result.files == {**FILES, MAIN_FILE: APP.replace(NAME, RENAMED)}
    assert any(text.startswith(f"A change to {MAIN_FILE} was not made") for text in said(done))


@pytest.mark.parametrize(
    "path", ["package.json", "../server/index.ts", "/etc/cron.d/job.ts", "C:\\\\boot.ts", "src/../a.ts"]
)
async def test_a_file_outside_of_the_page_is_left_out_and_said(answering, refine, path) -> None:
    answer = f"```tsx {path}\nexport const secret = 1;\n```\n" + edit(MAIN_FILE, (NAME, RENAMED))
    done = await run(answering(answer), refine)
    assert done.result.files == {**FILES, MAIN_FILE: APP.replace(NAME, RENAMED)}
    assert any("is no file of the page" in text for text in said(done))
    assert not any("secret" in text for text in said(done))


async def test_an_answer_in_words_changes_nothing(answering, refine) -> None:
    answer = 'It is blue because the mockup is:\n\n```tsx\n<p className="text-blue-600">Haven</p>\n```\n'
    done = await run(answering(answer), refine)
    assert done.error is None
    assert done.result.files == FILES
    assert said(done) == [answer.strip()]


async def test_what_was_wrong_before_is_not_the_answers_to_mend(answering, refine, kimi) -> None:
    broken = {**FILES, CARD: FILES[CARD].replace("import type", "import tpe")}
    done = await run(answering(edit(MAIN_FILE, (NAME, RENAMED))), replace(refine, base=Base(broken, BASE.assets)))
    assert done.error is None
    assert len(kimi.chats) == 1


def test_comments_that_stand_for_code_are_known() -> None:
    gaps = ["// ... rest of the code", "{/* existing nav … */}", "// same as before...", "/* … unchanged */"]
    assert all(ELIDED.search(gap) for gap in gaps)
    assert not ELIDED.search("// the rest of the rows\nconst existing = [...rows];")
