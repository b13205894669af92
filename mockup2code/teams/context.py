"""What every page shows of a person's teams: the switcher, and what the current role may do."""

from functools import cached_property

from django.http import HttpRequest

from mockup2code.teams.access import rights
from mockup2code.teams.models import Membership, User


class Teams:
    """The memberships of a person, asked for once a page, and only where a template wants them."""

    def __init__(self, user: User) -> None:
        self._user = user

    @cached_property
    def memberships(self) -> list[Membership]:
        """By the names of their teams."""
        found = self._user.memberships.select_related("team")
        return sorted(found, key=lambda membership: (membership.team.name.casefold(), membership.pk))

    @cached_property
    def current(self) -> Membership | None:
        """In the team that was chosen last, else in the oldest that the person is in."""
        chosen = (one for one in self.memberships if one.team_id == self._user.current_team_id)
        return next(chosen, min(self.memberships, key=lambda one: (one.created, one.pk), default=None))

    @cached_property
    def rights(self) -> frozenset[str]:
        return rights(self.current.role) if self.current else frozenset()


def teams_of(request: HttpRequest) -> Teams | None:
    """The same object for views and templates of one request."""
    if not isinstance(request.user, User):
        return None
    found: Teams = vars(request).setdefault("_teams", Teams(request.user))
    return found


def teams(request: HttpRequest) -> dict[str, object]:
    return {"own_teams": teams_of(request)} if hasattr(request, "user") else {}
