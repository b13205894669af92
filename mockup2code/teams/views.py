"""A team's page and what is done with the team as a whole: HTTP in, HTTP out."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mockup2code.responses import person
from mockup2code.teams import actions
from mockup2code.teams.access import membership_for, rights, team_for
from mockup2code.teams.actions import TeamError
from mockup2code.teams.forms import FoundForm, InvitationForm, TeamForm
from mockup2code.teams.invitations import open_invitations
from mockup2code.teams.models import Role
from mockup2code.teams.permissions import Action, may
from mockup2code.vision.ingest import Limits, PictureError, ingest
from mockup2code.vision.picture import Picture


@require_http_methods(["GET", "HEAD", "POST"])
def found(request: HttpRequest) -> HttpResponseBase:
    """A form for a new team, and the team that it makes."""
    form = FoundForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "teams/found.html", {"form": form}, status=422 if form.errors else 200)
    team = actions.found_team(owner=person(request), name=form.cleaned_data["name"])
    messages.success(request, "The team is there, and current from now on. Invite the others.")
    return redirect("teams:team", team.pk)


@require_GET
def team(request: HttpRequest, team_id: UUID) -> HttpResponse:
    return team_page(request, team_id)


def team_page(
    request: HttpRequest,
    team_id: UUID,
    *,
    form: TeamForm | None = None,
    invitation_form: InvitationForm | None = None,
    link: str = "",
) -> HttpResponse:
    """The members, and for those who lead it all that can be changed; forms with errors come back as they were sent."""
    membership = membership_for(person(request), team_id, Action.SEE_TEAM)
    shown = membership.team
    leads = may(membership.role, Action.INVITE)
    context = {
        "team": shown,
        "own": membership,
        "team_rights": rights(membership.role),
        "members": shown.memberships.select_related("user").order_by("created", "pk"),
        "roles": [role for role in Role if role != Role.OWNER or membership.role == Role.OWNER],
        "form": form or TeamForm(initial={"name": shown.name}),
        "invitation_form": invitation_form or InvitationForm(),
        "invitations": open_invitations(shown).select_related("created_by") if leads else [],
        "link": link,
    }
    invalid = any(shown_form and shown_form.errors for shown_form in (form, invitation_form))
    return render(request, "teams/team.html", context, status=422 if invalid else 200)


@require_POST
def switch(request: HttpRequest, team_id: UUID) -> HttpResponseBase:
    """Makes a team current, and leads to its projects."""
    user = person(request)
    actions.switch_team(user=user, team=team_for(user, team_id, Action.SEE_TEAM))
    return redirect("projects:dashboard")


@require_POST
def change(request: HttpRequest, team_id: UUID) -> HttpResponseBase:
    """A new name, a new picture or none."""
    changed = team_for(person(request), team_id, Action.CHANGE_TEAM)
    form = TeamForm(request.POST, request.FILES)
    picture = _picture(form) if form.is_valid() else None
    if form.errors:
        return team_page(request, team_id, form=form)
    without = form.cleaned_data["without_picture"]
    actions.change_team(
        actor=person(request),
        team=changed,
        name=form.cleaned_data["name"],
        picture=picture,
        without_picture=without,
    )
    messages.success(request, "The team's name and picture are saved.")
    return redirect("teams:team", team_id)


def _picture(form: TeamForm) -> Picture | None:
    """The picture that was sent, clean; says in the form what is wrong with it."""
    sent: UploadedFile[bytes] | None = form.cleaned_data["picture"]
    if sent is None:
        return None
    limits = Limits(settings.MAX_UPLOAD_BYTES, settings.MAX_MEGAPIXELS * 1_000_000, settings.MAX_PICTURE_SIDE)
    try:
        return ingest(sent.read(settings.MAX_UPLOAD_BYTES + 1), sent.name or "picture", limits)
    except PictureError as error:
        form.add_error("picture", error.sentence)
        return None


@require_GET
def picture(request: HttpRequest, team_id: UUID) -> HttpResponse:
    shown = team_for(person(request), team_id, Action.SEE_TEAM)
    if not shown.picture:
        raise Http404("the team has no picture")
    with shown.picture.open("rb") as file:
        headers = {"Cache-Control": "private, max-age=86400", "Content-Security-Policy": "default-src 'none'"}
        return HttpResponse(file.read(), content_type="image/webp", headers=headers)


@require_POST
def leave(request: HttpRequest, team_id: UUID) -> HttpResponseBase:
    user = person(request)
    left = team_for(user, team_id, Action.SEE_TEAM)
    try:
        actions.leave_team(user=user, team=left)
    except TeamError as error:
        messages.error(request, error.sentence)
        return redirect("teams:team", team_id)
    messages.success(request, f"You have left {left.name}. Its projects stay with the team.")
    return redirect("projects:dashboard")


@require_POST
def delete(request: HttpRequest, team_id: UUID) -> HttpResponseBase:
    """For good, with all projects: the name must be typed, so that it does not happen by mistake."""
    user = person(request)
    doomed = team_for(user, team_id, Action.HAND_OVER)
    if request.POST.get("name", "").strip() != doomed.name:
        messages.error(request, "The name that you typed is not the team's. Nothing was deleted.")
        return redirect("teams:team", team_id)
    actions.delete_team(actor=user, team=doomed)
    messages.success(request, f"{doomed.name} is deleted, with its projects.")
    return redirect("projects:dashboard")
