"""The whole command on drawn pictures, and its report in a real browser."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Browser, Page, expect, sync_playwright

from mockup2code.cli import main
from mockup2code.evaluate.browser import executable, missing_browser
from tests.evaluate.sites import draw_sign_in


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A labelled picture, the same without labels, and a file that is none."""
    folder = tmp_path_factory.mktemp("pictures")
    draw_sign_in(folder / "labelled.png")
    draw_sign_in(folder / "plain.png")
    (folder / "plain.json").unlink()
    (folder / "torn.png").write_bytes((folder / "plain.png").read_bytes()[:300])
    return folder


@pytest.fixture(scope="module")
def run(folder: Path) -> Result:
    arguments = ["evaluate", str(folder), "--engine", "draft", "--report", str(folder / "out" / "report.html")]
    (folder / "out").mkdir()
    return CliRunner().invoke(main, arguments, env={"MOONSHOT_API_KEY": ""})


@pytest.fixture(scope="module")
def browser(run: Result) -> Iterator[Browser]:
    """Opened after the command, and closed with the module, because an open one keeps an event loop."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture
def report(browser: Browser, folder: Path) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.goto((folder / "out" / "report.html").as_uri())
    yield page
    page.close()
    assert faults == []


def test_it_prints_the_figures_and_fails_for_the_torn_picture(run: Result):
    assert run.exit_code == 1, run.output
    table = dict(re.findall(r"^(labelled|plain|torn|mean) +([\d.-]+)", run.stdout, re.MULTILINE))
    assert table == {"labelled": "1.000", "plain": "1.000", "torn": "-", "mean": "1.000"}
    assert "missing 1" in run.stdout
    assert re.search(r"^torn: .*torn\.png", run.stderr, re.MULTILINE)
    assert run.stdout.splitlines()[-1].endswith("report.html")


def test_it_keeps_the_projects_and_what_was_seen(run: Result, folder: Path):
    kept = folder / "out" / "report-files"
    seen = json.loads((kept / "seen" / "labelled.json").read_text())
    assert (seen["page"]["width"], seen["structure"]["narrow_overflow"]) == (640, False)
    assert (kept / "seen" / "labelled.png").read_bytes().startswith(b"\x89PNG")
    assert (kept / "projects" / "plain" / "src" / "App.tsx").exists()
    assert not (kept / "seen" / "torn.json").exists()


def test_the_report_lists_the_worst_first_and_sorts(report: Page):
    names = report.locator("[data-row]")
    expect(names).to_have_count(3)
    expect(names.first).to_have_text("torn")
    report.get_by_role("button", name="picture", exact=True).click()
    expect(names).to_have_text(["labelled", "plain", "torn"])
    report.get_by_role("button", name="picture", exact=True).click()
    expect(names).to_have_text(["torn", "plain", "labelled"])
    report.get_by_role("searchbox").fill("LAB")
    expect(names).to_have_text(["labelled"])


def test_a_failed_picture_says_why(report: Page):
    report.get_by_role("link", name="torn").click()
    expect(report.get_by_role("heading", name="torn")).to_be_focused()
    expect(report.get_by_text("It stopped at reading")).to_be_visible()
    expect(report.get_by_text("There is no page.")).to_be_visible()


def test_it_goes_by_keyboard(report: Page):
    keys = report.keyboard
    keys.press("j")
    keys.press("j")
    keys.press("k")
    keys.press("j")
    keys.press("Enter")
    shown = report.locator("article h2").inner_text()
    assert shown in {"labelled", "plain"}
    expect(report.get_by_role("figure")).to_have_count(2)
    keys.press("2")
    expect(report.get_by_role("button", name="Overlay")).to_have_attribute("aria-pressed", "true")
    expect(report.get_by_role("slider", name="Opacity of the result")).to_be_visible()
    keys.press("3")
    expect(report.locator(".over")).to_have_css("mix-blend-mode", "difference")
    keys.press("r")
    expect(report.get_by_role("button", name="Marks")).to_have_attribute("aria-pressed", "false")
    expect(report.locator("[data-region]")).to_have_count(0)
    keys.press("k")
    expect(report.locator("article h2")).not_to_have_text(shown)
    keys.press("Escape")
    expect(report.get_by_role("searchbox")).to_be_visible()


def test_both_pictures_are_in_the_file(report: Page):
    report.get_by_role("link", name="labelled").click()
    images = report.locator("figure img")
    expect(images).to_have_count(2)
    sizes = images.evaluate_all("all => all.map(image => [image.naturalWidth, image.src.slice(0, 16)])")
    assert sizes == [[640, "data:image/webp;"]] * 2


@pytest.mark.parametrize("width", [360, 1280])
def test_it_fits_its_window(report: Page, width: int):
    report.set_viewport_size({"width": width, "height": 800})
    assert report.evaluate("document.documentElement.scrollWidth") == width
    report.get_by_role("link", name="labelled").click()
    assert report.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize(("pattern", "sentence"), [("*", "There is no PNG"), ("x*", "that matches x*")])
def test_a_folder_without_pictures_is_told(tmp_path: Path, pattern: str, sentence: str):
    said = CliRunner().invoke(main, ["evaluate", str(tmp_path), "--engine", "draft", "--only", pattern])
    assert said.exit_code == 2
    assert sentence in said.stderr


def test_a_missing_browser_is_told(monkeypatch: pytest.MonkeyPatch):
    assert missing_browser() == ""
    monkeypatch.setenv("PATH", "/nowhere")
    assert missing_browser().startswith("Chromium is missing: install it")


def test_kimi_needs_a_key(tmp_path: Path):
    arguments = ["evaluate", str(tmp_path), "--engine", "kimi"]
    said = CliRunner().invoke(main, arguments, env={"MOONSHOT_API_KEY": ""})
    assert said.exit_code == 2
    assert "needs a key" in said.stderr
