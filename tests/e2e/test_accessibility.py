"""Every page against the rules of WCAG 2.2 AA as axe checks them, in light and dark, on a desk and on a phone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import expect_workspace_ready, watched
from tests.servers import App

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """rules => axe.run(document, {
  runOnly: { type: "tag", values: rules }, resultTypes: ["violations"], iframes: false,
})"""

TEAM_STORY = "document.querySelector('#team-menu a[href$=\\'/history/\\']').href"

Scheme = Literal["light", "dark"]


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> Scheme:
    return request.param


@pytest.fixture(params=[(1440, "light"), (1440, "dark"), (360, "light")], ids=["desk-light", "desk-dark", "phone"])
def member_page(
    browser: Browser, live_app: App, member: dict[str, object], request: pytest.FixtureRequest
) -> Iterator[Page]:
    width, scheme = request.param
    context = browser.new_context(
        base_url=live_app.url,
        storage_state=member,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        reduced_motion="reduce",
        bypass_csp=True,
    )
    page, faults = watched(context)
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def stranger_page(browser: Browser, live_app: App, scheme: Scheme) -> Iterator[Page]:
    context = browser.new_context(base_url=live_app.url, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)
    yield context.new_page()
    context.close()


def violations(page: Page) -> str:
    """What axe finds, as text for the report of a failed test; empty when it finds nothing."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(RUN, RULES)["violations"]
    rows = [{"rule": one["id"], "nodes": [node["html"][:200] for node in one["nodes"]]} for one in found]
    return json.dumps(rows, indent=2) if rows else ""


def no_sideways_scroll(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/0-wrong/",
        "/accounts/password/reset/key/done/",
        "/accounts/inactive/",
        "/accounts/confirm-email/",
        "/accounts/confirm-email/wrong/",
        "/no-such-page/",
    ],
)
def test_pages_for_strangers(stranger_page: Page, path: str) -> None:
    stranger_page.goto(path)
    assert violations(stranger_page) == ""


@pytest.mark.parametrize("path", ["/", "/accounts/email/", "/accounts/password/change/", "/accounts/logout/"])
def test_pages_for_members(member_page: Page, path: str) -> None:
    member_page.goto(path)
    assert violations(member_page) == ""
    assert no_sideways_scroll(member_page)


def test_the_history_of_a_project_and_of_its_team(member_page: Page, picture: Path) -> None:
    member_page.goto("/")
    upload(member_page, picture)
    for address in (member_page.url.split("?")[0] + "story/", member_page.evaluate(TEAM_STORY)):
        member_page.goto(address)
        expect(member_page.get_by_text("began the project with").first).to_be_visible()
        assert violations(member_page) == ""
        assert no_sideways_scroll(member_page)


def test_the_dashboard_with_projects_an_error_and_a_dialog(member_page: Page, picture: Path) -> None:
    member_page.goto("/")
    upload(member_page, picture)
    member_page.goto("/")
    member_page.get_by_label("Choose a picture").set_input_files(
        {"name": "words.txt", "mimeType": "text/plain", "buffer": b"words"}
    )
    expect(member_page.get_by_role("alert").filter(visible=True)).to_be_visible()
    assert violations(member_page) == ""
    member_page.get_by_role("button", name="Rename").first.click()
    assert violations(member_page) == ""


def test_the_workspace_before_while_and_after(member_page: Page, picture: Path) -> None:
    member_page.goto("/")
    upload(member_page, picture)
    assert violations(member_page) == ""
    if member_page.viewport_size == {"width": 360, "height": 900}:
        tabs = member_page.get_by_role("navigation", name="Parts of the workspace").get_by_role("button")
        generate(member_page)
        for tab in tabs.all():
            tab.click()
            assert violations(member_page) == ""
            assert no_sideways_scroll(member_page)
        return
    generate(member_page)
    member_page.keyboard.press("3")
    member_page.keyboard.press("h")
    assert violations(member_page) == ""
    for key in ("z", "?"):
        member_page.locator("body").press(key)
        expect(member_page.get_by_role("dialog")).to_be_visible()
        assert violations(member_page) == ""
        member_page.keyboard.press("Escape")


def upload(page: Page, picture: Path) -> None:
    page.get_by_label("Choose a picture").set_input_files(picture)
    expect_workspace_ready(page)


def generate(page: Page) -> None:
    page.get_by_role("button", name="Generate").click()
    expect(page.locator("[data-status]")).to_have_attribute("data-state", "finished", timeout=30_000)
