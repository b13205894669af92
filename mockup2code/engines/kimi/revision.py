"""What the pieces of an answer make of the files, and what of it could not be done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mockup2code.engines.base import MAIN_FILE, Delta, Event, FileDropped, FileStart, Message, Result
from mockup2code.engines.kimi.answer import Piece
from mockup2code.engines.kimi.edits import Edit, EditError, Outside, Removal, placed


def restored(result: Result, files: Mapping[str, str]) -> Iterator[Event]:
    """What makes these files out of the result's, applied to it."""
    now = result.files
    events: list[FileStart | Delta | FileDropped] = [FileDropped(path) for path in now if path not in files]
    for path, text in files.items():
        if now.get(path) != text:
            events += [FileStart(path), Delta(path, text)]
    for event in events:
        result.apply(event)
        yield event


@dataclass(frozen=True, slots=True)
class Refused:
    """A change that was not made; `search` are the lines that it was to replace, where it was such a change."""

    path: str
    reason: str
    search: str = ""


class Revision:
    """Applies pieces to `result`, whose files it begins with. A change that cannot be made leaves its file alone."""

    def __init__(self, result: Result) -> None:
        self._result = result
        self.start = result.files
        self.refused: list[Refused] = []
        self.outside: list[str] = []
        """Files that the answer writes where none of the page may be, as the model calls them."""

    def continue_in(self, result: Result) -> None:
        """From now on another result is changed, whose files are the same."""
        self._result = result

    def apply(self, piece: Piece) -> Iterator[Event]:
        """The events of one piece, applied."""
        match piece:
            case Edit():
                yield from self._change(piece)
            case Removal(path):
                yield from self._remove(path)
            case Outside(path):
                self.outside.append(path)
            case Message():
                yield piece
            case _:
                self._result.apply(piece)
                yield piece

    def _change(self, edit: Edit) -> Iterator[Event]:
        text = self._result.text(edit.path) if self._result.has(edit.path) else None
        try:
            replacement = placed(edit, text)
        except EditError as error:
            self.refused.append(Refused(edit.path, error.reason, edit.search))
            return
        self._result.apply(replacement)
        yield replacement

    def _remove(self, path: str) -> Iterator[Event]:
        if path == MAIN_FILE:
            self.refused.append(Refused(path, "the page needs this file"))
        elif self._result.has(path):
            dropped = FileDropped(path)
            self._result.apply(dropped)
            yield dropped
