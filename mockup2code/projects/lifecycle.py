"""What becomes of whole projects: changed, starred, archived, deleted, moved, duplicated; each in one transaction."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from mockup2code.projects import search
from mockup2code.projects.models import Asset, Mockup, Project, Tag, Version
from mockup2code.teams.models import Team, User
from mockup2code.teams.names import LONGEST_NAME

KEPT = timedelta(days=30)
"""How long a deleted project can be had back."""

_COPY = " (copy)"


@transaction.atomic
def change_project(*, project: Project, name: str, description: str, tags: Sequence[str]) -> None:
    Project.objects.filter(pk=project.pk).update(name=name, description=description)
    _tag(project, project.team, tags)
    search.index_project(Project.objects.get(pk=project.pk))


def _tag(project: Project, team: Team, names: Sequence[str]) -> None:
    """The project carries these tags of the team, made where they are new; those that nothing carries any more go."""
    known = {tag.name.casefold(): tag for tag in Tag.objects.select_for_update().filter(team=team)}
    project.tags.set([known.get(name.casefold()) or Tag.objects.create(team=team, name=name) for name in names])
    Tag.objects.filter(team=team, projects=None).delete()


def star(*, project: Project, user: User, starred: bool) -> None:
    if starred:
        project.stars.add(user)
    else:
        project.stars.remove(user)


def archive(*, project: Project, archived: bool) -> None:
    Project.objects.filter(pk=project.pk).update(archived=timezone.now() if archived else None)


def delete(*, project: Project) -> None:
    """Nobody sees it any more; for 30 days it can be had back."""
    Project.objects.filter(pk=project.pk, deleted=None).update(deleted=timezone.now())


def undelete(*, project: Project) -> None:
    Project.objects.filter(pk=project.pk).update(deleted=None)


def purge() -> int:
    """Deletes for good, with all files, what was deleted more than 30 days ago; gives how many projects that were."""
    overdue = list(Project.objects.filter(deleted__lt=timezone.now() - KEPT).values_list("pk", flat=True)[:100])
    for project_id in overdue:
        with transaction.atomic():
            Project.objects.filter(pk=project_id).delete()
    return len(overdue)


@transaction.atomic
def move(*, project: Project, team: Team) -> None:
    """All of it goes to the other team; tags are made anew there."""
    locked = Project.objects.select_for_update().get(pk=project.pk)
    names = list(locked.tags.values_list("name", flat=True))
    old = locked.team
    locked.team = team
    locked.save(update_fields=["team"])
    locked.stars.clear()
    _tag(locked, team, names)
    Tag.objects.filter(team=old, projects=None).delete()


@transaction.atomic
def duplicate(*, project: Project, user: User) -> Project:
    """A project of its own with the same pictures and versions, but not the runs. Files are copied."""
    copy = Project.objects.create(
        team=project.team,
        name=project.name[: LONGEST_NAME - len(_COPY)] + _COPY,
        description=project.description,
        created_by=user,
        updated=timezone.now(),
    )
    copy.tags.set(project.tags.all())
    mockups = {mockup.pk: _copied(mockup, copy, "picture", "thumbnail") for mockup in project.mockups.all()}
    assets = {str(asset.pk): _copied(asset, copy, "picture") for asset in project.assets.all()}
    versions: dict[UUID, UUID] = {}
    for version in project.versions.order_by("number").iterator(chunk_size=50):
        versions[version.pk] = _copied_version(version, copy, mockups, assets, versions)
    index(copy)
    return copy


def index(project: Project) -> None:
    search.index_project(project)
    for mockup in project.mockups.all():
        search.index_mockup(mockup)
    for version in project.versions.order_by("number").iterator(chunk_size=50):
        search.index_version(version)


def _copied(row: Mockup | Asset, project: Project, *files: str) -> UUID:
    contents = {name: _content(getattr(row, name)) for name in files}
    row.pk, row.project, row._state.adding = uuid4(), project, True
    for name, content in contents.items():
        if content is not None:
            getattr(row, name).save(name, ContentFile(content), save=False)
    row.save(force_insert=True)
    return row.pk


def _content(file: FieldFile) -> bytes | None:
    if not file:
        return None
    with file.open("rb") as opened:
        content: bytes = opened.read()
    return content


def _copied_version(
    version: Version,
    project: Project,
    mockups: dict[UUID, UUID],
    assets: dict[str, UUID],
    versions: dict[UUID, UUID],
) -> UUID:
    version.parent_id = versions.get(version.parent_id) if version.parent_id else None
    version.mockup_id = mockups.get(version.mockup_id) if version.mockup_id else None
    version.assets = {path: str(assets[key]) for path, key in version.assets.items() if key in assets}
    picture = _content(version.picture)
    version.pk, version.project, version._state.adding = uuid4(), project, True
    version.picture = None
    if picture is not None:
        version.picture.save("picture.webp", ContentFile(picture), save=False)
    version.save(force_insert=True)
    return version.pk
