"""How the preview follows code that streams: what it shows, how early, and how long an update takes."""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.tables import Row, percentile, show
from tests.previews.hosting import FIXTURES, Report, mount
from tests.servers import running_app

CHUNK = 80
COMMAND = "python -m bench.preview"
COMPONENTS = {"Storefront": "main component first", "Dashboard": "helpers first", "SignUp": "helpers first"}
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking")


def main() -> None:
    executable = shutil.which("chromium")
    assert executable, "chromium is missing"
    with tempfile.TemporaryDirectory() as folder, running_app(Path(folder)) as app, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        for name, order in COMPONENTS.items():
            measure(browser, app.url, name, order)
        browser.close()


def measure(browser: Browser, address: str, name: str, order: str) -> None:
    source = (FIXTURES / f"{name}.tsx").read_text()
    cuts = [*range(CHUNK, len(source), CHUNK), len(source)]
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    hosted = mount(context.new_page(), address)
    hosted.show({}, complete=False)
    reports = hosted.stream({"src/App.tsx": source}, "src/App.tsx", cuts)
    lines = source.count("\n")
    show(f"Preview of {lines} lines in {len(cuts)} chunks, {order}", COMMAND, rows(reports, len(source)))
    context.close()


def rows(reports: list[Report], length: int) -> list[Row]:
    held = [report["cut"] for report in reports if report["held"]]
    times = [report["updateMs"] for report in reports]
    painted = next((report["cut"] for report in reports if report["painted"]), length)
    return [
        Row("prefixes shown", f"{len(reports) - len(held)} of {len(reports)}", "all"),
        Row("first paint", f"{painted / length:.1%} of the stream", "< 20 %, main component first"),
        Row("update p50", f"{percentile(times, 0.5):.1f} ms"),
        Row("update p95", f"{percentile(times, 0.95):.1f} ms", "<= 33 ms"),
        Row("update slowest", f"{max(times):.1f} ms"),
    ]


if __name__ == "__main__":
    main()
