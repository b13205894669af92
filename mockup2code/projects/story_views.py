"""The story of a project: HTTP in, HTTP out."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from mockup2code.projects import queries
from mockup2code.responses import person
from mockup2code.story.pages import Scope, answer
from mockup2code.story.reading import of_project
from mockup2code.teams.access import membership_for
from mockup2code.teams.models import User
from mockup2code.teams.permissions import Action, may


@require_GET
def story(request: HttpRequest, project_id: UUID) -> HttpResponseBase:
    """One line of time, for every member; where people were, only for those who lead the team."""
    user = person(request)
    project = queries.project_for(user, project_id)
    role = membership_for(user, project.team_id, Action.SEE_PROJECTS).role
    people = User.objects.filter(memberships__team=project.team_id).order_by("email")
    scope = Scope(of_project(project.pk), project.name, people, may(role, Action.SEE_TEAM_STORY))
    return answer(request, scope, "projects/story.html", {"project": project})
