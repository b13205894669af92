"""Settles what of a refinement could not be done: asked for again once, then said; nothing that was there is lost."""

import asyncio
import logging
import re
from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import aclosing

from mockup2code.engines.base import MAIN_FILE, Delta, Event, FileStart, Message, Stage, StageName
from mockup2code.engines.job import Base
from mockup2code.engines.kimi.answering import answer
from mockup2code.engines.kimi.check import imported
from mockup2code.engines.kimi.failures import CallFailed, Failure
from mockup2code.engines.kimi.reading import AnswerReader
from mockup2code.engines.kimi.revision import Refused
from mockup2code.engines.kimi.run import Run

logger = logging.getLogger(__name__)

ELIDED = re.compile(
    r"(?://|/\*)[^\n]*(?:\.\.\.|…)[^\n]*\b(?:rest|existing|unchanged|same|previous|remaining|as before)\b"
    r"|(?://|/\*)[^\n]*\b(?:rest|existing|unchanged|same|previous|remaining|as before)\b[^\n]*(?:\.\.\.|…)",
    re.IGNORECASE,
)
"""A comment that stands for code."""


async def settled(run: Run, reader: AnswerReader, base: Base) -> AsyncGenerator[Event, None]:
    """What is done about the changes that were refused. Raises CallFailed where nothing is left of the answer."""
    outside = list(reader.revision.outside)
    for event in await _put_back(run, reader):
        yield event
    left = reader.revision.refused
    if left:
        count = f"{len(left)} change{'s' if len(left) > 1 else ''}"
        yield Stage(StageName.CHECKING, f"{count} could not be made; asking again")
        second = AnswerReader(run.result, run.tally, refined=True)
        run.request.ask_again(reader.text, left, run.result.files)
        try:
            async with aclosing(answer(run, second)) as events:
                async for event in events:
                    yield event
        except CallFailed as failed:
            logger.warning("the changes could not be asked for again: %s: %s", failed.failure, failed.detail)
        else:
            for event in await _put_back(run, second):
                yield event
            left = second.revision.refused or (left if run.result.files == second.revision.start else [])
            outside += second.revision.outside
    if run.result.files == dict(base.files) and not _answered(reader, left, outside):
        reasons = "; ".join(dict.fromkeys([*map(_reason, left), *map(_outside, outside)]))
        raise CallFailed(Failure.NO_CHANGE, reasons, said=reasons or reader.prose)
    for sentence in [*map(_sentence, left), *map(_outside_sentence, dict.fromkeys(outside))]:
        yield Message(sentence)


def _answered(reader: AnswerReader, left: list[Refused], outside: list[str]) -> bool:
    """Whether an answer without any change is one in words."""
    return bool(reader.prose and not left and not outside)


async def _put_back(run: Run, reader: AnswerReader) -> list[Event]:
    """Files that the answer emptied, removed though others need them, or wrote with a gap, as they were."""
    start = reader.revision.start
    gone = await asyncio.to_thread(lambda: list(lost(run.result.files, start)))
    reader.revision.refused += [Refused(path, reason) for path, reason in gone]
    events: list[Event] = [event for path, _ in gone for event in (FileStart(path), Delta(path, start[path]))]
    for event in events:
        run.result.apply(event)
    return events


def lost(now: Mapping[str, str], start: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The files of `start` that an answer lost, each with how. Takes the processor."""
    needed = imported(now)
    for path, before in start.items():
        text = now.get(path)
        if text == before:
            continue
        if text is None and path in needed:
            yield path, "another file needs it, so it was not removed"
        elif text is not None and not text.strip() and (path == MAIN_FILE or path in needed):
            yield path, "the answer left nothing of it"
        elif text and ELIDED.search(text) and not ELIDED.search(before):
            yield path, "the answer left parts of it out with a comment, instead of giving it whole"


def _reason(change: Refused) -> str:
    return f"{change.path}: {change.reason}"


def _outside(path: str) -> str:
    return f"{path} is outside of src/"


def _sentence(change: Refused) -> str:
    return (
        f"A change to {change.path} was not made: {change.reason}. The file is as it was in that place; "
        "say it once more, or point at the element that is meant."
    )


def _outside_sentence(path: str) -> str:
    return f"The answer also wrote {path}, which is no file of the page: those are in src/. It was left out."
