"""Entries of a run's log as they travel within a process."""

from collections.abc import Sequence
from typing import Any

from mockup2code.generations.models import EventKind

LogEntry = tuple[int, int, str, dict[str, Any]]
"""seq, attempt, kind, data"""


def joined(rows: Sequence[LogEntry]) -> list[LogEntry]:
    """The same log in fewer entries: text that follows on itself as one, under the seq of its last part."""
    entries: list[LogEntry] = []
    for row in rows:
        if entries and _continues(entries[-1], row):
            text = entries[-1][3]["text"] + row[3]["text"]
            entries[-1] = (*row[:3], {**row[3], "text": text})
        else:
            entries.append(row)
    return entries


def _continues(before: LogEntry, entry: LogEntry) -> bool:
    same = entry[1] == before[1] and entry[2] == before[2] and entry[3].get("path") == before[3].get("path")
    return same and entry[2] in {EventKind.DELTA, EventKind.REASONING}
