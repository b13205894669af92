"""What a team's lead does with its connection and its saved checks."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from mockup2code.connections.models import SERVER, Connection, SavedCheck
from mockup2code.connections.queries import connection_of
from mockup2code.connections.vault import UnreadableError, reseal, seal
from mockup2code.engines.kimi.checkup.assertions import Assertion
from mockup2code.story.models import Kind
from mockup2code.story.writing import About, Within, record
from mockup2code.teams.models import Team, User


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a lead entered; an empty key keeps the one that is stored for this address."""

    provider: str
    base_url: str
    key: str
    model: str
    thinking: bool
    monthly_budget: Decimal | None
    tier: int | None
    concurrency: int | None
    requests_per_minute: int | None
    tokens_per_minute: int | None
    instructions: str


def changed(connection: Connection, wanted: Wanted) -> Connection:
    """The connection as it would be, not stored.

    A stored key stays with its address: else whoever leads the team could have it sent to an address of their own.
    """
    keeps_key = wanted.provider != SERVER and wanted.base_url == connection.base_url
    fields = {name: value for name, value in asdict(wanted).items() if name != "key"}
    return Connection(
        pk=connection.pk,
        team=connection.team,
        sealed_key=seal(wanted.key) if wanted.key else connection.sealed_key if keeps_key else "",
        **fields,
    )


@transaction.atomic
def set_connection(*, team: Team, user: User, wanted: Wanted) -> Connection:
    """The team's connection from now on; runs that have begun keep the one that they have."""
    Team.objects.select_for_update().get(pk=team.pk)
    before = connection_of(team)
    connection = changed(before, wanted)
    connection.updated_by = user
    connection.save()
    record(
        Kind.CONNECTION,
        within=Within(team.pk),
        about=About(team.pk, connection.model),
        actor=user,
        data={"provider": connection.provider, "changed": _differing(before, connection)},
    )
    return connection


def _differing(before: Connection, after: Connection) -> list[str]:
    """The names of the settings that differ, of the key no more than that it does."""
    names = [name for name in Wanted.__slots__ if name != "key" and getattr(before, name) != getattr(after, name)]
    return [*names, *(["key"] if before.sealed_key != after.sealed_key else [])]


@transaction.atomic
def reseal_keys() -> tuple[int, int]:
    """Seals every team's key with the first encryption key; how many were, and how many cannot be opened."""
    done = lost = 0
    for connection in Connection.objects.exclude(sealed_key="").select_for_update():
        try:
            connection.sealed_key = reseal(connection.sealed_key)
        except UnreadableError:
            lost += 1
            continue
        connection.save(update_fields=["sealed_key"])
        done += 1
    return done, lost


@transaction.atomic
def keep_check(
    *, team: Team, user: User, name: str, request: dict[str, Any], assertions: Sequence[Assertion]
) -> SavedCheck:
    """A check to be run again; one of the same name is replaced."""
    content = {"request": request, "assertions": [asdict(one) for one in assertions], "created_by": user}
    nothing_yet = {"last_run": None, "last_result": None}
    check, _ = SavedCheck.objects.update_or_create(team=team, name=name, defaults={**content, **nothing_yet})
    return check


@transaction.atomic
def remove_check(*, check: SavedCheck) -> None:
    check.delete()


@transaction.atomic
def note_result(*, check: SavedCheck, result: dict[str, Any]) -> SavedCheck:
    """What the check came to just now; nothing where it was removed meanwhile."""
    check.last_run, check.last_result = timezone.now(), result
    SavedCheck.objects.filter(pk=check.pk).update(last_run=check.last_run, last_result=check.last_result)
    return check
