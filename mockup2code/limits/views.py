"""Setting what a team and its members may use: HTTP in, HTTP out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from mockup2code.limits import actions
from mockup2code.limits.forms import LimitsForm
from mockup2code.responses import person
from mockup2code.teams.access import team_for
from mockup2code.teams.permissions import Action


@require_POST
def set_limits(request: HttpRequest, team_id: UUID) -> HttpResponseBase:
    user = person(request)
    team = team_for(user, team_id, Action.SET_LIMITS)
    form = LimitsForm(request.POST)
    if not form.is_valid():
        messages.error(request, "A limit is a whole number from 0 on, or empty for none. Nothing was changed.")
        return redirect("generations:usage", team_id)
    member_id = form.cleaned_data["member"]
    member = get_object_or_404(team.members, pk=member_id) if member_id else None
    actions.set_limits(actor=user, team=team, member=member, limits=form.limits())
    messages.success(request, f"The limits of {member or team} are saved. They hold for what begins from now on.")
    return redirect("generations:usage", team_id)
