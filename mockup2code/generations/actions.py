"""What people do to runs, and how a run begins and ends: every write, each in one transaction."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from mockup2code.connections.queries import model_of
from mockup2code.engines.base import ErrorCode, Usage
from mockup2code.generations import allowance, doorbell, ledger, limiter
from mockup2code.generations.entries import LogEntry
from mockup2code.generations.models import EngineName, EventKind, Generation, GenerationEvent, Message, State
from mockup2code.projects import actions as project_actions
from mockup2code.projects.models import Mockup, Version
from mockup2code.projects.telling import tell
from mockup2code.story.models import Kind
from mockup2code.story.writing import About
from mockup2code.teams.models import User

MAX_LOSSES = 3
MOST_TOLD = 50
"""Of the queued runs that the broker is told of again at once; the others wait for their turn anyway."""
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""When the broker was last told of a run that it should be told of now."""


class LeaseLostError(Exception):
    """Another worker has the run now, or it has ended: whoever sees this must write nothing more."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to write to a run, for as long as the attempt is the run's latest; the log goes on after `seq`."""

    generation_id: UUID
    attempt: int
    seq: int


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ended; `files` and `assets` become a version where it finished. `said` is what the engine told."""

    state: State
    files: dict[str, str]
    assets: dict[str, str]
    usage: Usage | None = None
    flaws: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    error_code: str = ""
    error_sentence: str = ""


def queue(*, message: Message, mockup: Mockup, user: User) -> Generation:
    """A queued run that answers the message; the broker hears of it when the row is there for all to see.

    Raises LimitReachedError where the runs of the day are used up.
    """
    team = message.project.team
    allowance.check_today(team.pk, user.pk)
    model = model_of(team)
    now = timezone.now()
    generation = Generation.objects.create(
        mockup=mockup,
        engine=EngineName.KIMI if model else EngineName.DRAFT,
        model=model,
        key_id=limiter.key_id_of(team) if model else "",
        message=message,
        created_by=user,
        rung=now,
    )
    project_actions.note_engine(mockup.project_id, generation.engine)
    append_event(
        generation, EventKind.STAGE, {"name": "queued", "detail": allowance.why_waiting(team.pk, user.pk)}, now
    )
    about = About(generation.pk, mockup.name)
    tell(Kind.RUN_STARTED, mockup.project, user, about, engine=generation.engine, model=generation.model)
    transaction.on_commit(lambda: doorbell.ring_workers(generation.pk))
    return generation


@transaction.atomic
def stop(*, generation_id: UUID, user: User) -> None:
    """A queued run ends at once; a running one is told to end, and keeps what it has written."""
    runs = Generation.objects.select_for_update(of=("self",)).select_related("mockup__project")
    generation = runs.get(pk=generation_id)
    if generation.state not in {State.QUEUED, State.RUNNING} or generation.cancel_requested:
        return
    about = About(generation.pk, generation.mockup.name)
    engine = {"engine": generation.engine, "model": generation.model}
    tell(Kind.RUN_STOPPED, generation.mockup.project, user, about, **engine)
    if generation.state == State.QUEUED:
        _close(generation, Ending(State.CANCELLED, {}, {}))
    else:
        Generation.objects.filter(pk=generation_id).update(cancel_requested=True)
        transaction.on_commit(lambda: doorbell.ring_stop(generation_id))


@transaction.atomic
def claim(*, generation_id: UUID) -> Claim | None:
    """Takes a queued run by one conditional UPDATE; None where somebody else has it or it has ended."""
    now = timezone.now()
    taken = Generation.objects.filter(pk=generation_id, state=State.QUEUED).update(
        state=State.RUNNING,
        attempt=F("attempt") + 1,
        lease_until=_lease(now),
        started=now,
    )
    if not taken:
        return None
    generation = Generation.objects.get(pk=generation_id)
    if generation.attempt > 1:
        detail = "The server stopped in the middle of this run; it starts over."
        append_event(generation, EventKind.STAGE, {"name": "restarted", "detail": detail}, now)
    return Claim(generation_id, generation.attempt, _last_seq(generation_id))


def spent_before(generation: Generation) -> Usage | None:
    """What earlier attempts of a run have spent."""
    if not generation.tokens:
        return None
    return Usage(
        generation.input_tokens,
        generation.cached_tokens,
        generation.output_tokens,
        cost=float(generation.cost) if generation.cost is not None else None,
        estimated=generation.estimated,
        first_token=generation.first_token_seconds,
        streaming=generation.streaming_seconds,
    )


@transaction.atomic
def release(*, claim: Claim) -> None:
    """Puts a run back into the queue because its worker is about to stop."""
    Generation.objects.filter(pk=claim.generation_id, state=State.RUNNING, attempt=claim.attempt).update(
        state=State.QUEUED, lease_until=None, rung=LONG_AGO
    )


@transaction.atomic
def finish(*, claim: Claim, ending: Ending) -> Version | None:
    """Closes a run that the claim still holds, with a version where it changed anything.

    Raises LeaseLostError where the claim holds it no longer.
    """
    generation = (
        Generation.objects.select_for_update(of=("self",))
        .select_related("mockup__project", "created_by", "message__base")
        .get(pk=claim.generation_id)
    )
    if generation.state != State.RUNNING or generation.attempt != claim.attempt:
        raise LeaseLostError
    version = None
    base = generation.message.base
    generation.changed = _changed(base.files if base else {}, ending.files)
    if ending.state == State.FINISHED and (base is None or generation.changed):
        version = project_actions.add_version(
            mockup=generation.mockup,
            user=generation.created_by,
            files=ending.files,
            assets=ending.assets,
            message=generation.message.text.split("\n")[0],
            parent=base,
        )
    _close(generation, ending, version)
    return version


def _changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [path for path, text in after.items() if before.get(path) != text] + [
        path for path in before if after and path not in after
    ]


def _close(generation: Generation, ending: Ending, version: Version | None = None) -> None:
    now = timezone.now()
    generation.state = ending.state
    generation.finished = now
    generation.took = now - generation.started if generation.started else None
    generation.lease_until = None
    generation.version = version
    generation.error_code = ending.error_code
    generation.error_sentence = ending.error_sentence
    generation.flaws = list(ending.flaws)
    generation.said = "\n".join(ending.said)
    for name, value in (ledger.fields_of(ending.usage) if ending.usage else {}).items():
        setattr(generation, name, value)
    generation.save()
    error = {"code": ending.error_code, "sentence": ending.error_sentence} if ending.error_code else None
    data = {"outcome": str(ending.state), "version": str(version.pk) if version else None, "error": error}
    entry = append_event(generation, EventKind.END, data, now)
    _tell_end(generation)
    transaction.on_commit(lambda: doorbell.ring_watchers({generation.pk: [entry]}))


def _tell_end(generation: Generation) -> None:
    """What the story keeps of a run, once it has ended: how, in what time, and what it spent."""
    version = generation.version
    tell(
        Kind.RUN_ENDED,
        generation.mockup.project,
        generation.created_by,
        About(generation.pk, generation.mockup.name),
        engine=generation.engine,
        model=generation.model,
        outcome=generation.state,
        seconds=round(generation.took.total_seconds(), 1) if generation.took else None,
        tokens=generation.tokens,
        cost=float(generation.cost) if generation.cost is not None else None,
        version=str(version.pk) if version else None,
        number=version.number if version else None,
        error=generation.error_sentence or None,
    )


def append_event(generation: Generation, kind: EventKind, data: dict[str, Any], now: datetime) -> LogEntry:
    """Adds to the log of a run that the caller has locked or just made."""
    seq = _last_seq(generation.pk) + 1
    GenerationEvent.objects.create(
        generation=generation, attempt=generation.attempt, seq=seq, kind=kind, data=data, created=now
    )
    return seq, generation.attempt, kind, data


def _last_seq(generation_id: UUID) -> int:
    return GenerationEvent.objects.filter(generation_id=generation_id).aggregate(last=Max("seq"))["last"] or 0


def requeue_lost() -> int:
    """Runs whose lease ran out go back to the queue, or fail where they were tried often enough."""
    now = timezone.now()
    lost = Generation.objects.filter(state=State.RUNNING, lease_until__lt=now)
    return sum(_requeue(generation_id) for generation_id in lost.values_list("pk", flat=True)[:200])


@transaction.atomic
def _requeue(generation_id: UUID) -> bool:
    generation = Generation.objects.select_for_update().get(pk=generation_id)
    if generation.state != State.RUNNING or not generation.lease_until or generation.lease_until >= timezone.now():
        return False
    generation.losses += 1
    if generation.cancel_requested:
        _close(generation, Ending(State.CANCELLED, {}, {}))
    elif generation.losses >= MAX_LOSSES:
        sentence = (
            f"The worker was lost {MAX_LOSSES} times while it was at this run. The mockup and what was written are"
            " kept. Try again; if it happens once more, the server's log says why."
        )
        code = ErrorCode.WORKER_LOST
        _close(generation, Ending(State.FAILED, {}, {}, error_code=code, error_sentence=sentence))
    else:
        generation.state = State.QUEUED
        generation.lease_until = None
        generation.rung = LONG_AGO
        generation.save(update_fields=["state", "lease_until", "rung", "losses"])
    return True


def overdue(*, patience: timedelta) -> list[UUID]:
    """Queued runs that the broker was told of too long ago, oldest first, now marked as told again."""
    now = timezone.now()
    waiting = Generation.objects.filter(state=State.QUEUED, rung__lt=now - patience).order_by("created")
    return [
        generation_id
        for generation_id, rung in waiting.values_list("pk", "rung")[:MOST_TOLD]
        if Generation.objects.filter(pk=generation_id, state=State.QUEUED, rung=rung).update(rung=now)
    ]


def _lease(now: datetime) -> datetime:
    return now + timedelta(seconds=settings.LEASE_SECONDS)
