"""The workspace and what is done in it: HTTP in, HTTP out."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from mockup2code.generations import actions, asking, messages, pages, queries, spending, talk
from mockup2code.generations.budget import BudgetReachedError
from mockup2code.generations.forms import GenerateForm
from mockup2code.projects import queries as project_queries
from mockup2code.projects.history import versions_of
from mockup2code.projects.models import Project, Role
from mockup2code.projects.queries import pictures_of
from mockup2code.responses import person, problem, wants_json
from mockup2code.story.reading import latest_of
from mockup2code.teams.access import membership_for
from mockup2code.teams.permissions import Action, may

RUNS_SHOWN = 50


@require_GET
def workspace(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """A project's mockup, code, preview and history; `?version=`, `?generation=`, `?mockup=` choose what is shown."""
    project = project_queries.project_for(person(request), project_id)
    generation, version = queries.shown(project, request.GET)
    mockup = queries.mockup_shown(project, request.GET, generation, version)
    context = _history(project) | {"talk": talk.talk_about(generation, version)}
    role = membership_for(person(request), project.team_id, Action.SEE_PROJECTS).role
    may_change = may(role, Action.RUN)
    context |= {
        "live": {"team": project.team_id, "project": project.pk, "after": latest_of(project.team_id)},
        "mockup": mockup,
        "pictures": pictures_of(project),
        "roles": Role.choices,
        "generation": generation,
        "version": version,
        "workspace": pages.workspace_data(project, mockup, generation, version, may_change=may_change),
        "may_change": may_change,
    }
    return render(request, "generations/workspace.html", context)


@require_GET
def history(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """The list of mockups, runs and versions, for a page that is open already.

    `?before=` goes on with the versions before that number, `?down_to=` lists at least those down to it.
    """
    project = project_queries.project_for(person(request), project_id)
    before = _number(request, "before")
    if before is not None:
        versions = versions_of(project, before=before)
        return render(request, "versions.html", {"project": project, "versions": versions}, using="lists")
    return render(request, "generations/_history.html", _history(project, _number(request, "down_to")))


def _number(request: HttpRequest, name: str) -> int | None:
    value = request.GET.get(name, "")
    return int(value[:9]) if value.isdecimal() else None


def _history(project: Project, down_to: int | None = None) -> dict[str, Any]:
    return {
        "project": project,
        "mockups": pictures_of(project)[:RUNS_SHOWN],
        "generations": queries.listed_runs_of(project)[:RUNS_SHOWN],
        "spent": spending.of_project(project),
        "versions": versions_of(project, down_to=down_to),
    }


@require_POST
def generate(request: HttpRequest, mockup_id: UUID) -> HttpResponseBase:
    """A first page from one picture, as a page without scripts asks for it."""
    user = person(request)
    mockup = project_queries.mockup_for(user, mockup_id, Action.RUN)
    form = GenerateForm(request.POST)
    if not form.is_valid():
        return problem("too_long", asking.TOO_LONG.sentence, 422)
    try:
        asking.check_open(mockup.project)
        asked = asking.Asked(form.cleaned_data["note"], (mockup,))
        generation = messages.send(project=mockup.project, user=user, asked=asked)[0]
    except asking.AskError as error:
        return problem(error.code, error.sentence, error.status)
    except BudgetReachedError as reached:
        return problem("budget_reached", str(reached), 402)
    if wants_json(request):
        return JsonResponse({"generation": pages.generation_data(generation)}, status=201)
    return redirect("generations:workspace", mockup.project_id)


@require_POST
def stop(request: HttpRequest, generation_id: UUID) -> HttpResponseBase:
    """Asks a run to end."""
    user = person(request)
    generation = queries.generation_for(user, generation_id)
    project_queries.must(user, generation.mockup.project, Action.RUN)
    actions.stop(generation_id=generation.pk, user=user)
    if wants_json(request):
        return JsonResponse({}, status=202)
    return redirect("generations:workspace", generation.mockup.project_id)


@require_GET
def version(request: HttpRequest, version_id: UUID) -> JsonResponse:
    """A version's files, as data."""
    return JsonResponse(pages.version_data(project_queries.version_for(person(request), version_id)))


@require_GET
def page(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """A version's page alone, as large as the window."""
    version = project_queries.version_for(person(request), version_id)
    return render(request, "generations/page.html", {"version": version, "page": pages.page_data(version)})
