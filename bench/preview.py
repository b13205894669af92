"""How the preview follows code that streams: what it shows, how early, and how long an update takes."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.tables import Row, percentile, show
from tests.previews.hosting import FIXTURES, Hosted, Report, mount
from tests.servers import running_app

CHUNK = 80
LINES = 300
SLOWED = 4
EVERY = 5
"""Characters from one prefix to the next; that every single one compiles is what completer.test.ts tries."""

BEFORE_MS = 2000
"""How long a page is open before code comes: less than somebody needs to press a button and the model to answer."""

COMMAND = "python -m bench.preview"
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking")


@contextmanager
def chromium() -> Iterator[Browser]:
    executable = shutil.which("chromium")
    assert executable, "chromium is missing"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def host(browser: Browser, address: str) -> Iterator[Hosted]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield mount(context.new_page(), address)
    context.close()


def fixture(name: str) -> str:
    return (FIXTURES / f"{name}.tsx").read_text()


def long_component() -> str:
    """The shop with so many promises, each a line of its file, that the file has `LINES` lines."""
    source = fixture("Storefront").rstrip().removesuffix("];")
    missing = LINES - 1 - source.count("\n")
    return (
        source
        + "".join(f'  {{ title: "Promise {n}", text: "Kept since {1900 + n}." }},\n' for n in range(missing))
        + "];\n"
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, running_app(Path(folder)) as app, chromium() as browser:
        for title, source, slowed in (
            (f"{LINES} lines, main component first", long_component(), 1),
            (f"{LINES} lines, CPU slowed {SLOWED} times", long_component(), SLOWED),
            ("165 lines, helpers first", fixture("Dashboard"), 1),
        ):
            with host(browser, app.url) as hosted:
                updates(hosted, title, source, slowed)
        with host(browser, app.url) as hosted:
            prefixes(hosted)


def updates(hosted: Hosted, title: str, source: str, slowed: int) -> None:
    hosted.show({}, complete=False)
    hosted.page.wait_for_timeout(BEFORE_MS)
    session = hosted.page.context.new_cdp_session(hosted.frame)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    cuts = [*range(CHUNK, len(source), CHUNK), len(source)]
    reports = hosted.stream({"src/App.tsx": source}, "src/App.tsx", cuts)
    show(f"Preview of {title}, {len(cuts)} chunks", COMMAND, rows(reports, len(source), 50 if slowed > 1 else 16.7))


def rows(reports: list[Report], length: int, aim: float) -> list[Row]:
    held = [report["cut"] for report in reports if report["held"]]
    times = [report["updateMs"] for report in reports]
    painted = next((report["cut"] for report in reports if report["painted"]), length)
    return [
        Row("prefixes shown", f"{len(reports) - len(held)} of {len(reports)}", "all"),
        Row("first paint", f"{painted / length:.1%} of the stream", "< 10 %, main component first"),
        Row("update p50", f"{percentile(times, 0.5):.1f} ms"),
        Row("update p95", f"{percentile(times, 0.95):.1f} ms", f"<= {aim:g} ms"),
        Row("update slowest", f"{max(times):.1f} ms"),
    ]


def prefixes(hosted: Hosted) -> None:
    """Every file that the tests of the preview hold, one prefix after another."""
    hosted.unpaced()
    root = FIXTURES / "project"
    project = {path.relative_to(root).as_posix(): path.read_text() for path in sorted(root.rglob("*.*"))}
    wholes = [({"src/App.tsx": path.read_text()}, "src/App.tsx") for path in sorted(FIXTURES.glob("*.tsx"))]
    wholes += [(project, path) for path in project]
    tried, wrong = 0, list[str]()
    for files, path in wholes:
        reports = hosted.stream(files, path, [*range(1, len(files[path]), EVERY), len(files[path])])
        tried += len(reports)
        wrong += [f"{path}:{report['cut']}" for report in reports if report["problems"] or report["held"]]
    rows = [Row("prefixes that show an error", f"{len(wrong)} of {tried}", "0")]
    rows += [Row("the first", wrong[0])] if wrong else []
    show(f"Preview of {len(wholes)} files, a prefix every {EVERY} characters", COMMAND, rows)


if __name__ == "__main__":
    main()
