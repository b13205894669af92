"""How a run's log travels to the browser; docs/protocol.md describes it.

A frame is a JSON array of entries. An entry is `[seq, attempt, kind, data]`, or, for text that goes on in the file
that the entry before it (in this or an earlier frame of the same socket) named, just `[seq, text]`. A frame that is an
object tells the place in the queue.
"""

import json
from collections.abc import Iterable

from mockup2code.generations.entries import LogEntry
from mockup2code.generations.models import EventKind
from mockup2code.generations.turns import Place


def place_frame(place: Place) -> str:
    """What is no part of the log: where the run stands in the queue just now."""
    return json.dumps({"place": place.number, "waiting": place.waiting})


class Encoder:
    """Writes the frames of one socket; remembers which file the text last went to."""

    def __init__(self) -> None:
        self._file: tuple[int, str] | None = None

    def frame(self, entries: Iterable[LogEntry]) -> str:
        return json.dumps([self._entry(entry) for entry in entries], ensure_ascii=False, separators=(",", ":"))

    def _entry(self, entry: LogEntry) -> list[object]:
        seq, attempt, kind, data = entry
        if kind not in {EventKind.DELTA, EventKind.FILE}:
            return list(entry)
        file, self._file = self._file, (attempt, data["path"])
        if kind == EventKind.DELTA and file == self._file:
            return [seq, data["text"]]
        return list(entry)
