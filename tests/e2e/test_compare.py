"""The mockup against the page in a browser: beside, over, up to a line, as a difference; enlarged together."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import FloatRect, Page, expect

from tests.e2e.conftest import expect_workspace_ready


@pytest.fixture
def comparing(page: Page, finished: str) -> Page:
    page.goto(finished)
    expect_workspace_ready(page)
    page.keyboard.press("4")
    expect(page.locator("[data-compare-bar]")).to_be_visible()
    preview = page.frame_locator("iframe[title='Preview of the generated page']")
    expect(preview.get_by_text("Continue")).to_be_visible()
    return page


def choose(page: Page, mode: str) -> None:
    page.locator("[data-compare-bar]").get_by_role("button", name=mode).click()


def box(page: Page, selector: str) -> FloatRect:
    found = page.locator(selector).bounding_box()
    assert found
    return found


def painted(page: Page) -> None:
    """Waits until the window shows what the page has laid out: the pointer hits what is painted."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.screenshot()


def brightness(page: Page) -> float:
    """The mean of what is seen where mockup and page lie over each other, 0 to 255."""
    shot = Image.open(io.BytesIO(page.screenshot(clip=box(page, "[data-compare-picture]")))).convert("L")
    return sum(level * count for level, count in enumerate(shot.histogram())) / (shot.width * shot.height)


def test_side_by_side_both_have_the_same_size_and_height(comparing: Page) -> None:
    choose(comparing, "Side by side")
    mockup, sheet = box(comparing, "[data-compare-picture]"), box(comparing, "[data-sheet]")
    assert mockup["x"] + mockup["width"] < sheet["x"]
    for side in ("y", "width", "height"):
        assert abs(mockup[side] - sheet[side]) < 1


def test_the_difference_of_a_page_that_is_near_is_nearly_black(comparing: Page) -> None:
    choose(comparing, "Overlay")
    assert brightness(comparing) > 150
    choose(comparing, "Difference")
    assert brightness(comparing) < 30


def test_the_slider_uncovers_the_page_by_keyboard_and_by_hand(comparing: Page) -> None:
    choose(comparing, "Slider")
    picture = comparing.locator("[data-compare-picture]")
    comparing.get_by_role("slider", name="Where the mockup ends").focus()
    comparing.keyboard.press("Home")
    expect(picture).to_have_css("clip-path", "inset(0px 100% 0px 0px)")
    comparing.keyboard.press("End")
    expect(picture).to_have_css("clip-path", "inset(0px 0% 0px 0px)")
    painted(comparing)
    handle = box(comparing, "[data-compare-handle]")
    comparing.mouse.move(handle["x"] + 12, handle["y"] + 40)
    comparing.mouse.down()
    comparing.mouse.move(handle["x"] - 100, handle["y"] + 40, steps=5)
    comparing.mouse.up()
    expect(picture).not_to_have_css("clip-path", "inset(0px 0% 0px 0px)")


def test_both_are_enlarged_together(comparing: Page) -> None:
    choose(comparing, "Side by side")
    expect(comparing.locator("[data-compare-level]")).to_have_text("84 %")
    comparing.locator("[data-compare-bar]").get_by_role("button", name="Larger").click()
    expect(comparing.locator("[data-compare-level]")).to_have_text("105 %")
    expect(comparing.locator("[data-sheet-size]")).to_have_text("640 \u00d7 400")
    comparing.wait_for_function("() => document.querySelector('[data-compare-picture]').offsetWidth === 670")


def test_leaving_gives_the_page_its_own_room_again(comparing: Page) -> None:
    comparing.keyboard.press("1")
    expect(comparing.locator("[data-compare-picture]")).to_be_hidden()
    expect(comparing.locator("[data-sheet-size]")).to_contain_text("768 \u00d7")


def test_what_was_measured_is_told_for_the_thing_under_the_pointer(comparing: Page) -> None:
    choose(comparing, "Side by side")
    painted(comparing)
    mockup = box(comparing, "[data-compare-picture]")
    scale = mockup["width"] / 640
    comparing.mouse.move(mockup["x"] + 80 * scale, mockup["y"] + 58 * scale)
    expect(comparing.locator(".compare-label")).to_have_attribute("data-words", re.compile("Sign in.*px 400"))
