"""Makes code with Kimi: measures the pictures, asks the model, passes its answer on, has it mended where wrong."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing

from mockup2code.engines.base import MAIN_FILE, Delta, Estimate, Event, FileStart, Message, Result, Stage, StageName
from mockup2code.engines.job import Job
from mockup2code.engines.kimi.answering import answer
from mockup2code.engines.kimi.estimate import estimate
from mockup2code.engines.kimi.failures import CallFailed, Failure
from mockup2code.engines.kimi.gate import Gate, OpenGate
from mockup2code.engines.kimi.mending import mended
from mockup2code.engines.kimi.reading import AnswerReader
from mockup2code.engines.kimi.refining import settled
from mockup2code.engines.kimi.request import Request
from mockup2code.engines.kimi.run import Run
from mockup2code.engines.kimi.sentences import explained
from mockup2code.engines.kimi.settings import KimiSettings
from mockup2code.engines.kimi.studying import Study, numbered
from mockup2code.engines.kimi.upstream import connect, model_ids
from mockup2code.engines.kimi.usage import Tally
from mockup2code.engines.kimi.video import Video, takes_video


class KimiEngine:
    """The engine for one connection. Close its iterator (`aclosing`) or cancel its task to hang up at once."""

    name = "kimi"

    def __init__(self, settings: KimiSettings, gate: Gate | None = None) -> None:
        self._settings = settings
        self._gate = gate or OpenGate()

    async def generate(self, job: Job) -> AsyncGenerator[Event, None]:
        """The events of one run. Raises EngineError."""
        deadline = asyncio.get_running_loop().time() + self._settings.deadline_seconds
        study = Study(job, self._settings.measuring_seconds)
        async with aclosing(study.events()) as events:
            async for event in events:
                yield event
        try:
            client = await asyncio.to_thread(connect, self._settings)
        except CallFailed as failed:
            raise explained(failed, self._settings) from None
        if takes_video(study.job, self._settings):
            yield Stage(StageName.WAITING, "Sending the recording")
        async with client, Video(client, study.job, self._settings) as video:
            request = await asyncio.to_thread(Request, study.job, self._settings, video.address)
            tally = Tally(self._settings.model)
            run = Run(client, request, self._settings, self._gate, deadline, Result(job.base), tally)
            try:
                async with aclosing(_written(run, study)) as events:
                    async for event in events:
                        yield event
            except CallFailed as failed:
                models = await model_ids(client) if failed.failure is Failure.NO_MODEL else []
                raise explained(failed, self._settings, models) from None

    async def estimate(self, job: Job) -> Estimate:
        """By the host where it counts tokens, else reckoned from the text and the pictures."""
        return await estimate(numbered(job), self._settings)


async def _written(run: Run, study: Study) -> AsyncGenerator[Event, None]:
    """The answer, made whole and checked. Raises CallFailed."""
    job = study.job
    reader = AnswerReader(run.result, run.tally, refined=job.base is not None)
    async with aclosing(answer(run, reader)) as events:
        async for event in events:
            yield event
    if run.request.forgotten:
        yield Message(_forgotten(run.request.forgotten))
    if takes_video(job, run.settings) and not run.request.as_video:
        yield Message("The host did not take the recording as a video, so the model was shown its key frames instead.")
    yield Stage(StageName.CHECKING)
    if job.base is None:
        for event in _with_main_file(run.result, reader.prose):
            yield event
    else:
        async with aclosing(settled(run, reader, job.base)) as events:
            async for event in events:
                yield event
    async with aclosing(mended(run, sorted(study.assets), job.base)) as events:
        async for event in events:
            yield event


def _forgotten(turns: int) -> str:
    count = f"{turns} oldest messages were" if turns > 1 else "oldest message was"
    return f"The talk is longer than the model can read: its {count} left out. The pictures and the files were not."


def _with_main_file(result: Result, prose: str) -> Iterator[Event]:
    """What an answer without the main file lacks, where another file has the page. Raises CallFailed."""
    if result.text(MAIN_FILE).strip():
        return
    page = next((path for path, text in result.files.items() if _has_default_component(path, text)), None)
    if page is None:
        raise CallFailed(Failure.NO_CODE, f"files {sorted(result.files)}", said=prose)
    module = page.removeprefix("src/").removesuffix(".tsx")
    for event in (FileStart(MAIN_FILE), Delta(MAIN_FILE, f'export {{ default }} from "./{module}";\n')):
        result.apply(event)
        yield event


def _has_default_component(path: str, text: str) -> bool:
    return path.endswith(".tsx") and "export default" in text
