"""A project's settings, and what is done with it as a whole: HTTP in, HTTP out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from mockup2code.projects import lifecycle, queries
from mockup2code.projects.forms import ProjectForm, StarForm
from mockup2code.projects.models import Project
from mockup2code.responses import person, wants_json
from mockup2code.teams.access import membership_for, rights, team_for
from mockup2code.teams.models import User
from mockup2code.teams.permissions import Action, may


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, project_id: UUID) -> HttpResponseBase:
    """Name, description and tags; a POST stores them."""
    user = person(request)
    project = queries.project_for(user, project_id, Action.CHANGE_PROJECTS)
    form = ProjectForm(request.POST) if request.method == "POST" else _form_of(project)
    if not form.is_bound or not form.is_valid():
        return _page(request, user, project, form)
    lifecycle.change_project(project=project, user=user, **form.cleaned_data)
    messages.success(request, "The project is saved.")
    return redirect("projects:settings", project_id)


def _form_of(project: Project) -> ProjectForm:
    tags = ", ".join(project.tags.order_by("name").values_list("name", flat=True))
    return ProjectForm(initial={"name": project.name, "description": project.description, "tags": tags})


def _page(request: HttpRequest, user: User, project: Project, form: ProjectForm) -> HttpResponse:
    role = membership_for(user, project.team_id, Action.SEE_PROJECTS).role
    others = user.memberships.exclude(team=project.team_id).select_related("team").order_by("team__name")
    context = {
        "project": project,
        "form": form,
        "project_rights": rights(role),
        "targets": [other.team for other in others if may(other.role, Action.ADD_PROJECTS)],
        "days": lifecycle.KEPT.days,
    }
    return render(request, "projects/settings.html", context, status=422 if form.errors else 200)


@require_POST
def star(request: HttpRequest, project_id: UUID) -> HttpResponseBase:
    """One's own star; others have theirs."""
    user = person(request)
    project = queries.project_for(user, project_id)
    form = StarForm(request.POST)
    form.full_clean()
    lifecycle.star(project=project, user=user, starred=form.cleaned_data["starred"])
    if wants_json(request):
        return JsonResponse({"starred": form.cleaned_data["starred"]})
    return redirect("projects:dashboard")


@require_POST
def archive(request: HttpRequest, project_id: UUID) -> HttpResponseBase:
    """Puts it away, or takes it back with `restore`."""
    user = person(request)
    project = queries.project_for(user, project_id, Action.CHANGE_PROJECTS)
    restored = "restore" in request.POST
    lifecycle.archive(project=project, user=user, archived=not restored)
    done = "is back among the projects" if restored else "is archived: nothing of it is lost, and it can be restored"
    messages.success(request, f"{project.name} {done}.")
    return redirect("projects:dashboard")


@require_POST
def delete(request: HttpRequest, project_id: UUID) -> HttpResponseBase:
    user = person(request)
    project = queries.project_for(user, project_id, Action.CHANGE_PROJECTS)
    lifecycle.delete(project=project, user=user)
    days = lifecycle.KEPT.days
    messages.success(request, f"{project.name} is deleted. For {days} days it can be restored under Deleted.")
    return redirect("projects:dashboard")


@require_POST
def undelete(request: HttpRequest, project_id: UUID) -> HttpResponseBase:
    user = person(request)
    project = queries.deleted_for(user, project_id, Action.CHANGE_PROJECTS)
    lifecycle.undelete(project=project, user=user)
    messages.success(request, f"{project.name} is back.")
    return redirect("generations:workspace", project_id)


@require_POST
def move(request: HttpRequest, project_id: UUID) -> HttpResponseBase:
    """Into another team of one's own, in which one may add projects."""
    user = person(request)
    project = queries.project_for(user, project_id, Action.MOVE_PROJECTS)
    try:
        target = team_for(user, UUID(request.POST.get("team", "")), Action.ADD_PROJECTS)
    except ValueError:
        messages.error(request, "Choose the team that the project goes to. Nothing was moved.")
        return redirect("projects:settings", project_id)
    lifecycle.move(project=project, user=user, team=target)
    messages.success(request, f"{project.name} belongs to {target.name} now.")
    return redirect("generations:workspace", project_id)


@require_POST
def duplicate(request: HttpRequest, project_id: UUID) -> HttpResponseBase:
    user = person(request)
    project = queries.project_for(user, project_id, Action.CHANGE_PROJECTS)
    copy = lifecycle.duplicate(project=project, user=user)
    messages.success(request, f"This is the copy of {project.name}, with its pictures and versions.")
    return redirect(reverse("projects:settings", args=[copy.pk]))
