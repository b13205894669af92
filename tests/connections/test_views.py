"""The connection page: its lead reads and sets it, nobody else sees anything of it, and a key never comes back."""

import json
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from mockup2code.connections import queries
from mockup2code.connections.models import Connection, SavedCheck
from mockup2code.engines.kimi import profiles
from mockup2code.teams.actions import found_team
from mockup2code.teams.models import Membership, Role, User

KEY = "sk-of-the-team-0123456789"
ENTERED = {"provider": "moonshot-cn", "key": KEY, "model": "kimi-k3", "thinking": "on", "monthly_budget": "40.50"}
CHECK = {
    "name": "One word",
    "path": "/chat/completions",
    "body": '{"messages": []}',
    "assertions": '[{"kind": "status", "expected": "200"}]',
}


@pytest.fixture
def url(team) -> str:
    return reverse("connections:connection", args=[team.pk])


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def browser(lead) -> Client:
    return signed_in(lead)


@pytest.fixture
def checks(team) -> dict[str, str]:
    """The addresses that need a check, and those that do not."""
    saved = SavedCheck.objects.create(team=team, name="Models", request={"path": "/models", "body": None})
    names = ("models", "check", "send", "keep_check", "run_checks")
    return {
        **{name: reverse(f"connections:{name}", args=[team.pk]) for name in names},
        "remove_check": reverse("connections:remove_check", args=[team.pk, saved.pk]),
    }


def test_a_lead_sets_the_connection(browser, url, team, lead) -> None:
    assert browser.get(url).status_code == 200
    assert browser.post(url, ENTERED).status_code == 302
    found = queries.settings_for(team)
    assert (found.api_key, found.base_url, found.model, found.thinking) == (
        KEY,
        "https://api.moonshot.cn/v1",
        "kimi-k3",
        True,
    )
    assert queries.monthly_budget(team) == pytest.approx(40.5)
    assert Connection.objects.get(team=team).updated_by == lead


def test_the_key_is_in_no_page_and_not_readable_in_the_database(browser, url, team) -> None:
    browser.post(url, ENTERED)
    page = browser.get(url).content.decode()
    assert KEY not in page
    assert "…6789" in page
    assert KEY not in repr(Connection.objects.filter(team=team).values().get())
    refused = browser.post(url, {**ENTERED, "monthly_budget": "-1"})
    assert refused.status_code == 422
    assert KEY not in refused.content.decode()


def test_an_empty_key_keeps_the_stored_one(browser, url, team) -> None:
    browser.post(url, ENTERED)
    assert browser.post(url, {**ENTERED, "key": "", "model": "kimi-k2.6"}).status_code == 302
    found = queries.settings_for(team)
    assert (found.api_key, found.model) == (KEY, "kimi-k2.6")


@pytest.mark.parametrize("provider", ["compatible", "self-hosted"])
def test_a_stored_key_does_not_follow_to_another_address(browser, url, team, provider) -> None:
    browser.post(url, ENTERED)
    elsewhere = {"provider": provider, "base_url": "https://models.example.com/v1", "key": ""}
    assert browser.post(url, {**ENTERED, **elsewhere}).status_code == 302
    assert queries.settings_for(team).api_key == "none"
    assert Connection.objects.get(team=team).sealed_key == ""


@pytest.mark.parametrize(
    ("entered", "words"),
    [
        ({"key": ""}, "Enter a key of Moonshot (.cn)."),
        ({"key": "sk two words"}, "A key has no spaces"),
        ({"key": "sk-schlüssel"}, "A key has no spaces"),
        ({"provider": "compatible"}, "Enter an http or https address"),
        ({"provider": "compatible", "base_url": "ftp://models"}, "Enter an http or https address"),
        ({"provider": "compatible", "base_url": "javascript:alert(1)"}, "Enter an http or https address"),
        ({"provider": "nobody"}, "is not one of the available choices"),
        ({"monthly_budget": "much"}, "Enter a number"),
        ({"concurrency": "0"}, "greater than or equal to 1"),
        ({"tier": "100"}, "less than or equal to 99"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_stored(browser, url, team, entered, words) -> None:
    answer = browser.post(url, {**ENTERED, **entered})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Connection.objects.filter(team=team).exists()


def test_a_provider_of_ones_own_is_one_row(browser, url, team, tmp_path, monkeypatch) -> None:
    table = json.loads(profiles.PROVIDERS.read_text())
    table["providers"].append({"id": "new", "title": "A new host", "base_url": "https://new-host.example/v1"})
    changed = tmp_path / "providers.json"
    changed.write_text(json.dumps(table))
    monkeypatch.setattr(profiles, "PROVIDERS", changed)
    monkeypatch.setattr(profiles, "_rows", profiles._rows.__wrapped__)
    assert "A new host" in browser.get(url).content.decode()
    assert browser.post(url, {"provider": "new", "key": KEY}).status_code == 302
    assert queries.settings_for(team).base_url == "https://new-host.example/v1"


def test_a_private_address_is_fine(browser, url, team) -> None:
    answer = browser.post(url, {"provider": "self-hosted", "base_url": "http://10.0.0.5:8000/v1/"})
    assert answer.status_code == 302
    assert queries.settings_for(team).base_url == "http://10.0.0.5:8000/v1"


def test_a_team_goes_back_to_the_servers_connection(browser, url, team, settings) -> None:
    settings.MOONSHOT_API_KEY = "sk-of-the-server"
    browser.post(url, ENTERED)
    browser.post(url, {"provider": "server", "base_url": "https://models.example.com/v1", "key": "sk-left-over"})
    stored = Connection.objects.get(team=team)
    assert (stored.base_url, stored.sealed_key) == ("", "")
    assert queries.settings_for(team).api_key == "sk-of-the-server"
    assert "sk-of-the-server" not in browser.get(url).content.decode()


def test_the_servers_budget_is_said_beside_the_teams(browser, url, settings) -> None:
    settings.KIMI_MONTHLY_BUDGET = Decimal(20)
    assert "$20</span> at most" in browser.get(url).content.decode()


def test_a_key_that_cannot_be_read_is_said_on_the_page(browser, url, settings) -> None:
    browser.post(url, ENTERED)
    settings.ENCRYPTION_KEYS = ["another key, and the one before is lost"]
    assert "can no longer be read" in browser.get(url).content.decode()


@pytest.mark.parametrize("role", [Role.OWNER, Role.ADMIN])
def test_owners_and_admins_lead(team, url, role) -> None:
    other = User.objects.create_user("grace@example.com", "correct horse battery")
    Membership.objects.create(team=team, user=other, role=role)
    assert signed_in(other).get(url).status_code == 200


@pytest.mark.parametrize("role", [Role.EDITOR, Role.VIEWER])
def test_other_members_see_nothing(team, url, checks, role) -> None:
    other = User.objects.create_user("grace@example.com", "correct horse battery")
    Membership.objects.create(team=team, user=other, role=role)
    client = signed_in(other)
    assert client.get(url).status_code == 403
    assert client.post(url, ENTERED).status_code == 403
    assert {name: client.post(address, CHECK).status_code for name, address in checks.items()} == dict.fromkeys(
        checks, 403
    )
    assert not Connection.objects.exists()
    assert SavedCheck.objects.count() == 1


def test_outsiders_find_nothing(team, url, checks) -> None:
    client = signed_in(User.objects.create_user("grace@example.com", "correct horse battery"))
    assert client.get(url).status_code == 404
    assert {name: client.post(address, CHECK).status_code for name, address in checks.items()} == dict.fromkeys(
        checks, 404
    )


def test_the_short_address_leads_to_the_team(browser, url) -> None:
    assert browser.get("/connection/").headers["Location"] == url


def test_a_check_is_kept_replaced_and_removed(browser, team, checks) -> None:
    kept = browser.post(checks["keep_check"], CHECK)
    assert kept.status_code == 201
    assert "One word" in kept.content.decode()
    browser.post(checks["keep_check"], {**CHECK, "path": "/models", "body": ""})
    saved = SavedCheck.objects.get(team=team, name="One word")
    assert saved.request == {"path": "/models", "body": None}
    assert saved.assertions == [{"kind": "status", "expected": "200", "path": ""}]
    assert browser.post(reverse("connections:remove_check", args=[team.pk, saved.pk])).status_code == 204
    assert not SavedCheck.objects.filter(pk=saved.pk).exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "required"),
        ({"path": "models"}, "A path begins with /."),
        ({"path": "/a b"}, "A path begins with /."),
        ({"body": "{"}, "no JSON"),
        ({"body": "[]"}, "must be a JSON object"),
        ({"assertions": "[]"}, "asserts something"),
        ({"assertions": "["}, "could not be read"),
        ({"assertions": '[{"kind": "smells"}]'}, "could not be read"),
        ({"assertions": '[{"kind": "status", "expected": ""}]'}, "Fill in each assertion"),
        ({"assertions": '[{"kind": "path", "expected": "blue"}]'}, "Fill in each assertion"),
    ],
)
def test_a_check_that_is_none_is_refused_with_a_sentence(browser, team, checks, wrong, words) -> None:
    answer = browser.post(checks["keep_check"], {**CHECK, **wrong})
    assert answer.status_code == 422
    assert words in json.loads(answer.content)["error"]["sentence"]
    assert not SavedCheck.objects.filter(name="One word").exists()


def test_a_check_of_another_team_is_not_there(browser, team) -> None:
    other = found_team(owner=User.objects.create_user("grace@example.com", "correct horse battery"), name="Others")
    theirs = SavedCheck.objects.create(team=other, name="Theirs", request={"path": "/models", "body": None})
    assert browser.post(reverse("connections:remove_check", args=[team.pk, theirs.pk])).status_code == 404
    assert SavedCheck.objects.filter(pk=theirs.pk).exists()
