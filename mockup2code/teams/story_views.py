"""The story of a team over all its projects: HTTP in, HTTP out."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from mockup2code.responses import person
from mockup2code.story.pages import Scope, answer
from mockup2code.story.reading import of_team
from mockup2code.teams.access import team_for
from mockup2code.teams.permissions import Action


@require_GET
def story(request: HttpRequest, team_id: UUID) -> HttpResponseBase:
    team = team_for(person(request), team_id, Action.SEE_TEAM_STORY)
    scope = Scope(of_team(team.pk), team.name, team.members.order_by("email"), shows_addresses=True, is_long=True)
    return answer(request, scope, "teams/story.html", {"team": team, "names_projects": True})
