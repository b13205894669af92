"""A real browser, and people in it who are signed up with a running product."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from tests.kimi_server import KEY, RunningServer, running_server
from tests.kimi_server.profiles import SERVED
from tests.previews.hosting import Hosted, mount
from tests.servers import App, running_app

PASSWORD = "graph paper and ink"
RATE = 60
"""Chunks of an answer a second."""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; closed with the module, because an open one keeps an event loop."""
    executable = shutil.which("chromium")
    assert executable, "chromium is missing; `make test` says how to install it"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def member(browser: Browser, live_app: App, request: pytest.FixtureRequest) -> dict[str, object]:
    """The cookies of somebody who signed up through the form, for one module."""
    return sign_up(browser, live_app, f"{request.module.__name__.rsplit('_', 1)[-1]}@example.org")


@pytest.fixture
def page(browser: Browser, live_app: App, member: dict[str, object]) -> Iterator[Page]:
    """A signed-in page at desk size, on the dashboard; a fault of a script fails the test."""
    context = browser.new_context(
        base_url=live_app.url, storage_state=member, viewport={"width": 1440, "height": 900}, reduced_motion="reduce"
    )
    page, faults = watched(context)
    page.goto("/")
    yield page
    context.close()
    assert faults == []


@pytest.fixture(scope="module")
def host_page(browser: Browser) -> Iterator[Page]:
    """An empty page for a preview without a workspace around it, for one module."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def hosted(host_page: Page, live_app: App) -> Hosted:
    return mount(host_page, live_app.url)


def watched(context: BrowserContext) -> tuple[Page, list[str]]:
    """A page, and the list into which its scripts' faults go."""
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    return page, faults


def sign_up(browser: Browser, app: App, email: str) -> dict[str, object]:
    """Signs up through the form and gives the cookies."""
    context = browser.new_context(base_url=app.url)
    page = context.new_page()
    page.goto("/accounts/signup/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    page.get_by_role("heading", name="Drop a wireframe or mockup").wait_for()
    state = dict(context.storage_state())
    context.close()
    return state


@pytest.fixture(scope="module")
def finished(browser: Browser, live_app: App, member: dict[str, object], picture: Path) -> str:
    """The address of a project whose run is over, for tests that only look at it."""
    context = browser.new_context(base_url=live_app.url, storage_state=member, reduced_motion="reduce")
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Choose a picture").set_input_files(picture)
    page.get_by_role("button", name="Generate").click()
    expect(page.locator("[data-status]")).to_have_attribute("data-state", "finished", timeout=30_000)
    address = page.url.partition("?")[0]
    context.close()
    return address


@pytest.fixture
def copied(page: Page, finished: str) -> str:
    """The address of a copy of that project, for a test that changes it."""
    token = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "csrftoken")
    answer = page.request.post(f"{finished}duplicate/", headers={"X-CSRFToken": token, "Referer": finished})
    return answer.url.removesuffix("settings/")


def expect_workspace_ready(page: Page) -> None:
    """The workspace is there, and its scripts have started: one of the widths is chosen."""
    expect(page.get_by_role("button", name=re.compile("^(Generate|Send)$"))).to_be_visible()
    expect(page.locator("[data-device][aria-pressed=true]")).to_have_count(1)


def upload(page: Page, picture: Path) -> None:
    """From the dashboard to the workspace of a new project."""
    page.get_by_label("Choose a picture").set_input_files(picture)
    expect_workspace_ready(page)


def generate(page: Page) -> None:
    """A first page, to its end."""
    page.get_by_role("button", name="Generate").click()
    expect(page.locator("[data-status]")).to_have_attribute("data-state", "finished", timeout=30_000)


def point(page: Page) -> None:
    """From now on elements of the preview are pointed at: it has said that it listens."""
    page.get_by_role("button", name="Pick", exact=True).click()
    expect(page.get_by_title("Preview of the generated page")).to_be_focused()


def files(page: Page) -> Locator:
    """The files in the tree beside the code, without its folders."""
    return page.locator("[role=treeitem]:not([aria-expanded])")


def show_files(page: Page) -> None:
    """The tree is beside the code, or comes over it where there is no room."""
    if not page.get_by_role("tree", name="Files").is_visible():
        page.locator("[data-side-toggle]").click()


@pytest.fixture(scope="session")
def picture(png: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pictures") / "Sign in.png"
    path.write_bytes(png)
    return path


@pytest.fixture(scope="session")
def upstream() -> Iterator[RunningServer]:
    """A stand-in for Kimi's API."""
    with running_server() as server:
        yield server


@pytest.fixture
def model(upstream: RunningServer) -> RunningServer:
    """The stand-in as it is by itself, whatever a test before has made of it.

    Its answers come at a pace that can be watched, and without their end until they are hurried.
    """
    upstream.app.rate = RATE
    upstream.app.held = True
    upstream.app.served = SERVED
    return upstream


def hurry(model: RunningServer) -> None:
    """What is still to come comes at once: enough was seen of its coming."""
    model.app.rate, model.app.held = 0, False


@pytest.fixture(scope="session")
def kimi_app(upstream: RunningServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The product with a key for the stand-in."""
    variables = {"MOONSHOT_API_KEY": KEY, "MOONSHOT_BASE_URL": upstream.base_url}
    with running_app(tmp_path_factory.mktemp("kimi"), variables) as app:
        yield app
