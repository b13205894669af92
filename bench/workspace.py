"""The workspace in a real browser: what its pages weigh, how soon it can be used, its figure, a long history."""

import gzip
import sqlite3
import tempfile
import time
import uuid
from pathlib import Path

from playwright.sync_api import Page

from bench.pictures import screen
from bench.preview import chromium, fixture
from bench.tables import Row, ms, percentile, show
from tests.previews.hosting import mount
from tests.servers import ROOT, App, running_app
from tests.visitor import Visitor

COMMAND = "python -m bench.workspace"
VERSIONS = 1000
TIMES = 7
LIMITS = {
    "dashboard": (("site.js",), 60),
    "workspace": (("site.js", "workspace.js"), 260),
    "frame": (("preview.js",), 230),
}
"""The scripts of each page, and their limit in kilobytes of gzip."""

# When the waiting sign went away, on the page's own clock.
DRAWN = """() => {
  const sign = () => document.querySelector("[data-stage-empty]");
  const look = () => {
    if (sign()?.hidden) window.drawn = performance.now();
    else requestAnimationFrame(look);
  };
  document.addEventListener("DOMContentLoaded", look);
}"""

# From the key to the frame after the one in which the list is laid out.
OPEN_HISTORY = """() => new Promise((done) => {
  const from = performance.now();
  document.querySelector(".workspace-toolbar [data-history-toggle]").click();
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - from)));
})"""

LOOK = """async (times) => {
  const took = [];
  for (let n = 0; n < times; n += 1) {
    const from = performance.now();
    window.seen = (await preview.host.look()).seen;
    took.push(performance.now() - from);
  }
  return [took, window.seen];
}"""


def main() -> None:
    weigh()
    with tempfile.TemporaryDirectory() as folder, running_app(Path(folder)) as app, chromium() as browser:
        visitor = Visitor(app.url)
        mockup = visitor.upload(screen(1280, 800))
        run = visitor.watch(visitor.generate(mockup))
        assert run.end, "the run did not end"
        version = str(run.end["version"])
        context = browser.new_context(base_url=app.url, viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": c.name, "value": c.value or "", "url": app.url} for c in visitor.http.cookies])
        page = context.new_page()
        figure(page, app, visitor, mockup)
        address = f"/projects/{project_of(app, version)}/"
        use(page, address)
        fill(app, version)
        history(page, address)


def weigh() -> None:
    dist = ROOT / "static" / "dist"
    rows = []
    for page, (names, limit) in LIMITS.items():
        weight = sum(len(gzip.compress((dist / name).read_bytes(), 9)) for name in names) / 1000
        rows.append(Row(f"{page} ({', '.join(names)})", f"{weight:.0f} KB", f"<= {limit} KB"))
    show("Scripts, gzip", COMMAND, rows)


def figure(page: Page, app: App, visitor: Visitor, mockup: str) -> None:
    """The frame tells what is seen, the server answers the figure."""
    hosted = mount(page, app.url)
    hosted.show_app(fixture("Storefront"))
    looks, seen = page.evaluate(LOOK, TIMES)
    headers = {"X-CSRFToken": visitor.http.cookies.get("csrftoken") or "", "Referer": app.url}
    scores = []
    for _ in range(TIMES + 1):
        started = time.perf_counter()
        visitor.http.post(f"{app.url}/mockups/{mockup}/fidelity/", json=seen, headers=headers).raise_for_status()
        scores.append(1000 * (time.perf_counter() - started))
    both = percentile(looks, 0.5) + percentile(scores[1:], 0.5)
    rows = [
        Row("what is seen, in the frame, p50", f"{percentile(looks, 0.5):.0f} ms"),
        Row("the figure, from the server, p50", f"{percentile(scores[1:], 0.5):.0f} ms"),
        Row("both", f"{both:.0f} ms", "<= 60 ms"),
    ]
    show("Fidelity of a page of 250 lines", COMMAND, rows)


def use(page: Page, address: str) -> None:
    page.add_init_script(f"({DRAWN})()")
    times = []
    for _ in range(TIMES):
        page.goto(address)
        page.wait_for_function("() => window.drawn !== undefined")
        times.append(page.evaluate("() => window.drawn") / 1000)
    rows = [Row("preview drawn after a warm load, median", ms(percentile(times[1:], 0.5)), "<= 1000 ms")]
    show("The workspace", COMMAND, [*rows, Row("slowest", ms(max(times[1:])))])


def fill(app: App, version: str) -> None:
    """Versions made from one another, as copies of the first."""
    with sqlite3.connect(app.data_dir / "mockup2code.sqlite3") as database:
        database.row_factory = sqlite3.Row
        first = dict(
            database.execute("select * from projects_version where id = ?", [uuid.UUID(version).hex]).fetchone()
        )
        names = list(first)
        parent = first["id"]
        rows = []
        for number in range(2, VERSIONS + 1):
            row = {**first, "id": uuid.uuid4().hex, "number": number, "parent_id": parent, "picture": ""}
            rows.append([row[name] for name in names])
            parent = row["id"]
        marks = ", ".join("?" for _ in names)
        database.executemany(f"insert into projects_version ({', '.join(names)}) values ({marks})", rows)


def history(page: Page, address: str) -> None:
    answers, opened = [], []
    for _ in range(TIMES):
        started = time.perf_counter()
        page.request.get(f"{address}history/")
        answers.append(time.perf_counter() - started)
        page.goto(address)
        page.wait_for_function("() => window.drawn !== undefined")
        opened.append(page.evaluate(OPEN_HISTORY) / 1000)
    rows = [
        Row("the list from the server, median", ms(percentile(answers, 0.5)), "<= 500 ms"),
        Row("pressed to painted, median", ms(percentile(opened, 0.5)), "<= 500 ms"),
    ]
    show(f"A history of {VERSIONS} versions", COMMAND, rows)


def project_of(app: App, version: str) -> uuid.UUID:
    with sqlite3.connect(app.data_dir / "mockup2code.sqlite3") as database:
        query = "select project_id from projects_version where id = ?"
        return uuid.UUID(database.execute(query, [uuid.UUID(version).hex]).fetchone()[0])


if __name__ == "__main__":
    main()
