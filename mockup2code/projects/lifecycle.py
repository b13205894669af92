"""What becomes of whole projects: changed, starred, archived, deleted, moved, duplicated; each in one transaction."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from mockup2code.projects import search
from mockup2code.projects.models import Asset, Mockup, Project, Recording, Tag, Version
from mockup2code.projects.telling import tell
from mockup2code.story.models import Kind
from mockup2code.story.writing import About
from mockup2code.teams.models import Team, User
from mockup2code.teams.names import LONGEST_NAME

KEPT = timedelta(days=30)
"""How long a deleted project can be had back."""

_COPY = " (copy)"
_PARTS = ("description", "tags")


@transaction.atomic
def change_project(*, project: Project, user: User, name: str, description: str, tags: Sequence[str]) -> None:
    changed = Project.objects.select_for_update().get(pk=project.pk)
    before = (changed.name, changed.description, _tag_names(changed))
    changed.name, changed.description = name, description
    changed.save(update_fields=["name", "description"])
    _tag(changed, project.team, tags)
    after = (name, description, _tag_names(changed))
    if before[0] != name:
        tell(Kind.RENAMED, changed, user, was=before[0])
    if before[1:] != after[1:]:
        what = [word for word, old, new in zip(_PARTS, before[1:], after[1:], strict=True) if old != new]
        tell(Kind.CHANGED, changed, user, changed=what)
    search.index_project(changed)


def _tag_names(project: Project) -> list[str]:
    return sorted(project.tags.values_list("name", flat=True))


def _tag(project: Project, team: Team, names: Sequence[str]) -> None:
    """The project carries these tags of the team, made where they are new."""
    known = {tag.name.casefold(): tag for tag in Tag.objects.select_for_update().filter(team=team)}
    project.tags.set([known.get(name.casefold()) or Tag.objects.create(team=team, name=name) for name in names])
    _forget_tags(team)


def _forget_tags(team: Team) -> None:
    """Those that nothing carries any more."""
    Tag.objects.filter(team=team, projects=None).delete()


def star(*, project: Project, user: User, starred: bool) -> None:
    if starred:
        project.stars.add(user)
    else:
        project.stars.remove(user)


@transaction.atomic
def archive(*, project: Project, user: User, archived: bool) -> None:
    other = Project.objects.filter(pk=project.pk, archived__isnull=archived)
    if other.update(archived=timezone.now() if archived else None):
        tell(Kind.ARCHIVED if archived else Kind.UNARCHIVED, project, user)


@transaction.atomic
def delete(*, project: Project, user: User) -> None:
    """Nobody sees it any more; for 30 days it can be had back."""
    if Project.objects.filter(pk=project.pk, deleted=None).update(deleted=timezone.now()):
        tell(Kind.DELETED, project, user)


@transaction.atomic
def undelete(*, project: Project, user: User) -> None:
    if Project.objects.filter(pk=project.pk, deleted__isnull=False).update(deleted=None):
        tell(Kind.UNDELETED, project, user)


def purge() -> int:
    """Deletes for good, with all files, what was deleted more than 30 days ago; gives how many projects that were."""
    overdue = list(Project.objects.filter(deleted__lt=timezone.now() - KEPT)[:100])
    for project in overdue:
        with transaction.atomic():
            if Project.objects.filter(pk=project.pk).delete()[0]:
                _forget_tags(project.team)
                tell(Kind.PURGED, project, None)
    return len(overdue)


@transaction.atomic
def move(*, project: Project, user: User, team: Team) -> None:
    """All of it goes to the other team; tags are made anew there."""
    locked = Project.objects.select_for_update().get(pk=project.pk)
    names = list(locked.tags.values_list("name", flat=True))
    old = locked.team
    tell(Kind.MOVED_AWAY, locked, user)
    locked.team = team
    locked.save(update_fields=["team"])
    tell(Kind.MOVED_HERE, locked, user)
    locked.stars.clear()
    _tag(locked, team, names)
    _forget_tags(old)


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
    recordings = {recording.pk: _copied(recording, copy, "file") for recording in project.recordings.all()}
    mockups = {}
    for mockup in project.mockups.filter(removed=None):
        key, mockup.recording_id = mockup.pk, recordings.get(mockup.recording_id) if mockup.recording_id else None
        mockups[key] = _copied(mockup, copy, "picture", "thumbnail")
    assets = {str(asset.pk): _copied(asset, copy, "picture") for asset in project.assets.all()}
    versions: dict[UUID, UUID] = {}
    for version in project.versions.order_by("number").iterator(chunk_size=50):
        versions[version.pk] = _copied_version(version, copy, mockups, assets, versions)
    search.index_all(copy)
    tell(Kind.DUPLICATED, copy, user, About(project.pk, project.name))
    return copy


def _copied(row: Mockup | Asset | Recording, project: Project, *files: str) -> UUID:
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
