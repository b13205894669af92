"""What the page asks the host for comes back line by line, for the settings in the form, the key masked."""

import json

import pytest
from django.urls import reverse

from mockup2code.connections.models import SavedCheck
from tests.connections.page import HELLO, KEY, Page

pytestmark = pytest.mark.django_db(transaction=True)


async def test_a_check_tells_each_step_and_then_the_whole(page: Page) -> None:
    *steps, whole = await page.events("check")
    assert [event["id"] for event in steps] == [
        f"step-{name}"
        for name in ("reaches", "key", "model", "pictures", "video", "streams", "pixel", "tool", "schema")
    ]
    assert whole == {"said": "The connection works.", "failed": False}
    shown = steps[6]["html"]
    for words in ("POST ", "authorization: Bearer …6789", "data:image/png;base64", "usage:", "text/event-stream"):
        assert words in shown, words
    assert "Change and send" in shown


async def test_a_check_of_a_failing_connection_says_so(page: Page) -> None:
    *steps, whole = await page.events("check", model="kimi-k2.5")
    assert whole["failed"]
    assert "2026-08-31" in steps[2]["html"]
    assert "kimi-k2.7-code" in steps[2]["html"]


async def test_a_check_needs_no_saving_and_saves_nothing(page: Page) -> None:
    await page.events("check")
    answer = await page.client.get(reverse("connections:connection", args=[page.team.pk]))
    assert "…6789" not in answer.content.decode()


@pytest.mark.parametrize("name", ["check", "models", "send"])
async def test_a_form_that_is_wrong_is_refused_with_a_sentence(page: Page, kimi, name: str) -> None:
    answer = await page.post(name, base_url="ftp://models", path="/models", body="")
    assert answer.status_code == 422
    sentence = answer.json()["error"]["sentence"]
    assert "Enter an http or https address" in sentence
    assert "Nothing was asked or stored" in sentence
    assert kimi.app.requests == []


async def test_the_models_come_with_what_they_can_do(page: Page) -> None:
    rows = (await page.post("models")).content.decode()
    for words in ("kimi-k2.6", "kimi-k3", "pictures", "video", "always thinks", "1,048,576 tokens", "$0.95 in"):
        assert words in rows, words
    assert rows.count('aria-pressed="true"') == 1


async def test_a_list_that_cannot_be_had_says_why(page: Page) -> None:
    rows = (await page.post("models", key="sk-wrong-0123456789")).content.decode()
    assert "does not accept the key" in rows


async def test_a_request_is_sent_as_it_was_written(page: Page, kimi) -> None:
    body = {**HELLO, "model": "kimi-k3", "reasoning_effort": "low", "stream": True}
    del body["thinking"]
    shown = (await page.post("send", path="/chat/completions", body=json.dumps(body))).content.decode()
    assert kimi.chats[-1].body == body
    assert kimi.chats[-1].headers["authorization"] == f"Bearer {KEY}"
    for words in ("Answered", "src/App.tsx", "finish reason: stop", "prompt_tokens", "…6789"):
        assert words in shown, words
    assert KEY not in shown


async def test_a_request_without_a_model_asks_the_forms(page: Page, kimi) -> None:
    await page.post("send", path="/chat/completions", body=json.dumps(HELLO), model="kimi-k2.6")
    assert kimi.chats[-1].body == {**HELLO, "model": "kimi-k2.6"}


async def test_a_refused_request_shows_the_answer_and_its_cause(page: Page) -> None:
    body = json.dumps({**HELLO, "temperature": 0.2})
    shown = (await page.post("send", path="/chat/completions", body=body)).content.decode()
    assert "invalid temperature" in shown
    assert ">400<" in shown


async def test_what_is_no_request_is_not_sent(page: Page, kimi) -> None:
    answer = await page.post("send", path="/chat/completions", body="{no json")
    assert answer.status_code == 422
    assert "Nothing was sent." in answer.json()["error"]["sentence"]
    assert kimi.app.requests == []


async def test_the_servers_key_asks_models_and_chats_only(page: Page, kimi, settings) -> None:
    settings.MOONSHOT_API_KEY, settings.MOONSHOT_BASE_URL = KEY, kimi.base_url
    page.form |= {"provider": "server"}
    assert (await page.post("send", path="/models", body="")).status_code == 200
    refused = await page.post("send", path="/files", body="")
    assert refused.status_code == 422
    assert "only /models and /chat/completions" in refused.json()["error"]["sentence"]
    await SavedCheck.objects.acreate(team=page.team, name="Files", request={"path": "/files", "body": None})
    one, whole = await page.events("run_checks")
    assert whole["failed"]
    assert "only /models and /chat/completions" in one["html"]
    assert [request.path for request in kimi.app.requests] == ["/v1/models"]


async def test_saved_checks_run_with_the_stored_connection_and_keep_their_result(page: Page, kimi) -> None:
    await page.save()
    await page.keep("Good", json.dumps(HELLO), ("status", "", "200"), ("finish_reason", "", "stop"))
    await page.keep("Not so", "", ("path", "body.data.0.id", "kimi-k9"), ("status", "", "200"))
    first, second, whole = await page.events("run_checks", key="sk-of-the-form-alone-0000", model="kimi-k3")
    assert whole == {"said": "1 of 2 checks are as asserted.", "failed": True}
    assert ("as asserted" in first["said"], "not as asserted" in second["said"]) == (True, True)
    assert "kimi-k2.6" in second["html"]
    assert kimi.chats[-1].headers["authorization"] == f"Bearer {KEY}"
    kept = await SavedCheck.objects.aget(name="Not so")
    assert kept.last_run is not None
    assert [finding["holds"] for finding in kept.last_result["findings"]] == [False, True]
    assert kept.last_result["milliseconds"] >= 0


async def test_one_saved_check_runs_alone(page: Page) -> None:
    await page.save()
    await page.keep("Good", json.dumps(HELLO), ("contains", "", "App.tsx"))
    await page.keep("Other", json.dumps(HELLO), ("status", "", "200"))
    chosen = await SavedCheck.objects.aget(name="Good")
    one, whole = await page.events("run_checks", check=str(chosen.pk))
    assert one["id"] == f"check-{chosen.pk}"
    assert whole["said"] == "1 of 1 checks are as asserted."
    assert (await page.post("run_checks", check="999999")).status_code == 404


async def test_a_saved_check_whose_host_is_gone_says_why(page: Page) -> None:
    page.form["base_url"] = "http://127.0.0.1:9/v1"
    await page.save()
    await page.keep("Good", json.dumps(HELLO), ("status", "", "200"))
    one, whole = await page.events("run_checks")
    assert whole["failed"]
    assert "nothing listens" in one["html"]
