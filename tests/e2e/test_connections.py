"""A lead connects the team in a real browser: the form, the check as it comes, a request of one's own, saved checks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import no_sideways_scroll, page_of, violations
from tests.e2e.conftest import generate, sign_up, upload
from tests.kimi_server import RunningServer, running_server
from tests.servers import App

KEY = "sk-of-the-team-0123456789"
LONG = 30_000


@pytest.fixture(scope="module")
def host() -> Iterator[RunningServer]:
    with running_server() as server:
        yield server


@pytest.fixture
def connection(page: Page, host: RunningServer) -> Page:
    """The page with the stand-in's address and a key entered, its models loaded, nothing saved."""
    host.app.forget()
    page.goto("/connection/")
    enter(page, host)
    return page


def enter(page: Page, host: RunningServer) -> None:
    page.get_by_label("Another address").check()
    page.get_by_label("Address", exact=True).fill(host.base_url)
    page.get_by_label("Key", exact=True).fill(KEY)
    page.get_by_label("Model", exact=True).focus()
    page.get_by_role("button", name="kimi-k2.6").click()


def check(page: Page, said: str) -> None:
    page.get_by_role("button", name="Check connection").click()
    expect(page.locator("[data-check-status]")).to_have_text(said, timeout=LONG)


def step(page: Page, name: str):
    return page.locator("[data-steps] > li").filter(has_text=name)


def test_a_lead_chooses_a_model_from_the_live_list_and_saves(connection: Page, host: RunningServer) -> None:
    row = connection.get_by_role("button", name="kimi-k3")
    expect(row).to_contain_text("1,048,576 tokens")
    expect(row).to_contain_text("always thinks")
    row.click()
    expect(row).to_have_attribute("aria-pressed", "true")
    connection.get_by_label("Budget a month").fill("25")
    connection.get_by_role("button", name="Save").click()
    expect(connection.get_by_text("The connection is saved")).to_be_visible()
    expect(connection.get_by_label("Model", exact=True)).to_have_value("kimi-k3")
    expect(connection.get_by_label("Key", exact=True)).to_have_value("")
    expect(connection.get_by_text("…6789")).to_be_visible()
    assert KEY not in connection.content()
    expect(connection.get_by_role("button", name="kimi-k3")).to_be_visible()
    connection.get_by_label("Address", exact=True).fill("http://127.0.0.1:9/v1")
    connection.get_by_label("Key", exact=True).focus()
    expect(connection.get_by_text("belongs to another address")).to_be_visible()


def test_the_steps_come_one_by_one(connection: Page, host: RunningServer) -> None:
    host.app.held = True
    connection.get_by_role("button", name="Check connection").click()
    expect(step(connection, "Takes video")).to_have_attribute("data-outcome", "ok", timeout=LONG)
    expect(step(connection, "Streams")).to_have_attribute("data-outcome", "running")
    host.app.held = False
    expect(connection.locator("[data-check-status]")).to_have_text("The connection works.", timeout=LONG)
    expect(connection.locator("[data-steps] > li[data-outcome=ok]")).to_have_count(9)
    details = step(connection, "Answers a one-pixel picture")
    details.get_by_text("Request and answer").click()
    expect(details.get_by_role("region", name="The request as it was sent")).to_contain_text("Bearer …6789")
    expect(details.get_by_role("region", name="The answer's headers")).to_contain_text("text/event-stream")
    expect(details).to_contain_text("usage: {")


def test_a_failing_step_says_what_to_do(connection: Page) -> None:
    connection.get_by_label("Model", exact=True).fill("kimi-k2.5")
    check(connection, "Runs will fail with this connection: see the steps.")
    expect(step(connection, "Model there")).to_contain_text("Moonshot retired it on 2026-08-31")
    expect(step(connection, "Model there")).to_contain_text("This key may use: kimi-k2.6")
    expect(connection.locator("[data-outcome=skipped]")).to_have_count(6)


def test_a_form_that_is_wrong_is_said_and_the_steps_wait(connection: Page) -> None:
    connection.get_by_label("Address", exact=True).fill("no address")
    check(
        connection,
        "Enter an http or https address, for instance http://10.0.0.5:8000/v1. Nothing was asked or stored.",
    )
    expect(connection.locator("[data-steps] > li[data-outcome=waiting]")).to_have_count(9)


def test_a_request_of_a_step_is_changed_sent_and_kept(connection: Page, host: RunningServer) -> None:
    connection.get_by_role("button", name="Save").click()
    expect(connection.get_by_text("…6789")).to_be_visible()
    check(connection, "The connection works.")
    schema = step(connection, "Answers JSON by a schema")
    schema.get_by_text("Request and answer").click()
    schema.get_by_role("button", name="Change and send").click()
    body = connection.get_by_label("Body, as JSON")
    expect(body).to_be_focused()
    body.fill(body.input_value().replace("colour", "shade"))
    connection.get_by_role("button", name="Send", exact=True).click()
    answer = connection.get_by_role("region", name="The text of the answer")
    expect(answer).to_have_text('{"shade": "example"}', timeout=LONG)
    assert "shade" in str(host.chats[-1].body)

    connection.get_by_label("Keep it as a check").fill("A shade")
    add_assertion(connection, "value at path", "example", "json.shade")
    connection.get_by_role("button", name="Keep check").click()
    saved = connection.locator("[data-saved-check]").filter(has_text="A shade")
    expect(saved).to_contain_text("Not run yet")
    saved.get_by_role("button", name="Run A shade").click()
    expect(saved).to_have_attribute("data-outcome", "ok", timeout=LONG)
    expect(saved).to_contain_text("json.shade is example")

    saved.get_by_role("button", name="Change A shade").click()
    expect(connection.locator("[data-assertion]")).to_have_count(3)
    connection.locator("[data-expected]").last.fill("dark")
    connection.get_by_role("button", name="Keep check").click()
    connection.get_by_role("button", name="Run all").click()
    expect(connection.locator("[data-checks-status]")).to_have_text("0 of 1 checks are as asserted.", timeout=LONG)
    expect(saved).to_contain_text("json.shade is dark: example")
    connection.reload()
    expect(saved).to_have_attribute("data-outcome", "failed")
    saved.get_by_role("button", name="Remove A shade").click()
    expect(connection.get_by_text("No checks yet.")).to_be_visible()


def add_assertion(page: Page, kind: str, expected: str, path: str) -> None:
    page.get_by_role("button", name="Add", exact=True).click()
    row = page.locator("[data-assertion]").last
    row.get_by_label("What").select_option(label=kind)
    row.locator("[data-path]").fill(path)
    row.get_by_label("Expected").fill(expected)


def test_a_run_asks_where_the_lead_said(connection: Page, host: RunningServer, picture: Path) -> None:
    connection.get_by_role("button", name="kimi-k2.7-code", exact=False).first.click()
    connection.get_by_role("button", name="Save").click()
    expect(connection.get_by_text("The connection is saved")).to_be_visible()
    connection.goto("/")
    upload(connection, picture)
    generate(connection)
    (chat,) = host.chats
    assert chat.body["model"] == "kimi-k2.7-code"
    assert chat.headers["authorization"] == f"Bearer {KEY}"


def test_the_keyboard_is_enough(connection: Page) -> None:
    connection.get_by_label("Another address").focus()
    connection.keyboard.press("ArrowUp")
    expect(connection.get_by_label("vLLM or SGLang")).to_be_checked()
    connection.keyboard.press("ArrowUp")
    expect(connection.get_by_label("Address", exact=True)).to_be_hidden()
    connection.get_by_role("button", name="Load the list").focus()
    for _ in range(2):
        connection.keyboard.press("Tab")
    expect(connection.get_by_label("Budget a month")).to_be_focused()


@pytest.mark.parametrize("width", [1440, 360])
def test_the_page_is_accessible(browser: Browser, live_app: App, host: RunningServer, width: int) -> None:
    state = sign_up(browser, live_app, f"connections-{width}@example.org")
    with page_of(browser, live_app, state, width) as page:
        host.app.forget()
        page.goto("/connection/")
        assert violations(page) == ""
        enter(page, host)
        check(page, "The connection works.")
        page.get_by_text("Request and answer").last.click()
        page.get_by_role("button", name="Change and send").last.click()
        page.get_by_role("button", name="Send", exact=True).click()
        expect(page.locator("[data-status-code]")).to_be_visible(timeout=LONG)
        page.get_by_label("Model", exact=True).fill("kimi-k2.5")
        check(page, "Runs will fail with this connection: see the steps.")
        assert violations(page) == ""
        assert no_sideways_scroll(page)
