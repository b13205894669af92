"""The preview's width by hand, in dark, and the page in a tab of its own, in a browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import expect_workspace_ready


@pytest.fixture
def shown(page: Page, finished: str) -> Page:
    page.goto(finished)
    expect_workspace_ready(page)
    return page


def test_the_width_is_changed_by_keyboard(shown: Page) -> None:
    shown.keyboard.press("p")
    expect(shown.locator("[data-sheet-size]")).to_contain_text("360 \u00d7")
    shown.get_by_role("slider", name="Width of the preview").focus()
    shown.keyboard.press("ArrowRight")
    expect(shown.locator("[data-sheet-size]")).to_contain_text("376 \u00d7")
    expect(shown.get_by_role("button", name="Phone, 360 pixels")).to_have_attribute("aria-pressed", "false")


def test_the_page_can_be_shown_to_people_who_like_it_dark(shown: Page) -> None:
    shown.emulate_media(color_scheme="null")  # what is emulated would hold in the frame too
    frame = next(frame for frame in shown.frames if "/preview/?" in frame.url)
    dark = "() => matchMedia('(prefers-color-scheme: dark)').matches"
    assert frame.evaluate(dark) is False
    shown.get_by_role("button", name="Show the page to people who like it dark").click()
    frame.wait_for_function(dark)


def test_the_page_opens_in_a_tab_of_its_own(shown: Page) -> None:
    with shown.context.expect_page() as opened:
        shown.get_by_role("link", name="Open the page in a tab of its own").click()
    page = opened.value.frame_locator("iframe[title='The page of version 1']")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert (
        opened.value.evaluate("() => document.querySelector('iframe').sandbox.contains('allow-same-origin')") is False
    )
