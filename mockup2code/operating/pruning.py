"""Takes away what nobody needs any more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from uuid import UUID

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from mockup2code.generations.models import EventKind, Generation, GenerationEvent
from mockup2code.projects import lifecycle

JOINED = frozenset({EventKind.DELTA, EventKind.REASONING})


@dataclass(frozen=True, slots=True)
class Pruned:
    """How many deleted projects went for good, and how many entries of logs were joined with others."""

    projects: int
    entries: int


def prune(*, older_than: timedelta) -> Pruned:
    """Ended sessions, projects deleted long ago; the logs of runs that ended before get fewer, longer entries."""
    call_command("clearsessions")
    projects = 0
    while gone := lifecycle.purge():
        projects += gone
    ended = Generation.objects.filter(finished__lt=timezone.now() - older_than)
    entries = sum(_join(key) for key in list(ended.values_list("pk", flat=True)))
    return Pruned(projects, entries)


@transaction.atomic
def _join(generation_id: UUID) -> int:
    """Text that came in many pieces becomes one entry, with the number of its last piece; a replay gives the same."""
    spare: list[int] = []
    for pieces in _runs_of_text(generation_id):
        last = pieces[-1]
        last.data = {**last.data, "text": "".join(piece.data["text"] for piece in pieces)}
        last.save(update_fields=["data"])
        spare += [piece.pk for piece in pieces[:-1]]
    for start in range(0, len(spare), 500):
        GenerationEvent.objects.filter(pk__in=spare[start : start + 500]).delete()
    return len(spare)


def _runs_of_text(generation_id: UUID) -> Iterator[list[GenerationEvent]]:
    """Neighbours in the log that append to the same text, where there is more than one."""
    events = GenerationEvent.objects.filter(generation_id=generation_id).order_by("seq").iterator(chunk_size=1000)
    for (kind, _path, _attempt), pieces in groupby(
        events, key=lambda event: (event.kind, event.data.get("path"), event.attempt)
    ):
        joined = list(pieces)
        if kind in JOINED and len(joined) > 1:
            yield joined
