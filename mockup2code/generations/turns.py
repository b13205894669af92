"""Whose turn it is: queued runs in an order that is fair between teams, as far as their keys have places for them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from mockup2code.connections.queries import limits_for
from mockup2code.engines.kimi.checkup.exchange import PATIENCE_SECONDS
from mockup2code.generations import actions, allowance, limiter
from mockup2code.generations.actions import Claim
from mockup2code.generations.models import Generation, KeyUse, Probe, State
from mockup2code.teams.models import Team

MOST_WAITING = 1000
"""Queued runs that are looked at, the oldest."""

FIRST_CALL_TOKENS = 40_000
"""What a run's first call counts for against its key: about its request, and all that the answer may take."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A queued run."""

    generation_id: UUID
    team_id: UUID
    key_id: str
    member_id: int | None


class Missed(Enum):
    """Why a run was not taken: another worker was first, or its key, team or member has as many runs as it may."""

    TAKEN = auto()
    FULL = auto()
    WAITS = auto()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run is among `waiting` runs that wait for the same key, from 1 on."""

    number: int
    waiting: int


def in_order() -> list[Waiting]:
    """The queued runs, each team's first before any team's second; a team's running ones count as its first."""
    turn = Counter(Generation.objects.filter(state=State.RUNNING).values_list("mockup__project__team_id", flat=True))
    queued = Generation.objects.filter(state=State.QUEUED).order_by("created", "pk")
    ranked: list[tuple[int, int, Waiting]] = []
    for number, row in enumerate(
        queued.values_list("pk", "mockup__project__team_id", "key_id", "created_by")[:MOST_WAITING]
    ):
        waiting = Waiting(*row)
        ranked.append((turn[waiting.team_id], number, waiting))
        turn[waiting.team_id] += 1
    return [waiting for *_, waiting in sorted(ranked, key=lambda rank: rank[:2])]


def place_of(generation_id: UUID) -> Place | None:
    """The run's place in the queue; None where it is in none."""
    order = in_order()
    own = next((waiting for waiting in order if waiting.generation_id == generation_id), None)
    if own is None:
        return None
    same = [waiting.generation_id for waiting in order if waiting.key_id == own.key_id]
    return Place(same.index(generation_id) + 1, len(same))


def claim_next() -> Claim | float | None:
    """The next run that may start, taken; else the seconds until one may; None where none waits for time alone."""
    shut: dict[str, float | None] = {}
    full: set[tuple[UUID, int | None]] = set()
    for waiting in in_order():
        if waiting.key_id in shut or (waiting.team_id, waiting.member_id) in full:
            continue
        claim = _claim(waiting)
        if isinstance(claim, Claim):
            return claim
        if claim is Missed.WAITS:
            full.add((waiting.team_id, waiting.member_id))
        elif claim is not Missed.TAKEN:
            shut[waiting.key_id] = claim if isinstance(claim, float) else None
    return min((wait for wait in shut.values() if wait), default=None)


@transaction.atomic
def _claim(waiting: Waiting) -> Claim | float | Missed:
    """The run, taken; the seconds to wait where its key's minute is full; else why it was not taken.

    Workers that claim for the same key do so one after another.
    """
    if not allowance.has_place(waiting.team_id, waiting.member_id):
        return Missed.WAITS
    if not waiting.key_id:
        return actions.claim(generation_id=waiting.generation_id) or Missed.TAKEN
    limits = limits_for(Team.objects.get(pk=waiting.team_id))
    KeyUse.objects.get_or_create(key_id=waiting.key_id)
    KeyUse.objects.select_for_update().get(key_id=waiting.key_id)
    if limits.concurrency is not None and under_way(waiting.key_id) >= limits.concurrency:
        return Missed.FULL
    if not Generation.objects.filter(pk=waiting.generation_id, state=State.QUEUED).exists():
        return Missed.TAKEN
    wait = limiter.take(waiting.key_id, FIRST_CALL_TOKENS, limits)
    return wait or actions.claim(generation_id=waiting.generation_id) or Missed.TAKEN


def under_way(key_id: str) -> int:
    """How many places a key's runs and its requests by hand take; those whose server died give theirs back in time."""
    runs = Generation.objects.filter(state=State.RUNNING, key_id=key_id)
    since = timezone.now() - timedelta(seconds=2 * PATIENCE_SECONDS)
    return runs.count() + Probe.objects.filter(key_id=key_id, open=True, created__gt=since).count()


def startable() -> Iterator[UUID]:
    """The queued runs whose turn it may be: one for each key, and for each member of a team that limits runs at once;
    other runs without a key wait for no place.
    """
    limited = allowance.teams_in_turn()
    seen: set[object] = set()
    for waiting in in_order():
        place = (waiting.team_id, waiting.member_id) if waiting.team_id in limited else waiting.key_id
        if place and place not in seen:
            seen.add(place)
            yield waiting.generation_id
