"""What people and runs do to projects: every write, each in one transaction."""

from collections.abc import Mapping
from hashlib import sha256
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max, Value
from django.db.models.functions import Concat
from django.utils import timezone

from mockup2code.projects import search
from mockup2code.projects.models import Asset, Mockup, Project, Recording, Role, Source, Version
from mockup2code.projects.roles import Seen, guess_role
from mockup2code.projects.storing import check_room
from mockup2code.projects.telling import about_version, tell
from mockup2code.story.models import Kind
from mockup2code.story.writing import About
from mockup2code.teams.models import Team, User
from mockup2code.vision.ingest import thumbnail
from mockup2code.vision.picture import Picture

THUMBNAIL_WIDTH = 640
_TOLD = {Source.HAND: Kind.EDITED, Source.RESTORE: Kind.RESTORED}
"""Runs tell of their versions themselves."""


def _project_name(picture_name: str) -> str:
    stem = picture_name.rsplit(".", 1)[0].replace("_", " ").replace("-", " ").strip()
    return (stem[:1].upper() + stem[1:])[:120] or "Untitled"


@transaction.atomic
def start_project(*, team: Team, user: User, picture: Picture, note: str = "") -> Mockup:
    """A new project, named after its first picture."""
    project = new_project(team=team, user=user, named_after=picture.name)
    return add_mockup(project=project, user=user, picture=picture, note=note)


def new_project(*, team: Team, user: User, named_after: str) -> Project:
    """A project without a picture yet, which comes in the same transaction."""
    project = Project.objects.create(team=team, name=_project_name(named_after), created_by=user)
    search.index_project(project)
    return project


def note_engine(project_id: UUID, engine: str) -> None:
    """That a run of this engine was begun for one of the project's pictures."""
    others = Project.objects.filter(pk=project_id).exclude(engines__contains=f" {engine} ")
    others.update(engines=Concat("engines", Value(f"{engine} ")))


@transaction.atomic
def add_mockup(
    *, project: Project, user: User, picture: Picture, note: str = "", moment: tuple[Recording, float] | None = None
) -> Mockup:
    """The next of the project's pictures; the one that is there already where the pixels are the same.

    `moment` is the recording that it comes from, and when in it, in seconds. The files are written before the row, so
    that a full disk leaves no row without its picture. Raises LimitReachedError where storage is used up.
    """
    digest = sha256(picture.png).hexdigest()
    others = project.mockups.select_for_update().filter(removed=None).order_by("position", "created")
    same = others.filter(digest=digest, recording=moment[0] if moment else None).first()
    if same:
        return same
    last = project.mockups.aggregate(number=Max("number"), position=Max("position"))
    mockup = Mockup(
        project=project,
        number=(last["number"] or 0) + 1,
        position=(last["position"] or 0) + 1,
        name=picture.name[:200],
        width=picture.width,
        height=picture.height,
        note=note,
        digest=digest,
        role=Role.FRAME if moment else _role_of(picture, others.first()),
        recording=moment[0] if moment else None,
        at=moment[1] if moment else None,
        created_by=user,
    )
    small = thumbnail(picture, THUMBNAIL_WIDTH)
    mockup.size = len(picture.png) + len(small)
    check_room(team_id=project.team_id, user_id=user.pk, more=mockup.size)
    mockup.picture.save("picture.png", ContentFile(picture.png), save=False)
    mockup.thumbnail.save("thumbnail.webp", ContentFile(small), save=False)
    mockup.save(force_insert=True)
    search.index_mockup(mockup)
    about, size = About(mockup.pk, mockup.name), {"width": mockup.width, "height": mockup.height}
    tell(Kind.UPLOADED, project, user, about, first=last["number"] is None, **size)
    touch(project_id=project.pk)
    return mockup


def _role_of(picture: Picture, first: Mockup | None) -> Role:
    seen = Seen(picture.name, picture.width, picture.height)
    return guess_role(seen, Seen(first.name, first.width, first.height) if first else None)


@transaction.atomic
def rename_project(*, project: Project, user: User, name: str) -> None:
    renamed = Project.objects.select_for_update().get(pk=project.pk)
    was, renamed.name = renamed.name, name
    renamed.save(update_fields=["name"])
    if was != name:
        tell(Kind.RENAMED, renamed, user, was=was)
    search.index_project(renamed)


@transaction.atomic
def set_note(*, mockup: Mockup, note: str) -> None:
    if Mockup.objects.filter(pk=mockup.pk).exclude(note=note).update(note=note):
        search.index_mockup(Mockup.objects.get(pk=mockup.pk))


@transaction.atomic
def keep_measurement(*, mockup_id: UUID, measurement: Mapping[str, object]) -> None:
    """Keeps it, but where somebody has said meanwhile that the picture shows something else."""
    held = Mockup.objects.filter(pk=mockup_id, kind__in=["", measurement["kind"]])
    if held.update(measurement=measurement):
        search.index_mockup(Mockup.objects.get(pk=mockup_id))


def keep_asset(*, project_id: UUID, png: bytes, width: int, height: int) -> Asset:
    asset = Asset(project_id=project_id, width=width, height=height, size=len(png))
    asset.picture.save("asset.png", ContentFile(png), save=False)
    asset.save(force_insert=True)
    return asset


@transaction.atomic
def add_version(  # noqa: PLR0913 - what a run has left
    *,
    mockup: Mockup,
    user: User | None,
    files: Mapping[str, str],
    assets: Mapping[str, str],
    message: str = "",
    parent: Version | None = None,
) -> Version:
    """The next version of the mockup's project, as a run has left it; `parent` is the version that it went on from."""
    version = Version(
        mockup=mockup, parent=parent, message=message[:300], files=dict(files), assets=dict(assets), created_by=user
    )
    return _numbered(version, mockup.project_id)


@transaction.atomic
def save_edit(*, parent: Version, user: User, files: Mapping[str, str], message: str = "") -> Version | None:
    """A version edited by hand, made from `parent`, which stays; none where nothing was changed."""
    if dict(files) == parent.files:
        return None
    version = Version(
        mockup_id=parent.mockup_id,
        source=Source.HAND,
        parent=parent,
        message=message,
        files=dict(files),
        assets=parent.assets,
        created_by=user,
    )
    return _numbered(version, parent.project_id)


@transaction.atomic
def restore_version(*, version: Version, user: User) -> Version:
    """A new version with the files of an earlier one."""
    restored = Version(
        mockup_id=version.mockup_id,
        source=Source.RESTORE,
        parent=version,
        message=f"Restored version {version.number}",
        files=version.files,
        assets=version.assets,
        fidelity=version.fidelity,
        created_by=user,
    )
    return _numbered(restored, version.project_id)


def _numbered(version: Version, project_id: UUID) -> Version:
    """Saves a version under the next number; the lock on the project makes numbers go up one by one."""
    project = Project.objects.select_for_update().get(pk=project_id)
    version.project = project
    version.number = (project.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version.save(force_insert=True)
    search.index_version(version)
    told = _TOLD.get(Source(version.source))
    if told:
        data = {"number": version.number, "of": version.parent.number if version.parent else None}
        tell(told, project, version.created_by, About(version.pk, version.message), **data)
    touch(project_id=project_id)
    return version


@transaction.atomic
def name_version(*, version: Version, user: User, name: str) -> None:
    Version.objects.filter(pk=version.pk).update(name=name[:80])
    named = Version.objects.select_related("project").get(pk=version.pk)
    tell(Kind.NAMED, named.project, user, About(named.pk, named.name), number=named.number)
    search.index_version(named)


def star_version(*, version: Version, starred: bool) -> None:
    Version.objects.filter(pk=version.pk).update(starred=starred)


@transaction.atomic
def keep_fidelity(*, version: Version, user: User, fidelity: float) -> None:
    """Told once, and again only where another browser comes to another figure."""
    before = Version.objects.select_for_update().values_list("fidelity", flat=True).get(pk=version.pk)
    Version.objects.filter(pk=version.pk).update(fidelity=fidelity)
    if before is None or round(before) != round(fidelity):
        figures = {"number": version.number, "fidelity": round(fidelity, 1)}
        tell(Kind.MEASURED, version.project, user, about_version(version), **figures)


def keep_picture(*, version: Version, picture: Picture) -> bool:
    """Keeps what the version's page looks like; the first picture stays, and False is said of any other."""
    if version.picture:
        return False
    version.picture.save("picture.webp", ContentFile(thumbnail(picture, THUMBNAIL_WIDTH)), save=False)
    name = str(version.picture.name)
    if Version.objects.filter(pk=version.pk, picture="").update(picture=name):
        return True
    version.picture.storage.delete(name)
    return False


def touch(*, project_id: UUID) -> None:
    Project.objects.filter(pk=project_id).update(updated=timezone.now())
