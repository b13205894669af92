"""The page of what a team has spent, and what a person reads when the budget is reached."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from mockup2code.connections.models import Connection
from mockup2code.engines.base import Usage
from mockup2code.generations import actions
from mockup2code.generations.actions import Ending
from mockup2code.generations.models import Generation, State
from mockup2code.generations.spending import by_month, nothing
from mockup2code.generations.usage_tables import MOST_ROWS, Table, chart
from mockup2code.projects.models import Mockup, Project
from mockup2code.teams.models import User
from tests.generations.running import start

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def spent(mockup: Mockup, person: User, settings: object) -> Generation:
    settings.MOONSHOT_API_KEY = "sk-of-the-server"
    generation = start(mockup=mockup, user=person, note="")
    claim = actions.claim(generation_id=generation.pk)
    usage = Usage(12_000, 200, 500, 0.5, estimated=True, first_token=1.5, streaming=10)
    flaws = ("src/App.tsx, line 3: it is wrong",)
    actions.finish(claim=claim, ending=Ending(State.FINISHED, {"src/App.tsx": "x"}, {}, usage, flaws))
    generation.refresh_from_db()
    return generation


@pytest.fixture
def browser(client: Client, person: User) -> Client:
    client.force_login(person, backend=BACKEND)
    return client


def test_members_see_what_the_team_has_spent(browser: Client, spent: Generation) -> None:
    team = spent.mockup.project.team
    Connection.objects.create(team=team, monthly_budget=Decimal(2))
    page = browser.get("/usage/", follow=True)
    assert page.redirect_chain == [(f"/teams/{team.pk}/usage/", 302)]
    shown = page.content.decode()
    for words in ("Usage of Ada", "≈ $0.50", "12,000", "ada@example.com", "kimi-k2.6", "$0.50</span> of a budget of"):
        assert words in shown


def test_the_figures_can_be_had_as_csv(browser: Client, spent: Generation) -> None:
    team, project = spent.mockup.project.team, spent.mockup.project
    Project.objects.filter(pk=project.pk).update(name="=1+1")
    Generation.objects.filter(pk=spent.pk).update(took=timedelta(minutes=3))
    answer = browser.get(f"/teams/{team.pk}/usage/?format=csv")
    assert "usage-" in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["by"] for row in rows] == ["Project", "Member", "Model", "Month"]
    assert rows[0]["name"] == "'=1+1"
    for row in rows:
        assert (float(row["cost_usd"]), row["runs"], row["minutes"], row["input_tokens"]) == (0.5, "1", "3.0", "12000")


def test_the_page_shows_minutes_and_a_bar_for_each_row(browser: Client, spent: Generation) -> None:
    Generation.objects.filter(pk=spent.pk).update(took=timedelta(minutes=3))
    page = browser.get(f"/teams/{spent.mockup.project.team_id}/usage/").content.decode()
    assert page.count("<td>3.0</td>") == 4
    assert page.count('<rect width="100.0"') == 4


def test_the_last_twelve_months_are_a_chart_that_leads_to_each(browser: Client, spent: Generation) -> None:
    Generation.objects.filter(pk=spent.pk).update(created=datetime(2026, 1, 15, tzinfo=UTC))
    months = chart(by_month(spent.mockup.project.team), datetime(2026, 3, 1, tzinfo=UTC))
    assert [f"{column.month:%Y-%m}" for column in months][::11] == ["2025-04", "2026-03"]
    assert [(column.height, column.spent.runs) for column in months][8:] == [(0, 0), (100, 1), (0, 0), (0, 0)]
    page = browser.get(f"/teams/{spent.mockup.project.team_id}/usage/?month=2026-01").content.decode()
    assert 'href="?month=2026-01" aria-current="page"' in page


def test_rows_beyond_the_first_are_one(spent: Generation) -> None:
    rows = [replace(nothing(f"{number}"), runs=1, cost=Decimal(1)) for number in range(MOST_ROWS + 5)]
    shown = Table("Projects", "Project", rows).bars
    assert (len(shown), shown[-1][0].name, shown[-1][0].runs) == (MOST_ROWS + 1, "5 others", 5)


def test_another_month_is_another_page(browser: Client, spent: Generation) -> None:
    address = f"/teams/{spent.mockup.project.team_id}/usage/"
    shown = browser.get(f"{address}?month=2020-01").content.decode()
    assert "No run asked a model" in shown
    assert f"{spent.created:%B %Y}</span><svg" in shown
    assert browser.get(f"{address}?month=soon").status_code == 404


def test_strangers_see_nothing(client: Client, spent: Generation) -> None:
    client.force_login(User.objects.create_user("eve@example.com"), backend=BACKEND)
    assert client.get(f"/teams/{spent.mockup.project.team_id}/usage/").status_code == 404
    assert client.get("/usage/").status_code == 404


def test_a_reached_budget_is_a_clear_sentence(browser: Client, spent: Generation) -> None:
    Connection.objects.create(team=spent.mockup.project.team, monthly_budget=Decimal("0.5"))
    answer = browser.post(f"/mockups/{spent.mockup_id}/generate/", {"note": ""}, headers={"Accept": "application/json"})
    assert answer.status_code == 402
    assert "has spent $0.50 of its budget of $0.50" in answer.json()["error"]["sentence"]
    assert "budget" in browser.get("/usage/", follow=True).content.decode()
    assert Generation.objects.count() == 1


def test_a_version_says_what_is_still_wrong_with_it_and_a_run_what_it_cost(browser: Client, spent: Generation) -> None:
    flaws = browser.get(f"/versions/{spent.version_id}/", headers={"Accept": "application/json"}).json()["flaws"]
    assert flaws == ["src/App.tsx, line 3: it is wrong"]
    history = browser.get(f"/projects/{spent.mockup.project_id}/history/").content.decode()
    assert "≈ 12,500 tokens, $0.5000, 50 tokens/s" in history
    assert "1 thing still wrong" in history
