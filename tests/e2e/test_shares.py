"""A link made in the workspace shows the page to somebody without an account."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import no_sideways_scroll, violations
from tests.e2e.conftest import generate, upload
from tests.servers import App


def test_somebody_without_an_account_looks_at_a_shared_page(
    page: Page, browser: Browser, live_app: App, picture: Path
) -> None:
    upload(page, picture)
    generate(page)
    page.get_by_role("link", name="Share").click()
    page.get_by_label("Password").fill("open sesame")
    page.get_by_label("Show the code").check()
    page.get_by_role("button", name="Make a link").dblclick()
    expect(page.get_by_role("button", name="Revoke")).to_have_count(1)
    link = page.get_by_role("textbox", name="The link").input_value()
    for width, scheme in ((1440, "light"), (390, "dark")):
        context = browser.new_context(
            viewport={"width": width, "height": 844},
            color_scheme=scheme,  # type: ignore[arg-type]  # one of playwright's words
            bypass_csp=True,
        )
        visitor = context.new_page()
        visitor.goto(link)
        assert violations(visitor) == ""
        visitor.get_by_label("Password").fill("open sesame")
        visitor.get_by_label("Password").press("Enter")
        shown = visitor.frame_locator("iframe")
        expect(shown.get_by_role("heading", name="Sign in")).to_be_visible(timeout=20_000)
        visitor.get_by_role("button", name="Code", exact=True).press("Enter")
        expect(visitor.get_by_text("export default function App").first).to_be_visible()
        assert violations(visitor) == ""
        assert no_sideways_scroll(visitor)
        context.close()
