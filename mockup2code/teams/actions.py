"""What people do with teams: every write, each in one transaction.

Whoever changes memberships first locks the team's row, and then looks up roles afresh: two admins who remove each
other come one after the other, and the second is no member any more.
"""

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import Http404

from mockup2code.story.models import Kind
from mockup2code.story.writing import About, Within, forget, record
from mockup2code.teams.access import membership_for
from mockup2code.teams.models import Membership, Role, Team, User
from mockup2code.teams.permissions import Action
from mockup2code.vision.ingest import thumbnail
from mockup2code.vision.picture import Picture

PICTURE_WIDTH = 256


class TeamError(Exception):
    """Something that a team cannot do as it is now; `sentence` tells a person what to do instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@transaction.atomic
def found_team(*, owner: User, name: str) -> Team:
    """A new team with its owner, for whom it is current from now on."""
    team = Team.objects.create(name=name)
    Membership.objects.create(team=team, user=owner, role=Role.OWNER)
    record(Kind.FOUNDED, within=Within(team.pk), about=About(team.pk, name), actor=owner)
    switch_team(user=owner, team=team)
    return team


def switch_team(*, user: User, team: Team) -> None:
    User.objects.filter(pk=user.pk).update(current_team=team)
    user.current_team = team


@transaction.atomic
def change_team(*, actor: User, team: Team, name: str, picture: Picture | None, without_picture: bool) -> None:
    """A new picture takes the place of the old one, whose file goes when all is written."""
    old, was = team.picture.name, team.name
    team.name = name
    if without_picture:
        team.picture = ""
    if picture:
        team.picture.save("picture.webp", ContentFile(thumbnail(picture, PICTURE_WIDTH)), save=False)
    team.save()
    record(
        Kind.TEAM_CHANGED,
        within=Within(team.pk),
        about=About(team.pk, name),
        actor=actor,
        data={"was": was, "picture": old != team.picture.name},
    )
    if old and old != team.picture.name:
        storage = team.picture.storage
        transaction.on_commit(lambda: storage.delete(old))


@transaction.atomic
def change_role(*, actor: User, membership: Membership, role: Role) -> None:
    """Raises TeamError for the last owner, PermissionDenied where an admin would touch or make an owner."""
    lead, target = _locked(actor, membership, Action.MANAGE_MEMBERS)
    if lead.role != Role.OWNER and Role.OWNER in {role, target.role}:
        raise PermissionDenied("Only an owner makes or changes owners. Nothing was changed.")
    if role != Role.OWNER:
        _keep_an_owner(target)
    Membership.objects.filter(pk=target.pk).update(role=role)
    _tell(Kind.ROLE, target, actor, was=target.role, role=role)


@transaction.atomic
def remove_member(*, actor: User, membership: Membership) -> None:
    """Their open sockets close within seconds, their runs end for the team."""
    lead, target = _locked(actor, membership, Action.MANAGE_MEMBERS)
    if lead.role != Role.OWNER and target.role == Role.OWNER:
        raise PermissionDenied("Only an owner removes owners. Nothing was changed.")
    _keep_an_owner(target)
    _tell(Kind.REMOVED, target, actor, was=target.role)
    target.delete()


@transaction.atomic
def leave_team(*, user: User, team: Team) -> None:
    _lock(team)
    membership = membership_for(user, team.pk, Action.SEE_TEAM)
    _keep_an_owner(membership)
    _tell(Kind.LEFT, membership, user, was=membership.role)
    membership.delete()


@transaction.atomic
def hand_over(*, actor: User, membership: Membership) -> None:
    """The member becomes owner, and whoever was it becomes admin."""
    owner, target = _locked(actor, membership, Action.HAND_OVER)
    if owner.pk == target.pk:
        raise TeamError("The team is yours already. Choose another member to hand it over to.")
    Membership.objects.filter(pk=target.pk).update(role=Role.OWNER)
    Membership.objects.filter(pk=owner.pk).update(role=Role.ADMIN)
    _tell(Kind.HANDED_OVER, target, actor)


@transaction.atomic
def delete_team(*, actor: User, team: Team) -> None:
    """With its projects, their files, and its story."""
    _lock(team)
    membership_for(actor, team.pk, Action.HAND_OVER)
    _delete(team)


@transaction.atomic
def delete_account(*, user: User) -> None:
    """Teams of which the person is the only member go with them; elsewhere their work stays, without their name.

    Raises TeamError where a team with other members would be without an owner.
    """
    for membership in list(user.memberships.select_related("team").order_by("team")):
        _lock(membership.team)
        if Membership.objects.filter(team=membership.team_id).exclude(user=user).exists():
            _keep_an_owner(membership)
            _tell(Kind.LEFT, membership, user, was=membership.role)
        else:
            _delete(membership.team)
    user.delete()


def _delete(team: Team) -> None:
    forget(team.pk)
    team.delete()


def _tell(kind: Kind, membership: Membership, actor: User, **data: object) -> None:
    """About a person, whose address is not kept, so that it goes with the account."""
    record(kind, within=Within(membership.team_id), about=About(membership.user_id, ""), actor=actor, data=data)


def _lock(team: Team) -> None:
    if not Team.objects.select_for_update().filter(pk=team.pk).exists():
        raise Http404("the team is gone")


def _locked(actor: User, membership: Membership, action: Action) -> tuple[Membership, Membership]:
    """The actor's and the other's membership as they are now, with the team locked."""
    _lock(membership.team)
    lead = membership_for(actor, membership.team_id, action)
    target = Membership.objects.filter(pk=membership.pk).first()
    if target is None:
        raise Http404("no member any more")
    return lead, target


def _keep_an_owner(membership: Membership) -> None:
    """Raises TeamError where the team would be without an owner."""
    others = Membership.objects.filter(team=membership.team_id, role=Role.OWNER).exclude(pk=membership.pk)
    if membership.role == Role.OWNER and not others.exists():
        raise TeamError("A team is never without an owner, and this is the last one. Hand the team over first.")
