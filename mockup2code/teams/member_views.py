"""What is done with one member of a team, or with an invitation into it: HTTP in, HTTP out."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mockup2code.responses import person
from mockup2code.teams import actions, invitations
from mockup2code.teams.access import team_for
from mockup2code.teams.accounts import remember_invitation
from mockup2code.teams.actions import TeamError
from mockup2code.teams.forms import InvitationForm, RoleForm
from mockup2code.teams.models import Membership, Role, User
from mockup2code.teams.permissions import Action
from mockup2code.teams.views import team_page

GONE = 410


def _member(user: User, team_id: UUID, member_id: int, action: Action) -> Membership:
    team = team_for(user, team_id, action)
    return get_object_or_404(team.memberships.select_related("team", "user"), pk=member_id)


def _done(request: HttpRequest, team_id: UUID, change: Callable[[], None], sentence: str) -> HttpResponseBase:
    """Does it, says so or why not, and leads back to the team."""
    try:
        change()
    except TeamError as error:
        messages.error(request, error.sentence)
    else:
        messages.success(request, sentence)
    return redirect("teams:team", team_id)


@require_POST
def change_role(request: HttpRequest, team_id: UUID, member_id: int) -> HttpResponseBase:
    user = person(request)
    member = _member(user, team_id, member_id, Action.MANAGE_MEMBERS)
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, "There is no such role. Nothing was changed.")
        return redirect("teams:team", team_id)
    role = Role(form.cleaned_data["role"])
    return _done(
        request,
        team_id,
        lambda: actions.change_role(actor=user, membership=member, role=role),
        f"{member.user.email} is {role} from now on.",
    )


@require_POST
def remove(request: HttpRequest, team_id: UUID, member_id: int) -> HttpResponseBase:
    user = person(request)
    member = _member(user, team_id, member_id, Action.MANAGE_MEMBERS)
    sentence = f"{member.user.email} is no member any more. Their projects and runs stay with the team."
    return _done(request, team_id, lambda: actions.remove_member(actor=user, membership=member), sentence)


@require_POST
def hand_over(request: HttpRequest, team_id: UUID, member_id: int) -> HttpResponseBase:
    user = person(request)
    member = _member(user, team_id, member_id, Action.HAND_OVER)
    sentence = f"The team is {member.user.email}'s now; you are an admin of it."
    return _done(request, team_id, lambda: actions.hand_over(actor=user, membership=member), sentence)


@require_POST
def invite(request: HttpRequest, team_id: UUID) -> HttpResponseBase:
    """By mail where there is an address; the link is shown as well, this once."""
    user = person(request)
    team = team_for(user, team_id, Action.INVITE)
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return team_page(request, team_id, invitation_form=form)
    try:
        invitation, token = invitations.invite(team=team, actor=user, terms=form.terms())
    except TeamError as error:
        form.add_error(None, error.sentence)
        return team_page(request, team_id, invitation_form=form)
    link = request.build_absolute_uri(reverse("teams:invitation", args=[token]))
    if invitation.email:
        try:
            invitations.send(invitation, link)
        except OSError:
            messages.warning(request, "The message could not be sent. The invitation holds: pass the link on yourself.")
        else:
            messages.success(request, f"The invitation is on its way to {invitation.email}.")
    return team_page(request, team_id, link=link)


@require_POST
def revoke(request: HttpRequest, team_id: UUID, invitation_id: UUID) -> HttpResponseBase:
    user = person(request)
    team = team_for(user, team_id, Action.INVITE)
    invitations.revoke(actor=user, invitation=get_object_or_404(team.invitations, pk=invitation_id))
    messages.success(request, "The invitation is taken back; its link leads nowhere now.")
    return redirect("teams:team", team_id)


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """What one is invited to; a POST accepts. Whoever has no account may make one, even where sign-up is closed."""
    found = invitations.invitation_with(token)
    if not request.user.is_authenticated:
        remember_invitation(request, token)
        if request.method == "POST":
            return redirect_to_login(request.path)
    if request.method == "POST":
        return _accept(request, token)
    gone = invitations.why_gone(found)
    context = {"invitation": found, "gone": gone, "for_them": _for_them(request, token)}
    return render(request, "teams/invitation.html", context, status=GONE if gone else 200)


def _for_them(request: HttpRequest, token: str) -> bool:
    return not request.user.is_authenticated or invitations.is_for(invitations.invitation_with(token), person(request))


def _accept(request: HttpRequest, token: str) -> HttpResponseBase:
    try:
        team = invitations.accept(token=token, user=person(request))
    except TeamError as error:
        context = {"invitation": invitations.invitation_with(token), "gone": error.sentence, "for_them": True}
        return render(request, "teams/invitation.html", context, status=GONE)
    except PermissionDenied:
        context = {"invitation": invitations.invitation_with(token), "gone": "", "for_them": False}
        return render(request, "teams/invitation.html", context, status=403)
    messages.success(request, f"Welcome to {team.name}. What you add goes to this team now.")
    return redirect("projects:dashboard")
