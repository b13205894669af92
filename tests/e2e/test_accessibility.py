"""The pages around the workspace against the rules of WCAG 2.2 AA, in light and dark, on a desk and on a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import no_sideways_scroll, page_of, violations
from tests.e2e.conftest import upload
from tests.servers import App

TEAM_STORY = "document.querySelector('#team-menu a[href$=\\'/history/\\']').href"


@pytest.fixture(scope="module", params=[360, 1440], ids=["phone", "desk"])
def member_page(
    browser: Browser, live_app: App, member: dict[str, object], request: pytest.FixtureRequest
) -> Iterator[Page]:
    with page_of(browser, live_app, member, request.param) as page:
        yield page


@pytest.fixture(scope="module")
def stranger_page(browser: Browser, live_app: App) -> Iterator[Page]:
    context = browser.new_context(base_url=live_app.url, reduced_motion="reduce", bypass_csp=True)
    yield context.new_page()
    context.close()


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
