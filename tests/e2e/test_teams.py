"""Teams in a browser: founding, inviting, joining, switching, looking as a viewer, and being removed."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import no_sideways_scroll, violations
from tests.e2e.conftest import PASSWORD, expect_workspace_ready, sign_up, watched
from tests.servers import App

DRAWING = "A drawing"


@pytest.fixture(scope="module")
def guest(browser: Browser, live_app: App) -> dict[str, object]:
    return sign_up(browser, live_app, "guest@example.org")


@pytest.fixture
def guest_page(browser: Browser, live_app: App, guest: dict[str, object]) -> Iterator[Page]:
    context = browser.new_context(base_url=live_app.url, storage_state=guest, reduced_motion="reduce")
    page, faults = watched(context)
    yield page
    context.close()
    assert faults == []


def found(page: Page, name: str) -> str:
    """Founds a team through the switcher, by keyboard alone; gives the path of its page."""
    page.get_by_role("button", name="Team,").press("Enter")
    page.get_by_role("link", name="New team").press("Enter")
    page.get_by_label("Name of the team").fill(name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    return page.url


def invitation(page: Page, role: str) -> str:
    page.get_by_label("Role", exact=True).select_option(role)
    page.get_by_role("button", name="Invite", exact=True).click()
    return page.get_by_role("textbox", name="The link of the invitation").input_value()


def example(page: Page) -> str:
    """Makes a project of an example in the current team; gives its address."""
    page.goto("/")
    page.get_by_role("button", name=DRAWING).click()
    expect_workspace_ready(page)
    return page.url


def test_a_viewer_is_invited_looks_and_is_removed(page: Page, guest_page: Page) -> None:
    team = found(page, "Studio Nord")
    project = example(page)
    page.goto(team)
    guest_page.goto(invitation(page, "viewer"))
    guest_page.get_by_role("button", name="Join as guest@example.org").click()
    expect(guest_page.get_by_role("button", name="Team, Studio Nord")).to_be_visible()
    expect(guest_page.get_by_role("heading", name="Drop a wireframe or mockup")).to_have_count(0)
    guest_page.goto(project)
    expect(guest_page.get_by_text("You look at this project as a viewer")).to_be_visible()
    expect(guest_page.get_by_role("button", name=re.compile("Generate|Rename|Again|Stop"))).to_have_count(0)
    for key in ("r", "z"):  # the first would mark a region, the second only looks
        guest_page.keyboard.press(key)
    expect(guest_page.locator("#zoom-dialog")).to_be_visible()
    expect(guest_page.locator("[data-regions-panel]")).to_be_hidden()
    page.goto(team)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Remove guest@example.org").click()
    expect(page.get_by_text("guest@example.org is no member any more")).to_be_visible()
    guest_page.goto(project)
    expect(guest_page.get_by_role("heading", name="There is nothing at this address")).to_be_visible()


def test_switching_shows_the_projects_of_the_other_team(page: Page) -> None:
    found(page, "Empty team")
    page.goto("/")
    expect(page.get_by_text("Nothing here yet")).to_be_visible()
    page.get_by_role("button", name="Team, Empty team").click()
    page.locator("#team-menu").get_by_role("button", name="teams's team").click()
    expect(page.get_by_role("button", name="Team, teams's team")).to_be_visible()


def test_a_project_is_tagged_archived_and_found_again(page: Page) -> None:
    found(page, "Archive team")
    example(page)
    page.get_by_role("link", name="Settings of Drawing").click()
    page.get_by_label("Tags").fill("Autumn fair")
    page.get_by_role("button", name="Save").click()
    page.goto("/")
    page.get_by_label("Search projects").fill("autumn")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Drawing", exact=True)).to_be_visible()
    page.get_by_role("button", name="Star Drawing").click()
    page.get_by_role("link", name="Settings of Drawing").click()
    page.get_by_role("button", name="Archive", exact=True).click()
    expect(page.get_by_role("link", name="Drawing", exact=True)).to_have_count(0)
    page.get_by_label("Which projects").select_option("archived")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("link", name="Drawing", exact=True)).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_of_teams_and_accounts_hold_the_rules(
    browser: Browser, live_app: App, member: dict[str, object], width: int
) -> None:
    context = browser.new_context(
        base_url=live_app.url,
        storage_state=member,
        viewport={"width": width, "height": 900},
        reduced_motion="reduce",
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto("/accounts/reauthenticate/?next=/teams/new/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Name of the team").fill(f"Studio {width}")
    page.get_by_role("button", name="Found the team").click()
    page.get_by_role("button", name="Invite", exact=True).click()
    team = page.url.removesuffix("invitations/")
    assert (violations(page), no_sideways_scroll(page)) == ("", True)
    settings = re.sub(r"\?.*", "settings/", example(page))
    paths = [team, "/teams/new/", settings, "/", "/?view=list", "/?q=zzz", "/?state=deleted"]
    paths += ["2fa/", "2fa/totp/activate/", "2fa/webauthn/", "2fa/webauthn/add/", "sessions/", "delete/"]
    for path in paths:
        page.goto(path if path.startswith(("/", "http")) else f"/accounts/{path}")
        assert (path, violations(page), no_sideways_scroll(page)) == (path, "", True)
    page.goto("/")
    page.get_by_role("button", name="Team,").click()
    assert violations(page) == ""
    context.close()
