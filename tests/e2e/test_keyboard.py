"""The workspace without a pointer: what is compared, pointed at, changed, looked up in the history and marked."""

import re
from itertools import repeat

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import expect_workspace_ready

FAR = 60
"""Presses of Tab after which something counts as out of reach."""


@pytest.fixture
def workspace(page: Page, copied: str) -> Page:
    page.goto(copied)
    expect_workspace_ready(page)
    expect(preview(page)).to_have_text("Sign in")
    return page


def preview(page: Page) -> Locator:
    return page.frame_locator("iframe[title='Preview of the generated page']").get_by_role("heading").first


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, wanted: Locator) -> None:
    """Tab, until the focus is there."""
    for _ in repeat(None, FAR):
        if wanted.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{FAR} times Tab do not lead to {wanted}")


def use(page: Page, wanted: Locator) -> None:
    tab_to(page, wanted)
    page.keyboard.press("Enter")


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def test_comparing(workspace: Page) -> None:
    picture, stage = workspace.locator("[data-compare-picture]"), workspace.locator("[data-stage]")
    press(workspace, "4")
    use(workspace, button(workspace, "Slider"))
    tab_to(workspace, workspace.get_by_role("slider", name="Where the mockup ends"))
    press(workspace, "Home")
    expect(picture).to_have_css("clip-path", "inset(0px 100% 0px 0px)")
    workspace.keyboard.down("Shift")
    tab_to(workspace, button(workspace, "Side by side"))
    workspace.keyboard.up("Shift")
    press(workspace, "Enter", "m")
    label = workspace.locator(".compare-label")
    expect(label).to_have_attribute("data-words", re.compile("Sign in"))
    press(workspace, "ArrowDown")
    expect(label).to_have_attribute("data-words", re.compile("box|text|Email"))
    expect(workspace.locator("[data-announcer]")).to_have_text(re.compile("box|text|Email"))
    press(workspace, *repeat("+", 6))
    expect(workspace.locator("[data-compare-level]")).to_have_text(re.compile(r"^3\d\d %$"))
    tab_to(workspace, stage)
    press(workspace, "ArrowRight", "ArrowDown")
    workspace.wait_for_function(
        "() => { const { scrollLeft, scrollTop } = document.querySelector('[data-stage]');"
        " return scrollLeft > 0 && scrollTop > 0; }"
    )
    press(workspace, "0", "1")
    tab_to(workspace, workspace.get_by_role("slider", name="Width of the preview"))
    press(workspace, "ArrowLeft")
    expect(workspace.locator("[data-sheet]")).to_have_js_property("offsetWidth", 752)


def test_pointing_changing_and_the_history(workspace: Page) -> None:
    press(workspace, "e")
    expect(workspace.get_by_title("Preview of the generated page")).to_be_focused()
    press(workspace, *repeat("ArrowDown", 8))
    frame = workspace.frame_locator("iframe[title='Preview of the generated page']")
    expect(frame.get_by_text(re.compile(r"^\w+ \d+ \u00d7 \d+$"))).to_be_visible()
    press(workspace, "Enter")
    panel = workspace.get_by_role("region", name="The element that was picked")
    expect(panel).to_be_visible()
    padding = panel.get_by_role("combobox").first
    tab_to(workspace, padding)
    press(workspace, "End")
    expect(workspace.locator("[data-edit-words]")).to_have_text("1 file changed, not saved")
    press(workspace, "Escape")
    expect(panel).to_be_hidden()
    expect(workspace.locator("[data-pick]")).to_be_focused()
    press(workspace, "Control+z")
    expect(workspace.locator("[data-edit-bar]")).to_be_hidden()
    press(workspace, "Control+Shift+z", "Control+s")
    expect(workspace.locator("[data-status-words]")).to_have_text("Version 2")

    press(workspace, "h")
    use(workspace, button(workspace, "Star version 1"))
    expect(button(workspace, "Star version 1")).to_have_attribute("aria-pressed", "true")
    menu = button(workspace, "What to do with version 1")
    use(workspace, menu)
    use(workspace, workspace.locator("#version-menu").get_by_role("button", name="Compare"))
    dialog = workspace.get_by_role("dialog", name="Compare two versions")
    expect(dialog.locator("[data-diff-words]")).to_have_text("1 file changed")
    use(workspace, dialog.get_by_role("button", name="Unified"))
    expect(dialog.locator(".cm-deletedChunk").first).to_be_visible()
    press(workspace, "Escape")
    expect(menu).to_be_focused()
    press(workspace, "Enter")
    use(workspace, workspace.locator("#version-menu").get_by_role("button", name="Name", exact=True))
    workspace.keyboard.type("First")
    press(workspace, "Enter")
    expect(workspace.get_by_role("link", name="First 1")).to_be_visible()
    use(workspace, menu)
    use(workspace, workspace.locator("#version-menu").get_by_role("button", name="Restore as a new version"))
    expect(workspace.locator("[data-status-words]")).to_have_text("Version 3")


def test_marking_a_region(workspace: Page) -> None:
    press(workspace, "r")
    use(workspace, button(workspace, "Add a box"))
    note = workspace.get_by_label("What about region 1")
    box = button(workspace, "Region 1: arrow keys move it, with Shift they resize it, Delete removes it")
    tab_to(workspace, box)
    before = box.bounding_box()
    press(workspace, "ArrowRight", "Shift+ArrowDown")
    after = box.bounding_box()
    assert before and after  # noqa: PT018 - both are there
    assert after["x"] > before["x"]
    assert after["height"] > before["height"]
    tab_to(workspace, note)
    workspace.keyboard.type("Rounder")
    press(workspace, "Enter")
    expect(workspace.get_by_role("list", name="With this message")).to_contain_text("Rounder")
