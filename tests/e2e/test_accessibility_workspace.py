"""Every state of the workspace against the rules of WCAG 2.2 AA, in light and dark, from a phone to a large screen."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import faults_in_dark, faults_in_light, no_sideways_scroll, page_of
from tests.e2e.conftest import expect_workspace_ready, files, hurry, point, sign_up
from tests.kimi_server import RunningServer
from tests.pictures import plain
from tests.servers import App

WIDTHS = (390, 768, 1440, 2560)
LAYOUTS = (1440, 390)
"""A width of each layout: in the dark only colours are others, and no width changes those."""
LONG = 30_000


@pytest.fixture
def workspace(browser: Browser, kimi_app: App) -> Iterator[Page]:
    """The workspace of a fresh project, at desk size, with a model behind it."""
    picture = {"name": "Sign in.png", "mimeType": "image/png", "buffer": plain(640, 400, 250)}
    with page_of(browser, kimi_app, sign_up(browser, kimi_app, "axe@example.org"), 1440) as page:
        page.goto("/")
        page.get_by_label("Choose a picture").set_input_files(picture)
        expect_workspace_ready(page)
        yield page


def show(page: Page, view: str, tab: str) -> None:
    """A view of a desk, and the tab of a phone on which the same is to be seen."""
    page.locator(f".workspace-tabs [data-tab-button={tab}]").dispatch_event("click")
    page.locator(f".workspace-toolbar [data-view-button={view}]").dispatch_event("click")


def made(page: Page, state: str = "finished") -> None:
    expect(page.locator("[data-status]")).to_have_attribute("data-state", state, timeout=LONG)


def leave(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)


def empty(page: Page, model: RunningServer) -> None:
    expect(page.get_by_text("The preview appears here")).to_be_visible()


def streaming(page: Page, model: RunningServer) -> None:
    page.get_by_role("button", name="Generate").click()
    show(page, "both", "code")
    expect(page.locator(".cm-content")).to_contain_text("import", timeout=LONG)


def done(page: Page, model: RunningServer) -> None:
    hurry(model)
    made(page)
    show(page, "preview", "preview")


def comparing(page: Page, model: RunningServer) -> None:
    show(page, "compare", "compare")
    page.get_by_role("button", name="Slider", exact=True).click()
    expect(page.locator("[data-differences-list] li").first).to_be_attached(timeout=LONG)


def picking(page: Page, model: RunningServer) -> None:
    show(page, "preview", "preview")
    point(page)
    shown = page.frame_locator("iframe[title='Preview of the generated page']")
    shown.get_by_text("Harbour", exact=True).first.click()
    expect(page.get_by_role("region", name="The element that was picked")).to_be_visible()


def editing(page: Page, model: RunningServer) -> None:
    page.keyboard.press("Escape")
    show(page, "code", "code")
    files(page).first.click()
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("missing.value();\n")
    expect(page.locator("[data-problems=code]")).to_be_visible()
    page.get_by_label("Search all files").fill("import")
    expect(page.locator("[data-find-count]")).to_contain_text("place")


def history(page: Page, model: RunningServer) -> None:
    page.get_by_label("Search all files").fill("")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-status-words]")).to_have_text("Version 2")
    show(page, "preview", "history")
    page.locator("body").press("h")
    page.get_by_role("button", name="What to do with version 1", exact=True).click()
    expect(page.locator("#version-menu")).to_be_visible()


def diffing(page: Page, model: RunningServer) -> None:
    page.locator("#version-menu").get_by_role("button", name="Compare").click()
    expect(page.locator("[data-diff-words]")).to_have_text("1 file changed")


def marking(page: Page, model: RunningServer) -> None:
    leave(page)
    page.keyboard.press("r")
    page.get_by_role("button", name="Add a box").click()
    page.get_by_label("What about region 1").fill("Rounder")


def talking(page: Page, model: RunningServer) -> None:
    leave(page)
    show(page, "preview", "mockup")
    picture = {"name": "Error.png", "mimeType": "image/png", "buffer": plain(640, 400, 120)}
    page.get_by_label("Attach pictures or a recording").set_input_files(picture)
    shelf = page.get_by_role("list", name="Pictures of the project")
    expect(shelf.get_by_role("button")).to_have_count(2)
    page.get_by_role("textbox", name="Message").fill("Call it Haven.")
    shelf.get_by_role("button", name=re.compile("^Picture 2")).click()
    expect(page.locator("#picture-panel")).to_be_visible()


def variants(page: Page, model: RunningServer) -> None:
    page.keyboard.press("Escape")
    page.get_by_role("combobox", name="Variants").select_option("2")
    page.get_by_role("button", name="Send", exact=True).click()
    pane = page.get_by_role("region", name="Variants")
    expect(pane.get_by_role("button", name=re.compile("^Star variant"))).to_have_count(2, timeout=LONG)
    show(page, "preview", "preview")


def failed(page: Page, model: RunningServer) -> None:
    page.get_by_role("button", name="Go on with variant 1").click()
    made(page)
    model.app.served = frozenset()
    page.get_by_role("button", name="Again", exact=True).click()
    made(page, "failed")
    expect(page.locator("[data-run-error]")).to_be_visible()


def keys(page: Page, model: RunningServer) -> None:
    page.locator("body").press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()


STATES: tuple[Callable[[Page, RunningServer], None], ...] = (
    *(empty, streaming, done, comparing, picking, editing, history, diffing, marking, talking, variants, failed, keys),
)
"""One after another, each from the one before."""


def test_every_state_at_every_width(workspace: Page, model: RunningServer) -> None:
    wrong: dict[str, str] = {}
    for reach in STATES:
        resize(workspace, 1440)
        reach(workspace, model)
        for width in WIDTHS:
            resize(workspace, width)
            found = faults_in_light(workspace) + ("" if no_sideways_scroll(workspace) else "it scrolls sideways")
            wrong |= {f"{reach.__name__} at {width} px": found} if found else {}
        for width in LAYOUTS:
            resize(workspace, width)
            found = faults_in_dark(workspace)
            wrong |= {f"{reach.__name__} in the dark at {width} px": found} if found else {}
    assert wrong == {}


def resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
