"""Which teams a person belongs to, with which role, and which of them is current."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from mockup2code.teams.models import Membership, Role, Team, User


def current_membership(user: User) -> Membership | None:
    """In the team that the person chose last, else in the oldest that they are in."""
    memberships = list(user.memberships.select_related("team").order_by("created", "pk"))
    chosen = (membership for membership in memberships if membership.team_id == user.current_team_id)
    return next(chosen, memberships[0] if memberships else None)


def current_team(user: User) -> Team | None:
    membership = current_membership(user)
    return membership.team if membership else None


@dataclass(frozen=True, slots=True)
class Fate:
    """What happens to a person's teams when the account goes."""

    deleted: list[Team]
    left: list[Team]
    ownerless: list[Team]
    """Those that keep the account from being deleted, until they are handed over."""


def fate_of_teams(user: User) -> Fate:
    others = Membership.objects.filter(team=OuterRef("team")).exclude(user=user)
    memberships = user.memberships.select_related("team").annotate(
        has_others=Exists(others), has_owner=Exists(others.filter(role=Role.OWNER))
    )
    fate = Fate([], [], [])
    for membership in memberships.order_by("team__name"):
        if not membership.has_others:
            fate.deleted.append(membership.team)
        elif membership.role == Role.OWNER and not membership.has_owner:
            fate.ownerless.append(membership.team)
        else:
            fate.left.append(membership.team)
    return fate
