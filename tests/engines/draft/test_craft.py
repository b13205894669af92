"""The code is what a careful developer commits: Prettier, TypeScript's strict mode and ESLint find nothing in it."""

import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from mockup2code.engines.job import Shown
from mockup2code.vision.measurement import Box, Measurement, Shape
from tests.engines.draft.builders import blank, flow, line, measurement, result
from tests.engines.draft.pages import benefits, drawing, night, orders, plans, survey
from tests.engines.draft.readable import readability
from tests.engines.draft.test_colours import account
from tests.engines.draft.test_meaning import dashboard, form
from tests.engines.draft.test_safety import hostile_page
from tests.engines.draft.test_ways import ways

ROOT = Path(__file__).resolve().parents[3]
PAGES: tuple[Callable[[], Measurement], ...] = (
    orders, plans, benefits, survey, night, drawing, form, dashboard, account, hostile_page, ways,
)  # fmt: skip
STRICT = {
    "target": "ES2023",
    "lib": ["ES2023", "DOM", "DOM.Iterable"],
    "module": "ESNext",
    "moduleResolution": "bundler",
    "jsx": "react-jsx",
    "types": [],
    "strict": True,
    "noUnusedLocals": True,
    "noUncheckedIndexedAccess": True,
    "skipLibCheck": True,
    "noEmit": True,
}
PICTURES = 'declare module "*.png" {\n  const address: string;\n  export default address;\n}\n'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the engine writes for all pages, a folder for each."""
    root = tmp_path_factory.mktemp("pages")
    made = {page.__name__: result(page()) for page in PAGES}
    screens = {
        "Overview of all that is under way in the harbour": dashboard,
        "3 Orders": orders,
        "Night": night,
        "": form,
    }
    made["flow"] = flow([Shown(blank(), page(), name) for name, page in screens.items()])
    for name, written in made.items():
        for path, text in written.files.items():
            target = root / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    return root


def run(tool: str, *arguments: str, folder: Path) -> str:
    """What a tool of the project says about the folder."""
    command = [str(ROOT / "node_modules" / ".bin" / tool), *arguments]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=120, check=False, env={**os.environ, "CI": "1"}
    )
    return done.stdout + done.stderr if done.returncode else ""


def test_prettier_would_change_nothing(folder: Path) -> None:
    assert run("prettier", "--check", "**/src/**/*.{tsx,css}", folder=folder) == ""


def test_it_type_checks_under_strict(folder: Path) -> None:
    (folder / "pictures.d.ts").write_text(PICTURES)
    (folder / "tsconfig.json").write_text(json.dumps({"compilerOptions": STRICT, "include": ["."]}))
    assert run("tsc", "-p", ".", folder=folder) == ""


def test_eslint_with_jsx_a11y_finds_nothing(folder: Path) -> None:
    config = Path(__file__).with_name("eslint.config.mjs")
    assert run("eslint", "--no-config-lookup", "-c", str(config), ".", folder=folder) == ""


def test_eslint_would_find_what_is_wrong(tmp_path: Path) -> None:
    config = Path(__file__).with_name("eslint.config.mjs")
    (tmp_path / "Wrong.tsx").write_text("export const Wrong = ({ to }: { to: string }) => <img src={to} />;\n")
    assert "jsx-a11y/alt-text" in run("eslint", "--no-config-lookup", "-c", str(config), ".", folder=tmp_path)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_it_is_readable(page: Callable[[], Measurement]) -> None:
    found = readability(result(page()).files)
    assert found.arbitrary <= 0.25
    assert found.depth <= 12
    assert found.longest <= 200


@pytest.mark.parametrize("told", [False, True], ids=["by its lines", "as it was measured"])
def test_a_table_is_a_table_with_its_rows_as_data(told: bool) -> None:
    code = result(orders(told=told)).files["src/components/RecentOrdersTable.tsx"]
    assert re.search(r'<th\s+scope="col"[^>]*>\s*Customer\s*</th>', code)
    assert "{rows.map((row) => (" in code
    assert "key={row.order}" in code
    assert 'customer: "Ada Okafor"' in code
    assert "overflow-x-auto" in code
    assert re.findall(r"<h\d", code) == ["<h1"]


def test_cards_are_data_and_one_template() -> None:
    code = result(plans()).files["src/components/ChooseYourPlanCards.tsx"]
    assert code.count("<button") == code.count("<img") == 1
    assert '"Company"' in code
    assert "{cards.map((card) => (" in code
    assert "alt={card.title}" in code


def test_cards_whose_titles_look_different_are_data_all_the_same() -> None:
    names, weights = ("Lake House", "Green Tent", "Casa Duna", "2140"), (700, 700, 700, 400)
    cards = [Shape(Box(40 + 300 * i, 200, 280, 160), "#ffffff", "#e4e4e7", 8.0) for i in range(4)]
    texts = [line("Free this weekend", 40, 100, size=32)]
    for i, (name, weight) in enumerate(zip(names, weights, strict=True)):
        rows = (f"Somewhere in Finland, place {i}", f"{i} rooms with a stove", f"{i + 1} guests at most")
        texts += [line(name, 56 + 300 * i, 216, size=18, weight=weight)]
        texts += [line(row, 56 + 300 * i, 250 + 26 * n, size=14) for n, row in enumerate(rows)]
    code = "".join(result(measurement(texts, cards)).files.values())
    assert len(re.findall("<h[23]", code)) == 1
    assert re.search(r'title: "2140"', code)


def test_radio_buttons_of_one_question_are_one_group() -> None:
    code = "".join(result(survey()).files.values())
    groups = re.findall(r'name="(\w+)"', code)
    assert len(groups) == 4
    assert len(set(groups)) == 2


def test_a_form_is_sent_by_its_button() -> None:
    code = "".join(result(survey()).files.values())
    assert code.count("<form") == 1
    assert 'type="submit"' in code
    assert 'placeholder="Anything else?"' in code


def test_colours_that_tailwind_lacks_are_named_in_the_theme() -> None:
    files = result(plans()).files
    assert "  --color-brand: #6f42c1;\n" in files["src/index.css"]
    assert "bg-brand" in files["src/components/ChooseYourPlanCards.tsx"]
