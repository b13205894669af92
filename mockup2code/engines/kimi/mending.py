"""Checks the code of a run and has the model mend it, once."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing

from mockup2code.engines.base import MAIN_FILE, Delta, Event, FileDropped, FileStart, Flaws, Result, Stage, StageName
from mockup2code.engines.kimi.answering import answer
from mockup2code.engines.kimi.check import Problem, problems
from mockup2code.engines.kimi.failures import CallFailed
from mockup2code.engines.kimi.reading import AnswerReader
from mockup2code.engines.kimi.run import Run

logger = logging.getLogger(__name__)

MOST_TOLD = 12
"""Problems that the model and the person are told."""


async def mended(run: Run, assets: Sequence[str]) -> AsyncGenerator[Event, None]:
    """The events of the repair, if the code needs one; what is wrong after it is told to the person.

    A repair that fails, or that makes it worse, is taken back: the files are what they were.
    """
    found = await asyncio.to_thread(problems, run.result.files, assets)
    if not found:
        return
    count = f"{len(found)} error{'s' if len(found) > 1 else ''}"
    yield Stage(StageName.CHECKING, f"The code has {count}; asking the model to mend it")
    before = dict(run.result.files)
    left = found
    try:
        async with aclosing(_repair(run, found)) as events:
            async for event in events:
                yield event
        yield Stage(StageName.CHECKING, "Checking the mended code")
        left = await asyncio.to_thread(problems, run.result.files, assets)
    except CallFailed as failed:
        logger.warning("the repair failed: %s: %s", failed.failure, failed.detail)
        worse = True
    else:
        worse = len(left) > len(found) or not run.result.files[MAIN_FILE].strip()
    if worse:
        left = found
        for event in _taken_back(run.result, before):
            yield event
    if left:
        yield Flaws(_told(left))


async def _repair(run: Run, found: Sequence[Problem]) -> AsyncGenerator[Event, None]:
    wrong = sorted({problem.path for problem in found})
    run.request.ask_for_repair(run.result.files, found[:MOST_TOLD])
    reader = AnswerReader(run.result, run.tally, main=wrong[0] if len(wrong) == 1 else MAIN_FILE)
    async with aclosing(answer(run, reader)) as events:
        async for event in events:
            yield event


def _taken_back(result: Result, before: dict[str, str]) -> Iterator[Event]:
    """What gives every file that was written anew its earlier text again, and drops those that are new."""
    events: list[FileStart | Delta | FileDropped] = []
    for path in [path for path, text in result.files.items() if text != before.get(path)]:
        events += [FileStart(path), Delta(path, before[path])] if path in before else [FileDropped(path)]
    for event in events:
        result.apply(event)
        yield event


def _told(left: Sequence[Problem]) -> tuple[str, ...]:
    sentences = tuple(str(problem) for problem in left[:MOST_TOLD])
    more = len(left) - MOST_TOLD
    return (*sentences, f"and {more} more") if more > 0 else sentences
