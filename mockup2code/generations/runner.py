"""One run from claim to end: takes the engine's events, writes them to the log, and closes the run."""

import asyncio
import logging
from contextlib import aclosing
from uuid import UUID

from django.conf import settings

from mockup2code import logs
from mockup2code.engines import base
from mockup2code.engines.base import EngineError, ErrorCode
from mockup2code.generations import actions, doorbell, turns
from mockup2code.generations.actions import Claim, Ending, LeaseLostError
from mockup2code.generations.engines import engine_for
from mockup2code.generations.jobs import Wanted, job_for, removed_names, wanted_of
from mockup2code.generations.journal import Interrupt, Journal, OpenRun
from mockup2code.generations.models import Generation, State
from mockup2code.generations.taking import InThread, Progress, begin, take
from mockup2code.storage import is_full

logger = logging.getLogger(__name__)


async def run_next(journal: Journal, in_thread: InThread) -> float | None:
    """Does the run whose turn it is, if any; never raises for what goes wrong in the run itself.

    Gives the seconds after which another look is worth while, where a run waits for no more than time.
    """
    claim: Claim | float | None = await in_thread(turns.claim_next)
    if not isinstance(claim, Claim):
        return claim
    await _run(claim, journal, in_thread)
    await in_thread(_tell_next)
    return None


def _tell_next() -> None:
    """A place has become free: whose turn it is now is worth a message."""
    for generation_id in turns.startable():
        doorbell.ring_workers(generation_id)


async def _run(claim: Claim, journal: Journal, in_thread: InThread) -> None:
    generation_id = claim.generation_id
    logs.bind(run=generation_id, attempt=claim.attempt)
    open_run = journal.open(claim)
    progress = Progress()
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


async def _ending(open_run: OpenRun, progress: Progress, in_thread: InThread) -> Ending | None:
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


def _interrupted(open_run: OpenRun, progress: Progress) -> Ending:
    if open_run.interrupt is Interrupt.CANCELLED:
        return Ending(State.CANCELLED, {}, {}, progress.usage)
    minutes = settings.RUN_DEADLINE_SECONDS / 60
    return _failed(
        progress,
        ErrorCode.UPSTREAM,
        f"The run took longer than {minutes:g} minutes and was ended. What was written is kept. Try again, or with a"
        " smaller picture.",
    )


def _outcome(error: BaseException | None, claim: Claim, progress: Progress) -> Ending:
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
    if not progress.result.text(base.MAIN_FILE).strip():
        return _failed(
            progress,
            ErrorCode.NOTHING_FOUND,
            "The engine ended without writing any code. The mockup is kept. Try again, or describe in the note what the"
            " picture shows.",
        )
    result = (progress.result.files, progress.asset_ids, progress.usage, progress.flaws, tuple(progress.said))
    return Ending(State.FINISHED, *result)


def _failed(progress: Progress, code: ErrorCode, sentence: str) -> Ending:
    return Ending(
        State.FAILED, {}, {}, progress.usage, said=tuple(progress.said), error_code=code, error_sentence=sentence
    )


async def _produce(open_run: OpenRun, progress: Progress, in_thread: InThread) -> None:
    """Consumes the engine's events; text that a database cannot hold is mended on the way."""
    generation: Generation = await in_thread(_generation, generation_id=open_run.claim.generation_id)
    logs.bind(team=generation.mockup.project.team_id)
    progress.before = actions.spent_before(generation)
    wanted: Wanted = await in_thread(wanted_of, generation=generation)
    job, mockups = await in_thread(job_for, wanted=wanted)
    begin(job, [mockup.pk for mockup in mockups], wanted.base.assets if wanted.base else {}, open_run, progress)
    for name in removed_names(wanted):
        words = f"The picture “{name}” was removed before the run began; it went on without it."
        await take(base.Message(words), generation, open_run, progress, in_thread)
    engine = await in_thread(engine_for, generation=generation)
    async with aclosing(engine.generate(job)) as events:
        async for event in events:
            await take(event, generation, open_run, progress, in_thread)


def _generation(generation_id: UUID) -> Generation:
    return Generation.objects.select_related("mockup__project__team", "message__project__team", "message__base").get(
        pk=generation_id
    )
