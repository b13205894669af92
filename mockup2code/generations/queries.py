"""Reads of runs and their logs, each within the teams of the person who asks; strangers get Http404."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from mockup2code.generations.entries import LogEntry, joined
from mockup2code.generations.models import EventKind, Generation, GenerationEvent, State
from mockup2code.projects.models import Mockup, Project, Version
from mockup2code.projects.queries import projects_of
from mockup2code.teams.models import User

BATCH = 500


def generations_of(user: User) -> QuerySet[Generation]:
    return Generation.objects.filter(mockup__project__in=projects_of(user))


def generation_for(user: User, generation_id: UUID) -> Generation:
    return get_object_or_404(
        generations_of(user).select_related("mockup__project__team", "created_by"), pk=generation_id
    )


def may_watch(user: User, generation_id: UUID) -> bool:
    return generations_of(user).filter(pk=generation_id).exists()


def runs_of(project: Project) -> QuerySet[Generation]:
    """The project's runs, with all that a page of one shows."""
    runs = Generation.objects.filter(mockup__project=project)
    runs = runs.select_related("mockup", "version", "created_by", "message__base")
    return runs.defer("mockup__measurement", "version__files", "message__base__files")


_LISTED = (
    *("mockup", "engine", "model", "state", "error_sentence", "flaws", "created", "finished", "created_by__email"),
    *(
        "input_tokens",
        "cached_tokens",
        "output_tokens",
        "first_token_seconds",
        "streaming_seconds",
        "cost",
        "estimated",
    ),
    "version__number",
)


def listed_runs_of(project: Project) -> QuerySet[Generation]:
    """The project's runs, newest first, with what a list of them shows."""
    runs = Generation.objects.filter(mockup__project=project).order_by("-created")
    return runs.select_related("version", "created_by").only(*_LISTED)


@dataclass(frozen=True, slots=True)
class LogBatch:
    """The next entries of a log; `more` says that there are further ones already, `ended` that none will come."""

    entries: list[LogEntry]
    more: bool
    ended: bool


Question = tuple[UUID, int]
"""A run, and the seq up to which its log is known."""


def logs_after(questions: Sequence[Question]) -> list[LogBatch]:
    """What each reader has not seen of its log, with one query where all of it is little: text that follows on itself
    is joined.
    """
    if len(questions) == 1:
        return [_log_after(*questions[0])]
    unseen = Q()
    for generation_id, seq in questions:
        unseen |= Q(generation_id=generation_id, seq__gt=seq)
    fields = ("generation_id", "seq", "attempt", "kind", "data")
    found = list(GenerationEvent.objects.filter(unseen).order_by("generation_id", "seq").values_list(*fields)[:BATCH])
    if len(found) == BATCH:
        return [_log_after(*question) for question in questions]
    logs: dict[UUID, list[LogEntry]] = defaultdict(list)
    for generation_id, *entry in found:
        logs[generation_id].append((entry[0], entry[1], entry[2], entry[3]))
    return [_batch(question, [row for row in logs[question[0]] if row[0] > question[1]]) for question in questions]


def _log_after(generation_id: UUID, seq: int) -> LogBatch:
    rows = list(
        GenerationEvent.objects.filter(generation_id=generation_id, seq__gt=seq)
        .order_by("seq")
        .values_list("seq", "attempt", "kind", "data")[:BATCH]
    )
    return _batch((generation_id, seq), rows)


def _batch(question: Question, rows: list[LogEntry]) -> LogBatch:
    generation_id, seq = question
    if not rows:
        closed = GenerationEvent.objects.filter(generation_id=generation_id, seq__lte=seq, kind=EventKind.END)
        return LogBatch([], more=False, ended=closed.exists())
    return LogBatch(joined(rows), more=len(rows) == BATCH, ended=rows[-1][2] == EventKind.END)


def shown(project: Project, asked: Mapping[str, str]) -> tuple[Generation | None, Version | None]:
    """The run and the version that the address asks for, else the newest run, or where none ran the newest version.

    `?mockup=` asks for those of one picture.
    """
    version_id, generation_id = _id(asked, "version"), _id(asked, "generation")
    if version_id:
        return None, get_object_or_404(project.versions.select_related("mockup"), pk=version_id)
    if generation_id:
        generation: Generation | None = get_object_or_404(runs_of(project), pk=generation_id)
    else:
        mockup_id = _id(asked, "mockup")
        generation = _newest_run(project, mockup_id)
        if generation is None:
            made = project.versions.filter(mockup=mockup_id) if mockup_id else project.versions
            return None, made.select_related("mockup").order_by("-number").first()
    return generation, _left_by(generation)


def _left_by(generation: Generation | None) -> Version | None:
    """The version that a run has left; the one that it began from where it has changed nothing."""
    if generation is None:
        return None
    left = generation.version_id or (generation.message.base_id if generation.state == State.FINISHED else None)
    return Version.objects.select_related("mockup").filter(pk=left).first() if left else None


def _newest_run(project: Project, mockup_id: UUID | None) -> Generation | None:
    runs = runs_of(project).order_by("-created")
    if mockup_id:
        mockup = get_object_or_404(project.mockups, pk=mockup_id)
        runs = runs.filter(Q(mockup=mockup) | Q(message__pictures=mockup))
    return runs.first()


def mockup_shown(
    project: Project, asked: Mapping[str, str], generation: Generation | None, version: Version | None
) -> Mockup:
    """The picture that what is shown is compared with; a removed one gives way to the project's first."""
    here = project.mockups.filter(removed=None).order_by("position", "created")
    mockup_id = _id(asked, "mockup")
    wanted = get_object_or_404(here, pk=mockup_id) if mockup_id and generation is None else None
    compared = generation.mockup if generation else version.mockup if version else None
    if wanted or (compared and compared.removed is None):
        return wanted or compared  # type: ignore[return-value]  # one of them is there
    newest = here.filter(messages=None).order_by("-created").first() if generation is None and version is None else None
    mockup = newest or here.first()
    if mockup is None:
        raise Http404("this project has no mockup")
    return mockup


def _id(asked: Mapping[str, str], name: str) -> UUID | None:
    value = asked.get(name)
    try:
        return UUID(value) if value else None
    except ValueError:
        raise Http404(f"{name} is not an id") from None
