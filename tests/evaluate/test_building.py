"""Building projects with the product's packages, and looking at what was built."""

import json

import pytest

from mockup2code.evaluate.building import BuildError, build
from tests.evaluate.sites import looked_at, project

COLUMN = 'export default function App() {\n  return <h1 className="mt-3 text-2xl text-red-500">Hello</h1>;\n}\n'


async def test_a_built_page_looks_as_its_classes_say(tmp_path):
    build(project(tmp_path / "page", COLUMN), tmp_path / "site")
    look = await looked_at(tmp_path / "site")
    (text,) = look.report["texts"]
    assert (text["text"], text["size"], text["color"]) == ("Hello", 24, "rgb(251, 44, 54)")
    left, top, *_ = text["box"]
    assert (left, top // 4) == (0, 3)
    assert (look.thrown, look.narrow_overflow) == ((), False)


def test_every_font_that_a_project_may_have_builds(tmp_path):
    page = project(tmp_path / "page", COLUMN)
    packages = json.loads((page / "package.json").read_text())["dependencies"]
    fonts = sorted(name for name in packages if name.startswith("@fontsource"))
    assert fonts
    main = page / "src" / "main.tsx"
    main.write_text("".join(f'import "{font}/index.css";\n' for font in fonts) + main.read_text())
    build(page, tmp_path / "site")
    assert list((tmp_path / "site").glob("*.woff2"))


def test_the_first_errors_of_what_does_not_build_are_told(tmp_path):
    app = 'import { gone } from "./gone";\nexport default () => <p>{gone}</p>;\n'
    with pytest.raises(BuildError, match=r"src/App\.tsx:1: Could not resolve"):
        build(project(tmp_path / "page", app), tmp_path / "site")


async def test_what_a_page_throws_is_told_once(tmp_path):
    build(project(tmp_path / "page", "export default () => { throw new Error('no way'); };\n"), tmp_path / "site")
    look = await looked_at(tmp_path / "site")
    assert look.thrown == ("no way",)
    assert look.report["texts"] == []


async def test_a_page_that_scrolls_sideways_on_a_phone_is_told(tmp_path):
    app = 'export default () => <div className="w-150 bg-red-500">Wide</div>;\n'
    build(project(tmp_path / "page", app), tmp_path / "site")
    look = await looked_at(tmp_path / "site")
    assert (look.narrow_overflow, look.report["structure"]["overflow"]) == (True, False)


async def test_a_page_reaches_nothing_but_its_own_files(tmp_path):
    app = """import { useEffect, useState } from "react";
export default () => {
  const [said, say] = useState("asking");
  useEffect(() => {
    const ask = (path: string) => fetch(path).then((answer) => answer.text().then(() => "reached"), () => "refused");
    Promise.all(["/main.css", "http://127.0.0.1:1/", "/../../secret"].map(ask)).then((all) => say(all.join(" ")));
  }, []);
  return <p>{said}</p>;
};
"""
    (tmp_path / "secret").write_text("secret")
    build(project(tmp_path / "page", app), tmp_path / "site")
    look = await looked_at(tmp_path / "site")
    assert look.report["texts"][0]["text"] == "reached refused refused"
