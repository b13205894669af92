"""Generated files as a whole project: Vite, React, TypeScript and Tailwind around them, and a zip of it all."""

import html
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from mockup2code.engines.base import MAIN_FILE

_SCAFFOLD = Path(__file__).parent / "scaffold"
_RENAMED = {"gitignore": ".gitignore"}
_THEME = "src/index.css"
_TITLED = ("index.html", "README.md")
_FONTS = {
    "Inter": ("@fontsource-variable/inter/index.css",),
    "Roboto": ("@fontsource-variable/roboto/index.css",),
    "Open Sans": ("@fontsource-variable/open-sans/index.css",),
    "Lato": ("@fontsource/lato/400.css", "@fontsource/lato/700.css"),
}
"""The fonts that a project can bring, and what loads each."""

_FONT = re.compile(r"--font-sans:\s*[\"']?([A-Za-z ]+?)(?: Variable)?[\"']?\s*[,;]")
_SAFE_PATH = re.compile(r"src(?:/[A-Za-z0-9_@][A-Za-z0-9_@. -]*)+")
_SAFE_SUFFIXES = frozenset({".tsx", ".ts", ".css", ".json", ".svg", ".png", ".jpg", ".jpeg", ".webp"})
_LONGEST_PATH = 160
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


class ProjectError(Exception):
    """Files that cannot be made into a project; `sentence` tells a person why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def project_files(name: str, files: Mapping[str, str], assets: Mapping[str, bytes]) -> dict[str, bytes]:
    """A project that runs with `npm install && npm run dev`: path to content, sorted by path.

    `files` and `assets` lie under src/. Of the scaffold's own files they may replace src/index.css; a further
    file that the scaffold has is left out. Raises ProjectError for a path that is not safe to write.
    """
    title = " ".join(_printable(name).split()) or "Mockup"
    if MAIN_FILE not in files:
        raise ProjectError(f"This version has no {MAIN_FILE} yet, so there is nothing to run. Generate it again.")
    generated = {path: text.encode("utf-8", "replace") for path, text in files.items()} | dict(assets)
    for path in generated:
        check_path(path)
    project = _scaffold()
    for path in _TITLED:
        project[path] = project[path].replace(b"%TITLE%", _titled(path, title).encode())
    font = _font(project[_THEME] if _THEME not in generated else generated[_THEME])
    loads = "".join(f'import "{path}";\n' for path in _FONTS.get(font, ()))
    project["src/main.tsx"] = project["src/main.tsx"].replace(b"%FONT%", loads.encode())
    project["README.md"] = project["README.md"].replace(b"%FONT%", _said(font).encode())
    project["package.json"] = _package_json(project["package.json"], title)
    project |= {path: content for path, content in generated.items() if path == _THEME or path not in project}
    _check_together(project)
    return dict(sorted(project.items()))


def _font(theme: bytes) -> str:
    """The font that a theme asks for first; Inter where it asks for none."""
    asked = _FONT.search(theme.decode("utf-8", "replace"))
    return asked[1] if asked else "Inter"


def _said(font: str) -> str:
    return f"The font, {font}, comes with the project." if font in _FONTS else "The fonts are those of the system."


def check_path(path: str) -> None:
    """Raises ProjectError unless the path lies under src/, ends as project files do, and suits every disk."""
    parts = path.split("/")
    safe = (
        len(path) <= _LONGEST_PATH
        and _SAFE_PATH.fullmatch(path)
        and Path(path).suffix.lower() in _SAFE_SUFFIXES
        and not any(part.endswith((".", " ")) or _DEVICES.fullmatch(part) for part in parts)
    )
    if not safe:
        raise ProjectError(f"The file name {_printable(path)[:_LONGEST_PATH]!r} cannot be part of a project.")


def zip_bytes(project: Mapping[str, bytes]) -> bytes:
    """The project zipped; the same project gives the same bytes."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for path in sorted(project):
            entry = zipfile.ZipInfo(path, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, project[path])
    return output.getvalue()


def is_ours(package_json: bytes) -> bool:
    """Whether a package.json is that of a project made here, going by its description."""
    try:
        package = json.loads(package_json)
    except ValueError:
        return False
    return isinstance(package, dict) and package.get("description") == _description()


def _description() -> str:
    return str(json.loads(_scaffold()["package.json"])["description"])


@cache
def _scaffold_contents() -> tuple[tuple[str, bytes], ...]:
    paths = sorted(path for path in _SCAFFOLD.rglob("*") if path.is_file())
    names = [path.relative_to(_SCAFFOLD).as_posix() for path in paths]
    return tuple((_RENAMED.get(name, name), path.read_bytes()) for name, path in zip(names, paths, strict=True))


def _scaffold() -> dict[str, bytes]:
    return dict(_scaffold_contents())


def _check_together(project: Mapping[str, bytes]) -> None:
    """Disks that do not tell case apart, and folders, let two paths be in each other's way."""
    taken: dict[str, str] = {}
    for path in project:
        first = taken.setdefault(path.lower(), path)
        if first != path:
            raise ProjectError(f"The files {first} and {path} differ in case only, which not every disk can keep.")
    for path in project:
        parents = path.lower().split("/")[:-1]
        if any("/".join(parents[:count]) in taken for count in range(1, len(parents) + 1)):
            raise ProjectError(f"The file {path} lies in a folder that has the name of a file.")


def _package_json(template: bytes, title: str) -> bytes:
    package = json.loads(template)
    package["name"] = _package_name(title, {*package["dependencies"], *package["devDependencies"]})
    return (json.dumps(package, indent=2) + "\n").encode()


def _package_name(title: str, dependencies: set[str]) -> str:
    """A name that npm takes, and that is not the name of what the project depends on."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:60].strip("-") or "mockup"
    return f"{name}-mockup" if name in dependencies else name


def _titled(path: str, title: str) -> str:
    return html.escape(title) if path.endswith(".html") else re.sub(r"([\\`*_\[\]<>#&!|])", r"\\\1", title)


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)
