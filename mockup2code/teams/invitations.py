"""Inviting people into a team: a link whose token is kept as a hash, for one person or for several."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404
from django.template.loader import render_to_string
from django.utils import timezone

from mockup2code.story.models import Kind
from mockup2code.story.writing import About, Within, record
from mockup2code.teams.actions import TeamError, switch_team
from mockup2code.teams.models import Invitation, InvitationState, Membership, Role, Team, User

_GONE = {
    InvitationState.USED: "This invitation has been used already. Ask whoever sent it for a new one.",
    InvitationState.ENDED: "This invitation has ended. Ask whoever sent it for a new one.",
    InvitationState.REVOKED: "This invitation was taken back. Ask whoever sent it if that is a surprise.",
}


MOST_OPEN = 100
"""How many open invitations a team may have."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What an invitation gives: `email` is "" where whoever has the link may join."""

    role: Role
    email: str = ""
    days: int = 7
    many: bool = False


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(*, team: Team, actor: User, terms: Terms) -> tuple[Invitation, str]:
    """The invitation and its token, which cannot be had again. Raises TeamError."""
    if terms.email and team.members.filter(email__iexact=terms.email).exists():
        raise TeamError(f"{terms.email} is in the team already. You can change the role in the list of members.")
    if open_invitations(team).count() >= MOST_OPEN:
        raise TeamError(f"The team has {MOST_OPEN} open invitations. Take some back first; none was made.")
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        team=team,
        role=terms.role,
        email=terms.email,
        many=terms.many and not terms.email,
        token_hash=_hashed(token),
        created_by=actor,
        expires=timezone.now() + timedelta(days=terms.days),
    )
    data = {"role": terms.role, "many": invitation.many, "days": terms.days}
    record(Kind.INVITED, within=Within(team.pk), about=About(invitation.pk, terms.email), actor=actor, data=data)
    return invitation, token


def open_invitations(team: Team) -> QuerySet[Invitation]:
    """Those that can still be used, newest first."""
    usable = Q(many=True) | Q(uses=0)
    return team.invitations.filter(usable, revoked=None, expires__gt=timezone.now()).order_by("-created")


def send(invitation: Invitation, link: str) -> None:
    """Mails the link. Raises OSError where the mail server does not take it."""
    context = {"invitation": invitation, "link": link}
    subject = " ".join(render_to_string("teams/mail/invitation_subject.txt", context).split())
    send_mail(subject, render_to_string("teams/mail/invitation.txt", context), None, [invitation.email])


@transaction.atomic
def revoke(*, actor: User, invitation: Invitation) -> None:
    if Invitation.objects.filter(pk=invitation.pk, revoked=None).update(revoked=timezone.now()):
        about = About(invitation.pk, invitation.email)
        record(
            Kind.UNINVITED, within=Within(invitation.team_id), about=about, actor=actor, data={"role": invitation.role}
        )


def invitation_with(token: str) -> Invitation:
    """Raises Http404 for a token of none."""
    found = Invitation.objects.select_related("team", "created_by").filter(token_hash=_hashed(token)).first()
    if found is None:
        raise Http404("no such invitation")
    return found


def why_gone(invitation: Invitation) -> str:
    """Why it cannot be used any more, or ""."""
    return _GONE.get(invitation.state, "")


def is_for(invitation: Invitation, user: User) -> bool:
    """Whether the person has the address that was invited, or the link is for whoever has it."""
    wanted = invitation.email.casefold()
    if not wanted or user.email.casefold() == wanted:
        return True
    return bool(EmailAddress.objects.filter(user=user, email__iexact=wanted, verified=True).exists())


@transaction.atomic
def accept(*, token: str, user: User) -> Team:
    """Joins the team, which becomes current. Whoever is a member already stays as they are, and uses nothing up.

    Raises TeamError where the invitation is gone, PermissionDenied where it is for somebody else.
    """
    Team.objects.select_for_update().get(pk=invitation_with(token).team_id)
    invitation = invitation_with(token)
    if not is_for(invitation, user):
        raise PermissionDenied("This invitation is for another address. Sign in with the account that it was sent to.")
    if not Membership.objects.filter(team=invitation.team, user=user).exists():
        sentence = why_gone(invitation)
        if sentence:
            raise TeamError(sentence)
        Membership.objects.create(team=invitation.team, user=user, role=invitation.role)
        about, data = About(user.pk, ""), {"role": invitation.role}
        record(Kind.JOINED, within=Within(invitation.team_id), about=about, actor=user, data=data)
        Invitation.objects.filter(pk=invitation.pk).update(uses=invitation.uses + 1)
    switch_team(user=user, team=invitation.team)
    return invitation.team
