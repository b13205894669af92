"""Light and dark: what the system says, what the person chose, and no flash in between."""

from playwright.sync_api import Browser, Page

from tests.servers import App

GROUND = "getComputedStyle(document.body).backgroundColor"
PAPER = "rgb(251, 250, 247)"
NIGHT = "rgb(13, 18, 32)"


def login_page(browser: Browser, app: App, scheme: str) -> Page:
    page = browser.new_context(base_url=app.url, color_scheme=scheme).new_page()
    page.goto("/accounts/login/")
    return page


def test_the_system_decides_first(browser: Browser, live_app: App) -> None:
    assert login_page(browser, live_app, "light").evaluate(GROUND) == PAPER
    assert login_page(browser, live_app, "dark").evaluate(GROUND) == NIGHT


def test_a_choice_is_kept_and_there_before_the_page_is_drawn(browser: Browser, live_app: App) -> None:
    page = login_page(browser, live_app, "light")
    page.get_by_role("button", name="Switch to dark").click()
    assert page.evaluate(GROUND) == NIGHT
    page.route("**/site.js", lambda route: route.abort())
    page.goto("/accounts/signup/")
    assert page.evaluate(GROUND) == NIGHT


def test_choosing_what_the_system_says_follows_the_system_again(browser: Browser, live_app: App) -> None:
    page = login_page(browser, live_app, "light")
    page.get_by_role("button", name="Switch to dark").click()
    page.get_by_role("button", name="Switch to light").click()
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(GROUND) == NIGHT
