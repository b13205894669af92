"""What people ask by hand counts against the key's limits and the budget, as runs do."""

import asyncio
import json
import time
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from mockup2code.connections.models import SavedCheck
from mockup2code.engines.kimi.checkup.steps import Outcome, check
from mockup2code.engines.kimi.settings import KimiSettings
from mockup2code.generations import limiter, spending, turns
from mockup2code.generations.models import EngineName, Generation, Message, Probe, State
from mockup2code.generations.probes import operator_keeper
from mockup2code.projects.models import Mockup, Project
from tests.connections.page import HELLO, KEY, Page

pytestmark = pytest.mark.django_db(transaction=True)
CHAT = {"path": "/chat/completions", "body": json.dumps(HELLO)}
STREAM = {**CHAT, "body": json.dumps({**HELLO, "stream": True})}


async def outcomes(page: Page) -> tuple[dict[str, str], dict[str, Any]]:
    """For each step how it went, and the whole."""
    *steps, whole = await page.events("check")
    return {event["id"].removeprefix("step-"): event["said"].rpartition(": ")[2] for event in steps}, whole


async def test_a_check_is_booked_with_who_made_it(page: Page, kimi) -> None:
    await page.events("check")
    probes = [probe async for probe in Probe.objects.select_related("created_by", "team")]
    assert len(probes) == len(kimi.chats) == 3
    assert {(probe.team, probe.created_by.email, probe.model) for probe in probes} == {
        (page.team, "ada@example.com", "kimi-k2.6")
    }
    assert all((probe.input_tokens, probe.cached_tokens, probe.estimated) == (4200, 256, False) for probe in probes)
    month = await sync_to_async(spending.spent_this_month)(page.team)
    assert float(month) == pytest.approx(float(sum(probe.cost for probe in probes)), abs=1e-5)
    assert month > 0


async def test_a_host_that_tells_no_usage_is_reckoned(page: Page) -> None:
    body = json.dumps({**HELLO, "stream": True})
    await page.post("send", path=CHAT["path"], body=body, key="sk-scenario:usage-nowhere")
    probe = await Probe.objects.aget()
    assert probe.estimated
    assert probe.output_tokens > 500


async def test_what_is_refused_by_the_host_costs_nothing(page: Page) -> None:
    await page.post("send", path=CHAT["path"], body=json.dumps({**HELLO, "temperature": 0.2}))
    await page.post("send", path="/models", body="")
    assert await Probe.objects.acount() == 0


async def test_a_check_stops_at_the_keys_limit_and_says_so(page: Page, kimi) -> None:
    page.form["requests_per_minute"] = "2"
    steps, whole = await outcomes(page)
    assert (steps["pixel"], steps["tool"], steps["schema"]) == ("ok", "ok", "held")
    assert whole == {"said": "Not all of it could be tried now: see the steps.", "failed": False}
    refused = await page.post("send", **CHAT)
    assert refused.status_code == 429
    sentence = refused.json()["error"]["sentence"]
    assert "limits (2 requests a minute) leave no room" in sentence
    assert "Nothing was sent" in sentence
    assert len(kimi.chats) == 2


async def test_a_limit_of_tokens_counts_what_the_answer_may_take(page: Page, kimi) -> None:
    page.form["tokens_per_minute"] = "9000"
    small, large = ({**CHAT, "body": json.dumps({**HELLO, "max_completion_tokens": most})} for most in (1000, 8500))
    assert (await page.post("send", **small)).status_code == 200
    assert (await page.post("send", **large)).status_code == 429
    assert len(kimi.chats) == 1


async def test_a_pause_that_the_host_asks_for_holds_for_all(page: Page, kimi) -> None:
    page.form["key"] = "sk-scenario:rate-limit-long"
    assert (await page.post("send", **CHAT)).status_code == 200
    refused = await page.post("send", **CHAT)
    assert "for another 3600 s" in refused.json()["error"]["sentence"]
    assert len(kimi.chats) == 1


async def test_nothing_is_sent_once_the_budget_is_spent(page: Page, kimi) -> None:
    page.form["monthly_budget"] = "1"
    await page.save()
    await page.keep("Good", CHAT["body"], ("status", "", "200"))
    await Probe.objects.acreate(team=page.team, model="kimi-k2.6", cost=Decimal("1.5"))
    refused = await page.post("send", **CHAT)
    assert refused.status_code == 429
    assert (
        "spent $1.50 of its budget of $1.00 for this month, so nothing was sent" in refused.json()["error"]["sentence"]
    )
    (whole,) = await page.events("run_checks")
    assert whole["failed"]
    assert whole["said"].startswith("Good was not run. The team has spent")
    assert (await SavedCheck.objects.aget()).last_run is None
    steps, _ = await outcomes(page)
    assert (steps["key"], steps["streams"]) == ("ok", "held")
    assert kimi.chats == []


async def test_a_request_waits_for_a_place_among_the_runs_of_its_key(page: Page, kimi) -> None:
    page.form["concurrency"] = "1"
    await page.post("send", **CHAT)
    key_id = (await Probe.objects.aget()).key_id
    project = await Project.objects.acreate(team=page.team, name="Shop")
    mockup = await Mockup.objects.acreate(project=project, name="Shop", width=1, height=1)
    message = await Message.objects.acreate(project=project, created=mockup.created)
    common = {"mockup": mockup, "message": message, "engine": EngineName.KIMI, "rung": mockup.created}
    run = await Generation.objects.acreate(state=State.RUNNING, key_id=key_id, **common)
    refused = await page.post("send", **CHAT)
    assert "limit is 1 at once" in refused.json()["error"]["sentence"]
    assert len(kimi.chats) == 1
    await run.adelete()
    assert (await page.post("send", **CHAT)).status_code == 200


def wait_for_a_chat(kimi) -> None:
    while not kimi.chats:
        time.sleep(0.02)


async def test_a_request_has_a_place_of_its_own_until_it_ends(page: Page, kimi) -> None:
    page.form["concurrency"] = "1"
    page.form["key"] = "sk-scenario:stall"
    first = asyncio.create_task(page.post("send", **STREAM))
    await asyncio.to_thread(wait_for_a_chat, kimi)
    async with ThreadSensitiveContext():  # a request of its own thread, as a server has it
        refused = await page.post("send", **CHAT)
        probe = await Probe.objects.aget()
        assert await sync_to_async(turns.under_way)(probe.key_id) == 1
    assert "so many runs and requests are under way" in refused.json()["error"]["sentence"]
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    assert await sync_to_async(turns.under_way)(probe.key_id) == 0


async def test_a_request_whose_person_leaves_is_booked_by_what_was_asked(page: Page, kimi) -> None:
    page.form["key"] = "sk-scenario:stall"
    asked = asyncio.create_task(page.post("send", **STREAM))
    await asyncio.to_thread(wait_for_a_chat, kimi)
    asked.cancel()
    await asyncio.gather(asked, return_exceptions=True)
    probe = await Probe.objects.aget()
    assert (probe.open, probe.estimated, probe.output_tokens) == (False, True, 0)
    assert probe.input_tokens > 0
    assert probe.cost > 0
    assert kimi.chats[0].ended.wait(5)
    assert kimi.chats[0].hung_up


async def test_a_place_that_a_dead_server_held_is_given_back(page: Page, kimi) -> None:
    page.form["concurrency"] = "1"
    await page.post("send", **CHAT)
    await Probe.objects.aupdate(open=True)
    assert (await page.post("send", **CHAT)).status_code == 429
    await Probe.objects.aupdate(created=timezone.now() - timedelta(minutes=5))
    assert (await page.post("send", **CHAT)).status_code == 200


async def test_the_usage_page_shows_what_was_asked_by_hand(page: Page) -> None:
    await page.post("send", **CHAT)
    shown = (await page.client.get(reverse("generations:usage", args=[page.team.pk]))).content.decode()
    for words in (">Connection page<", "ada@example.com", "kimi-k2.6", "4,200"):
        assert words in shown, words


async def test_the_operators_check_counts_against_the_servers_key(kimi, db: None, settings, caplog) -> None:
    settings.KIMI_TIER = 0
    connection = KimiSettings(KEY, kimi.base_url, "kimi-k2.6")
    lines = [line async for line in check(connection, operator_keeper(connection))]
    assert [line.outcome for line in lines] == [Outcome.OK] * 9
    probes = [probe async for probe in Probe.objects.all()]
    assert [probe.team_id for probe in probes] == [None] * 3
    *_, held = [line async for line in check(connection, operator_keeper(connection)) if line.outcome is Outcome.HELD]
    assert "limits (3 requests a minute) leave no room" in held.finding
    assert len(kimi.chats) == 3


async def test_without_a_database_the_operators_check_goes_on_uncounted(kimi, monkeypatch, caplog) -> None:
    def away(*_: object) -> float:
        raise OperationalError("no such table: generations_keyuse")

    monkeypatch.setattr(limiter, "take", away)
    connection = KimiSettings(KEY, kimi.base_url, "kimi-k2.6")
    lines = [line async for line in check(connection, operator_keeper(connection))]
    assert [line.outcome for line in lines] == [Outcome.OK] * 9
    assert caplog.messages == ["not counted against the key's limits: no such table: generations_keyuse"]
    assert await Probe.objects.acount() == 0
