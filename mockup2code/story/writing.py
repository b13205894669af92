"""Adding to the story: always within the transaction of the action that it tells of."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.dispatch import Signal

from mockup2code.story.models import ClosedStory, Entry, Kind
from mockup2code.story.origin import address

told = Signal()
"""Sent with the `team` whose story has grown, once that is certain. A doorbell: nobody may rely on it."""


@dataclass(frozen=True, slots=True)
class About:
    """What an entry is about: its id, and its name as it is now."""

    id: UUID | int
    name: str


@dataclass(frozen=True, slots=True)
class Within:
    """Where it happened: the team, and the project with its name as it is now, if it was in one."""

    team: UUID
    project: UUID | None = None
    project_name: str = ""


def record(
    kind: Kind,
    *,
    within: Within,
    about: About,
    actor: AbstractBaseUser | None,
    data: Mapping[str, object] | None = None,
) -> Entry:
    """Adds an entry; `actor` is None for what nobody of the team did, `data` holds plain JSON."""
    assert connection.in_atomic_block, "what is told must happen with the telling, or not at all"
    transaction.on_commit(lambda: told.send(None, team=within.team))
    return Entry.objects.create(
        kind=kind,
        team=within.team,
        project=within.project,
        project_name=within.project_name[:200],
        actor_id=actor.pk if actor else None,
        address=address(),
        object_id=str(about.id),
        object_name=about.name[:200],
        data=dict(data or {}),
    )


@transaction.atomic
def forget(team: UUID) -> None:
    """Removes the story of a team that is being deleted."""
    ClosedStory.objects.get_or_create(team=team)
    # Past the manager, which removes nothing.
    Entry.objects.filter(team=team)._raw_delete(using="default")
