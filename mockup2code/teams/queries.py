"""Which teams a person belongs to, and with which right."""

from mockup2code.teams.models import Membership, Role, Team, User

EDITING_ROLES = (Role.OWNER, Role.ADMIN, Role.EDITOR)


def home_team(user: User) -> Team | None:
    """The team that a person's new projects go to: the oldest membership that lets them edit."""
    membership = user.memberships.filter(role__in=EDITING_ROLES).select_related("team").order_by("created").first()
    return membership.team if membership else None


def may_edit(user: User, team: Team) -> bool:
    return Membership.objects.filter(user=user, team=team, role__in=EDITING_ROLES).exists()
