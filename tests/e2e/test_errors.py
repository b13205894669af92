"""What a person sees when something is wrong: pages in the product's face, with sentences that help."""

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page, expect

from tests.servers import App


def test_an_address_that_is_not_there(page: Page) -> None:
    page.goto("/projects/6a3c0f66-3f0c-4d7e-9d2c-0f6f0a3c9a11/")
    expect(page.get_by_role("heading", name="There is nothing at this address")).to_be_visible()
    page.get_by_role("link", name="To your projects", exact=True).click()
    expect(page.get_by_role("heading", name="Projects")).to_be_visible()


def test_a_form_that_is_too_old(browser: Browser, live_app: App) -> None:
    context = browser.new_context(base_url=live_app.url)
    page = context.new_page()
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill("old@example.org")
    page.get_by_label("Password").fill("does not matter")
    context.clear_cookies(name="csrftoken")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="This form was too old to be sent")).to_be_visible()
    context.close()


def test_a_host_that_is_not_ours(page: Page, live_app: App) -> None:
    answer = page.request.get(f"{live_app.url}/", headers={"Host": "elsewhere.example"})
    assert answer.status == 400
    assert "The server did not understand this request" in answer.text()


@pytest.mark.parametrize(
    ("template", "heading"),
    [("500.html", "Something broke on the server"), ("403.html", "You may look, but not do this")],
)
def test_pages_that_must_work_without_anything_else(template: str, heading: str) -> None:
    assert heading in render_to_string(template)
