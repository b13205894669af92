"""The story as a file: JSON for programs, CSV for spreadsheets, in which nothing is a formula."""

import csv
import io
import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from mockup2code.story.models import Entries
from mockup2code.story.reading import Told, told

MOST = 50_000
"""How many entries a file holds, the newest; narrowing by days gives the others."""

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


def as_json(entries: Entries, *, addresses: bool) -> bytes:
    """All that an entry holds; `addresses` says whether the reader may see where people were."""
    rows = [{**_row(one, addresses=addresses), "data": one.entry.data} for one in _all(entries)]
    content = {"entries": rows, "complete": len(rows) < MOST}
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def as_csv(entries: Entries, *, addresses: bool) -> bytes:
    """With a byte order mark, without which Excel takes UTF-8 for something else."""
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow(COLUMNS)
    for one in _all(entries):
        writer.writerow([harmless(value) for value in _row(one, addresses=addresses).values()])
    return output.getvalue().encode("utf-8-sig", "replace")


def harmless(value: object) -> object:
    """The value, as text where a spreadsheet would take it for a formula; figures stay figures."""
    if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA):
        return f"'{value}"
    return value


def _all(entries: Entries) -> Iterator[Told]:
    rows = entries.select_related("actor").order_by("-pk")[:MOST].iterator(chunk_size=500)
    while some := list(islice(rows, 500)):
        yield from told(some)


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
