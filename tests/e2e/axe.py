"""The rules of WCAG 2.2 AA as axe checks them, in light and dark, and whether a page scrolls sideways."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Page

from tests.e2e.conftest import watched
from tests.servers import App

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""What another scheme can break: it changes nothing but colours."""
RUN = """only => axe.run(document, {
  runOnly: only, rules: only.type === "tag" ? { "target-size": { enabled: true } } : {},
  resultTypes: ["violations"], iframes: false,
})"""

# Colours go over to another scheme by way of transitions.
SETTLED = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const transitions = document.getAnimations().filter((one) => one instanceof CSSTransition);
  await Promise.allSettled(transitions.map((one) => one.finished));
}"""


@contextmanager
def page_of(browser: Browser, app: App, member: dict[str, object], width: int) -> Iterator[Page]:
    context = browser.new_context(
        base_url=app.url,
        storage_state=member,
        viewport={"width": width, "height": 900},
        reduced_motion="reduce",
        bypass_csp=True,
    )
    page, faults = watched(context)
    yield page
    context.close()
    assert faults == []


def violations(page: Page) -> str:
    """What axe finds in light, and of colours in dark, as text for the report of a failed test; empty for nothing."""
    return faults_in_light(page) + faults_in_dark(page)


def faults_in_light(page: Page) -> str:
    return _faults(page, "light", {"type": "tag", "values": RULES})


def faults_in_dark(page: Page) -> str:
    return _faults(page, "dark", {"type": "rule", "values": OF_COLOURS})


def _faults(page: Page, scheme: Literal["light", "dark"], only: dict[str, Any]) -> str:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    page.emulate_media(color_scheme=scheme)
    page.evaluate(SETTLED)
    found = page.evaluate(RUN, only)["violations"]
    if found:  # a busy machine may not have painted the scheme yet; what is wrong with the page stays
        page.wait_for_timeout(1000)
        found = page.evaluate(RUN, only)["violations"]
    rows = [{"in": scheme, "rule": one["id"], "nodes": [n["html"][:200] for n in one["nodes"]]} for one in found]
    return json.dumps(rows, indent=2) if rows else ""


def no_sideways_scroll(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
