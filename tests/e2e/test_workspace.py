"""A run in a browser: watched, reloaded in the middle, seen by two, stopped, failed, and taken away."""

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.e2e.conftest import expect_workspace_ready, hurry, show_files, sign_up, watched
from tests.kimi_server import KEY, RunningServer
from tests.kimi_server.profiles import SERVED
from tests.kimi_server.scenarios import APP
from tests.servers import App

LONG = 30_000


@pytest.fixture(scope="module")
def author(browser: Browser, kimi_app: App) -> dict[str, object]:
    return sign_up(browser, kimi_app, "author@example.org")


@pytest.fixture
def workspace(
    browser: Browser, kimi_app: App, author: dict[str, object], picture: Path, model: RunningServer
) -> Iterator[Page]:
    """The workspace of a fresh project, at desk size, with a model behind it."""
    context = browser.new_context(
        base_url=kimi_app.url, storage_state=author, viewport={"width": 1440, "height": 900}, reduced_motion="reduce"
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page, faults = watched(context)
    open_project(page, picture)
    yield page
    context.close()
    assert faults == []


def open_project(page: Page, picture: Path) -> None:
    page.goto("/")
    page.get_by_label("Choose a picture").set_input_files(picture)
    expect_workspace_ready(page)


def generate(page: Page, note: str = "") -> None:
    page.get_by_role("textbox", name="Message").fill(note)
    page.get_by_role("button", name="Generate").click()


def expect_done(page: Page) -> None:
    expect(page.locator("[data-status]")).to_have_attribute("data-state", "finished", timeout=LONG)


def code(page: Page) -> str:
    """The text of the main file, as its copy button gives it."""
    page.get_by_role("button", name="Code", exact=True).click()
    show_files(page)
    page.get_by_role("treeitem", name="App.tsx").click()
    page.get_by_role("button", name="Copy the file").click()
    expect(page.locator("[data-copy][data-copied]")).to_be_visible()
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_watching_a_run_to_its_end(workspace: Page, model: RunningServer) -> None:
    expect(workspace.get_by_text("The preview appears here")).to_be_visible()
    generate(workspace, "Make it calm.")
    expect(workspace.get_by_role("button", name="Stop")).to_be_visible()
    expect(workspace.locator("[data-status]")).to_have_attribute("data-state", "running")
    expect(workspace.get_by_role("region", name="Progress")).to_contain_text("Writing", timeout=LONG)
    expect(workspace).to_have_title(re.compile("^Writing"))
    hurry(model)
    expect_done(workspace)
    expect(workspace).to_have_title(re.compile("^Done"))
    expect(workspace.get_by_role("region", name="Progress")).to_contain_text("tokens")
    expect(workspace.get_by_role("button", name="Stop")).to_be_hidden()
    expect(workspace.get_by_role("button", name="Send")).to_be_enabled()


def test_the_preview_shows_the_page_before_the_code_is_complete(workspace: Page, model: RunningServer) -> None:
    generate(workspace)
    page_in_frame = workspace.frame_locator("iframe[title='Preview of the generated page']")
    expect(page_in_frame.get_by_role("heading").first).to_be_visible(timeout=LONG)
    expect(workspace.locator("[data-status]")).to_have_attribute("data-state", "running")
    hurry(model)
    expect_done(workspace)
    expect(page_in_frame.get_by_role("heading").first).to_be_visible()


def test_a_reload_in_the_middle_goes_on(workspace: Page, model: RunningServer) -> None:
    generate(workspace)
    workspace.get_by_role("button", name="Code", exact=True).click()
    expect(workspace.locator(".cm-content")).to_contain_text("export default function", timeout=LONG)
    workspace.reload()
    expect(workspace.locator("[data-status]")).to_have_attribute("data-state", "running")
    expect(workspace.locator(".cm-content")).to_contain_text("import")
    hurry(model)
    expect_done(workspace)
    assert code(workspace).strip() == APP.strip()


def test_two_browsers_see_the_same_run(workspace: Page, model: RunningServer) -> None:
    second = workspace.context.new_page()
    generate(workspace)
    expect(workspace).to_have_url(re.compile("generation="))
    second.goto(workspace.url)
    expect(second.locator("[data-status]")).to_have_attribute("data-state", "running")
    hurry(model)
    expect_done(workspace)
    expect_done(second)
    assert code(second) == code(workspace)


def test_stop_stops_and_keeps_what_came(workspace: Page, model: RunningServer) -> None:
    generate(workspace)
    workspace.get_by_role("button", name="Both").click()
    expect(workspace.locator(".cm-content")).to_contain_text("export default function", timeout=LONG)
    workspace.get_by_role("button", name="Stop").click()
    expect(workspace.locator("[data-status]")).to_have_attribute("data-state", "cancelled")
    expect(workspace.get_by_role("button", name="Again", exact=True)).to_be_focused()
    assert model.chats[-1].ended.wait(10)
    assert model.chats[-1].hung_up
    expect(workspace.locator(".cm-content")).to_contain_text("export default function")
    expect(workspace.get_by_role("button", name="Generate")).to_be_enabled()


def test_taking_it_away(workspace: Page, model: RunningServer) -> None:
    hurry(model)
    download = workspace.get_by_role("link", name=re.compile("^Project"))
    expect(download).to_have_attribute("aria-disabled", "true")
    generate(workspace)
    expect_done(workspace)
    with workspace.expect_download() as zipped:
        download.click()
    names = zipfile.ZipFile(zipped.value.path()).namelist()
    assert {"package.json", "src/App.tsx", "src/components/PlanCard.tsx"} <= set(names)
    workspace.keyboard.press("2")
    with workspace.expect_download() as file:
        workspace.get_by_role("link", name="Download the file").click()
    assert file.value.suggested_filename == "App.tsx"
    assert Path(file.value.path()).read_text().strip() == APP.strip()


def test_the_history_leads_back_to_an_older_version(workspace: Page, model: RunningServer) -> None:
    hurry(model)
    generate(workspace)
    expect_done(workspace)
    workspace.get_by_role("button", name="Again", exact=True).click()
    workspace.get_by_role("button", name="History", exact=True).click()
    history = workspace.get_by_role("complementary", name="History")
    expect(history.get_by_role("link", name=re.compile("^Version"))).to_have_count(2, timeout=LONG)
    expect(history.get_by_role("link", name=re.compile("^Finished"))).to_have_count(2)
    history.get_by_role("link", name=re.compile("^Version 1")).click()
    expect(workspace).to_have_url(re.compile("version="))
    expect(workspace.get_by_role("link", name=re.compile("^Project"))).not_to_have_attribute("aria-disabled", "true")


def test_another_width(workspace: Page) -> None:
    sheet = workspace.locator("[data-sheet]")
    workspace.get_by_role("button", name="Phone, 360 pixels").click()
    expect(sheet).to_have_js_property("offsetWidth", 360)
    workspace.keyboard.press("t")
    expect(sheet).to_have_js_property("offsetWidth", 768)
    workspace.set_viewport_size({"width": 1024, "height": 700})
    workspace.keyboard.press("d")
    expect(sheet).to_have_js_property("offsetWidth", 1280)
    box, stage = sheet.bounding_box(), workspace.locator("[data-stage]").bounding_box()
    assert box
    assert stage
    assert box["width"] <= stage["width"] + 1


def test_a_run_by_keys_alone(workspace: Page) -> None:
    workspace.keyboard.press("n")
    workspace.keyboard.type("Calm.")
    workspace.keyboard.press("Control+Enter")
    expect(workspace.locator("[data-status]")).to_have_attribute("data-state", "running")
    for _ in range(2):
        workspace.keyboard.press("Tab")
    expect(workspace.get_by_role("button", name="Mark a region of a picture")).to_be_focused()
    workspace.keyboard.press("3")
    expect(workspace.locator(".cm-content")).to_contain_text("import", timeout=LONG)
    workspace.keyboard.press(".")
    expect(workspace.locator("[data-status]")).to_have_attribute("data-state", "cancelled")


def test_keys(workspace: Page) -> None:
    workspace.keyboard.press("?")
    dialog = workspace.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_contain_text("Generate")
    workspace.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    workspace.keyboard.press("3")
    expect(workspace.get_by_role("region", name="Code")).to_be_visible()
    workspace.keyboard.press("n")
    workspace.keyboard.type("123 g")
    expect(workspace.get_by_role("textbox", name="Message")).to_have_value("123 g")
    expect(workspace.get_by_role("region", name="Preview", exact=True)).to_be_visible()


def test_a_picture_is_read_as_what_somebody_says(workspace: Page) -> None:
    field = workspace.get_by_label("Read as")
    expect(field).to_have_value("")
    with workspace.expect_response(re.compile("/describe/")) as answer:
        field.select_option("a drawing")
    assert answer.value.ok
    workspace.reload()
    expect(field).to_have_value("sketch")


def test_a_phone_has_tabs(
    browser: Browser, kimi_app: App, author: dict[str, object], picture: Path, model: RunningServer
) -> None:
    hurry(model)
    context = browser.new_context(
        base_url=kimi_app.url,
        storage_state=author,
        viewport={"width": 360, "height": 740},
        has_touch=True,
        is_mobile=True,
    )
    page, faults = watched(context)
    open_project(page, picture)
    generate(page)
    expect(page.get_by_role("region", name="Preview", exact=True)).to_be_visible()
    expect_done(page)
    tabs = page.get_by_role("navigation", name="Parts of the workspace")
    for tab, region in (("Code", "Code"), ("History", "Mockups, runs and versions"), ("Mockup", "Mockup")):
        tabs.get_by_role("button", name=tab).click()
        expect(page.get_by_role("region", name=region, exact=True)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == 360
    context.close()
    assert faults == []


def test_a_failure_says_why_and_offers_another_try(workspace: Page, model: RunningServer) -> None:
    model.app.served = frozenset()
    generate(workspace)
    alert = workspace.get_by_role("alert").filter(visible=True)
    expect(alert).to_contain_text("KIMI_MODEL", timeout=LONG)
    model.app.served = SERVED
    hurry(model)
    alert.get_by_role("button", name="Try again").click()
    expect_done(workspace)
    expect(alert).to_have_count(0)


class CutConnection:
    """Stands between the page and the run's socket; while it is cut, every connection ends at once."""

    def __init__(self, page: Page) -> None:
        self.cut = False
        self.addresses: list[str] = []
        self.open: list[WebSocketRoute] = []
        page.route_web_socket(re.compile("/ws/generations/"), self._connect)

    def _connect(self, socket: WebSocketRoute) -> None:
        self.addresses.append(socket.url)
        if self.cut:
            socket.close(code=1011)
            return
        self.open.append(socket)
        socket.connect_to_server()

    def lose(self) -> None:
        self.cut = True
        self.open.pop().close(code=1011)


def test_a_lost_connection_is_told_and_taken_up_where_it_was(workspace: Page, model: RunningServer) -> None:
    connection = CutConnection(workspace)
    workspace.reload()
    generate(workspace)
    progress = workspace.get_by_role("region", name="Progress")
    expect(progress).to_contain_text("Writing", timeout=LONG)
    connection.lose()
    expect(progress).to_contain_text("Connection lost; connecting again")
    connection.cut = False
    hurry(model)
    expect_done(workspace)
    assert connection.addresses[0].endswith("after=0")
    assert not connection.addresses[-1].endswith("after=0")
    assert code(workspace).strip() == APP.strip()


def test_the_key_never_reaches_the_browser(workspace: Page) -> None:
    assert KEY not in workspace.content()
    assert json.loads(workspace.locator("#workspace-data").text_content() or "{}")["engine"]["name"] == "kimi"
