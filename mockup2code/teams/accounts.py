"""How accounts join this product: a person who signs up gets a team of one, or comes by an invitation."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest

from mockup2code.story.origin import address_of
from mockup2code.teams import actions, invitations
from mockup2code.teams.models import Invitation, User

INVITATION = "invitation"
"""The session's key for the token of the invitation that a stranger has opened."""


def remember_invitation(request: HttpRequest, token: str) -> None:
    request.session[INVITATION] = token


def _invitation(request: HttpRequest) -> Invitation | None:
    """The open invitation with which somebody comes, if any."""
    try:
        found = invitations.invitation_with(request.session.get(INVITATION, ""))
    except Http404:
        return None
    return None if invitations.why_gone(found) else found


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.SIGN_UP_OPEN) or _invitation(request) is not None

    def clean_email(self, email: str) -> str:
        """Where sign-up is closed, an invitation for an address is for an account with that address."""
        cleaned: str = super().clean_email(email)
        invitation = None if settings.SIGN_UP_OPEN else _invitation(self.request)
        if invitation and invitation.email and invitation.email.casefold() != cleaned.casefold():
            raise ValidationError("The invitation is not for this address. Use the one that it was sent to.")
        return cleaned

    def get_client_ip(self, request: HttpRequest) -> str:
        """The same address for limits and the list of sessions as for the story."""
        return address_of(request) or "::"

    @transaction.atomic
    def save_user(self, request: HttpRequest, user: User, form: Form, commit: bool = True) -> User:
        saved: User = super().save_user(request, user, form, commit)
        _give_team(request, saved)
        return saved


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """The same rules for those who come by GitHub or Google."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:  # noqa: ARG002 - allauth's
        return bool(settings.SIGN_UP_OPEN) or _invitation(request) is not None

    @transaction.atomic
    def save_user(self, request: HttpRequest, sociallogin: object, form: Form | None = None) -> User:
        saved: User = super().save_user(request, sociallogin, form)
        _give_team(request, saved)
        return saved


def _give_team(request: HttpRequest, user: User) -> None:
    """A team of one's own is for those who were not invited into one."""
    invitation = _invitation(request)
    if not (invitation and invitations.is_for(invitation, user)):
        actions.found_team(owner=user, name=f"{user.email.split('@')[0]}'s team")
