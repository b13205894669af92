"""Where in the project a file of the answer goes: the model's path, made safe."""

import re

from mockup2code.engines.base import MAIN_FILE

PATH = re.compile(r"[\w@./\\-]*[\w-]\.(?:[cm]?[jt]sx?|css|json|html?|md|svg)(?![\w.])")
ENDINGS = {"tsx": ".tsx", "jsx": ".tsx", "ts": ".ts", "js": ".ts", "css": ".css"}
PROVIDED = re.compile(r"(?:main|vite-env\.d|[\w-]+\.config)\.[cm]?[jt]sx?", re.IGNORECASE)
"""Files that every exported project has already."""
DRESS = re.compile(r"file(?:name)?|path|[\d.-]+", re.IGNORECASE)

LONGEST_LINE = 300
LONGEST_NAME = 60
DEEPEST = 4


def find_path(text: str) -> str | None:
    """The first thing in a line of text that reads like the path of a source file."""
    found = PATH.search(text[:LONGEST_LINE])
    return found[0] if found else None


def lone_path(line: str) -> str | None:
    """The path in a line that is nothing but one, dressed up: `### src/App.tsx`, `**File: src/App.tsx**`."""
    words = [word for word in re.split(r"[\s#>*`:()]+", line[:LONGEST_LINE]) if word and not DRESS.fullmatch(word)]
    return words[0] if len(words) == 1 and PATH.fullmatch(words[0]) else None


def safe_path(path: str) -> str | None:
    """A path below `src/` with plain names and an ending that the project takes; None for what it has no use for."""
    *folders, name = re.split(r"[/\\]+", path.strip().removeprefix("@/"))
    stem, _, ending = name.rpartition(".")
    suffix = ENDINGS.get(ending.lower())
    if suffix is None or PROVIDED.fullmatch(name):
        return None
    folders = [plain for folder in folders if (plain := _plain(folder))][:DEEPEST]
    if folders and folders[0].lower() == "src":
        folders = folders[1:]
    if not folders and stem.lower() == "app" and suffix != ".css":
        return MAIN_FILE
    return "/".join(["src", *folders, (_plain(stem) or "Part") + suffix])


def escapes(path: str) -> bool:
    """Whether a path says that it lies outside of `src/`: it is absolute, or climbs out."""
    names = re.split(r"[/\\]+", path.strip())
    return names[0] == "" or re.fullmatch(r"[A-Za-z]:", names[0]) is not None or ".." in names


def _plain(name: str) -> str:
    """One name of a path without anything that steers: dots at the front, spaces, signs."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", name)[:LONGEST_NAME].strip(".-")
