"""The story as a file, however long it is: JSON for programs, CSV for spreadsheets, in which nothing is a formula.

A file is made in parts, each from its own page of entries, so that neither memory nor a transaction holds all of it.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from mockup2code.story.models import Entries
from mockup2code.story.reading import Told, told

A_PART = 500

COLUMNS = (
    "id",
    "time",
    "actor",
    "address",
    "kind",
    "sentence",
    "project",
    "project_name",
    "object",
    "object_name",
    "engine",
    "model",
    "outcome",
    "seconds",
    "tokens",
    "cost_usd",
    "fidelity",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - spreadsheets take them, too
_ISOLATES = str.maketrans("", "", "\u2068\u2069")


def as_json(entries: Entries, *, addresses: bool) -> Iterator[bytes]:
    """All that an entry holds; `addresses` says whether the reader may see where people were.

    `complete` stands at the end: a file that broke off on its way does not have it.
    """
    before = '{"entries": [\n'
    for some in _pages(entries):
        rows = [{**_row(one, addresses=addresses), "data": one.entry.data} for one in some]
        yield (before + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)).encode("utf-8", "replace")
        before = ",\n"
    yield (f'{before if before.startswith("{") else ""}\n], "complete": true}}\n').encode()


def as_csv(entries: Entries, *, addresses: bool) -> Iterator[bytes]:
    """With a byte order mark, without which Excel takes UTF-8 for something else."""
    yield _lines([COLUMNS]).encode("utf-8-sig")
    for some in _pages(entries):
        rows = [[harmless(value) for value in _row(one, addresses=addresses).values()] for one in some]
        yield _lines(rows).encode("utf-8", "replace")


def _lines(rows: Iterable[Sequence[object]]) -> str:
    output = io.StringIO()
    csv.writer(output).writerows(rows)
    return output.getvalue()


def harmless(value: object) -> object:
    """The value, as text where a spreadsheet would take it for a formula; figures stay figures."""
    if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA):
        return f"'{value}"
    return value


def _pages(entries: Entries) -> Iterator[list[Told]]:
    """Newest first, each page after the last entry of the one before."""
    rest = entries.select_related("actor").order_by("-pk")
    some = list(rest[:A_PART])
    while some:
        yield told(some)
        some = list(rest.filter(pk__lt=some[-1].pk)[:A_PART])


def _row(one: Told, *, addresses: bool) -> dict[str, Any]:
    entry, data = one.entry, one.entry.data
    values = (
        entry.pk,
        entry.created.isoformat(),
        one.who,
        entry.address if addresses else None,
        entry.kind,
        one.sentence.translate(_ISOLATES),
        str(entry.project) if entry.project else None,
        entry.project_name,
        entry.object_id,
        entry.object_name,
        data.get("engine"),
        data.get("model"),
        data.get("outcome"),
        data.get("seconds"),
        data.get("tokens"),
        data.get("cost"),
        one.fidelity,
    )
    return dict(zip(COLUMNS, values, strict=True))
