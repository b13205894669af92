"""The figure of a version and where its page differs from the mockup, in a browser."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.conftest import expect_workspace_ready, point

LONG = 30_000


@pytest.fixture
def measured(page: Page, finished: str) -> Page:
    """A workspace whose page has its figure."""
    page.goto(finished)
    expect_workspace_ready(page)
    expect(page.locator("[data-fidelity]")).to_be_visible(timeout=LONG)
    return page


def figure(page: Page) -> int:
    return int(page.locator("[data-fidelity-figure]").inner_text())


def test_a_page_laid_out_by_rules_is_near_its_mockup(measured: Page) -> None:
    assert figure(measured) > 60


def test_the_figure_is_kept_with_the_version(measured: Page) -> None:
    measured.reload()
    measured.get_by_role("button", name="History", exact=True).click()
    expect(measured.locator("[data-history-version]").first).to_contain_text(re.compile(r"\d+ / 100"))


def test_the_figure_is_the_same_while_the_page_is_out_of_sight(measured: Page) -> None:
    before = figure(measured)
    measured.get_by_role("button", name="Code", exact=True).click()
    measured.reload()
    expect(measured.locator("[data-fidelity-figure]")).to_have_text(str(before), timeout=LONG)


def test_the_history_shows_a_picture_of_the_page(measured: Page) -> None:
    picture = measured.locator("img.version-picture").first
    expect(picture).to_have_attribute("src", re.compile("/picture/"), timeout=LONG)
    shown = measured.request.get(str(picture.get_attribute("src"))).body()
    page = Image.open(io.BytesIO(shown)).convert("RGB")
    assert page.size == (640, 400)
    red, green, blue = page.getpixel((50, 190))
    assert (red, green, blue) == pytest.approx((0x23, 0x53, 0xE0), abs=12)


def test_what_an_edit_spoils_is_listed_and_outlined_and_can_be_asked_for(measured: Page) -> None:
    before = figure(measured)
    point(measured)
    preview = measured.frame_locator("iframe[title='Preview of the generated page']")
    preview.get_by_role("heading", name="Sign in").click()
    measured.get_by_label("Words").fill("Nothing of the kind")
    expect(measured.locator("[data-fidelity-figure]")).not_to_have_text(str(before), timeout=LONG)
    assert figure(measured) < before
    measured.keyboard.press("Escape")
    measured.locator("[data-fidelity]").click()
    line = measured.locator("[data-differences-list] > li", has_text="Sign in").first
    line.hover()
    expect(measured.locator(".compare-mark[data-marked]").first).to_be_visible()
    line.get_by_role("button", name="Ask to fix").click()
    expect(measured.get_by_role("textbox", name="Message")).to_have_value(re.compile("Sign in.*as it is in the mockup"))
    expect(measured.get_by_role("textbox", name="Message")).to_be_focused()
