"""Which teams a person belongs to, with which role, and which of them is current."""

from mockup2code.teams.models import Membership, Team, User


def memberships_of(user: User) -> list[Membership]:
    """The person's memberships with their teams, by name."""
    return sorted(
        user.memberships.select_related("team"), key=lambda membership: (membership.team.name.casefold(), membership.pk)
    )


def current_membership(user: User) -> Membership | None:
    """In the team that the person chose last, else in the oldest that they are in."""
    memberships = list(user.memberships.select_related("team").order_by("created", "pk"))
    chosen = (membership for membership in memberships if membership.team_id == user.current_team_id)
    return next(chosen, memberships[0] if memberships else None)


def current_team(user: User) -> Team | None:
    membership = current_membership(user)
    return membership.team if membership else None
