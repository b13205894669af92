"""Reads of runs and their logs, each within the teams of the person who asks; strangers get Http404."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from mockup2code.generations.entries import LogEntry, joined
from mockup2code.generations.models import EventKind, Generation, GenerationEvent
from mockup2code.projects.models import Project
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
    """The project's runs, newest first."""
    runs = Generation.objects.filter(mockup__project=project)
    return runs.select_related("mockup", "version", "created_by").defer("mockup__measurement", "version__files")


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
