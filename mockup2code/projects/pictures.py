"""What people do to the pictures and recordings of a project, each in one transaction."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from mockup2code.projects import search
from mockup2code.projects.files import remove_later
from mockup2code.projects.models import Mockup, Project, Recording
from mockup2code.projects.telling import tell
from mockup2code.story.models import Kind
from mockup2code.story.writing import About
from mockup2code.teams.models import User


@transaction.atomic
def describe(*, mockup: Mockup, name: str, role: str, note: str, kind: str | None = None) -> None:
    """`kind` is what the person says that it shows, nothing to let it be found out; None leaves what was said."""
    Mockup.objects.filter(pk=mockup.pk).update(name=name[:200], role=role, note=note)
    if kind is not None:
        _set_kind(mockup, kind)
    search.index_mockup(Mockup.objects.get(pk=mockup.pk))


def _set_kind(mockup: Mockup, kind: str) -> None:
    """A measurement of the other kind goes."""
    changed = Mockup.objects.select_for_update().exclude(kind=kind).filter(pk=mockup.pk).first()
    if changed is None:
        return
    changed.kind = kind
    if (changed.measurement or {}).get("kind") != kind:
        changed.measurement = None
    changed.save(update_fields=["kind", "measurement"])


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
def remove(*, mockup: Mockup, user: User) -> None:
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
    tell(Kind.PICTURE_REMOVED, project, user, About(mockup.pk, mockup.name))
    if mockup.recording_id:
        Recording.objects.filter(pk=mockup.recording_id).exclude(frames__removed=None).delete()
