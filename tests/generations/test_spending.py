"""What a team has spent, and the budget that it keeps to."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from mockup2code.connections.models import Connection
from mockup2code.engines.base import Usage
from mockup2code.generations import actions, ledger, spending
from mockup2code.generations.actions import Ending
from mockup2code.generations.budget import BudgetReachedError
from mockup2code.generations.models import Generation, State
from mockup2code.projects.models import Mockup
from mockup2code.teams.models import User
from tests.generations.running import start

OCTOBER = datetime(2026, 10, 1, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _server_key(settings: object) -> None:
    settings.MOONSHOT_API_KEY = "sk-of-the-server"


def spent(mockup: Mockup, user: User, cost: float | None, created: datetime | None = None) -> Generation:
    """A run that cost so much."""
    generation = start(mockup=mockup, user=user, note="")
    claim = actions.claim(generation_id=generation.pk)
    usage = Usage(1000, 200, 500, cost, first_token=1.5, streaming=10)
    actions.finish(claim=claim, ending=Ending(State.FINISHED, {"src/App.tsx": "x"}, {}, usage))
    if created:
        Generation.objects.filter(pk=generation.pk).update(created=created)
    generation.refresh_from_db()
    return generation


def test_a_run_knows_what_it_cost_and_how_fast_it_was(mockup: Mockup, person: User) -> None:
    run = spent(mockup, person, 0.25)
    assert (run.tokens, run.cached_tokens, run.cost) == (1500, 200, Decimal("0.25"))
    assert (run.first_token_seconds, run.tokens_per_second) == (1.5, 50)


def test_sums_by_project_member_model_and_month(mockup: Mockup, person: User) -> None:
    other = User.objects.create_user("bob@example.com")
    spent(mockup, person, 0.25)
    spent(mockup, other, 0.5)
    spent(mockup, person, 1, OCTOBER)
    spent(mockup, person, None)
    team = mockup.project.team
    now = spending.in_month(spending.books_of(team), spending.month_of(datetime.now(UTC).date()))
    assert [(one.name, one.runs, one.cost) for one in spending.by_member(now)] == [
        ("bob@example.com", 1, Decimal("0.5")),
        ("ada@example.com", 2, Decimal("0.25")),
    ]
    (project,) = spending.by_project(now)
    assert (project.name, project.output_tokens, project.unpriced) == (mockup.project.name, 1500, 1)
    assert [one.name for one in spending.by_model(now)] == ["kimi-k2.6"]
    assert spending.of_project(mockup.project).cost == Decimal("1.75")
    latest, october = spending.by_month(team)
    assert (october[0], october[1].cost, latest[1].runs) == (OCTOBER, 1, 3)


def test_a_month_ends_where_the_next_begins() -> None:
    assert spending.month_after(OCTOBER) == datetime(2026, 11, 1, tzinfo=UTC)
    assert spending.month_after(DECEMBER) == datetime(2027, 1, 1, tzinfo=UTC)


def test_a_reached_budget_stops_new_runs_and_never_a_running_one(mockup: Mockup, person: User) -> None:
    running = start(mockup=mockup, user=person, note="")
    actions.claim(generation_id=running.pk)
    Connection.objects.create(team=mockup.project.team, monthly_budget=Decimal("0.75"))
    spent(mockup, person, 0.5)
    ledger.keep({running.pk: Usage(1, 0, 1, 0.25)})
    with pytest.raises(BudgetReachedError) as refused:
        start(mockup=mockup, user=person, note="")
    assert "$0.75 of its budget of $0.75" in str(refused.value)
    running.refresh_from_db()
    assert (running.state, running.cancel_requested) == (State.RUNNING, False)
    assert Generation.objects.count() == 2


def test_the_budget_begins_anew_with_the_month(mockup: Mockup, person: User) -> None:
    Connection.objects.create(team=mockup.project.team, monthly_budget=Decimal("0.75"))
    spent(mockup, person, 5, OCTOBER)
    assert start(mockup=mockup, user=person, note="").state == State.QUEUED


def test_the_draft_engine_costs_nothing_and_needs_no_budget(mockup: Mockup, person: User, settings: object) -> None:
    Connection.objects.create(team=mockup.project.team, monthly_budget=Decimal(0))
    settings.MOONSHOT_API_KEY = ""
    assert start(mockup=mockup, user=person, note="").state == State.QUEUED
