"""What runs have spent: tokens and US dollars, by month, project, member and model of a team."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import reduce
from typing import Any

from django.db.models import CharField, Count, Q, QuerySet, Sum
from django.db.models.functions import Cast, Substr
from django.utils import timezone

from mockup2code.generations.models import EngineName, Generation, Probe
from mockup2code.projects.models import Project
from mockup2code.teams.models import Team

BY_HAND = "Connection page"


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
    seconds: float
    """How long its runs have taken together."""

    @property
    def minutes(self) -> float:
        return self.seconds / 60


def month_of(day: date) -> datetime:
    """The moment at which the month of this day began, in UTC."""
    return datetime(day.year, day.month, 1, tzinfo=UTC)


def month_after(month: datetime) -> datetime:
    return month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)


def month_before(month: datetime) -> datetime:
    return month.replace(year=month.year - (month.month == 1), month=(month.month - 2) % 12 + 1)


def nothing(name: str) -> Spent:
    return Spent(name, 0, 0, 0, 0, Decimal(0), 0, estimated=False, seconds=0)


def together(name: str, parts: Iterable[Spent]) -> Spent:
    """The sum under a name of its own."""
    return reduce(_sum, parts, nothing(name))


@dataclass(frozen=True, slots=True)
class Books:
    """Where the model was asked: in runs, and in requests that people made by hand, which belong to no project."""

    runs: QuerySet[Generation]
    probes: QuerySet[Probe]


def spent_this_month(team: Team) -> Decimal:
    """US dollars since the first of the month, runs that are under way included."""
    return total(in_month(books_of(team), month_of(timezone.now().date()))).cost


def books_of(team: Team) -> Books:
    runs = Generation.objects.filter(mockup__project__team=team, engine=EngineName.KIMI)
    return Books(runs, Probe.objects.filter(team=team))


def in_month(books: Books, month: datetime) -> Books:
    bounds = {"created__gte": month, "created__lt": month_after(month)}
    return Books(books.runs.filter(**bounds), books.probes.filter(**bounds))


def by_project(books: Books) -> list[Spent]:
    """By project; requests made by hand come last, under a name of their own."""
    projects = _sorted(_grouped(books.runs, "mockup__project_id", "mockup__project__name"))
    probes = replace(total(Books(books.runs.none(), books.probes)), name=BY_HAND)
    return [*projects, probes] if books.probes.exists() else projects


def by_member(books: Books) -> list[Spent]:
    """By the person who started the run or made the request, or "" for people whose account is gone."""
    key, name = "created_by_id", "created_by__email"
    return _sorted(_merged(_grouped(books.runs, key, name) + _of_probes(_grouped(books.probes, key, name))))


def by_model(books: Books) -> list[Spent]:
    runs, probes = (_grouped(rows, "model", "model") for rows in (books.runs, books.probes))
    return _sorted(_merged(runs + _of_probes(probes)))


def by_month(team: Team) -> list[tuple[datetime, Spent]]:
    """Every month in which the model was asked, the latest first."""
    books = books_of(team)
    months: dict[datetime, list[Spent]] = defaultdict(list)
    for rows, found in ((books.runs, list), (books.probes, _of_probes)):
        for row in _sums(rows.annotate(month=_MONTH).values("month")):
            month = datetime.strptime(row["month"], "%Y-%m").replace(tzinfo=UTC)
            months[month] += found([_spent(f"{month:%B %Y}", row)])
    return [(month, _merged(spent)[0]) for month, spent in sorted(months.items(), reverse=True)]


_MONTH = Substr(Cast("created", CharField()), 1, 7)
"""As 2026-11. Both databases write times in UTC; Django's own function would call Python for each row of SQLite."""


def total(books: Books, name: str = "") -> Spent:
    runs, probes = (_spent(name, rows.aggregate(**_figures(rows))) for rows in (books.runs, books.probes))
    return _merged([runs, *_of_probes([probes])])[0]


def of_project(project: Project) -> Spent:
    """All of a project's runs."""
    runs = Generation.objects.filter(mockup__project=project, engine=EngineName.KIMI)
    return total(Books(runs, Probe.objects.none()), project.name)


_FIGURES: dict[str, Any] = {
    "runs": Count("pk"),
    "given": Sum("input_tokens"),
    "cached": Sum("cached_tokens"),
    "written": Sum("output_tokens"),
    "dollars": Sum("cost"),
    "unpriced": Count("pk", filter=Q(cost=None, output_tokens__gt=0)),
    "reckoned": Count("pk", filter=Q(estimated=True)),
}


def _grouped(rows: Any, key: str, name: str) -> list[Spent]:
    return [_spent(str(row[name] or ""), row) for row in _sums(rows.values(key, name))]


def _of_probes(spent: list[Spent]) -> list[Spent]:
    """A request made by hand is no run."""
    return [replace(one, runs=0) for one in spent]


def _merged(parts: list[Spent]) -> list[Spent]:
    """One for each name."""
    merged: dict[str, Spent] = {}
    for part in parts:
        merged[part.name] = _sum(merged[part.name], part) if part.name in merged else part
    return list(merged.values())


def _sum(one: Spent, other: Spent) -> Spent:
    return Spent(
        name=one.name,
        runs=one.runs + other.runs,
        input_tokens=one.input_tokens + other.input_tokens,
        cached_tokens=one.cached_tokens + other.cached_tokens,
        output_tokens=one.output_tokens + other.output_tokens,
        cost=one.cost + other.cost,
        unpriced=one.unpriced + other.unpriced,
        estimated=one.estimated or other.estimated,
        seconds=one.seconds + other.seconds,
    )


def _sorted(spent: list[Spent]) -> list[Spent]:
    """The dearest first."""
    return sorted(spent, key=lambda one: (-one.cost, -one.output_tokens, one.name))


def _sums(rows: Any) -> Any:
    return rows.order_by().annotate(**_figures(rows))


def _figures(rows: Any) -> dict[str, Any]:
    """Of requests made by hand it is not known how long they took."""
    return {**_FIGURES, "took": Sum("took")} if rows.model is Generation else _FIGURES


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
        seconds=row["took"].total_seconds() if row.get("took") else 0,
    )
