"""The fields of repeated things: what they are called, and which of them are one."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
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

_UNSPOKEN = frozenset({Kind.IMAGE, *_SILENT, Kind.ID, Kind.CHECKED, Kind.TONE, "icon"})
"""Names of fields that hold no words to be read."""

_WORDS = ("title", "detail", "note", "caption")
"""What words are called that say nothing of what they are, in the order in which they are read."""

_FORMS = (
    ("email", re.compile(r"\S+@\S+\.\w+")),
    ("share", re.compile(r"[+-]?[\d.,]+ ?%")),
    ("phone", re.compile(r"\+?\(?\d[\d ()/-]{6,}")),
    ("time", re.compile(r"(?:\d{1,2}:\d\d.*|.+ ago)", re.IGNORECASE)),
    (
        "date",
        re.compile(
            r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|(?=.*\d)(?:.*\s)?"
            r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?(?:\s.*)?",
            re.IGNORECASE,
        ),
    ),
)
"""What words are that have one form in all items."""


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
    places: dict[tuple[str, ...], int] = {}
    for place, column in enumerate(values):
        if len(set(column)) > 1:
            places.setdefault(column, place)
    bases = {place: _base(_kind(kinds[0], values, column), column) for column, place in places.items()}
    names = _worded(bases)
    for place, base in bases.items():
        if base in _UNSPOKEN:
            names[place] = base if base not in names.values() else _beside(place, base, names)
    taken: Counter[str] = Counter()
    for place, name in sorted(names.items()):
        taken[name] += 1
        names[place] = name if taken[name] == 1 else f"{name}{taken[name]}"
    return [Column(names[places[c]], places[c]) if c in places else None for c in values]


def _kind(kinds: Sequence[str], values: Sequence[tuple[str, ...]], column: tuple[str, ...]) -> str:
    """The kind of a column; of several that hold the same the one that is read."""
    same = [kind for kind, other in zip(kinds, values, strict=True) if other == column]
    return next((kind for kind in same if kind not in _SILENT), same[0])


def _worded(bases: Mapping[int, str]) -> dict[int, str]:
    """The names of the fields that hold words, each once as far as there are names."""
    names: dict[int, str] = {}
    plain = [place for place, base in bases.items() if base == Kind.TEXT]
    free = [name for name in _WORDS if name not in bases.values()] if len(plain) > 1 else [str(Kind.LABEL)]
    for place, base in bases.items():
        if base in _UNSPOKEN:
            continue
        name = base if base != Kind.TEXT else (free[plain.index(place) :] or [str(Kind.TEXT)])[0]
        names[place] = name if name not in names.values() else f"{name}Detail"
    return names


def _beside(place: int, base: str, names: Mapping[int, str]) -> str:
    """What a second picture, address or tone is called: by the words that it stands before, or else behind."""
    spoken = {p: name for p, name in names.items() if name not in _UNSPOKEN}
    after, before = [p for p in spoken if p > place], [p for p in spoken if p < place]
    if not spoken:
        return base
    return spoken[min(after) if after else max(before)] + base[0].upper() + base[1:]


def _base(kind: str, column: tuple[str, ...]) -> str:
    """What a field is called by its kind, and words by what they are: figures, sentences, or else words."""
    if kind is Kind.IMAGE and all(value.startswith("icon") for value in column):
        return "icon"
    if kind is not Kind.TEXT:
        return str(kind)
    words = [value.strip("\"'") for value in column]
    form = next((name for name, form in _FORMS if all(form.fullmatch(word) for word in words)), None)
    if form:
        return form
    figures = sum(any(c.isdigit() for c in value) and not any(c.isalpha() for c in value[:3]) for value in column)
    if figures == len(column):
        return "price" if any(c in value for value in column for c in "$€£") else "value"
    return "description" if sum(len(value) for value in column) > 48 * len(column) else str(Kind.TEXT)
