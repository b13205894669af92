"""The workspace and what is done in it: HTTP in, HTTP out."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from mockup2code.generations import actions, pages, queries, spending
from mockup2code.generations.budget import BudgetReachedError
from mockup2code.generations.forms import GenerateForm
from mockup2code.generations.models import Generation
from mockup2code.projects import queries as project_queries
from mockup2code.projects.history import versions_of
from mockup2code.projects.models import Mockup, Project, Version
from mockup2code.responses import person, problem, wants_json
from mockup2code.teams.access import membership_for
from mockup2code.teams.permissions import Action, may

RUNS_SHOWN = 50


@require_GET
def workspace(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """A project's mockup, code, preview and history; `?version=`, `?generation=`, `?mockup=` choose what is shown."""
    project = project_queries.project_for(person(request), project_id)
    context = _history(project)
    generation, version, mockup = _shown(request, project)
    role = membership_for(person(request), project.team_id, Action.SEE_PROJECTS).role
    may_change = may(role, Action.RUN)
    context |= {
        "mockup": mockup,
        "generation": generation,
        "version": version,
        "workspace": pages.workspace_data(project, mockup, generation, version, may_change=may_change),
        "may_change": may_change,
    }
    return render(request, "generations/workspace.html", context)


@require_GET
def history(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """The list of mockups, runs and versions, for a page that is open already; `?before=` goes on with versions."""
    project = project_queries.project_for(person(request), project_id)
    before = request.GET.get("before", "")
    if before.isdecimal():
        versions = versions_of(project, before=int(before[:9]))
        return render(request, "generations/_history_versions.html", {"project": project, "versions": versions})
    return render(request, "generations/_history.html", _history(project))


def _history(project: Project) -> dict[str, Any]:
    return {
        "project": project,
        "mockups": project.mockups.defer("measurement").order_by("-created")[:RUNS_SHOWN],
        "generations": queries.runs_of(project).order_by("-created")[:RUNS_SHOWN],
        "spent": spending.of_project(project),
        "versions": versions_of(project),
    }


def _shown(request: HttpRequest, project: Project) -> tuple[Generation | None, Version | None, Mockup]:
    """What the address asks for, else the newest mockup with its newest run, or where none ran its newest version."""
    wanted = {name: _id(request, name) for name in ("version", "generation", "mockup")}
    if wanted["version"]:
        version = _one(project.versions.select_related("mockup"), wanted["version"])
        return None, version, version.mockup or _newest_mockup(project)
    if wanted["generation"]:
        generation = _one(queries.runs_of(project), wanted["generation"])
        return generation, _version_of(generation), generation.mockup
    mockup = _one(project.mockups, wanted["mockup"]) if wanted["mockup"] else _newest_mockup(project)
    newest = queries.runs_of(project).filter(mockup=mockup).order_by("-created").first()
    if newest is None:
        return None, project.versions.filter(mockup=mockup).order_by("-number").first(), mockup
    return newest, _version_of(newest), mockup


def _version_of(generation: Generation | None) -> Version | None:
    return Version.objects.get(pk=generation.version_id) if generation and generation.version_id else None


def _newest_mockup(project: Project) -> Mockup:
    mockup = project.mockups.order_by("-created").first()
    if mockup is None:
        raise Http404("this project has no mockup")
    return mockup


def _id(request: HttpRequest, name: str) -> UUID | None:
    value = request.GET.get(name)
    if not value:
        return None
    try:
        return UUID(value)
    except ValueError:
        raise Http404(f"{name} is not an id") from None


def _one(rows: Any, key: UUID) -> Any:
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404("it is not in this project")
    return found


@require_POST
def generate(request: HttpRequest, mockup_id: UUID) -> HttpResponseBase:
    """Starts a run over a mockup."""
    user = person(request)
    mockup = project_queries.mockup_for(user, mockup_id, Action.RUN)
    form = GenerateForm(request.POST)
    if not form.is_valid():
        return problem("bad_note", "The note is longer than 4,000 characters. Nothing was started; shorten it.", 422)
    try:
        generation = actions.start(mockup=mockup, user=user, note=form.cleaned_data["note"])
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
    actions.stop(generation_id=generation.pk)
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
