"""Writes the logs of all runs of this process: together, at most every 40 ms, fenced by the attempt."""

import asyncio
import contextlib
import enum
import functools
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from mockup2code.engines.base import Usage
from mockup2code.generations import doorbell, ledger
from mockup2code.generations.actions import Claim
from mockup2code.generations.database import DatabaseThreads
from mockup2code.generations.entries import LogEntry
from mockup2code.generations.models import EventKind, Generation, GenerationEvent, State

logger = logging.getLogger(__name__)

FLUSH_SECONDS = 0.04
LOOK_SECONDS = 0.1
RETRY_SECONDS = 1.0

Entry = tuple[EventKind, dict[str, Any]]


class Interrupt(enum.Enum):
    """Why a run must end before its engine has."""

    CANCELLED = enum.auto()
    LEASE_LOST = enum.auto()
    RELEASED = enum.auto()


@dataclass(slots=True, eq=False)
class OpenRun:
    """A run that this process holds: what it has still to write, and whether it must stop.

    `sending` is what the current transaction writes; it must not change, and stays until it is known to be stored.
    `spent` is what the run's row has still to be told: here, since many writers at once would wait for each other.
    """

    claim: Claim
    notify: Callable[[], None]
    seq: int = 0
    pending: list[Entry] = field(default_factory=list)
    sending: list[Entry] = field(default_factory=list)
    spent: Usage | None = None
    interrupt: Interrupt | None = None
    interrupted: asyncio.Event = field(default_factory=asyncio.Event)
    written: asyncio.Event = field(default_factory=asyncio.Event)

    def append(self, kind: EventKind, data: dict[str, Any]) -> None:
        """Adds to the log; text that follows on text of the same file joins it, and so does reasoning."""
        if kind in {EventKind.DELTA, EventKind.REASONING} and self.pending:
            last_kind, last = self.pending[-1]
            if last_kind is kind and last.get("path") == data.get("path"):
                last["text"] += data["text"]
                return
        self.pending.append((kind, data))
        self.notify()

    def stop(self, reason: Interrupt) -> None:
        if self.interrupt is None:
            self.interrupt = reason
            self.interrupted.set()


Log = list[LogEntry]


@dataclass(frozen=True, slots=True)
class _Batch:
    """What one transaction writes: the claims held, and by what each log has grown."""

    claims: list[Claim]
    grown: dict[UUID, Log]
    spent: dict[UUID, Usage]
    renew: bool


class Journal:
    """One for each process; lives on the loop that runs the runs."""

    def __init__(self) -> None:
        self._runs: dict[UUID, OpenRun] = {}
        self._wake = asyncio.Event()
        self._writer = DatabaseThreads(1, "journal")
        self._renewed = 0.0
        self._task = asyncio.create_task(self._write_forever())

    def open(self, claim: Claim) -> OpenRun:
        run = OpenRun(claim, self._wake.set, seq=claim.seq)
        self._runs[claim.generation_id] = run
        stop = functools.partial(asyncio.get_running_loop().call_soon_threadsafe, run.stop, Interrupt.CANCELLED)
        doorbell.expect_stop(claim.generation_id, stop)
        return run

    def forget(self, run: OpenRun) -> None:
        if self._runs.get(run.claim.generation_id) is run:
            del self._runs[run.claim.generation_id]
            doorbell.expect_no_stop(run.claim.generation_id)

    def open_runs(self) -> list[OpenRun]:
        return list(self._runs.values())

    async def flush(self, run: OpenRun) -> None:
        """Returns when everything that the run appended is written, or the run was interrupted."""
        while (run.pending or run.sending) and run.interrupt not in {Interrupt.LEASE_LOST, Interrupt.RELEASED}:
            run.written.clear()
            self._wake.set()
            await run.written.wait()

    async def close(self) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        self._writer.close()

    async def _write_forever(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), LOOK_SECONDS)
            self._wake.clear()
            if not self._runs:
                continue
            try:
                await asyncio.gather(self._write(), asyncio.sleep(FLUSH_SECONDS))
            except DatabaseError as error:
                logger.error("the log could not be written, trying again: %s", error)
                self._wake.set()
                await asyncio.sleep(RETRY_SECONDS)
            except Exception:  # the journal must outlive any surprise: all runs depend on it
                logger.exception("the log could not be written, trying again")
                await asyncio.sleep(RETRY_SECONDS)

    async def _write(self) -> None:
        runs = self.open_runs()
        for run in runs:
            if not run.sending:
                run.sending, run.pending = run.pending, []
        now = time.monotonic()
        renew = now - self._renewed > settings.LEASE_SECONDS / 3
        grown = {run.claim.generation_id: _entries(run) for run in runs if run.sending}
        spent = {run.claim.generation_id: run.spent for run in runs if run.spent}
        batch = _Batch([run.claim for run in runs], grown, spent, renew)
        held: dict[UUID, bool] = await asyncio.wrap_future(self._writer.submit(_keep, batch))
        if renew:
            self._renewed = now
        for run in runs:
            if run.spent is spent.get(run.claim.generation_id):
                run.spent = None
            self._after(run, held.get(run.claim.generation_id))

    def _after(self, run: OpenRun, cancel_requested: bool | None) -> None:
        """Notes what the write showed: None says that the claim is no longer good."""
        if cancel_requested is None:
            run.stop(Interrupt.LEASE_LOST)
        else:
            run.seq += len(run.sending)
            run.sending = []
            if cancel_requested:
                run.stop(Interrupt.CANCELLED)
        run.written.set()


def _entries(run: OpenRun) -> Log:
    attempt = run.claim.attempt
    return [(seq, attempt, kind, data) for seq, (kind, data) in enumerate(run.sending, start=run.seq + 1)]


def _keep(batch: _Batch) -> dict[UUID, bool]:
    """Writes and announces: from here, since the loop may be busy."""
    held = _store(batch)
    grown = {generation_id: log for generation_id, log in batch.grown.items() if generation_id in held}
    if grown:
        doorbell.ring_watchers(grown)
    return held


def _store(batch: _Batch) -> dict[UUID, bool]:
    """Writes the events of the claims that are still good; gives those, each with whether it was asked to stop."""
    if not (batch.grown or batch.spent or batch.renew):
        return _held(batch.claims, lock=False)
    with transaction.atomic():
        held = _held(batch.claims, lock=True)
        _insert({generation_id: log for generation_id, log in batch.grown.items() if generation_id in held})
        ledger.keep({generation_id: usage for generation_id, usage in batch.spent.items() if generation_id in held})
        if batch.renew:
            lease = timezone.now() + timedelta(seconds=settings.LEASE_SECONDS)
            Generation.objects.filter(pk__in=held).update(lease_until=lease)
    return held


def _insert(grown: dict[UUID, Log]) -> None:
    """As bulk_create would, for a tenth of the processor time: this is done for every few words of every run."""
    event, ops = GenerationEvent._meta, connection.ops
    fields = [event.get_field(name) for name in ("generation", "attempt", "seq", "kind", "data", "created")]
    columns = ", ".join(ops.quote_name(str(getattr(field, "column", ""))) for field in fields)
    created = ops.adapt_datetimefield_value(timezone.now())
    rows: list[tuple[Any, ...]] = []
    for generation_id, log in grown.items():
        key = Generation._meta.pk.get_db_prep_value(generation_id, connection)
        rows += [
            (key, attempt, seq, str(kind), ops.adapt_json_value(data, None), created)
            for seq, attempt, kind, data in log
        ]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {event.db_table} ({columns}) VALUES (%s, %s, %s, %s, %s, %s)", rows)  # noqa: S608 - names of ours


def _held(claims: list[Claim], *, lock: bool) -> dict[UUID, bool]:
    rows = Generation.objects.filter(pk__in=[claim.generation_id for claim in claims], state=State.RUNNING)
    if lock:
        rows = rows.select_for_update()
    attempts = {claim.generation_id: claim.attempt for claim in claims}
    return {
        generation_id: cancel_requested
        for generation_id, attempt, cancel_requested in rows.order_by("pk").values_list(
            "pk", "attempt", "cancel_requested"
        )
        if attempts[generation_id] == attempt
    }
