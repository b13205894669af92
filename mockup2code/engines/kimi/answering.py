"""One answer of the model, over as many calls as it takes."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import TYPE_CHECKING

from mockup2code.engines.base import Event, Stage, StageName
from mockup2code.engines.kimi.failures import CallFailed, Failure
from mockup2code.engines.kimi.reading import AnswerReader
from mockup2code.engines.kimi.recovery import Recovery, Remedy, Step
from mockup2code.engines.kimi.request import Request
from mockup2code.engines.kimi.settings import KimiSettings
from mockup2code.engines.kimi.upstream import chunks

if TYPE_CHECKING:
    from openai import AsyncOpenAI

REASONS = {
    Failure.RATE_LIMIT: "Kimi takes no more requests just now",
    Failure.OVERLOADED: "Kimi is overloaded",
    Failure.NO_CONNECTION: "No connection to Kimi",
}
WORDS = {
    Step.GO_ON: "The answer broke off; going on from there",
    Step.SHRINK: "The picture was too large for the host; sending a smaller one",
    Step.SHORTEN: "The request was too long for the model; sending less",
    Step.LEAVE_OUT: "The host did not take a part of the request; asking without it",
}


async def answer(
    client: "AsyncOpenAI", request: Request, reader: AnswerReader, settings: KimiSettings, deadline: float
) -> AsyncGenerator[Event, None]:
    """The events of the answer, to its last word also where it broke off for good. Raises CallFailed."""
    recovery = Recovery(settings.backoff_seconds)
    yield Stage(StageName.WAITING, f"Waiting for {settings.model}")
    while True:
        reader.open_call(partial=request.partial)
        failed: CallFailed | None = None
        body = request.body(reader.text)
        try:
            async with aclosing(chunks(client, body, settings, deadline)) as stream:
                async for chunk in stream:
                    for event in reader.read(chunk):
                        yield event
        except CallFailed as error:
            failed = error
        for event in reader.close_call():
            yield event
        failed = reader.cut_off() if failed is None or reader.is_over else failed
        remedy = recovery.remedy(failed, progress=reader.has_progressed) if failed else None
        if failed and not (remedy and await _applied(remedy, failed, request, reader, deadline)):
            for event in reader.finish():
                yield event
            raise failed
        if not remedy or not failed:
            break
        yield Stage(StageName.WAITING, _words(remedy, failed, begun=bool(reader.text)))
        await asyncio.sleep(remedy.wait)
    for event in reader.finish():
        yield event


async def _applied(remedy: Remedy, failed: CallFailed, request: Request, reader: AnswerReader, deadline: float) -> bool:
    """Whether the request is ready for its next call, in the time that is left."""
    if asyncio.get_running_loop().time() + remedy.wait > deadline:
        return False
    said = f"{failed.said} {failed.detail}"
    return await asyncio.to_thread(request.apply, remedy.step, said, going_on=bool(reader.text))


def _words(remedy: Remedy, failed: CallFailed, *, begun: bool) -> str:
    if remedy.step is Step.RETRY:
        reason = REASONS.get(failed.failure, "Kimi failed to answer")
        return f"{reason}: trying again in {remedy.wait:.0f} s ({remedy.call} of {remedy.calls})"
    if remedy.step is Step.GO_ON and not begun:
        return "The answer broke off before its first word; asking again"
    return WORDS[remedy.step]
