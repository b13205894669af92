"""One run from claim to end: takes the engine's events, writes them to the log, and closes the run."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings

from mockup2code.engines import base
from mockup2code.engines.base import EngineError, ErrorCode, Job, Result, Usage
from mockup2code.generations import actions
from mockup2code.generations.actions import Claim, Ending, LeaseLostError
from mockup2code.generations.engines import engine_for
from mockup2code.generations.journal import Interrupt, Journal, OpenRun
from mockup2code.generations.models import EventKind, Generation, State
from mockup2code.projects import actions as project_actions
from mockup2code.storage import is_full
from mockup2code.vision.measurement import Measurement
from mockup2code.vision.picture import Picture

logger = logging.getLogger(__name__)

InThread = Callable[..., Awaitable[Any]]
"""Runs a function that reads or writes the database in a thread that may."""


@dataclass(slots=True)
class _Progress:
    """What a run has made so far."""

    result: Result = field(default_factory=Result)
    asset_ids: dict[str, str] = field(default_factory=dict)
    usage: Usage | None = None


async def run(generation_id: UUID, journal: Journal, in_thread: InThread) -> None:
    """Does the run if nobody else has it; never raises for what goes wrong in the run itself."""
    claim: Claim | None = await in_thread(actions.claim, generation_id=generation_id)
    if claim is None:
        return
    open_run = journal.open(claim)
    progress = _Progress()
    try:
        ending = await _ending(open_run, progress, in_thread)
        if ending is None:
            logger.info("run %s: given up by attempt %s (%s)", generation_id, claim.attempt, open_run.interrupt)
            return
        await journal.flush(open_run)
        await in_thread(actions.finish, claim=claim, ending=ending)
        logger.info("run %s: %s", generation_id, ending.state)
    except LeaseLostError:
        logger.info("run %s: attempt %s lost its lease", generation_id, claim.attempt)
    finally:
        journal.forget(open_run)


async def _ending(open_run: OpenRun, progress: _Progress, in_thread: InThread) -> Ending | None:
    """Lets the engine work until it is done or interrupted; None where the run is no longer this process's."""
    producing = asyncio.create_task(_produce(open_run, progress, in_thread))
    stopping = asyncio.create_task(open_run.interrupted.wait())
    try:
        await asyncio.wait(
            {producing, stopping}, timeout=settings.RUN_DEADLINE_SECONDS, return_when=asyncio.FIRST_COMPLETED
        )
    finally:
        stopping.cancel()
        if not producing.done():
            producing.cancel()
            await asyncio.wait({producing})
    if open_run.interrupt in {Interrupt.LEASE_LOST, Interrupt.RELEASED}:
        return None
    if producing.cancelled():
        return _interrupted(open_run, progress)
    return _outcome(producing.exception(), open_run.claim, progress)


def _interrupted(open_run: OpenRun, progress: _Progress) -> Ending:
    if open_run.interrupt is Interrupt.CANCELLED:
        return Ending(State.CANCELLED, {}, {}, progress.usage)
    minutes = settings.RUN_DEADLINE_SECONDS / 60
    return _failed(
        progress,
        ErrorCode.UPSTREAM,
        f"The run took longer than {minutes:g} minutes and was ended. What was written is kept. Try again, or with a"
        " smaller picture.",
    )


def _outcome(error: BaseException | None, claim: Claim, progress: _Progress) -> Ending:
    if isinstance(error, EngineError):
        logger.warning("run %s: %s: %s", claim.generation_id, error.code, error.detail or error.sentence)
        return _failed(progress, error.code, error.sentence)
    if error is not None and is_full(error):
        logger.error("run %s: the disk is full", claim.generation_id)
        return _failed(
            progress,
            ErrorCode.DISK_FULL,
            "The server's disk is full, so the run could not go on. What was stored before is safe. Ask the operator to"
            " free some space, then try again.",
        )
    if error is not None:
        logger.error("run %s: failed", claim.generation_id, exc_info=error)
        return _failed(
            progress,
            ErrorCode.INTERNAL,
            "Something went wrong inside the server. The mockup and what was written are kept, and the server's log has"
            " the details. Try again.",
        )
    if not progress.result.files.get(base.MAIN_FILE, "").strip():
        return _failed(
            progress,
            ErrorCode.NOTHING_FOUND,
            "The engine ended without writing any code. The mockup is kept. Try again, or describe in the note what the"
            " picture shows.",
        )
    return Ending(State.FINISHED, progress.result.files, progress.asset_ids, progress.usage)


def _failed(progress: _Progress, code: ErrorCode, sentence: str) -> Ending:
    return Ending(State.FAILED, {}, {}, progress.usage, error_code=code, error_sentence=sentence)


async def _produce(open_run: OpenRun, progress: _Progress, in_thread: InThread) -> None:
    """Consumes the engine's events; text that a database cannot hold is mended on the way."""
    generation: Generation = await in_thread(_generation, generation_id=open_run.claim.generation_id)
    job: Job = await in_thread(_job, generation=generation)
    engine = await in_thread(engine_for, generation=generation)
    async with aclosing(engine.generate(job)) as events:
        async for event in events:
            await _take(event, generation, open_run, progress, in_thread)


async def _take(
    event: base.Event, generation: Generation, open_run: OpenRun, progress: _Progress, in_thread: InThread
) -> None:
    """One event of the engine: into the result, the store and the log."""
    match event:
        case base.FileStart(path):
            progress.result.apply(event)
            open_run.append(EventKind.FILE, {"path": path})
        case base.Delta(path, text):
            mended = base.Delta(path, storable(text))
            progress.result.apply(mended)
            open_run.append(EventKind.DELTA, {"path": path, "text": mended.text})
        case base.Asset():
            await _take_asset(event, generation, open_run, progress, in_thread)
        case base.Measured(measurement):
            await in_thread(
                project_actions.keep_measurement,
                mockup_id=generation.mockup_id,
                measurement=measurement.to_json(),
            )
        case base.Usage():
            progress.usage = event
            open_run.append(EventKind.USAGE, _usage_data(event))
        case base.Stage(name, detail):
            open_run.append(EventKind.STAGE, {"name": str(name), "detail": storable(detail)})
        case base.Reasoning(text):
            open_run.append(EventKind.REASONING, {"text": storable(text)})
        case base.Message(text):
            open_run.append(EventKind.MESSAGE, {"text": storable(text)})


async def _take_asset(
    asset: base.Asset, generation: Generation, open_run: OpenRun, progress: _Progress, in_thread: InThread
) -> None:
    kept = await in_thread(
        project_actions.keep_asset,
        project_id=generation.mockup.project_id,
        png=asset.png,
        width=asset.width,
        height=asset.height,
    )
    progress.asset_ids[asset.path] = str(kept.pk)
    open_run.append(EventKind.ASSET, {"path": asset.path, "id": str(kept.pk)})


def _usage_data(usage: Usage) -> dict[str, Any]:
    return {
        "input": usage.input_tokens,
        "cached": usage.cached_tokens,
        "output": usage.output_tokens,
        "cost": usage.cost,
    }


def _generation(generation_id: UUID) -> Generation:
    return Generation.objects.select_related("mockup__project__team").get(pk=generation_id)


def _job(generation: Generation) -> Job:
    mockup = generation.mockup
    with mockup.picture.open("rb") as file:
        png = file.read()
    return Job(
        picture=Picture(name=mockup.name, png=png, width=mockup.width, height=mockup.height),
        note=generation.note,
        measurement=_known(mockup.measurement),
        project_key=mockup.project_id.hex,
    )


def _known(data: object) -> Measurement | None:
    """What was measured before; a measurement of another release's shape is taken again."""
    try:
        return Measurement.from_json(data) if data else None
    except ValueError:
        return None


def storable(text: str) -> str:
    """The text without what databases and UTF-8 refuse: NUL, and halves of surrogate pairs."""
    if text.isascii() and "\x00" not in text:
        return text
    return text.replace("\x00", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
