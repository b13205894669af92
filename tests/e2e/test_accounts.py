"""Accounts in a browser: signing up, in and out, and a forgotten password."""

from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import PASSWORD
from tests.servers import App


def stranger(browser: Browser, app: App) -> Page:
    return browser.new_context(base_url=app.url).new_page()


def test_signing_up_leads_to_the_place_to_drop_a_picture(browser: Browser, live_app: App) -> None:
    page = stranger(browser, live_app)
    page.goto("/")
    page.get_by_role("link", name="Create an account").click()
    page.get_by_label("Email").fill("new@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", name="Drop a wireframe or mockup")).to_be_visible()
    expect(page.get_by_text("Nothing here yet")).to_be_visible()


def test_signing_out_and_in_again(page: Page) -> None:
    page.get_by_role("button", name="Account,").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/")
    expect(page).to_have_url("/accounts/login/?next=/")
    page.get_by_label("Email").fill("accounts@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Projects")).to_be_visible()


def test_a_wrong_password_is_said_beside_the_form(browser: Browser, live_app: App) -> None:
    page = stranger(browser, live_app)
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill("nobody@example.org")
    page.get_by_label("Password").fill("wrong wrong wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("not correct")
    expect(page.get_by_label("Email")).to_have_value("nobody@example.org")


def test_a_weak_password_is_said_at_its_field(browser: Browser, live_app: App) -> None:
    page = stranger(browser, live_app)
    page.goto("/accounts/signup/")
    page.get_by_label("Email").fill("weak@example.org")
    page.get_by_label("Password").fill("password")
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_text("This password is too common.")).to_be_visible()
    expect(page.get_by_label("Password")).to_have_attribute("aria-invalid", "true")


def test_a_forgotten_password(browser: Browser, live_app: App) -> None:
    page = stranger(browser, live_app)
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Forgot your password?").click()
    page.get_by_label("Email").fill("somebody@example.org")
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()


def test_a_passkey_signs_in_without_the_password(browser: Browser, live_app: App) -> None:
    context = browser.new_context(base_url=live_app.url.replace("127.0.0.1", "localhost"))
    page = context.new_page()
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options = {**device, "isUserVerified": True, "automaticPresenceSimulation": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto("/accounts/signup/?next=/accounts/2fa/webauthn/add/")
    page.get_by_label("Email").fill("passkey@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Name").fill("Laptop")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", name="Add a passkey")).to_have_count(0)
    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_text("Laptop")).to_be_visible()
    page.get_by_role("button", name="Account,").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Projects")).to_be_visible()
    context.close()
