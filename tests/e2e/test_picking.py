"""Pointing at an element of the preview and changing it: the code changes at its place and nowhere else."""

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.e2e.conftest import expect_workspace_ready, point


@pytest.fixture
def picking(page: Page, finished: str) -> Page:
    """A workspace in which elements are pointed at."""
    page.goto(finished)
    expect_workspace_ready(page)
    expect(preview(page).get_by_role("heading", name="Sign in")).to_be_visible()
    point(page)
    return page


def preview(page: Page) -> FrameLocator:
    return page.frame_locator("iframe[title='Preview of the generated page']")


def files(page: Page) -> dict[str, str]:
    """The files as they would be saved."""
    kept = page.evaluate("() => Object.values({...localStorage}).filter(v => v.startsWith('{\"src/'))")
    assert len(kept) == 1
    return dict(page.evaluate("text => JSON.parse(text)", kept[0]))


def test_the_words_of_a_picked_element_are_changed_in_place(picking: Page) -> None:
    preview(picking).get_by_role("heading", name="Sign in").click()
    panel = picking.get_by_role("region", name="The element that was picked")
    expect(panel.locator("[data-inspector-name]")).to_have_text("<h1>")
    expect(panel.get_by_label("Words")).to_have_value("Sign in")
    panel.get_by_label("Words").fill("Log in & go")
    expect(preview(picking).get_by_role("heading")).to_have_text("Log in & go")
    assert any("Log in &amp; go" in text for text in files(picking).values())


def test_its_size_is_chosen_from_the_scale_and_can_be_undone(picking: Page) -> None:
    heading = preview(picking).get_by_role("heading", name="Sign in")
    heading.click()
    picking.get_by_label("Size").select_option("text-6xl")
    expect(heading).to_have_css("font-size", "60px")
    picking.get_by_label("Align").select_option("text-center")
    expect(heading).to_have_css("text-align", "center")
    picking.get_by_role("button", name="Both", exact=True).click()
    picking.get_by_role("button", name="Undo").click()
    picking.get_by_role("button", name="Undo").click()
    expect(heading).not_to_have_css("font-size", "60px")
    expect(picking.locator("[data-edit-save]")).to_be_hidden()


def test_a_press_picks_and_does_not_use_the_page(picking: Page) -> None:
    preview(picking).get_by_role("button", name="Continue").click()
    expect(picking.locator("[data-inspector-name]")).to_have_text("<button>")
    picking.keyboard.press("Escape")
    expect(picking.locator("[data-inspector]")).to_be_hidden()
    expect(picking.get_by_role("button", name="Pick", exact=True)).to_have_attribute("aria-pressed", "false")


def test_its_place_in_the_code_is_one_press_away(picking: Page) -> None:
    preview(picking).get_by_role("heading", name="Sign in").click()
    picking.locator("[data-inspector-place]").click()
    expect(picking.locator(".cm-content")).to_be_focused()
    assert "<h1" in picking.evaluate("() => getSelection().toString()")


def test_elements_are_picked_by_keyboard_alone(picking: Page) -> None:
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "Enter"):
        picking.keyboard.press(key)
    expect(picking.locator("[data-inspector]")).to_be_visible()
