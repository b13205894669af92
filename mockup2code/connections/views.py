"""The connection page of a team, for its lead: HTTP in, HTTP out."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mockup2code.connections import actions, pages, queries
from mockup2code.connections.forms import CheckForm, ConnectionForm, initial_of, sentences
from mockup2code.responses import person, problem
from mockup2code.teams.access import team_for
from mockup2code.teams.permissions import Action
from mockup2code.teams.queries import current_team


@require_GET
def home(request: HttpRequest) -> HttpResponseBase:
    """The connection of the team that is current."""
    team = current_team(person(request))
    if team is None:
        raise Http404("no team of this person")
    return redirect("connections:connection", team.pk)


@sensitive_post_parameters("key")
@require_http_methods(["GET", "HEAD", "POST"])
def connection(request: HttpRequest, team_id: UUID) -> HttpResponseBase:
    """The page; a POST stores what was entered."""
    team = team_for(person(request), team_id, Action.CONNECT)
    stored = queries.connection_of(team)
    if request.method != "POST":
        form = ConnectionForm(stored, initial=initial_of(stored))
        return render(request, "connections/connection.html", pages.page(team, stored, form))
    form = ConnectionForm(stored, request.POST)
    if not form.is_valid():
        return render(request, "connections/connection.html", pages.page(team, stored, form), status=422)
    actions.set_connection(team=team, user=person(request), wanted=form.wanted())
    messages.success(request, "The connection is saved. Runs that start from now on use it.")
    return redirect("connections:connection", team.pk)


@require_POST
def keep_check(request: HttpRequest, team_id: UUID) -> HttpResponseBase:
    """Keeps a request with its assertions; answers its row."""
    team = team_for(person(request), team_id, Action.CONNECT)
    form = CheckForm(request.POST)
    if not form.is_valid():
        return problem("bad_check", sentences(form), 422)
    check = actions.keep_check(
        team=team,
        user=person(request),
        name=form.cleaned_data["name"],
        request=form.request(),
        assertions=form.cleaned_data["assertions"],
    )
    return HttpResponse(pages.check_html(check, team), status=201)


@require_POST
def remove_check(request: HttpRequest, team_id: UUID, check_id: int) -> HttpResponseBase:
    team = team_for(person(request), team_id, Action.CONNECT)
    actions.remove_check(check=queries.check_of(team, check_id))
    return HttpResponse(status=204)
