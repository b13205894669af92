"""Search over names, descriptions, tags, notes, words in pictures, messages and code: PostgreSQL's, or SQLite's FTS5.

Each piece of text has a row, and all words of a project have one together, by which it is found. Words are folded the
same way for both databases: lower case, without accents.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Min, Q

from mockup2code.projects.models import Mockup, Piece, Project, SearchEntry, SearchText, Version
from mockup2code.projects.words import words_of

MOST_LETTERS = 200_000
MOST_BYTES = 300_000
"""Of all different words of a project; PostgreSQL refuses a vector of more than a megabyte."""
MOST_WORDS = 8
BEFORE, AFTER = 24, 80
"""How many letters are shown before and after a hit: few before it, since a card has room for two lines."""


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
    text = _lock(project.pk)
    _keep_project(project)
    _gather(text)


def index_mockup(mockup: Mockup) -> None:
    """Its name, its note, and the words that were read from it."""
    text = _lock(mockup.project_id)
    _keep_mockup(mockup)
    _gather(text)


def index_version(version: Version) -> None:
    """Its name and message; of the code, only the newest version's can be found."""
    text = _lock(version.project_id)
    _keep_version(version)
    newest = not Version.objects.filter(project=version.project_id, number__gt=version.number).exists()
    if newest:
        _keep_code(version)
    _gather(text)


def index_message(project_id: UUID, run_id: UUID, message: str) -> None:
    """What a person has asked for; it is shown with the first run that answers."""
    text = _lock(project_id)
    _replace(project_id, Piece.MESSAGE, run_id, [("", message)])
    _gather(text)


def index_all(project: Project) -> None:
    """Everything that a project holds but what was asked of runs, where none of it is indexed yet."""
    text = _lock(project.pk)
    _keep_project(project)
    for mockup in project.mockups.all():
        _keep_mockup(mockup)
    for version in project.versions.defer("files").order_by("number").iterator(chunk_size=500):
        _keep_version(version)
    newest = project.versions.order_by("-number").first()
    if newest:
        _keep_code(newest)
    _gather(text)


def _lock(project_id: UUID) -> SearchText:
    """The row that is found by the project's words: of those who change pieces of it, one comes after the other."""
    SearchText.objects.get_or_create(project_id=project_id, defaults={"words": ""})
    return SearchText.objects.select_for_update().get(project=project_id)


def _gather(text: SearchText) -> None:
    pieces = SearchEntry.objects.filter(project=text.project_id).order_by("pk").values_list("words", flat=True)
    words = " ".join({word: None for piece in pieces for word in piece.split()})
    text.words = words.encode()[:MOST_BYTES].decode(errors="ignore")
    text.save(update_fields=["words"])


def _keep_project(project: Project) -> None:
    tags = " ".join(project.tags.values_list("name", flat=True))
    text = f"{project.name}\n{project.description}\n{tags}"
    _replace(project.pk, Piece.PROJECT, project.pk, [("", text)])


def _keep_mockup(mockup: Mockup) -> None:
    _replace(mockup.project_id, Piece.NOTE, mockup.pk, [(mockup.name, f"{mockup.name}\n{mockup.note}")])
    lines = (mockup.measurement or {}).get("texts", [])
    read = "\n".join(str(line["text"]) for line in lines)
    _replace(mockup.project_id, Piece.PICTURE, mockup.pk, [(mockup.name, read)])


def _keep_version(version: Version) -> None:
    title = f"Version {version.number}"
    _replace(version.project_id, Piece.VERSION, version.pk, [(title, f"{version.name}\n{version.message}")])


def _keep_code(version: Version) -> None:
    SearchEntry.objects.filter(project=version.project_id, piece=Piece.CODE).delete()
    _replace(version.project_id, Piece.CODE, version.pk, version.files.items())


def _replace(project_id: UUID, piece: Piece, of: UUID, texts: Iterable[tuple[str, str]]) -> None:
    SearchEntry.objects.filter(project=project_id, piece=piece, of=of).delete()
    SearchEntry.objects.bulk_create(_entry(project_id, piece, of, title, text) for title, text in texts if text.strip())


def _entry(project_id: UUID, piece: Piece, of: UUID, title: str, text: str) -> SearchEntry:
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
    return Q(search_text__words__begin_each=" ".join(words)) if words else Q(pk__in=[])


def hits(sentence: str, project_ids: Sequence[UUID]) -> Mapping[UUID, Hit]:
    """For each of these projects, the first place in which one of the words is found.

    The project's own words are no such place: they are shown anyhow.
    """
    shown: dict[UUID, Hit] = {}
    for word in words_of(sentence)[:MOST_WORDS]:
        others = [key for key in project_ids if key not in shown]
        if not others:
            break
        begun = Q(words__startswith=word) | Q(words__contains=f" {word}")
        pieces = SearchEntry.objects.filter(begun, project__in=others).exclude(piece=Piece.PROJECT)
        first = pieces.order_by().values("project").annotate(first=Min("pk")).values("first")
        for entry in SearchEntry.objects.filter(pk__in=first).defer("words"):
            hit = _hit(entry, word)
            if hit:
                shown[entry.project_id] = hit
    return shown


_PLACES = {
    Piece.NOTE: "mockup",
    Piece.PICTURE: "mockup",
    Piece.MESSAGE: "generation",
    Piece.VERSION: "version",
    Piece.CODE: "version",
}


def _hit(entry: SearchEntry, word: str) -> Hit | None:
    """The place in the text as it was written."""
    piece = Piece(entry.piece)
    span = _found(entry.body, word)
    if span is None:
        return None
    start, end = span
    return Hit(
        piece=piece.label,
        title=entry.title,
        before=_end_of(entry.body[:start]),
        word=entry.body[start:end],
        after=entry.body[end : end + AFTER],
        query=f"?{_PLACES[piece]}={entry.of}",
    )


def _end_of(text: str) -> str:
    """Its last words, with a sign where others came before."""
    if len(text) <= BEFORE:
        return text
    end = text[-BEFORE:]
    return f"…{end.partition(' ')[2] or end}"


_WRITTEN = re.compile(r"[^\W_]+")


def _found(text: str, word: str) -> tuple[int, int] | None:
    """Where the first word that begins so starts and ends; plain letters need not be folded one by one."""
    if not text.isascii():
        spans = (found.span() for found in _WRITTEN.finditer(text))
        return next((span for span in spans if "".join(words_of(text[slice(*span)])).startswith(word)), None)
    plain, start = text.lower(), -1
    while (start := plain.find(word, start + 1)) >= 0:
        if start == 0 or not plain[start - 1].isalnum():
            written = _WRITTEN.match(text, start)
            return written.span() if written else None
    return None
