"""Checks the code of a run and has the model mend it, once."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from mockup2code.engines.base import MAIN_FILE, Event, Flaws, Stage, StageName
from mockup2code.engines.job import Base
from mockup2code.engines.kimi.answering import answer
from mockup2code.engines.kimi.check import Problem, problems
from mockup2code.engines.kimi.failures import CallFailed
from mockup2code.engines.kimi.reading import AnswerReader
from mockup2code.engines.kimi.refining import lost
from mockup2code.engines.kimi.revision import restored
from mockup2code.engines.kimi.run import Run

logger = logging.getLogger(__name__)

MOST_TOLD = 12
"""Problems that the model and the person are told."""


async def mended(run: Run, assets: Sequence[str], base: Base | None = None) -> AsyncGenerator[Event, None]:
    """The events of the repair, if the code needs one; what is wrong after it is told to the person.

    A repair that fails, or that makes it worse, is taken back: the files are what they were. What was wrong with the
    `base` already is not this answer's to mend.
    """
    known = await asyncio.to_thread(_known, base)

    async def problems_left() -> list[Problem]:
        found = await asyncio.to_thread(problems, run.result.files, assets)
        return [problem for problem in found if (problem.path, problem.sentence) not in known]

    found = await problems_left()
    if not found:
        return
    count = f"{len(found)} error{'s' if len(found) > 1 else ''}"
    yield Stage(StageName.CHECKING, f"The code has {count}; asking the model to mend it")
    before = dict(run.result.files)
    left = found
    try:
        async with aclosing(_repair(run, found, base)) as events:
            async for event in events:
                yield event
        yield Stage(StageName.CHECKING, "Checking the mended code")
        left = await problems_left()
    except CallFailed as failed:
        logger.warning("the repair failed: %s: %s", failed.failure, failed.detail)
        worse = True
    else:
        worse = len(left) > len(found) or await asyncio.to_thread(lambda: any(lost(run.result.files, before)))
    if worse:
        left = found
        for event in restored(run.result, before):
            yield event
    if left:
        yield Flaws(_told(left))


def _known(base: Base | None) -> set[tuple[str, str]]:
    found = problems(base.files, base.assets) if base else []
    return {(problem.path, problem.sentence) for problem in found}


async def _repair(run: Run, found: Sequence[Problem], base: Base | None) -> AsyncGenerator[Event, None]:
    wrong = sorted({problem.path for problem in found})
    files = run.result.files
    told = {path: text for path, text in files.items() if not base or path in wrong or text != base.files.get(path)}
    run.request.ask_for_repair(told, found[:MOST_TOLD])
    main = wrong[0] if len(wrong) == 1 else MAIN_FILE
    reader = AnswerReader(run.result, run.tally, main=main, refined=base is not None)
    async with aclosing(answer(run, reader)) as events:
        async for event in events:
            yield event


def _told(left: Sequence[Problem]) -> tuple[str, ...]:
    sentences = tuple(str(problem) for problem in left[:MOST_TOLD])
    more = len(left) - MOST_TOLD
    return (*sentences, f"and {more} more") if more > 0 else sentences
