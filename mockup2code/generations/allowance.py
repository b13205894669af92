"""How many runs a team and its members may have at once and in a day."""

from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from mockup2code.generations.models import Generation, State
from mockup2code.limits.models import Limits
from mockup2code.limits.queries import WHO_HELPS, Bound, LimitReachedError, bounds, lock


@dataclass(frozen=True, slots=True)
class Used:
    """What somebody, or the whole team, uses now: runs that go on, runs begun today (UTC)."""

    at_once: int
    today: int


def check_today(team_id: UUID, user_id: int) -> None:
    """Raises LimitReachedError where the runs of this day (UTC) are used up."""
    found = bounds(team_id, user_id, "runs_a_day")
    if not found:
        return
    lock(team_id)
    for bound in found:
        if _runs(team_id, bound).filter(created__gte=_midnight()).count() >= bound.most:
            sentence = (
                f"{bound.whose} may start {bound.most} run{'' if bound.most == 1 else 's'} a day, and"
                f" {'have' if bound.member else 'has'} today, so no new one was started."
                f" It begins anew at midnight UTC. {WHO_HELPS}"
            )
            raise LimitReachedError("runs_reached", sentence, 429)


def has_place(team_id: UUID, user_id: int | None) -> bool:
    """Whether another run of this member may go on now; where one may, others wait until it is taken."""
    found = bounds(team_id, user_id, "runs_at_once")
    if not found:
        return True
    lock(team_id)
    return not _full(team_id, found)


def why_waiting(team_id: UUID, user_id: int) -> str:
    """What the queued run is told, where no place is free for it now; else ""."""
    full = _full(team_id, bounds(team_id, user_id, "runs_at_once"))
    if not full:
        return ""
    return (
        f"{full.whose} may have {full.most} run{'' if full.most == 1 else 's'} at once; this one starts when one ends."
    )


def _full(team_id: UUID, found: list[Bound]) -> Bound | None:
    running = ((bound, _runs(team_id, bound).filter(state=State.RUNNING).count()) for bound in found)
    return next((bound for bound, count in running if count >= bound.most), None)


def teams_in_turn() -> set[UUID]:
    """Those whose runs may have to wait for each other."""
    limited = Limits.objects.exclude(runs_at_once=None)
    return set(limited.values_list("team_id", flat=True))


def used(team_id: UUID) -> dict[int | None, Used]:
    """By the id of the account; one query."""
    runs = Generation.objects.filter(mockup__project__team=team_id)
    now: dict[int | None, list[int]] = {}
    recent = runs.filter(Q(state=State.RUNNING) | Q(created__gte=_midnight()))
    for user, state, created in recent.values_list("created_by", "state", "created"):
        counts = now.setdefault(user, [0, 0])
        counts[0] += state == State.RUNNING
        counts[1] += created >= _midnight()
    return {user: Used(*counts) for user, counts in now.items()}


def _runs(team_id: UUID, bound: Bound) -> QuerySet[Generation]:
    runs = Generation.objects.filter(mockup__project__team=team_id)
    return runs.filter(created_by=bound.member) if bound.member else runs


def _midnight() -> datetime:
    return datetime.combine(timezone.now().date(), time(), timezone.now().tzinfo)
