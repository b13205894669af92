"""Where a model's paths end up: below src/, or nowhere."""

import pytest

from mockup2code.engines.kimi.paths import safe_path


@pytest.mark.parametrize(
    ("named", "place"),
    [
        ("src/App.tsx", "src/App.tsx"),
        ("App.tsx", "src/App.tsx"),
        ("src/app.jsx", "src/App.tsx"),
        ("./src/components/Card.tsx", "src/components/Card.tsx"),
        ("@/components/Card.tsx", "src/components/Card.tsx"),
        ("components/Card.jsx", "src/components/Card.tsx"),
        ("src/lib/format.js", "src/lib/format.ts"),
        ("src/index.css", "src/index.css"),
        ("src\\components\\Card.tsx", "src/components/Card.tsx"),
        ("/etc/passwd.ts", "src/etc/passwd.ts"),
        ("../../../outside.tsx", "src/outside.tsx"),
        ("src/../../.ssh/key.ts", "src/ssh/key.ts"),
        ("src/.env.ts", "src/env.ts"),
        ("src/a b/Ca$rd.tsx", "src/a-b/Ca-rd.tsx"),
        ("src/部品.tsx", "src/Part.tsx"),
        ("a/b/c/d/e/f/g.ts", "src/a/b/c/d/g.ts"),
        ("src/" + "x" * 300 + ".tsx", "src/" + "x" * 60 + ".tsx"),
    ],
)
def test_paths_are_made_safe(named: str, place: str) -> None:
    assert safe_path(named) == place


@pytest.mark.parametrize(
    "named", ["package.json", "index.html", "README.md", "src/main.tsx", "vite.config.ts", "tailwind.config.js", "src"]
)
def test_files_that_the_project_has_or_does_not_take_have_no_place(named: str) -> None:
    assert safe_path(named) is None
