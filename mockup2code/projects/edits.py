"""Files that a person has edited by hand, checked before they become a version."""

import json
import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

MOST_FILES = 200
MOST_BYTES = 2_000_000
MAIN_FILE = "src/App.tsx"
_KEPT = "Nothing was saved; your changes are still in the editor."
TOO_MUCH = f"The files of a version have at most {MOST_BYTES // 1_000_000} MB together. {_KEPT}"
_PATH = re.compile(r"src(?:/[A-Za-z0-9_@-][A-Za-z0-9_.@-]{0,99}){1,6}")
_ENDING = re.compile(r"\.(?:tsx?|jsx?|css|json|md|svg)$")


class EditError(Exception):
    """The edited files can't become a version; `sentence` says why, for a person."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = f"{sentence} {_KEPT}"


@dataclass(frozen=True, slots=True)
class Edit:
    """The whole set of files after an edit of the version `parent`."""

    parent: UUID
    files: dict[str, str]
    message: str


def read_edit(body: bytes) -> Edit:
    """The edit in a JSON body; raises EditError where it is not one that can be kept."""
    try:
        sent = json.loads(body)
        parent, files, message = UUID(sent["parent"]), sent["files"], str(sent.get("message", ""))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise EditError("The edited files could not be read.") from None
    return Edit(parent, _checked(files), message.strip()[:300].replace("\0", ""))


def _checked(files: Any) -> dict[str, str]:
    if not isinstance(files, dict) or not all(isinstance(text, str) for text in files.values()):
        raise EditError("The edited files could not be read.")
    if MAIN_FILE not in files:
        raise EditError(f"The page needs {MAIN_FILE}: it is what the preview shows.")
    if len(files) > MOST_FILES:
        raise EditError(f"A version has at most {MOST_FILES} files.")
    for path, text in files.items():
        _check(path, text)
    if sum(len(text.encode()) for text in files.values()) > MOST_BYTES:
        raise EditError(f"The files of a version have at most {MOST_BYTES // 1_000_000} MB together.")
    return dict(files)


def _check(path: str, text: str) -> None:
    if not _PATH.fullmatch(path) or not _ENDING.search(path):
        raise EditError(
            f"“{path[:100]}” is no path for a file: it begins with src/, has plain names, and ends in .tsx, .ts, .css,"
            " .json, .md or .svg."
        )
    if "\0" in text or any("\ud800" <= c <= "\udfff" for c in text):
        raise EditError(f"{path} holds a character that text files can't have.")
