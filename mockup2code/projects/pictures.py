"""What people do to the pictures and recordings of a project, each in one transaction."""

from collections.abc import Sequence
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from mockup2code.projects import actions, search
from mockup2code.projects.files import remove_later
from mockup2code.projects.models import Mockup, Project, Recording
from mockup2code.teams.models import User
from mockup2code.vision.picture import Picture


@transaction.atomic
def describe(*, mockup: Mockup, name: str, role: str, note: str) -> None:
    Mockup.objects.filter(pk=mockup.pk).update(name=name[:200], role=role, note=note)
    search.index_mockup(Mockup.objects.get(pk=mockup.pk))


@transaction.atomic
def put_in_order(*, project: Project, order: Sequence[UUID]) -> None:
    """These pictures come first, in this order; the others follow as they were."""
    rank = {key: number for number, key in enumerate(order)}
    pictures = list(project.mockups.select_for_update().order_by("position", "created").only("pk"))
    pictures.sort(key=lambda mockup: rank.get(mockup.pk, len(rank)))
    for number, mockup in enumerate(pictures, start=1):
        Mockup.objects.filter(pk=mockup.pk).update(position=number)


class LastPictureError(Exception):
    """A project has at least one picture."""


@transaction.atomic
def remove(*, mockup: Mockup) -> None:
    """Its files go, and so does its recording with the last moment of it. Raises LastPictureError.

    The row stays, because runs and versions were made from it; a run that waits goes on without it.
    """
    project = Project.objects.select_for_update().get(pk=mockup.project_id)
    if not project.mockups.filter(removed=None).exclude(pk=mockup.pk).exists():
        raise LastPictureError
    for file in (mockup.picture, mockup.thumbnail):
        remove_later(file)
    Mockup.objects.filter(pk=mockup.pk).update(
        removed=timezone.now(), measurement=None, digest="", picture="", thumbnail=""
    )
    search.index_mockup(Mockup.objects.get(pk=mockup.pk))
    if mockup.recording_id:
        Recording.objects.filter(pk=mockup.recording_id).exclude(frames__removed=None).delete()


@transaction.atomic
def add_recording(  # noqa: PLR0913 - what was read of the file
    *,
    project: Project,
    user: User,
    name: str,
    file: "File[bytes]",
    media_type: str,
    seconds: float,
    frames: Sequence[tuple[Picture, float]],
) -> list[Mockup]:
    """The recording, and its moments as pictures of the project; `frames` are pictures and when they are seen."""
    recording = Recording(project=project, name=name[:200], media_type=media_type, seconds=seconds, created_by=user)
    recording.file.save("recording", file, save=False)
    recording.save(force_insert=True)
    return [
        actions.add_mockup(project=project, user=user, picture=picture, moment=(recording, at))
        for picture, at in frames
    ]
