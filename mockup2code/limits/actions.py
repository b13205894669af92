"""Setting limits."""

from django.db import transaction

from mockup2code.limits.models import Limits
from mockup2code.story.models import Kind
from mockup2code.story.writing import About, Within, record
from mockup2code.teams.models import Team, User

_WORDS = {"runs_at_once": "runs at once", "runs_a_day": "runs a day", "storage_mb": "MB of storage"}


@transaction.atomic
def set_limits(*, actor: User, team: Team, member: User | None, limits: dict[str, int | None]) -> None:
    """Of the team, or of a member; a limit that is None is lifted. Runs that go on are not stopped."""
    Limits.objects.update_or_create(team=team, user=member, defaults=limits)
    words = ", ".join(f"{limits[name]} {word}" for name, word in _WORDS.items() if limits.get(name) is not None)
    about = About(member.pk, "") if member else About(team.pk, team.name)
    data = {"member": member is not None, "limits": words}
    record(Kind.LIMITS, within=Within(team.pk), about=about, actor=actor, data=data)
