"""The table of limits on the page of what a team uses: each limit beside what is used of it."""

from dataclasses import dataclass

from mockup2code.generations.allowance import Used, used
from mockup2code.limits.models import Limits
from mockup2code.projects.storing import MB, stored
from mockup2code.teams.models import Team


@dataclass(frozen=True, slots=True)
class Cell:
    """One limit, None where there is none, and what is used of it."""

    name: str
    label: str
    used: str
    most: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """The team's, where `member` is None, or a member's."""

    name: str
    member: int | None
    cells: list[Cell]


def rows(team: Team) -> list[Row]:
    """The team first, then its members by address; the same number of queries for any number of them."""
    runs, sizes = used(team.pk), stored(team.pk)
    set_for = {limits.user_id: limits for limits in Limits.objects.filter(team=team)}
    whole = Used(sum(one.at_once for one in runs.values()), sum(one.today for one in runs.values()))
    members = team.members.order_by("email").values_list("pk", "email")
    return [
        Row("The whole team", None, _cells(set_for.get(None), whole, sum(sizes.values()))),
        *(Row(email, key, _cells(set_for.get(key), runs.get(key), sizes.get(key, 0))) for key, email in members),
    ]


def _cells(limits: Limits | None, runs: Used | None, size: int) -> list[Cell]:
    runs = runs or Used(0, 0)
    return [
        Cell("runs_at_once", "Runs at once", str(runs.at_once), limits.runs_at_once if limits else None),
        Cell("runs_a_day", "Runs a day", str(runs.today), limits.runs_a_day if limits else None),
        Cell("storage_mb", "Storage in MB", f"{size / MB:.1f}", limits.storage_mb if limits else None),
    ]
