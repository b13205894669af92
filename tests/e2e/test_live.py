"""What one does in one place appears in another without a reload."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import violations
from tests.e2e.conftest import generate, upload, watched
from tests.servers import App


def test_new_projects_and_versions_appear_elsewhere(
    page: Page, browser: Browser, live_app: App, member: dict[str, object], picture: Path
) -> None:
    context = browser.new_context(base_url=live_app.url, storage_state=member, bypass_csp=True)  # type: ignore[arg-type]  # as playwright gave it
    elsewhere, faults = watched(context)
    elsewhere.goto("/")
    upload(page, picture)
    card = elsewhere.locator("[data-live-list]").get_by_role("link", name="Sign in", exact=True)
    expect(card).to_be_visible(timeout=15_000)
    card.click()
    history = elsewhere.locator("[data-history]")
    expect(history.get_by_text("None yet. A run that ends well")).to_be_attached()
    generate(page)
    expect(history.locator("[data-history-version]")).to_have_count(1, timeout=15_000)
    assert violations(elsewhere) == ""
    context.close()
    assert faults == []
