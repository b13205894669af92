"""Changes to files that are there already: search-and-replace blocks, read line by line and checked before they apply.

docs/edits.md describes the format.
"""

import re
from dataclasses import dataclass

from mockup2code.engines.base import Replacement

SEARCH = re.compile(r"<{5,9} ?SEARCH\s*")
DIVIDER = re.compile(r"={5,9}\s*")
REPLACE = re.compile(r">{5,9} ?REPLACE\s*")
OPENING = "<<<<<<< SEARCH"


@dataclass(frozen=True, slots=True)
class Edit:
    """Lines of a file, and those that take their place; both end in a newline where they are not empty.

    `lines` is None where the block broke off before its end.
    """

    path: str
    search: str
    lines: str | None


@dataclass(frozen=True, slots=True)
class Removal:
    """A file that is to go."""

    path: str


@dataclass(frozen=True, slots=True)
class Outside:
    """A file that the answer writes where no file of the page may be; `path` is as the model wrote it."""

    path: str


class EditError(Exception):
    """A block that cannot be applied; `reason` completes "it was not applied, because …"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True)
class EditReader:
    """The blocks within one fence, for the file at `path`: feed it whole lines.

    A block that begins before the last one ended takes its place: models that go on after a cut write it anew.
    """

    path: str
    _search: list[str] | None = None
    _lines: list[str] | None = None

    def feed(self, line: str) -> Edit | None:
        """The block that this line ends, if it ends one."""
        if SEARCH.fullmatch(line):
            self._search, self._lines = [], None
        elif self._search is None:
            return None
        elif REPLACE.fullmatch(line) and self._lines is not None:
            return self._whole()
        elif DIVIDER.fullmatch(line) and self._lines is None:
            self._lines = []
        else:
            (self._search if self._lines is None else self._lines).append(line)
        return None

    def finish(self) -> Edit | None:
        """The block that the end of the fence cut off, if one was open."""
        if self._search is None:
            return None
        search, self._search = "".join(self._search), None
        return Edit(self.path, search, None)

    def _whole(self) -> Edit:
        edit = Edit(self.path, "".join(self._search or ()), "".join(self._lines or ()))
        self._search = self._lines = None
        return edit


def placed(edit: Edit, text: str | None) -> Replacement:
    """Where the block changes the file; `text` is None where there is no such file. Raises EditError."""
    if text is None:
        raise EditError("there is no such file")
    if edit.lines is None:
        raise EditError("the block has no end")
    wanted = edit.search.removesuffix("\n")
    if not wanted.strip():
        raise EditError("its SEARCH part is empty")
    start = _line_start(text, wanted, 0)
    if start is None:
        raise EditError("its SEARCH part is not in the file, letter by letter")
    if _line_start(text, wanted, start + 1) is not None:
        raise EditError("its SEARCH part stands in the file more than once")
    end = start + len(wanted)
    if end < len(text):
        return Replacement(edit.path, start, len(wanted) + 1, edit.lines)
    return Replacement(edit.path, start, len(wanted), edit.lines.removesuffix("\n"))


def _line_start(text: str, wanted: str, begin: int) -> int | None:
    """The next place from `begin` on where these are whole lines of the text."""
    at = text.find(wanted, begin)
    while at >= 0:
        end = at + len(wanted)
        if (at == 0 or text[at - 1] == "\n") and (end == len(text) or text[end] == "\n"):
            return at
        at = text.find(wanted, at + 1)
    return None
