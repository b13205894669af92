"""A team's runs ask where its lead said, and where the server says when the lead said nothing."""

from decimal import Decimal

import pytest

from mockup2code.connections import queries
from mockup2code.connections.models import Connection
from mockup2code.connections.vault import seal
from mockup2code.engines.base import EngineError

OWN = {"provider": "moonshot-cn", "base_url": "https://api.moonshot.cn/v1", "model": "kimi-k3"}


@pytest.fixture(autouse=True)
def server(settings) -> None:
    settings.MOONSHOT_API_KEY = "sk-of-the-server"
    settings.MOONSHOT_BASE_URL = "https://api.moonshot.ai/v1"
    settings.KIMI_MODEL = "kimi-k2.6"
    settings.KIMI_TIER = settings.KIMI_MONTHLY_BUDGET = None


def test_a_team_without_settings_has_the_servers(team) -> None:
    found = queries.settings_for(team)
    assert (found.api_key, found.base_url, found.model) == (
        "sk-of-the-server",
        "https://api.moonshot.ai/v1",
        "kimi-k2.6",
    )
    assert (found.provider, found.thinking) == ("moonshot-ai", False)
    assert queries.model_of(team) == "kimi-k2.6"
    assert queries.limits_for(team) == queries.Limits()
    assert queries.monthly_budget(team) is None


def test_a_team_without_settings_on_a_server_without_a_key_has_the_draft_engine(team, settings) -> None:
    settings.MOONSHOT_API_KEY = ""
    assert queries.model_of(team) == ""


def test_a_team_may_choose_another_model_at_the_servers_address(team) -> None:
    Connection.objects.create(team=team, model="kimi-k3", thinking=True)
    found = queries.settings_for(team)
    assert (found.api_key, found.model, found.thinking) == ("sk-of-the-server", "kimi-k3", True)
    assert (found.of_team, found.own_model) == (False, True)


def test_a_teams_own_settings_win(team) -> None:
    Connection.objects.create(team=team, **OWN, sealed_key=seal("sk-of-the-team"), monthly_budget=Decimal(50))
    found = queries.settings_for(team)
    assert (found.api_key, found.base_url, found.model, found.provider) == (
        "sk-of-the-team",
        "https://api.moonshot.cn/v1",
        "kimi-k3",
        "moonshot-cn",
    )
    assert queries.monthly_budget(team) == 50


@pytest.mark.parametrize(("provider", "key"), [("moonshot-cn", ""), ("compatible", "none"), ("self-hosted", "none")])
def test_the_servers_key_never_goes_to_a_teams_address(team, provider, key) -> None:
    Connection.objects.create(team=team, provider=provider, base_url="https://models.example.com/v1")
    assert queries.settings_for(team).api_key == key


def test_a_key_that_cannot_be_read_is_said_and_never_replaced_by_another(team, settings) -> None:
    Connection.objects.create(team=team, **OWN, sealed_key=seal("sk-of-the-team"))
    settings.ENCRYPTION_KEYS = ["another key of the server, since lost"]
    assert queries.model_of(team) == "kimi-k3"
    with pytest.raises(EngineError) as raised:
        queries.settings_for(team)
    assert "ENCRYPTION_KEY" in raised.value.sentence


@pytest.mark.parametrize(
    ("entered", "limits"),
    [
        ({}, (None, None, None)),
        ({"tier": 1}, (50, 200, None)),
        ({"tier": 1, "concurrency": 8}, (8, 200, None)),
        ({"tier": 99, "tokens_per_minute": 90_000}, (None, None, 90_000)),
    ],
)
def test_limits_are_what_was_entered_else_the_tiers(team, entered, limits) -> None:
    Connection.objects.create(team=team, **OWN, **entered)
    assert queries.limits_for(team) == queries.Limits(*limits)


@pytest.mark.parametrize(
    ("entered", "limits"),
    [
        ({}, (50, 200, None)),
        ({"concurrency": 8, "tokens_per_minute": 90_000}, (8, 200, 90_000)),
        ({"concurrency": 80, "requests_per_minute": 900}, (50, 200, None)),
        ({"tier": 5}, (50, 200, None)),
    ],
)
def test_a_team_may_lower_the_limits_of_the_servers_key_and_not_raise_them(team, settings, entered, limits) -> None:
    settings.KIMI_TIER = 1
    Connection.objects.create(team=team, **entered)
    assert queries.limits_for(team) == queries.Limits(*limits)


@pytest.mark.parametrize(("own", "held"), [(None, 20), (5, 5), (500, 20), (0, 0)])
def test_the_servers_budget_holds_for_its_key(team, settings, own, held) -> None:
    settings.KIMI_MONTHLY_BUDGET = Decimal(20)
    Connection.objects.create(team=team, monthly_budget=own)
    assert queries.monthly_budget(team) == held


def test_the_servers_bounds_do_not_hold_for_a_key_of_the_teams_own(team, settings) -> None:
    settings.KIMI_TIER, settings.KIMI_MONTHLY_BUDGET = 0, Decimal(20)
    Connection.objects.create(team=team, **OWN, tier=1, monthly_budget=Decimal(500))
    assert queries.limits_for(team) == queries.Limits(50, 200)
    assert queries.monthly_budget(team) == 500
