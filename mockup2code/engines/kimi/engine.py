"""Makes code with Kimi: measures the picture, asks the model, passes its answer on, has it mended where it is wrong."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing

from mockup2code.engines.base import (
    MAIN_FILE,
    Asset,
    Delta,
    Estimate,
    Event,
    FileStart,
    Measured,
    Result,
    Stage,
    StageName,
)
from mockup2code.engines.job import Job
from mockup2code.engines.kimi.answering import answer
from mockup2code.engines.kimi.cutouts import cut_out
from mockup2code.engines.kimi.failures import CallFailed, Failure
from mockup2code.engines.kimi.gate import Gate, OpenGate
from mockup2code.engines.kimi.mending import mended
from mockup2code.engines.kimi.prices import cost
from mockup2code.engines.kimi.reading import AnswerReader
from mockup2code.engines.kimi.request import Request
from mockup2code.engines.kimi.run import Run
from mockup2code.engines.kimi.sentences import explained
from mockup2code.engines.kimi.settings import KimiSettings
from mockup2code.engines.kimi.upstream import connect, model_ids
from mockup2code.engines.kimi.usage import Tally
from mockup2code.vision.measurement import Measurement

logger = logging.getLogger(__name__)

MEASURERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="kimi-measure")
"""Threads of their own: those who wait for them leave after a while, and nothing else must queue behind them."""


class KimiEngine:
    """The engine for one connection. Close its iterator (`aclosing`) or cancel its task to hang up at once."""

    name = "kimi"

    def __init__(self, settings: KimiSettings, gate: Gate | None = None) -> None:
        self._settings = settings
        self._gate = gate or OpenGate()

    async def generate(self, job: Job) -> AsyncGenerator[Event, None]:
        """The events of one run. Raises EngineError."""
        deadline = asyncio.get_running_loop().time() + self._settings.deadline_seconds
        if job.measurement is None:
            yield Stage(StageName.MEASURING)
        try:
            measurement, assets = await self._studied(job)
        except TimeoutError:
            measurement, assets = None, []
            yield Stage(StageName.MEASURING, "Measuring takes too long; going on with the picture alone")
        if measurement and job.measurement is None:
            yield Measured(measurement)
        for asset in assets:
            yield asset
        request = await asyncio.to_thread(Request, job, measurement, self._settings)
        try:
            client = await asyncio.to_thread(connect, self._settings)
        except CallFailed as failed:
            raise explained(failed, self._settings) from None
        async with client:
            tally = Tally(self._settings.model)
            run = Run(client, request, self._settings, self._gate, deadline, Result(), tally)
            try:
                async with aclosing(_written(run, [asset.path for asset in assets])) as events:
                    async for event in events:
                        yield event
            except CallFailed as failed:
                models = await model_ids(client) if failed.failure is Failure.NO_MODEL else []
                raise explained(failed, self._settings, models) from None

    async def estimate(self, job: Job) -> Estimate:
        """Reckoned from the text and the pictures."""
        request = await asyncio.to_thread(Request, job, job.measurement, self._settings)
        tokens = request.tokens(request.body(""))
        return Estimate(tokens, cost(self._settings.model, tokens, 0, 0))

    async def _studied(self, job: Job) -> tuple[Measurement | None, list[Asset]]:
        """Raises TimeoutError where it takes longer than the model may wait."""
        study = asyncio.get_running_loop().run_in_executor(MEASURERS, _study, job)
        return await asyncio.wait_for(study, self._settings.measuring_seconds)


async def _written(run: Run, assets: list[str]) -> AsyncGenerator[Event, None]:
    """The answer, made whole and checked. Raises CallFailed."""
    reader = AnswerReader(run.result, run.tally)
    async with aclosing(answer(run, reader)) as events:
        async for event in events:
            yield event
    yield Stage(StageName.CHECKING)
    for event in _with_main_file(run.result, reader.prose):
        yield event
    async with aclosing(mended(run, assets)) as events:
        async for event in events:
            yield event


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


def _study(job: Job) -> tuple[Measurement | None, list[Asset]]:
    """What is measured on the picture and cut out of it; nothing where that fails, for the model sees the picture."""
    try:
        from mockup2code.vision.measure import measure  # noqa: PLC0415 - loads OpenCV and the OCR models

        measurement = job.measurement or measure(job.picture)
        return measurement, cut_out(job.picture, measurement)
    except Exception:
        logger.exception("the picture could not be measured: asking the model without facts")
        return None, []
