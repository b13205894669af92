"""What runs have spent: tokens and US dollars, by month, project, member and model of a team."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from mockup2code.generations.models import EngineName, Generation
from mockup2code.projects.models import Project
from mockup2code.teams.models import Team


@dataclass(frozen=True, slots=True)
class Spent:
    """The runs of one thing: `cost` is in US dollars, and leaves out `unpriced` runs of a model without a known price.

    `estimated` says that some hosts told no usage, so that it was reckoned from the text.
    """

    name: str
    runs: int
    input_tokens: int
    cached_tokens: int
    output_tokens: int
    cost: Decimal
    unpriced: int
    estimated: bool


def month_of(day: date) -> datetime:
    """The moment at which the month of this day began, in UTC."""
    return datetime(day.year, day.month, 1, tzinfo=UTC)


def month_after(month: datetime) -> datetime:
    return month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)


def spent_this_month(team: Team) -> Decimal:
    """US dollars since the first of the month, runs that are under way included."""
    runs = in_month(runs_of(team), month_of(timezone.now().date()))
    return runs.aggregate(cost=Sum("cost"))["cost"] or Decimal(0)


def runs_of(team: Team) -> QuerySet[Generation]:
    """The runs that a model was asked in."""
    return Generation.objects.filter(mockup__project__team=team, engine=EngineName.KIMI)


def in_month(runs: QuerySet[Generation], month: datetime) -> QuerySet[Generation]:
    return runs.filter(created__gte=month, created__lt=month_after(month))


def by_project(runs: QuerySet[Generation]) -> list[Spent]:
    return _grouped(runs, "mockup__project_id", "mockup__project__name")


def by_member(runs: QuerySet[Generation]) -> list[Spent]:
    """By the person who started the run, or "" for people whose account is gone."""
    return _grouped(runs, "created_by_id", "created_by__email")


def by_model(runs: QuerySet[Generation]) -> list[Spent]:
    return _grouped(runs, "model", "model")


def by_month(team: Team) -> list[tuple[datetime, Spent]]:
    """Every month with runs, the latest first."""
    rows = _sums(runs_of(team).annotate(month=TruncMonth("created", tzinfo=UTC)).values("month"))
    return [(row["month"], _spent(f"{row['month']:%B %Y}", row)) for row in rows.order_by("-month")]


def total(runs: QuerySet[Generation], name: str = "") -> Spent:
    row = runs.aggregate(**_FIGURES)
    return _spent(name, row)


def of_project(project: Project) -> Spent:
    """All of a project's runs."""
    return total(Generation.objects.filter(mockup__project=project, engine=EngineName.KIMI), project.name)


_FIGURES: dict[str, Any] = {
    "runs": Count("pk"),
    "given": Sum("input_tokens"),
    "cached": Sum("cached_tokens"),
    "written": Sum("output_tokens"),
    "dollars": Sum("cost"),
    "unpriced": Count("pk", filter=Q(cost=None, output_tokens__gt=0)),
    "reckoned": Count("pk", filter=Q(estimated=True)),
}


def _grouped(runs: QuerySet[Generation], key: str, name: str) -> list[Spent]:
    rows: Sequence[dict[str, Any]] = list(_sums(runs.values(key, name)))
    spent = [_spent(str(row[name] or ""), row) for row in rows]
    return sorted(spent, key=lambda one: (-one.cost, -one.output_tokens, one.name))


def _sums(rows: Any) -> Any:
    return rows.order_by().annotate(**_FIGURES)


def _spent(name: str, row: dict[str, Any]) -> Spent:
    return Spent(
        name=name,
        runs=row["runs"],
        input_tokens=row["given"] or 0,
        cached_tokens=row["cached"] or 0,
        output_tokens=row["written"] or 0,
        cost=row["dollars"] or Decimal(0),
        unpriced=row["unpriced"],
        estimated=bool(row["reckoned"]),
    )
