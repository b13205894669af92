"""A version becomes a project that is safe to unpack, the same every time, and builds."""

import io
import json
import os
import re
import shutil
import struct
import subprocess
import zipfile
import zlib

import pytest

from mockup2code.engines.base import ALLOWED_LIBRARIES
from mockup2code.exports.project import ProjectError, project_files, zip_bytes

APP = """\
import { cva } from "class-variance-authority";
import { clsx } from "clsx";
import { motion } from "framer-motion";
import { Menu } from "lucide-react";
import { useState } from "react";
import { Area, AreaChart } from "recharts";
import { twMerge } from "tailwind-merge";
import logo from "./assets/logo.png";
import { Card } from "./components/Card";

const badge = cva("rounded-full", { variants: { tone: { calm: "bg-brand" } } });

export default function App() {
  const [open, setOpen] = useState(false);
  return (
    <main className={twMerge(clsx("p-8", open && "p-4"), badge({ tone: "calm" }))}>
      <button type="button" onClick={() => setOpen(!open)}>
        <Menu /> Menu
      </button>
      <img src={logo} alt="Logo" />
      <motion.div animate={{ opacity: 1 }} />
      <AreaChart width={200} height={80} data={[{ day: 1 }]}>
        <Area dataKey="day" />
      </AreaChart>
      <Card title="Beans" />
    </main>
  );
}
"""
CARD = "export function Card({ title }: { title: string }) {\n  return <h2>{title}</h2>;\n}\n"
THEME = '@import "tailwindcss";\n\n@theme {\n  --color-brand: #b3541e;\n}\n'


def png() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixel = zlib.compress(b"\x00\x80")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


def project(name="Home", **files) -> dict[str, bytes]:
    return project_files(name, {"src/App.tsx": "export default () => null;", **files}, {})


def test_the_generated_files_and_pictures_are_in_it():
    made = project_files("Home", {"src/App.tsx": APP, "src/components/Card.tsx": CARD}, {"src/assets/logo.png": png()})
    assert made["src/App.tsx"].decode() == APP
    assert made["src/components/Card.tsx"].decode() == CARD
    assert made["src/assets/logo.png"] == png()
    assert set(made) >= {"package.json", "index.html", "tsconfig.json", "vite.config.ts", "README.md", ".gitignore"}
    assert "gitignore" not in made


def test_every_version_is_exact_and_every_allowed_library_is_there():
    package = json.loads(project()["package.json"])
    assert set(ALLOWED_LIBRARIES) <= set(package["dependencies"])
    for version in (package["dependencies"] | package["devDependencies"]).values():
        assert version[0].isdigit()


def test_projects_differ_in_their_package_by_the_name_alone():
    first, second = (json.loads(project(name)["package.json"]) for name in ("Home", "Prices"))
    assert (first.pop("name"), second.pop("name")) == ("home", "prices")
    assert first == second


@pytest.mark.parametrize(
    ("name", "package_name"),
    [
        ("Café Größe 2", "cafe-groe-2"),
        ("vite", "vite-mockup"),
        ("../..", "mockup"),
        ("主页", "mockup"),
        ("_A.b", "a-b"),
    ],
)
def test_any_name_gives_a_package_name_that_npm_takes(name, package_name):
    assert json.loads(project(name)["package.json"])["name"] == package_name


def test_the_name_cannot_break_out_of_the_page_or_the_readme():
    made = project('</title><script>alert("1")</script>\n# [x](javascript:y)')
    assert b"<script>alert" not in made["index.html"]
    assert b"<title>&lt;/title&gt;&lt;script&gt;alert(&quot;1&quot;)" in made["index.html"]
    assert made["README.md"].startswith(b"# \\<")
    assert b"\n# [" not in made["README.md"]


def test_a_theme_of_its_own_replaces_the_scaffolds():
    assert project(**{"src/index.css": THEME})["src/index.css"].decode() == THEME
    assert b'@import "tailwindcss"' in project()["src/index.css"]


@pytest.mark.parametrize(
    ("family", "loaded"),
    [
        ('"Inter Variable", Inter, sans-serif', ["@fontsource-variable/inter/index.css"]),
        ('Roboto, "Roboto Variable", sans-serif', ["@fontsource-variable/roboto/index.css"]),
        ('"Open Sans", "Open Sans Variable", sans-serif', ["@fontsource-variable/open-sans/index.css"]),
        ("Lato, sans-serif", ["@fontsource/lato/400.css", "@fontsource/lato/700.css"]),
        ("Arial, sans-serif", []),
    ],
)
def test_the_font_of_the_theme_is_loaded_and_no_other(family, loaded):
    made = project(**{"src/index.css": f'@import "tailwindcss";\n\n@theme {{\n  --font-sans: {family};\n}}\n'})
    assert re.findall(r'import "(@fontsource[^"]+)";', made["src/main.tsx"].decode()) == loaded
    packages = json.loads(made["package.json"])["dependencies"]
    assert {"/".join(path.split("/")[:2]) for path in loaded} <= set(packages)
    assert ("comes with the project" in made["README.md"].decode()) == bool(loaded)


def test_without_a_theme_the_font_is_inter():
    assert b"@fontsource-variable/inter" in project()["src/main.tsx"]


def test_other_files_of_the_scaffold_stay_as_they_are():
    assert b"createRoot" in project(**{"src/main.tsx": "export {}"})["src/main.tsx"]


@pytest.mark.parametrize(
    "path",
    [
        "../src/evil.tsx",
        "src/../evil.tsx",
        "src/./evil.tsx",
        "/src/evil.tsx",
        "src//evil.tsx",
        "src\\evil.tsx",
        "src/..\\evil.tsx",
        "C:/src/evil.tsx",
        "src/con.tsx",
        "src/nul/evil.tsx",
        "src/evil.tsx.",
        "src/evil .tsx/ ",
        "src/.env",
        "src/evil.sh",
        "src/evil\x00.tsx",
        "src/evil.tsx\n",
        "package.json",
        "vite.config.ts",
        "src",
        "",
        "src/" + "a" * 200 + ".tsx",
    ],
)
def test_a_path_that_is_not_safe_is_refused(path):
    with pytest.raises(ProjectError, match="cannot be part of a project"):
        project(**{path: "evil"})
    with pytest.raises(ProjectError, match="cannot be part of a project"):
        project_files("Home", {"src/App.tsx": ""}, {path: b"evil"})


@pytest.mark.parametrize("path", ["src/app.tsx", "src/Main.tsx", "src/App.tsx/Part.tsx"])
def test_paths_that_would_be_in_each_others_way_are_refused(path):
    with pytest.raises(ProjectError):
        project(**{path: "export {}"})


def test_without_a_main_file_there_is_no_project():
    with pytest.raises(ProjectError, match=r"no src/App\.tsx"):
        project_files("Home", {"src/components/Card.tsx": CARD}, {})


def test_the_same_project_is_the_same_zip():
    files = {"src/App.tsx": APP, "src/components/Card.tsx": CARD}
    first = zip_bytes(project_files("Home", files, {}))
    second = zip_bytes(project_files("Home", dict(reversed(files.items())), {}))
    assert first == second


def test_the_zip_holds_the_project():
    made = project()
    with zipfile.ZipFile(io.BytesIO(zip_bytes(made))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == made
        assert archive.testzip() is None


def test_the_project_installs_type_checks_and_builds(tmp_path):
    npm = shutil.which("npm")
    assert npm, "npm is not on the PATH: this test needs Node 20.19 or later, as `make test` sets it up"
    files = {"src/App.tsx": APP, "src/components/Card.tsx": CARD, "src/index.css": THEME}
    archive = zip_bytes(project_files("Home page", files, {"src/assets/logo.png": png()}))
    with zipfile.ZipFile(io.BytesIO(archive)) as unpacked:
        unpacked.extractall(tmp_path)
    environment = os.environ | {"NO_COLOR": "1", "npm_config_audit": "false", "npm_config_fund": "false"}
    for command in (["install", "--prefer-offline"], ["run", "build"]):
        done = subprocess.run(
            [npm, *command], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    page = (tmp_path / "dist" / "index.html").read_text()
    assert "<title>Home page</title>" in page
    styles = "".join(sheet.read_text() for sheet in (tmp_path / "dist" / "assets").glob("*.css"))
    assert "#b3541e" in styles
    assert "Inter Variable" in styles
