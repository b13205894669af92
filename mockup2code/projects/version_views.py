"""What a person does to versions: save an edit, restore, name, star; HTTP in, HTTP out."""

from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from mockup2code.projects import actions, queries, scoring
from mockup2code.projects.edits import TOO_MUCH, EditError, read_edit
from mockup2code.projects.forms import LabelForm, StarForm
from mockup2code.projects.models import Mockup, Version
from mockup2code.responses import image, person, problem
from mockup2code.teams.permissions import Action
from mockup2code.vision.ingest import Limits, PictureError, ingest
from mockup2code.vision.slant import pictured

PICTURE_LIMITS = Limits(file_bytes=3_000_000, pixels=4_000_000, side=4_000)


@require_POST
def save(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """An edit by hand becomes the next version; says which versions others have made meanwhile."""
    user = person(request)
    project = queries.project_for(user, project_id, Action.CHANGE_PROJECTS)
    try:
        edit = read_edit(request.body)
    except RequestDataTooBig:
        return problem("bad_edit", TOO_MUCH, 413)
    except EditError as error:
        return problem("bad_edit", error.sentence, 422)
    parent = queries.version_in(project, edit.parent)
    meanwhile = queries.versions_after(parent)
    version = actions.save_edit(parent=parent, user=user, files=edit.files, message=edit.message)
    if version is None:
        return problem("unchanged", f"Nothing differs from version {parent.number}, so no version was made.", 422)
    return _made(version, _told(version, meanwhile))


def _told(version: Version, meanwhile: list[Version]) -> str:
    if not meanwhile:
        return ""
    last = meanwhile[-1]
    who = last.created_by.email if last.created_by else "Someone"
    return (
        f"{who} made version {last.number} while you were editing. Yours is version {version.number}; both are kept."
        " Compare them in the history."
    )


@require_POST
def restore(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """The files of an earlier version as a new one."""
    version = queries.version_for(person(request), version_id, Action.CHANGE_PROJECTS)
    return _made(actions.restore_version(version=version, user=person(request)), "")


def _made(version: Version, notice: str) -> JsonResponse:
    return JsonResponse({"version": str(version.pk), "number": version.number, "notice": notice}, status=201)


@require_POST
def label(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Gives a version a name, or takes it away."""
    version = queries.version_for(person(request), version_id, Action.CHANGE_PROJECTS)
    form = LabelForm(request.POST)
    if not form.is_valid():
        return problem("bad_name", "A version's name has at most 80 characters. The old name is kept.", 422)
    actions.name_version(version=version, user=person(request), name=form.cleaned_data["name"])
    return JsonResponse({"name": form.cleaned_data["name"]})


@require_POST
def star(request: HttpRequest, version_id: UUID) -> HttpResponse:
    version = queries.version_for(person(request), version_id, Action.CHANGE_PROJECTS)
    form = StarForm(request.POST)
    form.full_clean()
    actions.star_version(version=version, starred=form.cleaned_data["starred"])
    return JsonResponse({"starred": form.cleaned_data["starred"]})


@require_GET
def measurement(request: HttpRequest, mockup_id: UUID) -> HttpResponse:
    """What was measured on the mockup, each thing where it lies on the picture."""
    measured = scoring.measurement_of(queries.mockup_for(person(request), mockup_id))
    return JsonResponse(pictured(measured).to_json())


@require_POST
def fidelity(request: HttpRequest, mockup_id: UUID) -> HttpResponse:
    """How near a page is to the mockup, by what a browser reports of it; nothing is kept."""
    return _scored(request, queries.mockup_for(person(request), mockup_id), None)


@require_POST
def keep_fidelity(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """The same for the page of a version, which keeps its figure."""
    version = queries.version_for(person(request), version_id, Action.CHANGE_PROJECTS)
    if version.mockup is None:
        return problem("no_mockup", "The picture of this version is gone, so there is nothing to compare with.", 422)
    return _scored(request, version.mockup, version)


def _scored(request: HttpRequest, mockup: Mockup, version: Version | None) -> HttpResponse:
    try:
        found = scoring.score(mockup, request.body)
    except (ValueError, RequestDataTooBig):
        return problem("bad_report", "What is seen on the page could not be read, so it has no figure.", 422)
    if version:
        actions.keep_fidelity(version=version, user=person(request), fidelity=found.score)
    return JsonResponse(scoring.as_data(found))


@require_GET
def picture(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """What the page of a version looks like, once a browser has taken its picture."""
    version = queries.version_for(person(request), version_id)
    if not version.picture:
        raise Http404("no browser has taken a picture of this version")
    with version.picture.open("rb") as file:
        return image(file.read(), "image/webp")


@require_POST
def keep_picture(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Takes the picture that a browser has made of a version's page, as carefully as any other picture."""
    version = queries.version_for(person(request), version_id, Action.CHANGE_PROJECTS)
    try:
        found = ingest(request.body, "page", PICTURE_LIMITS)
    except PictureError as error:
        return problem(str(error.code), error.sentence, 422)
    except RequestDataTooBig:
        return problem("too_large_file", "The picture of the page is too large, and was not kept.", 413)
    return JsonResponse({"kept": actions.keep_picture(version=version, picture=found)}, status=201)
