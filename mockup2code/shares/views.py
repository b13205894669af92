"""The links of a project, for its editors: HTTP in, HTTP out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from mockup2code.projects import queries
from mockup2code.projects.models import Project
from mockup2code.responses import person
from mockup2code.shares import actions
from mockup2code.shares.actions import ShareError
from mockup2code.shares.forms import ShareForm
from mockup2code.shares.models import Share
from mockup2code.teams.permissions import Action

SHOWN = 200


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def shares(request: HttpRequest, project_id: UUID) -> HttpResponseBase:
    """All links of the project; a POST makes one, whose address is shown this once."""
    user = person(request)
    project = queries.project_for(user, project_id, Action.SHARE)
    if request.method != "POST":
        return _page(request, project, ShareForm(project))
    form = ShareForm(project, request.POST)
    if not form.is_valid():
        return _page(request, project, form)
    try:
        _, token = actions.share(project=project, user=user, terms=form.terms())
    except ShareError as error:
        form.add_error(None, error.sentence)
        return _page(request, project, form)
    link = request.build_absolute_uri(reverse("shares:visit", args=[token]))
    return _page(request, project, ShareForm(project), link)


def _page(request: HttpRequest, project: Project, form: ShareForm, link: str = "") -> HttpResponse:
    made = project.shares.select_related("created_by", "version").defer("version__files", "version__assets")
    context = {
        "project": project,
        "form": form,
        "link": link,
        "has_versions": project.versions.exists(),
        "shares": made.order_by("-created")[:SHOWN],
    }
    return render(request, "shares/shares.html", context, status=422 if form.errors else 200)


@require_POST
def revoke(request: HttpRequest, share_id: UUID) -> HttpResponseBase:
    user = person(request)
    theirs = Share.objects.filter(project__in=queries.projects_of(user)).select_related("project")
    share = get_object_or_404(theirs, pk=share_id)
    queries.must(user, share.project, Action.SHARE)
    actions.revoke(share=share, user=user)
    messages.success(request, "The link is revoked; it leads nowhere now.")
    return redirect("shares:shares", share.project_id)
