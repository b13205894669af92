"""What a person does to the pictures of a project: describe, order, remove, add recordings; HTTP in, HTTP out."""

import json
from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from mockup2code.projects import pictures, queries, recordings
from mockup2code.projects.forms import DescribeForm, UploadForm
from mockup2code.projects.models import Mockup
from mockup2code.projects.pages import picture_data
from mockup2code.projects.uploads import UploadError
from mockup2code.projects.views import team_for_upload
from mockup2code.responses import person, problem
from mockup2code.teams.permissions import Action


@require_POST
def describe(request: HttpRequest, mockup_id: UUID) -> HttpResponse:
    """Gives a picture its name, its role and its note, and where it is sent, what kind of picture it is."""
    mockup = queries.mockup_for(person(request), mockup_id, Action.CHANGE_PROJECTS)
    form = DescribeForm(request.POST)
    if not form.is_valid():
        return problem(
            "bad_description",
            "A picture has a name of 1 to 200 characters, one of the roles, a note of at most 4,000 characters, and is"
            " a screen or a drawing."
            " What was there before is kept.",
            422,
        )
    sent = {name: value for name, value in form.cleaned_data.items() if name != "kind" or name in request.POST}
    pictures.describe(mockup=mockup, **sent)
    return JsonResponse(sent)


@require_POST
def order(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """Puts the pictures in the order of a JSON list of their ids."""
    project = queries.project_for(person(request), project_id, Action.CHANGE_PROJECTS)
    try:
        keys = [UUID(key) for key in json.loads(request.body)]
    except (ValueError, TypeError, AttributeError):
        return problem("bad_order", "The new order could not be read. The pictures stay as they were.", 422)
    pictures.put_in_order(project=project, order=keys)
    return JsonResponse({})


@require_POST
def remove(request: HttpRequest, mockup_id: UUID) -> HttpResponse:
    """Takes a picture out of its project, with its files."""
    user = person(request)
    mockup = queries.mockup_for(user, mockup_id, Action.CHANGE_PROJECTS)
    try:
        pictures.remove(mockup=mockup, user=user)
    except pictures.LastPictureError:
        return problem(
            "last_picture",
            "This is the project's only picture, so it stays. Add another one first, or delete the project.",
            422,
        )
    return JsonResponse({})


@require_POST
def upload_recording(request: HttpRequest) -> HttpResponse:
    """A new project from a screen recording."""
    user = person(request)
    team = team_for_upload(user, UploadForm(request.POST))
    try:
        taken = recordings.take(request.FILES.get("recording"))
    except UploadError as error:
        return problem(error.code, error.sentence, error.status)
    return _moments(recordings.start_project(team=team, user=user, taken=taken))


@require_POST
def add_recording(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """A screen recording for a project that is there."""
    user = person(request)
    project = queries.project_for(user, project_id, Action.CHANGE_PROJECTS)
    try:
        taken = recordings.take(request.FILES.get("recording"))
    except UploadError as error:
        return problem(error.code, error.sentence, error.status)
    return _moments(recordings.add_recording(project=project, user=user, taken=taken))


def _moments(mockups: Sequence[Mockup]) -> HttpResponse:
    first = mockups[0]
    made = {
        "url": f"{reverse('generations:workspace', args=[first.project_id])}?mockup={first.pk}",
        "add_url": reverse("projects:add_mockup", args=[first.project_id]),
        "pictures": [picture_data(mockup) for mockup in mockups],
    }
    return JsonResponse(made, status=201)
