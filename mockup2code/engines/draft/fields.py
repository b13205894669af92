"""The fields of repeated things: what they are called, and which of them are one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a value is; the value names the field."""

    TEXT = "text"
    TITLE = "title"
    LABEL = "label"
    IMAGE = "image"
    ALT = "alt"
    LINK = "href"
    ID = "id"
    HINT = "placeholder"
    NAME = "name"
    VALUE = "value"
    CHECKED = "checked"
    TONE = "tone"


VARIABLE = {
    "src": Kind.IMAGE,
    "alt": Kind.ALT,
    "href": Kind.LINK,
    "id": Kind.ID,
    "label": Kind.LABEL,
    "htmlFor": Kind.ID,
    "placeholder": Kind.HINT,
    "aria-label": Kind.NAME,
    "defaultValue": Kind.VALUE,
    "defaultChecked": Kind.CHECKED,
    "className": Kind.TONE,
}
"""Attributes that may differ between the items of a list."""


_SILENT = (Kind.ALT, Kind.NAME, Kind.LINK)
"""Kinds that repeat what is read elsewhere."""


@dataclass(frozen=True, slots=True)
class Column:
    """A field, and which of an item's values is in it."""

    name: str
    place: int


def columns(kinds: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]) -> list[Column | None]:
    """For every value of an item the field that holds it; None where all items have the same.

    `kinds` are Kinds, or names that fields have already.
    """
    values = list(zip(*rows, strict=True))
    known: dict[tuple[str, ...], Column] = {}
    count: Counter[str] = Counter()
    words = len({v for kind, v in zip(kinds[0], values, strict=True) if kind is Kind.TEXT and len(set(v)) > 1})
    out: list[Column | None] = []
    for place, (kind, column) in enumerate(zip(kinds[0], values, strict=True)):
        if len(set(column)) == 1:
            out.append(None)
            continue
        if column not in known:
            spoken = [k for k, v in zip(kinds[0], values, strict=True) if v == column]
            base = _base(next((k for k in spoken if k not in _SILENT), kind), column, alone=words == 1)
            count[base] += 1
            known[column] = Column(base if count[base] == 1 else f"{base}{count[base]}", place)
        out.append(known[column])
    return out


def _base(kind: str, column: tuple[str, ...], *, alone: bool) -> str:
    """What a field is called by its kind, and words by what they are: figures, sentences, or else a label."""
    if kind is Kind.IMAGE and all(value.startswith("icon") for value in column):
        return "icon"
    if kind is not Kind.TEXT:
        return str(kind)
    figures = sum(any(c.isdigit() for c in value) and not any(c.isalpha() for c in value[:3]) for value in column)
    if figures == len(column):
        return "price" if any(c in value for value in column for c in "$€£") else "value"
    if sum(len(value) for value in column) > 48 * len(column):
        return "description"
    return "label" if alone else "text"
