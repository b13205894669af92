"""Search over names, descriptions, tags, notes, words in pictures, messages and code: PostgreSQL's, or SQLite's FTS5.

Each piece of text has a row; its words are folded the same way for both databases: lower case, without accents.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from mockup2code.projects.models import Mockup, Piece, Project, SearchEntry, Version
from mockup2code.projects.words import words_of

MOST_LETTERS = 200_000
MOST_WORDS = 8
AROUND = 60
"""How many letters of a hit's surroundings are shown on either side."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a word was found: the text before it, the word, and the text after; `query` leads to its place."""

    piece: str
    title: str
    before: str
    word: str
    after: str
    query: str


def index_project(project: Project) -> None:
    """What a person has said of the project itself."""
    tags = " ".join(project.tags.values_list("name", flat=True))
    text = f"{project.name}\n{project.description}\n{tags}"
    _replace(project.pk, Piece.PROJECT, project.pk, [("", text)])


def index_mockup(mockup: Mockup) -> None:
    """Its name, its note, and the words that were read from it."""
    _replace(mockup.project_id, Piece.NOTE, mockup.pk, [(mockup.name, f"{mockup.name}\n{mockup.note}")])
    lines = (mockup.measurement or {}).get("texts", [])
    read = "\n".join(str(line["text"]) for line in lines)
    _replace(mockup.project_id, Piece.PICTURE, mockup.pk, [(mockup.name, read)])


def index_version(version: Version) -> None:
    """Its name and message; of the code, only the newest version's can be found."""
    title = f"Version {version.number}"
    _replace(version.project_id, Piece.VERSION, version.pk, [(title, f"{version.name}\n{version.message}")])
    newest = not Version.objects.filter(project=version.project_id, number__gt=version.number).exists()
    if newest:
        SearchEntry.objects.filter(project=version.project_id, piece=Piece.CODE).delete()
        _replace(version.project_id, Piece.CODE, version.pk, version.files.items())


def _replace(project_id: UUID, piece: Piece, of: UUID, texts: Iterable[tuple[str, str]]) -> None:
    SearchEntry.objects.filter(project=project_id, piece=piece, of=of).delete()
    SearchEntry.objects.bulk_create(entry(project_id, piece, of, title, text) for title, text in texts if text.strip())


def entry(project_id: UUID, piece: Piece, of: UUID, title: str, text: str) -> SearchEntry:
    """A row that is not saved yet."""
    return SearchEntry(
        project_id=project_id,
        piece=piece,
        of=of,
        title=title[:200],
        body=text[:MOST_LETTERS].replace("\0", ""),
        words=" ".join(words_of(text[:MOST_LETTERS])),
    )


def mentioning(sentence: str) -> Q:
    """Projects in which each of the words begins a word somewhere; a sentence without any word fits none."""
    words = words_of(sentence)[:MOST_WORDS]
    found = Q() if words else Q(pk__in=[])
    for word in words:
        found &= Q(pk__in=_entries_with(word).values("project"))
    return found


def _entries_with(word: str) -> QuerySet[SearchEntry]:
    return SearchEntry.objects.filter(words__begins=word)


def hits(sentence: str, project_ids: Sequence[UUID]) -> Mapping[UUID, Hit]:
    """For each of these projects, the first place in which one of the words is found."""
    words = words_of(sentence)[:MOST_WORDS]
    shown: dict[UUID, Hit] = {}
    for word in words:
        entries = _entries_with(word).filter(project__in=project_ids)
        for entry in entries.order_by("project", "pk").iterator(chunk_size=100):
            hit = _hit(entry, word)
            if hit and entry.project_id not in shown:
                shown[entry.project_id] = hit
    return shown


_PLACES = {Piece.NOTE: "mockup", Piece.PICTURE: "mockup", Piece.VERSION: "version", Piece.CODE: "version"}


def _hit(entry: SearchEntry, word: str) -> Hit | None:
    """The place in the text as it was written; None for the project's own words, which are shown anyhow."""
    piece = Piece(entry.piece)
    if piece is Piece.PROJECT:
        return None
    written = next((found for found in re.finditer(r"[^\W_]+", entry.body) if _begins(found.group(), word)), None)
    if written is None:
        return None
    start, end = written.span()
    return Hit(
        piece=piece.label,
        title=entry.title,
        before=entry.body[max(0, start - AROUND) : start],
        word=entry.body[start:end],
        after=entry.body[end : end + AROUND],
        query=f"?{_PLACES[piece]}={entry.of}",
    )


def _begins(written: str, word: str) -> bool:
    return "".join(words_of(written)).startswith(word)
