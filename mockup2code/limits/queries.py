"""Which limits hold for a person in a team, and what somebody reads who has reached one."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from mockup2code.limits.models import Limits
from mockup2code.teams.models import Team

WHO_HELPS = "Nothing was lost. An owner or admin of the team can raise the limit on the Usage page."


class LimitReachedError(Exception):
    """Something would go over a limit, and was not begun; `sentence` says so to a person."""

    def __init__(self, code: str, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.status = status


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit that holds: of the whole team, or with `member` of that person alone."""

    most: int
    member: int | None

    @property
    def whose(self) -> str:
        return "You" if self.member else "The team"


def bounds(team_id: UUID, user_id: int | None, name: str) -> list[Bound]:
    """The team's and the member's limit of this name (`runs_at_once`, `runs_a_day`, `storage_mb`), where set."""
    rows = Limits.objects.filter(Q(user=None) | Q(user=user_id), team=team_id).exclude(**{name: None})
    return [Bound(most, member) for member, most in rows.values_list("user_id", name)]


def lock(team_id: UUID) -> None:
    """Lets those who would both take the last place come one after the other."""
    list(Team.objects.select_for_update().filter(pk=team_id).values_list("pk"))
