"""Pages and files of projects: HTTP in, HTTP out."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from mockup2code.examples import EXAMPLES
from mockup2code.projects import actions, finding, queries
from mockup2code.projects.forms import FilterForm, RenameForm, UploadForm
from mockup2code.projects.models import Mockup
from mockup2code.projects.pages import picture_data
from mockup2code.projects.uploads import UploadError, read_upload
from mockup2code.responses import image, person, problem, wants_json
from mockup2code.story.reading import latest_of
from mockup2code.teams.access import team_for
from mockup2code.teams.context import teams_of
from mockup2code.teams.models import Team, User
from mockup2code.teams.permissions import Action
from mockup2code.teams.queries import current_membership


@require_GET
def dashboard(request: HttpRequest) -> HttpResponse:
    """The place to drop a picture, and the team's projects under it."""
    return _dashboard(request)


def _dashboard(request: HttpRequest, error: str = "", status: int = 200) -> HttpResponse:
    teams = teams_of(request)
    if teams is None or teams.current is None:
        return render(request, "teams/none.html")
    user, team = person(request), teams.current.team
    filters = FilterForm(request.GET)
    wanted = filters.wanted()
    page = finding.Pages(finding.found(team, user, wanted), wanted).get_page(request.GET.get("page"))
    page.object_list = finding.cards(list(page.object_list), user, wanted.words)
    context = {
        "page": page,
        "wanted": wanted,
        "any_projects": page.paginator.count > 0 or team.projects.exists(),
        "narrowed": wanted != finding.Wanted(sort=wanted.sort),
        "as_list": filters.cleaned_data.get("view") == "list",
        "tags": finding.tags_of(team),
        "members": User.objects.filter(memberships__team=team).order_by("email").only("email"),
        "live": {"team": team.pk, "after": latest_of(team.pk)},
        "error": error,
        "examples": [
            {**_example_words(example), "url": reverse("projects:example", args=[example.slug])} for example in EXAMPLES
        ],
        "limits": {
            "max_mb": settings.MAX_UPLOAD_BYTES // 1_000_000,
            "max_recording_mb": settings.MAX_RECORDING_BYTES // 1_000_000,
            "max_pixels_m": settings.MAX_MEGAPIXELS,
            "max_side": settings.MAX_PICTURE_SIDE,
        },
    }
    return render(request, "projects/dashboard.html", context, status=status)


def _example_words(example: object) -> dict[str, object]:
    return {name: getattr(example, name) for name in ("slug", "title", "description", "width", "height")}


@require_GET
@login_not_required
def example(_request: HttpRequest, slug: str) -> HttpResponse:
    """The picture of an example."""
    found = next((example for example in EXAMPLES if example.slug == slug), None)
    if found is None:
        return HttpResponse(status=404)
    return HttpResponse(found.path.read_bytes(), content_type="image/png", headers={"Cache-Control": "max-age=3600"})


@require_POST
def upload(request: HttpRequest) -> HttpResponseBase:
    """A new project from a picture."""
    user = person(request)
    form = UploadForm(request.POST, request.FILES)
    team = team_for_upload(user, form)
    try:
        picture, note = read_upload(form)
    except UploadError as error:
        if wants_json(request):
            return problem(error.code, error.sentence, error.status)
        return _dashboard(request, error.sentence, error.status)
    mockup = actions.start_project(team=team, user=user, picture=picture, note=note)
    return _created(request, mockup)


def team_for_upload(user: User, form: UploadForm) -> Team:
    """The team that the form names, else the current one: a switch in another tab must not divert an upload."""
    form.full_clean()
    team_id = form.cleaned_data.get("team")
    if team_id is None:
        current = current_membership(user)
        if current is None:
            raise PermissionDenied("You are in no team. Found one, or ask for an invitation; nothing was uploaded.")
        team_id = current.team_id
    return team_for(user, team_id, Action.ADD_PROJECTS)


@require_POST
def add_mockup(request: HttpRequest, project_id: UUID) -> HttpResponseBase:
    """A further picture in a project."""
    user = person(request)
    project = queries.project_for(user, project_id, Action.CHANGE_PROJECTS)
    try:
        picture, note = read_upload(UploadForm(request.POST, request.FILES))
    except UploadError as error:
        return problem(error.code, error.sentence, error.status)
    mockup = actions.add_mockup(project=project, user=user, picture=picture, note=note)
    return _created(request, mockup)


def _created(request: HttpRequest, mockup: Mockup) -> HttpResponseBase:
    address = f"{reverse('generations:workspace', args=[mockup.project_id])}?mockup={mockup.pk}"
    if wants_json(request):
        more = reverse("projects:add_mockup", args=[mockup.project_id])
        return JsonResponse({"url": address, "add_url": more, "pictures": [picture_data(mockup)]}, status=201)
    return redirect(address)


@require_POST
def rename(request: HttpRequest, project_id: UUID) -> HttpResponseBase:
    user = person(request)
    project = queries.project_for(user, project_id, Action.CHANGE_PROJECTS)
    form = RenameForm(request.POST)
    if not form.is_valid():
        return problem("bad_name", "A project's name has 1 to 200 characters. The old name is kept.", 422)
    actions.rename_project(project=project, user=person(request), name=form.cleaned_data["name"])
    if wants_json(request):
        return JsonResponse({"name": form.cleaned_data["name"]})
    return redirect("generations:workspace", project.pk)


@require_GET
def picture(request: HttpRequest, mockup_id: UUID) -> HttpResponse:
    with queries.mockup_for(person(request), mockup_id).picture.open("rb") as file:
        return image(file.read(), "image/png")


@require_GET
def thumbnail(request: HttpRequest, mockup_id: UUID) -> HttpResponse:
    with queries.mockup_for(person(request), mockup_id).thumbnail.open("rb") as file:
        return image(file.read(), "image/webp")


@require_GET
def asset(request: HttpRequest, asset_id: UUID) -> HttpResponse:
    with queries.asset_for(person(request), asset_id).picture.open("rb") as file:
        return image(file.read(), "image/png")
