"""What people do with teams."""

from django.db import transaction

from mockup2code.teams.models import Membership, Role, Team, User


@transaction.atomic
def found_team(*, owner: User, name: str) -> Team:
    """A new team with its owner."""
    team = Team.objects.create(name=name)
    Membership.objects.create(team=team, user=owner, role=Role.OWNER)
    return team
