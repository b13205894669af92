"""Reading the story: narrowed, a page at a time, each entry with its sentence. A page costs the same number of queries
however many entries it has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from heapq import nlargest
from itertools import chain
from uuid import UUID

from django.contrib.auth import get_user_model

from mockup2code.story.models import KINDS, Entries, Entry, Group, Kind
from mockup2code.story.signs import Sign, sign
from mockup2code.story.words import figures, sentence

A_PAGE = 50
SLACK = timedelta(hours=1)
NEIGHBOURS = 1000
"""How much later, and by how many numbers, an entry may come to stand than it was made."""

NEWER_SHOWN = 5
"""How many newer entries a permanent link shows above the one that it leads to."""

_PLACES = {
    Kind.UPLOADED: "mockup",
    Kind.RUN_STARTED: "generation",
    Kind.RUN_STOPPED: "generation",
    Kind.RUN_ENDED: "generation",
    Kind.EDITED: "version",
    Kind.RESTORED: "version",
    Kind.NAMED: "version",
    Kind.MEASURED: "version",
    Kind.DOWNLOADED: "version",
}
_PERSONS = frozenset({Kind.JOINED, Kind.ROLE, Kind.REMOVED, Kind.LEFT, Kind.HANDED_OVER, Kind.LIMITS})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the story somebody wants to see; `since` and `until` are whole days in UTC, both included."""

    group: Group | None = None
    person: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as it is shown; `place` is what of the project's page it leads to, as the query of an address."""

    entry: Entry
    sign: Sign
    who: str
    sentence: str
    figures: list[str]
    fidelity: float | None
    place: str


@dataclass(frozen=True, slots=True)
class Page:
    """Newest first; `older` is the id before which the next page begins, `is_newest` says that nothing is above."""

    told: list[Told]
    older: int | None
    is_newest: bool


def of_team(team: UUID) -> Entries:
    return Entry.objects.filter(team=team)


def latest_of(team: UUID) -> int:
    """The number of the team's latest entry, from which an open page goes on."""
    return of_team(team).order_by("-pk").values_list("pk", flat=True).first() or 0


def of_project(project: UUID) -> Entries:
    return Entry.objects.filter(project=project)


def narrowed(entries: Entries, wanted: Wanted) -> Entries:
    if wanted.group:
        entries = entries.filter(kind__in=KINDS[wanted.group])
    if wanted.person is not None:
        entries = entries.filter(actor=wanted.person)
    if wanted.since:
        entries = _since(entries, _midnight(wanted.since))
    if wanted.until:
        entries = _before(entries, _midnight(wanted.until) + timedelta(days=1))
    return entries


def _since(entries: Entries, moment: datetime) -> Entries:
    """Numbers rise with time but for moments: with a bound of them, nothing long before need be read."""
    first = entries.filter(created__gte=moment - SLACK).order_by("created").values_list("pk", flat=True).first()
    return entries.none() if first is None else entries.filter(created__gte=moment, pk__gte=first - NEIGHBOURS)


def _before(entries: Entries, moment: datetime) -> Entries:
    last = entries.filter(created__lt=moment + SLACK).order_by("-created").values_list("pk", flat=True).first()
    return entries.none() if last is None else entries.filter(created__lt=moment, pk__lte=last + NEIGHBOURS)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def page_of(entries: Entries, *, kinds: Sequence[Kind] = (), before: int | None = None, at: int | None = None) -> Page:
    """The newest entries, those before an id, or those around the one with the id `at`.

    `kinds` are looked up one by one, where the entries are so many that rare ones among them would be long in coming.
    """
    if at is not None:
        newer = list(entries.filter(pk__gt=at).order_by("pk").values_list("pk", flat=True)[: NEWER_SHOWN + 1])
        before = newer[NEWER_SHOWN] if len(newer) > NEWER_SHOWN else None
    shown = entries.filter(pk__lt=before) if before is not None else entries
    found = list(_newest(shown, kinds, A_PAGE + 1))
    older = found[A_PAGE - 1].pk if len(found) > A_PAGE else None
    return Page(told(found[:A_PAGE]), older, before is None)


def _newest(entries: Entries, kinds: Sequence[Kind], count: int) -> Entries:
    if kinds:
        each = (entries.filter(kind=kind).order_by("-pk").values_list("pk", flat=True)[:count] for kind in kinds)
        entries = Entry.objects.filter(pk__in=nlargest(count, chain.from_iterable(each)))
    return entries.select_related("actor").order_by("-pk")[:count]


def told(entries: Sequence[Entry]) -> list[Told]:
    """Entries with their actors loaded, as they are shown; two queries for what they name."""
    people, fidelities = _people(entries), _fidelities(entries)
    return [_told(entry, people, fidelities) for entry in entries]


def _told(entry: Entry, people: dict[str, str], fidelities: dict[str, float]) -> Told:
    kind = Kind(entry.kind)
    fidelity = fidelities.get(str(entry.data.get("version"))) if kind is Kind.RUN_ENDED else entry.data.get("fidelity")
    place = f"{_PLACES[kind]}={entry.object_id}" if kind in _PLACES else ""
    shown = figures(entry, fidelity if kind is Kind.RUN_ENDED else None)
    return Told(entry, sign(entry), _who(entry), sentence(entry, people), shown, fidelity, place)


def _who(entry: Entry) -> str:
    if entry.actor_id is None:
        return "A visitor" if entry.data.get("share") else "The server"
    return str(entry.actor) if entry.actor else "Somebody whose account is gone"


def _people(entries: Iterable[Entry]) -> dict[str, str]:
    """The addresses of those whom entries are about."""
    wanted = {entry.object_id for entry in entries if entry.kind in _PERSONS and entry.object_id.isdecimal()}
    found = get_user_model().objects.filter(pk__in=wanted) if wanted else ()
    return {str(person.pk): str(person) for person in found}


def _fidelities(entries: Iterable[Entry]) -> dict[str, float]:
    """The latest figures of the versions that runs have made, as far as they were measured."""
    versions = {entry.data["version"] for entry in entries if entry.data.get("version")}
    if not versions:
        return {}
    measured = Entry.objects.filter(kind=Kind.MEASURED, object_id__in=versions).order_by("pk")
    return {version: data["fidelity"] for version, data in measured.values_list("object_id", "data")}
