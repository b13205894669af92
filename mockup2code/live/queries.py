"""What a team's open pages are told: who is here, which runs go on, and what has just happened."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from mockup2code.generations.models import EventKind, Generation, GenerationEvent, State
from mockup2code.live.actions import GONE_AFTER
from mockup2code.live.models import Presence
from mockup2code.story.reading import Told, of_team, told
from mockup2code.teams.models import Membership, User

NEWS = 40
"""How many of the latest entries are looked at; a page that was away for more reads its lists anew anyway."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Glance:
    """The team at one moment; `entries` are the latest of its story, oldest first."""

    here: list[Row]
    runs: list[Row]
    entries: list[Row]


def may_see(user: User, team_id: UUID) -> bool:
    return Membership.objects.filter(team=team_id, user=user).exists()


def glance(team_id: UUID) -> Glance:
    """Costs the same number of queries however many pages, runs and entries there are."""
    latest = of_team(team_id).select_related("actor").order_by("-pk")[:NEWS]
    return Glance(_here(team_id), _runs(team_id), [_news(one) for one in reversed(told(list(latest)))])


def _here(team_id: UUID) -> list[Row]:
    """Members with an open page, each with the projects that they look at."""
    open_pages = Presence.objects.filter(team=team_id, seen__gt=timezone.now() - GONE_AFTER)
    people: dict[int, Row] = {}
    for user, email, project in open_pages.order_by("user__email").values_list("user", "user__email", "project"):
        person = people.setdefault(user, {"id": user, "email": email, "projects": []})
        if project and str(project) not in person["projects"]:
            person["projects"].append(str(project))
    return list(people.values())


def _runs(team_id: UUID) -> list[Row]:
    """Those that wait or go on, each with the stage that it has come to."""
    found = Generation.objects.filter(state__in=[State.QUEUED, State.RUNNING], mockup__project__team=team_id)
    stages = GenerationEvent.objects.filter(generation=OuterRef("pk"), kind=EventKind.STAGE).order_by("-seq")
    found = found.annotate(stage=Subquery(stages.values("data__name")[:1]))
    fields = ("pk", "mockup__project", "state", "stage", "created_by__email")
    rows = found.order_by("created").values_list(*fields)[:100]
    return [
        {"id": str(key), "project": str(project), "state": state, "stage": stage, "by": by}
        for key, project, state, stage, by in rows
    ]


def _news(one: Told) -> Row:
    entry = one.entry
    version = entry.object_id if one.place.startswith("version=") else entry.data.get("version")
    return {
        "id": entry.pk,
        "kind": entry.kind,
        "project": str(entry.project) if entry.project else None,
        "actor": entry.actor_id,
        "words": f"{one.who} {one.sentence}",
        "place": f"version={version}" if version else one.place,
    }
