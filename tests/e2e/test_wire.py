"""What a person sees of a run's wait, its reasoning, its cost, and of what is still wrong with its code."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import expect_workspace_ready, hurry, sign_up, watched
from tests.kimi_server import RunningServer
from tests.servers import running_app

LONG = 30_000


@contextmanager
def run_of(
    scenario: str, browser: Browser, model: RunningServer, folder: Path, picture: Path, name: str = "kimi-k2.6"
) -> Iterator[Page]:
    """The workspace of a run that has just begun, of a product whose key chooses the scenario."""
    variables = {
        "MOONSHOT_API_KEY": f"sk-scenario:{scenario}",
        "MOONSHOT_BASE_URL": model.base_url,
        "KIMI_MODEL": name,
    }
    with running_app(folder, variables) as app:
        context = browser.new_context(base_url=app.url, storage_state=sign_up(browser, app, "wire@example.org"))
        page, faults = watched(context)
        page.goto("/")
        page.get_by_label("Choose a picture").set_input_files(picture)
        expect_workspace_ready(page)
        page.get_by_role("button", name="Generate").click()
        yield page
        context.close()
        assert faults == []


def test_a_run_says_how_long_it_waits_what_it_thinks_and_what_it_costs(
    browser: Browser, model: RunningServer, tmp_path: Path, picture: Path
) -> None:
    with run_of("retry-after-once", browser, model, tmp_path, picture, "kimi-k2.7-code") as page:
        expect(page.locator("[data-status-detail]")).to_contain_text(
            re.compile(r"trying again \(2 of 3\) in \d s"), timeout=LONG
        )
        reasoning = page.locator("details", has_text="Reasoning")
        expect(reasoning).to_contain_text(re.compile(r"\d+ words"), timeout=LONG)
        expect(page.get_by_role("region", name="Reasoning")).to_be_hidden()
        reasoning.locator("summary").click()
        expect(page.get_by_role("region", name="Reasoning")).to_contain_text("The picture shows a landing page.")
        figures = page.get_by_role("button", name="What the run has spent")
        expect(figures).to_contain_text("≈", timeout=LONG)
        hurry(model)
        expect(page.locator("[data-status]")).to_have_attribute("data-state", "finished", timeout=LONG)
        expect(figures).to_contain_text("5,118 tokens, $0.0075")
        figures.click()
        expect(page.locator("[data-usage-figures]")).to_contain_text(re.compile(r"First token after[\d.]+ s"))
        page.get_by_role("link", name="What the team has spent").click()
        expect(page.get_by_role("row", name=re.compile(r"^wire@example\.org \$"))).to_contain_text("$0.0075")
        expect(page.get_by_role("heading", name="Usage")).to_be_visible()


def test_what_is_still_wrong_is_said_with_the_run_and_with_its_version(
    browser: Browser, model: RunningServer, tmp_path: Path, picture: Path
) -> None:
    hurry(model)
    with run_of("not-mended", browser, model, tmp_path, picture) as page:
        expect(page.locator("[data-status]")).to_have_attribute("data-state", "finished", timeout=LONG)
        expect_told(page)
        page.goto(str(page.locator("[data-history-version] a").first.get_attribute("href")))
        expect_told(page)


def expect_told(page: Page) -> None:
    expect(page.get_by_role("heading", name="Still wrong with this code")).to_be_visible()
    expect(page.locator("[data-flaws]")).to_contain_text('"@heroicons/react" may not be imported')
