"""Words from a picture are words: they are never code, and what is written always parses."""

import subprocess
from pathlib import Path

import pytest

from mockup2code.engines.draft.names import Names, camel
from mockup2code.vision.measurement import Box, Control, ControlKind, Image, Shape
from tests.engines.draft.builders import app, line, measurement, result
from tests.engines.draft.test_meaning import dashboard, form

ROOT = Path(__file__).resolve().parents[3]
HOSTILE = "{alert(1)}</script><img src=x onerror=alert(1)> \"'`${x}\\ & ü 漢"


def hostile_page() -> object:
    box = Box(100, 300, 300, 40)
    return measurement(
        [line(HOSTILE, 100, 100), line(HOSTILE, 100, 200, size=30), line(HOSTILE, 110, 310, width=200)]
        + [line(HOSTILE + str(i), 700, 100 + 40 * i) for i in range(4)]
        + [line("\x00\u2028\u202e", 100, 400), line("*/ // {", 100, 500), line("}", 100, 550)],
        [Shape(box, "#ffffff", "#d1d5db", 4.0)],
        [Image(Box(100, 600, 64, 64), icon=True)],
        [Control(ControlKind.INPUT, box, HOSTILE), Control(ControlKind.SELECT, Box(100, 700, 200, 40), HOSTILE)],
    )


def parse(files: dict[str, str], folder: Path) -> str:
    """What esbuild says about the files; nothing where all of them parse."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")
    sources = [str(p) for p in folder.rglob("*.tsx")]
    command = [
        "node_modules/.bin/esbuild",
        *sources,
        f"--outdir={folder / 'out'}",
        "--jsx=automatic",
        "--log-level=warning",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    return done.stderr


def test_hostile_words_stay_words() -> None:
    page = app(hostile_page())  # type: ignore[arg-type]
    assert "{alert(1)}</script>" not in page.replace('{"{alert(1)}', "")
    assert "<img src=x" not in page
    assert "\\u003c/script>" in page


@pytest.mark.parametrize("page", [form, dashboard, hostile_page], ids=["form", "dashboard", "hostile"])
def test_every_file_parses(page: object, tmp_path: Path) -> None:
    files = result(page()).files  # type: ignore[operator]
    assert "src/App.tsx" in files
    assert parse(files, tmp_path) == ""


@pytest.mark.parametrize(
    "words", ["", "constructor", "class", "9 lives", "漢字", "a;b", "${x}", "__proto__", "default"]
)
def test_names_are_identifiers_whatever_the_words(words: str) -> None:
    name = camel(words)
    assert name.isascii()
    assert name.isidentifier()
    assert name not in {"class", "default"}


def test_no_name_is_given_twice() -> None:
    names = Names()
    given = [names.take(words) for words in ["Name", "name", "name 2", "name2", "Name", "name"]]
    assert len(set(given)) == len(given)
