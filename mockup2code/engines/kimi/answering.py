"""One answer of the model, over as many calls as it takes."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from mockup2code.engines.base import Event, Stage, StageName
from mockup2code.engines.kimi.failures import CallFailed, Failure
from mockup2code.engines.kimi.reading import AnswerReader
from mockup2code.engines.kimi.recovery import Recovery, Remedy, Step
from mockup2code.engines.kimi.run import Run
from mockup2code.engines.kimi.upstream import chunks

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


async def answer(run: Run, reader: AnswerReader) -> AsyncGenerator[Event, None]:
    """The events of the answer, to its last word also where it broke off for good. Raises CallFailed."""
    recovery = Recovery(run.settings.backoff_seconds)
    while True:
        failed: CallFailed | None = None
        try:
            async with aclosing(_call(run, reader)) as events:
                async for event in events:
                    yield event
        except CallFailed as error:
            failed = error
        for event in reader.close_call():
            yield event
        failed = reader.cut_off() if failed is None or reader.is_over else failed
        remedy = recovery.remedy(failed, progress=reader.has_progressed) if failed else None
        if failed and not (remedy and await _applied(remedy, failed, run, reader)):
            for event in reader.finish():
                yield event
            raise failed
        if not remedy or not failed:
            break
        yield Stage(StageName.WAITING, _words(remedy, failed, begun=bool(reader.text)), remedy.wait or None)
        if failed.failure is Failure.RATE_LIMIT:
            await run.gate.hold(remedy.wait)
        await asyncio.sleep(remedy.wait)
    for event in reader.finish():
        yield event


async def _call(run: Run, reader: AnswerReader) -> AsyncGenerator[Event, None]:
    """One call, as soon as the key allows it. Raises CallFailed."""
    reader.open_call(partial=run.request.partial)
    body = run.request.body(reader.asked_after)
    prompt = run.request.tokens(body)
    async with aclosing(_passing(run, prompt + run.request.most_tokens)) as events:
        async for event in events:
            yield event
    yield Stage(StageName.WAITING, f"Waiting for {run.settings.model}")
    run.tally.open_call(prompt)
    async with aclosing(chunks(run.client, body, run.settings, run.deadline)) as stream:
        async for chunk in stream:
            for event in reader.read(chunk):
                yield event


async def _passing(run: Run, tokens: int) -> AsyncGenerator[Event, None]:
    """Waits until the key allows a call that counts for so many tokens. Raises CallFailed where that is too late."""
    while wait := await run.gate.ask(tokens):
        if asyncio.get_running_loop().time() + wait > run.deadline:
            raise CallFailed(Failure.RATE_LIMIT, "the key's limits leave no room in time", retry_after=wait)
        yield Stage(StageName.WAITING, "The key allows no more requests just now", wait)
        await asyncio.sleep(wait)


async def _applied(remedy: Remedy, failed: CallFailed, run: Run, reader: AnswerReader) -> bool:
    """Whether the request is ready for its next call, in the time that is left."""
    if asyncio.get_running_loop().time() + remedy.wait > run.deadline:
        return False
    said = f"{failed.said} {failed.detail}"
    return await asyncio.to_thread(run.request.apply, remedy.step, said, going_on=bool(reader.text))


def _words(remedy: Remedy, failed: CallFailed, *, begun: bool) -> str:
    if remedy.step is Step.RETRY:
        reason = REASONS.get(failed.failure, "Kimi failed to answer")
        return f"{reason}: trying again ({remedy.call} of {remedy.calls})"
    if remedy.step is Step.GO_ON and not begun:
        return "The answer broke off before its first word; asking again"
    return WORDS[remedy.step]
