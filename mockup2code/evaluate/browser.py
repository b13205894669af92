"""Opens built sites in Chromium and writes down what is seen on them."""

import asyncio
import mimetypes
import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from mockup2code.evaluate.building import COLLECTOR

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page, Route

HEIGHT = 800
NARROW = 375
"""The width of a phone, at which a page must not scroll sideways."""

_ADDRESS = "http://evaluated.invalid"
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)
_SETTLING, _RESIZING = 250, 100
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_OVERFLOWS = "document.documentElement.scrollWidth > window.innerWidth + 1"


class PageError(Exception):
    """A page that could not be looked at; the message is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen at the picture's width: the collector's report, a picture, and what the page threw."""

    report: dict[str, Any]
    png: bytes
    thrown: tuple[str, ...]
    narrow_overflow: bool


def missing_browser() -> str:
    """What opening pages lacks on this machine, as a sentence; "" where it lacks nothing."""
    try:
        import playwright.async_api  # noqa: F401, PLC0415 - a development dependency
    except ImportError:
        return "The package playwright is missing: it is installed with the development dependencies (`make test`)."
    if not executable():
        return "Chromium is missing: install it (Debian: apt-get install chromium) so that it is on the PATH."
    return ""


@asynccontextmanager
async def chromium() -> AsyncGenerator["Browser"]:
    """A browser, closed at the end."""
    from playwright.async_api import async_playwright  # noqa: PLC0415 - see above

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable(), args=list(_FLAGS))
        try:
            yield browser
        finally:
            await browser.close()


async def look_at(browser: "Browser", site: Path, width: int) -> Look:
    """Opens a built site at a width. The page reaches nothing but its own files. Raises PageError."""
    from playwright.async_api import Error  # noqa: PLC0415 - see above

    context = await browser.new_context(viewport={"width": width, "height": HEIGHT}, reduced_motion="reduce")
    try:
        page = await context.new_page()
        thrown: list[str] = []
        page.on("pageerror", lambda error: thrown.append(str(error)))
        await context.route("**/*", lambda route: _serve(route, site))
        return await _look(page, thrown)
    except Error as error:
        raise PageError(f"The page could not be looked at: {error.message.splitlines()[0]}") from error
    finally:
        await context.close()


async def _look(page: "Page", thrown: list[str]) -> Look:
    await page.goto(f"{_ADDRESS}/index.html", wait_until="load")
    await page.wait_for_timeout(_SETTLING)
    # On a busy machine fonts may come later than that, and words stand elsewhere until then.
    await page.evaluate("document.fonts.ready.then(() => true)")
    await page.evaluate(COLLECTOR.read_text())
    report = await page.evaluate("collectSeen()")
    png = await page.screenshot(full_page=True)
    await page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    await page.wait_for_timeout(_RESIZING)
    narrow_overflow = bool(await page.evaluate(_OVERFLOWS))
    return Look(report, png, tuple(dict.fromkeys(thrown)), narrow_overflow)


async def _serve(route: "Route", site: Path) -> None:
    """Answers with a file of the site; everything else is refused."""
    file = await asyncio.to_thread(_file, route.request.url, site)
    if file is None:
        await route.abort()
        return
    await route.fulfill(path=file, content_type=mimetypes.guess_type(file.name)[0] or "application/octet-stream")


def _file(url: str, site: Path) -> Path | None:
    elsewhere, _, path = url.partition(_ADDRESS + "/")
    file = (site / unquote(path.partition("?")[0])).resolve()
    return file if not elsewhere and file.is_relative_to(site.resolve()) and file.is_file() else None


def executable() -> str | None:
    """The path of Chromium, where there is one."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)
