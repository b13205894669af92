"""Reads a model's answer as it streams: which text is code of which file, which changes one, and which is prose.

The text may come cut at any place; what comes out, put together, is the same for every way of cutting it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mockup2code.engines.base import MAIN_FILE, Delta, FileStart, Message
from mockup2code.engines.kimi.edits import OPENING, SEARCH, Edit, EditReader, Outside, Removal
from mockup2code.engines.kimi.paths import escapes, find_path, lone_path, safe_path

Piece = FileStart | Delta | Edit | Removal | Outside | Message

STYLES_FILE = "src/index.css"
EDIT, DELETE = "edit", "delete"
"""What the info string of a fence begins with that changes a file, or removes it."""
SCRIPTS = {"tsx", "jsx", "ts", "js", "typescript", "javascript", "typescriptreact", "javascriptreact", "react"}

FENCE = re.compile(r" {0,3}(?P<mark>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)")
MAYBE_FENCE = re.compile(r" {0,3}(?:`{0,2}|~{0,2}|`{3,}[^`]*|~{3,}.*)")
"""The beginning of a line that is a fence or can still become one: held back until the line is whole."""

MODULE_LINE = (
    r"""import\s+(?:type\s|["'{*]|\w+\s*(?:,|from\s)).*|export\s+(?:default|const|function)\s.*|["']use client["'];?"""
)
BARE_CODE = re.compile(MODULE_LINE)
"""A line with which code begins in the middle of prose, without any fence."""

CODE = re.compile(MODULE_LINE + r"|(?:const|let|type|interface|function|class)\s+[\w$]+.*[={(<].*|/[/*].*")
"""A first line that says that a text without path or language is code."""


@dataclass(slots=True)
class Block:
    """The code block that is open: `mark` is its fence ("" for bare code), `path` the file that it writes.

    Without a path it is undecided (its first line will tell; `default` is where it goes by its language),
    or an aside that stays part of the prose. With one, it is `unbegun` until its first line tells whether it changes
    the file (then `edits` reads it) or writes it whole. What is `void` goes nowhere.
    """

    mark: str
    opening: str
    path: str | None = None
    undecided: bool = False
    default: str | None = None
    depth: int = 0
    unbegun: bool = False
    edits: EditReader | None = None
    void: bool = False


class AnswerParser:
    """Feed it text and pass on the pieces that it gives; `finish` gives what it still holds.

    `main` is the file that code without any path is taken for. Where files are `refined`, code without a path is an
    aside, for nobody must lose a file by it.
    """

    def __init__(self, main: str = MAIN_FILE, *, refined: bool = False) -> None:
        self._main = main
        self._refined = refined
        self._begun = False
        self._carried = ""
        self._line = ""
        self._passing = False
        self._block: Block | None = None
        self._prose: list[str] = []
        self._files: set[str] = set()

    @property
    def open_path(self) -> str | None:
        """The file that is still being written: an answer that ends here may lack its rest."""
        block = self._block
        fence = FENCE.fullmatch((self._line + self._carried).rstrip())
        closed = block and fence and fence["mark"].startswith(block.mark) and not fence["info"] and not block.depth
        return block.path if block and not closed and not block.void else None

    @property
    def is_changing(self) -> bool:
        """Whether the open block changes its file, rather than writing it."""
        return bool(self._block and (self._block.edits or self._block.unbegun))

    def feed(self, text: str) -> list[Piece]:
        """The pieces that this much more of the answer decides."""
        return _joined(self._feed(text))

    def finish(self) -> list[Piece]:
        """What was held back, once no more text comes."""
        return _joined(self._finish())

    def _feed(self, text: str) -> Iterator[Piece]:
        if not text:
            return
        if not self._begun:
            self._begun, text = True, text.removeprefix("\ufeff")
        text, self._carried = self._carried + text, ""
        if text.endswith("\r"):
            text, self._carried = text[:-1], "\r"
        *lines, rest = text.replace("\r\n", "\n").split("\n")
        for line in lines:
            yield from self._take(line + "\n")
        if rest:
            yield from self._take(rest)

    def _finish(self) -> Iterator[Piece]:
        if self._carried:
            yield from self._take(self._carried)
        if self._line:
            yield from self._whole_line()
        if self._block:
            yield from self._end(self._block)
        yield from self._say()

    def _take(self, text: str) -> Iterator[Piece]:
        """More of the line: code goes out at once, unless the line may turn out to be a fence."""
        path = self._block.path if self._block else None
        if path and self._passing:
            self._passing = not text.endswith("\n")
            yield Delta(path, text)
            return
        self._line += text
        if text.endswith("\n"):
            yield from self._whole_line()
        elif path and self._passes(self._line):
            text, self._line, self._passing = self._line, "", True
            yield from self._opened(path)
            yield Delta(path, text)

    def _passes(self, line: str) -> bool:
        """Whether this beginning of a line is code of the open file, however the line goes on."""
        block = self._block
        if MAYBE_FENCE.fullmatch(line) or block is None or block.edits or block.void:
            return False
        return not (block.unbegun and (not line.strip() or OPENING.startswith(line.lstrip()[: len(OPENING)])))

    def _opened(self, path: str) -> Iterator[Piece]:
        if self._block and self._block.unbegun:
            self._block.unbegun = False
            yield FileStart(path)

    def _whole_line(self) -> Iterator[Piece]:
        line, self._line = self._line, ""
        fence = FENCE.fullmatch(line.rstrip())
        if self._block:
            yield from self._inside(self._block, line, fence)
        elif fence:
            yield from self._open(line, fence["mark"], fence["info"].strip())
        elif self._is_bare_code(line.strip()):
            yield from self._begin(Block(mark="", opening=""), self._main)
            yield Delta(self._main, line)
        else:
            self._prose.append(line)

    def _is_bare_code(self, text: str) -> bool:
        if self._files or self._refined:
            return False
        silent = not any(line.strip() for line in self._prose)
        return bool((CODE if silent else BARE_CODE).fullmatch(text))

    def _inside(self, block: Block, line: str, fence: re.Match[str] | None) -> Iterator[Piece]:
        if fence and fence["mark"].startswith(block.mark):
            info = fence["info"].strip()
            if info and (not block.mark or find_path(info)):
                yield from self._end(block)
                yield from self._open(line, fence["mark"], info)
                return
            if not info and not block.depth:
                yield from self._end(block)
                self._close(block, line)
                return
            block.depth += 1 if info else -1
        if block.undecided and line.strip():
            yield from self._decide(block, line.strip())
        if block.path and block.unbegun and SEARCH.fullmatch(line):
            block.unbegun, block.edits = False, EditReader(block.path)
        if block.edits:
            edit = block.edits.feed(line)
            yield from [edit] if edit else []
        elif block.path and not (block.unbegun and not line.strip()):
            yield from self._opened(block.path)
            yield Delta(block.path, line)
        elif not (block.path or block.undecided or block.void):
            self._prose.append(line)

    def _end(self, block: Block) -> Iterator[Piece]:
        """What the end of a block decides."""
        edit = block.edits.finish() if block.edits else None
        if edit:
            yield edit
        elif block.path:
            yield from self._opened(block.path)
        self._block = None

    def _open(self, line: str, mark: str, info: str) -> Iterator[Piece]:
        """A fence begins: its path is in its info string, in the line above it, or will be told by its first line."""
        block = self._block = Block(mark, line)
        language = re.split(r"[^\w]", info, maxsplit=1)[0].lower()
        change = self._refined and language in {EDIT, DELETE}
        ours = not language or language in SCRIPTS or language == "css" or change
        named = find_path(info) or (self._take_heading() if ours else None)
        path = safe_path(named) if named else None
        if named and self._refined and (path is None or escapes(named)):
            block.void = True
            yield from self._say()
            yield Outside(named)
        elif path and change:
            yield from self._change(block, path, language)
        elif path:
            yield from self._begin(block, path)
        elif named or not ours:
            self._prose.append(line)
        else:
            block.undecided = True
            block.default = STYLES_FILE if language == "css" else self._main if language else None

    def _change(self, block: Block, path: str, what: str) -> Iterator[Piece]:
        yield from self._say()
        if what == DELETE:
            block.void = True
            yield Removal(path)
        else:
            block.path, block.edits = path, EditReader(path)

    def _take_heading(self) -> str | None:
        """The path that the last line of prose is, which then is no prose."""
        last = max((i for i, line in enumerate(self._prose) if line.strip()), default=None)
        named = lone_path(self._prose[last]) if last is not None else None
        if named and safe_path(named):
            del self._prose[last:]
            return named
        return None

    def _decide(self, block: Block, first: str) -> Iterator[Piece]:
        """Where a block without a path goes: where a comment says, else where its language says if nothing is there."""
        block.undecided = False
        named = find_path(first) if first.startswith(("//", "/*")) else None
        default = block.default or (self._main if CODE.fullmatch(first) else None)
        if self._refined:
            default = self._main if SEARCH.fullmatch(first) else None
        path = (safe_path(named) if named else None) or (default if default not in self._files else None)
        if path and not (self._refined and named and escapes(named)):
            yield from self._begin(block, path)
        else:
            self._prose.append(block.opening)

    def _begin(self, block: Block, path: str) -> Iterator[Piece]:
        yield from self._say()
        block.path = path
        self._block = block
        self._files.add(path)
        block.unbegun = self._refined
        if not self._refined:
            yield FileStart(path)

    def _close(self, block: Block, line: str) -> None:
        if not (block.path or block.undecided or block.void):
            self._prose.append(line)

    def _say(self) -> Iterator[Piece]:
        text = "".join(self._prose).strip()
        self._prose.clear()
        if text:
            yield Message(text)


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbouring deltas of one file as one."""
    joined: list[Piece] = []
    parts: list[str] = []
    path = ""
    for piece in pieces:
        if parts and not (isinstance(piece, Delta) and piece.path == path):
            joined.append(Delta(path, "".join(parts)))
            parts = []
        if isinstance(piece, Delta):
            path = piece.path
            parts.append(piece.text)
        else:
            joined.append(piece)
    if parts:
        joined.append(Delta(path, "".join(parts)))
    return joined
