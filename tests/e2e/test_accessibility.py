"""Every page against the rules of WCAG 2.2 AA as axe checks them, in light and dark, on a desk and on a phone."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import expect_workspace_ready, show_files, watched
from tests.servers import App

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """rules => axe.run(document, {
  runOnly: { type: "tag", values: rules }, rules: { "target-size": { enabled: true } },
  resultTypes: ["violations"], iframes: false,
})"""

TEAM_STORY = "document.querySelector('#team-menu a[href$=\\'/history/\\']').href"

# Colours go over to another scheme by way of transitions.
SETTLED = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const transitions = document.getAnimations().filter((one) => one instanceof CSSTransition);
  await Promise.allSettled(transitions.map((one) => one.finished));
}"""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture(params=[360, 1440], ids=["phone", "desk"])
def member_page(
    browser: Browser, live_app: App, member: dict[str, object], request: pytest.FixtureRequest
) -> Iterator[Page]:
    with page_of(browser, live_app, member, request.param) as page:
        yield page


@contextmanager
def page_of(browser: Browser, app: App, member: dict[str, object], width: int) -> Iterator[Page]:
    context = browser.new_context(
        base_url=app.url,
        storage_state=member,
        viewport={"width": width, "height": 900},
        reduced_motion="reduce",
        bypass_csp=True,
    )
    page, faults = watched(context)
    yield page
    context.close()
    assert faults == []


@pytest.fixture(scope="module")
def stranger_page(browser: Browser, live_app: App) -> Iterator[Page]:
    context = browser.new_context(base_url=live_app.url, reduced_motion="reduce", bypass_csp=True)
    yield context.new_page()
    context.close()


def violations(page: Page) -> str:
    """What axe finds in light and dark, as text for the report of a failed test; empty when it finds nothing."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    rows = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.evaluate(SETTLED)
        found = page.evaluate(RUN, RULES)["violations"]
        if found:  # a busy machine may not have painted the scheme yet; what is wrong with the page stays
            page.wait_for_timeout(1000)
            found = page.evaluate(RUN, RULES)["violations"]
        rows += [{"in": scheme, "rule": one["id"], "nodes": [n["html"][:200] for n in one["nodes"]]} for one in found]
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
    generate(member_page)
    member_page.keyboard.press("3")
    member_page.keyboard.press("h")
    assert violations(member_page) == ""
    for key in ("z", "?"):
        member_page.locator("body").press(key)
        expect(member_page.get_by_role("dialog")).to_be_visible()
        assert violations(member_page) == ""
        member_page.keyboard.press("Escape")


@pytest.mark.parametrize("width", [390, 768, 1440, 2560])
def test_comparing_picking_editing_and_diffing(
    browser: Browser, live_app: App, member: dict[str, object], finished: str, width: int
) -> None:
    with page_of(browser, live_app, member, width) as page:
        page.goto(finished)
        expect(page.locator("[data-fidelity]")).to_be_attached()
        for state in (compare, pick, edit, find, diff):
            state(page)
            assert violations(page) == "", state.__name__
            assert no_sideways_scroll(page), state.__name__


def go_to(page: Page, view: str) -> None:
    """By the tabs of a phone, else by the toolbar."""
    place = page.locator(".workspace-tabs, .workspace-toolbar").filter(visible=True)
    place.get_by_role("button", name=view, exact=True).filter(visible=True).first.click()


def compare(page: Page) -> None:
    go_to(page, "Compare")
    expect(page.locator("[data-compare-bar]")).to_be_visible()


def pick(page: Page) -> None:
    go_to(page, "Preview")
    page.get_by_role("button", name="Pick", exact=True).click()
    preview = page.frame_locator("iframe[title='Preview of the generated page']")
    preview.get_by_role("heading", name="Sign in").click()
    expect(page.get_by_role("region", name="The element that was picked")).to_be_visible()


def edit(page: Page) -> None:
    page.keyboard.press("Escape")
    go_to(page, "Code")
    page.locator(".cm-content").click()
    page.keyboard.type("// A note")
    show_files(page)
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_visible()


def find(page: Page) -> None:
    page.get_by_label("Search all files").fill("import")
    expect(page.locator("[data-find-count]")).to_contain_text("place")


def diff(page: Page) -> None:
    go_to(page, "History")
    page.get_by_role("button", name="What to do with version 1").click()
    page.locator("#version-menu").get_by_role("button", name="Compare").click()
    expect(page.locator("[data-diff-words]")).to_have_text("The files are the same")


def upload(page: Page, picture: Path) -> None:
    page.get_by_label("Choose a picture").set_input_files(picture)
    expect_workspace_ready(page)


def generate(page: Page) -> None:
    page.get_by_role("button", name="Generate").click()
    expect(page.locator("[data-status]")).to_have_attribute("data-state", "finished", timeout=30_000)
