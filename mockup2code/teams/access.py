"""How a view asks whether somebody may do something: outsiders get 404, members without the right 403."""

from uuid import UUID

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from mockup2code import logs
from mockup2code.responses import problem, wants_json
from mockup2code.teams.models import Membership, Role, Team, User
from mockup2code.teams.permissions import Action, may, refusal

SIGNED_OUT = "This is not here, or you are signed out. Nothing was lost: reload the page and sign in to see which."


def membership_for(user: User, team_id: UUID, action: Action) -> Membership:
    """The person's membership with its team; raises Http404 for outsiders, PermissionDenied without the right."""
    membership = Membership.objects.select_related("team").filter(team=team_id, user=user).first()
    if membership is None:
        raise Http404("no team of this person")
    logs.bind(team=team_id, user=user.pk)
    if not may(membership.role, action):
        raise PermissionDenied(refusal(membership.role, action))
    return membership


def team_for(user: User, team_id: UUID, action: Action) -> Team:
    """The team, where the person may do this there; raises what `membership_for` raises."""
    return membership_for(user, team_id, action).team


def rights(role: Role | str) -> frozenset[str]:
    """The names of all that a role may do, for templates: `{% if "RUN" in rights %}`."""
    return frozenset(action.name for action in Action if may(role, action))


class MembersOnly(LoginRequiredMiddleware):
    """Every view needs a signed-in person unless it says otherwise.

    An address that names an object is not there for strangers, so that they cannot learn which objects exist; other
    addresses lead them to the sign-in page.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: object) -> HttpResponseBase:  # type: ignore[override]  # any view
        match = request.resolver_match
        if match is None or not match.kwargs:
            return super().handle_no_permission(request, view_func)  # type: ignore[arg-type]  # any view
        if wants_json(request):
            return problem("signed_out", SIGNED_OUT, 404)
        raise Http404("strangers see no objects")
