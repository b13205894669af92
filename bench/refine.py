"""Refining in a real browser: from the press on Send to the first changed frame of the preview."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Frame, Page

from bench.pictures import screen
from bench.preview import chromium
from bench.tables import Row, ms, percentile, show
from tests.kimi_server import RunningServer, running_server
from tests.kimi_server.scenarios import ANSWER
from tests.servers import running_app

COMMAND = "python -m bench.refine"
TIMES = 15
WRITING_SECONDS = 1.0
"""A person needs at least so long to write a message; meanwhile the last version is measured and pictured."""
NAME = "Harbour"
"""The shop's, as the first answer has it."""
PASSWORD = "graph paper and ink"

WATCH = """(name) => {
  delete window.changed;
  const look = () => {
    if (document.body.innerText.includes(name)) window.changed = Date.now();
    else requestAnimationFrame(look);
  };
  look();
}"""

SEND = "() => { document.querySelector('[data-send]').click(); return Date.now(); }"


def main() -> None:
    with running_server() as model, workspace(model) as page:
        page.get_by_role("button", name="Generate", exact=True).click()
        finished(page)
        names = [NAME, *(f"Shop {number}" for number in range(1, TIMES + 1))]
        took = [refine(page, model, old, new) for old, new in pairwise(names)]
    rows = [
        Row("message to first changed frame, p50", ms(percentile(took, 0.5))),
        Row("p95", ms(percentile(took, 0.95)), "<= 400 ms"),
        Row("slowest", ms(max(took))),
    ]
    show(f"{TIMES} changes of a version, a model without delay", COMMAND, rows)


def refine(page: Page, model: RunningServer, old: str, new: str) -> float:
    """Seconds until the page has its other name."""
    line = '        <p className="text-lg font-semibold">{}</p>'
    pair = f"<<<<<<< SEARCH\n{line.format(old)}\n=======\n{line.format(new)}\n>>>>>>> REPLACE"
    model.app.texts["talk"] = f"```edit src/App.tsx\n{pair}\n```\n"
    page.get_by_role("textbox", name="Message").fill(f"Call it {new}.")
    time.sleep(WRITING_SECONDS)
    frame = preview(page)
    frame.evaluate(WATCH, new)
    sent = page.evaluate(SEND)
    frame.wait_for_function("() => window.changed", timeout=30_000)
    changed = frame.evaluate("() => window.changed")
    finished(page)
    return float(changed - sent) / 1000


def preview(page: Page) -> Frame:
    handle = page.locator("iframe[title='Preview of the generated page']").element_handle()
    frame = handle.content_frame()
    assert frame
    return frame


def finished(page: Page) -> None:
    """The run is over and its version is there to be changed."""
    page.locator("[data-status][data-state=finished]").wait_for(timeout=60_000)
    page.get_by_role("button", name="Send", exact=True).wait_for()
    page.wait_for_function("() => document.querySelector('[data-send]').ariaDisabled !== 'true'")


@contextmanager
def workspace(model: RunningServer) -> Iterator[Page]:
    """A project with one picture, and the model behind it."""
    model.app.texts["talk"] = ANSWER
    variables = {"MOONSHOT_API_KEY": "sk-scenario:good+talk", "MOONSHOT_BASE_URL": model.base_url}
    with tempfile.TemporaryDirectory() as folder, running_app(Path(folder), variables) as app, chromium() as browser:
        picture = Path(folder) / "Shop.png"
        picture.write_bytes(screen(1280, 800))
        page = browser.new_context(base_url=app.url, viewport={"width": 1440, "height": 900}).new_page()
        page.goto("/accounts/signup/")
        page.get_by_label("Email").fill("bench@example.org")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Create account").click()
        page.get_by_label("Choose a picture").set_input_files(picture)
        page.locator("[data-device][aria-pressed=true]").wait_for()
        yield page


if __name__ == "__main__":
    main()
