"""The conversation: messages go in, runs and the talk so far come out; HTTP only."""

from typing import Any
from uuid import UUID

from asgiref.sync import async_to_sync
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from mockup2code.engines.base import EngineError
from mockup2code.generations import asking, messages, pages, queries
from mockup2code.generations.asking import Asked, AskError
from mockup2code.generations.budget import BudgetReachedError
from mockup2code.generations.engines import engine_of
from mockup2code.generations.jobs import Wanted, job_for
from mockup2code.generations.talk import talk_about
from mockup2code.projects import queries as project_queries
from mockup2code.projects.models import Project
from mockup2code.responses import person, problem, wants_json
from mockup2code.teams.permissions import Action


@require_POST
def send(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """A message becomes as many runs as variants are wanted."""
    user = person(request)
    project = project_queries.project_for(user, project_id, Action.RUN)
    try:
        asked = _asked(request, project)
        runs = messages.send(project=project, user=user, asked=asked)
    except AskError as error:
        return problem(error.code, error.sentence, error.status)
    except BudgetReachedError as reached:
        return problem("budget_reached", str(reached), 402)
    return JsonResponse({"generations": [pages.generation_data(run) for run in runs]}, status=201)


@require_POST
def answer_again(request: HttpRequest, generation_id: UUID) -> HttpResponseBase:
    """Another run for the message of this one."""
    user = person(request)
    generation = queries.generation_for(user, generation_id)
    project_queries.must(user, generation.mockup.project, Action.RUN)
    try:
        asking.check_open(generation.mockup.project)
        run = messages.answer_again(generation=generation, user=user)
    except AskError as error:
        return problem(error.code, error.sentence, error.status)
    except BudgetReachedError as reached:
        return problem("budget_reached", str(reached), 402)
    if wants_json(request):
        return JsonResponse({"generations": [pages.generation_data(run)]}, status=201)
    return redirect("generations:workspace", generation.mockup.project_id)


@require_POST
def estimate(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """About what the message would send: tokens, and US dollars where prices are known; nothing is started."""
    project = project_queries.project_for(person(request), project_id, Action.RUN)
    try:
        asked = _asked(request, project)
        found = _estimate(project, asked)
    except AskError as error:
        return problem(error.code, error.sentence, error.status)
    except EngineError as error:
        return problem(str(error.code), error.sentence, 422)
    return JsonResponse(found)


def _estimate(project: Project, asked: Asked) -> dict[str, Any]:
    mockup = messages.compared_with(project, asked.base, asked.pictures)
    wanted = Wanted(project, mockup, asked.text, asked.base, asked.pictures, asked.regions, asked.selection)
    job, _ = job_for(wanted)
    found = async_to_sync(engine_of(project.team).estimate)(job)
    cost = None if found.cost is None else found.cost * asked.variants
    return {"tokens": found.tokens * asked.variants, "cost": cost, "exact": found.exact}


def _asked(request: HttpRequest, project: Project) -> Asked:
    try:
        return asking.read(request.body, project)
    except RequestDataTooBig:
        raise asking.TOO_LONG from None


@require_GET
def talk(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """The talk that led to `?version=` or `?generation=`, for a page that is open already."""
    project = project_queries.project_for(person(request), project_id)
    generation, version = queries.shown(project, request.GET)
    context = {"project": project, "talk": talk_about(generation, version)}
    return render(request, "generations/_talk_turns.html", context)
