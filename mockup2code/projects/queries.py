"""Reads within the teams of the person who asks: outsiders get Http404, members without the right PermissionDenied."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from mockup2code.projects.models import Asset, Mockup, Project, Version
from mockup2code.teams.access import membership_for
from mockup2code.teams.models import User
from mockup2code.teams.permissions import Action


def projects_of(user: User) -> QuerySet[Project]:
    """Those that are not deleted."""
    return Project.objects.filter(team__memberships__user=user, deleted=None)


def project_for(user: User, project_id: UUID, action: Action = Action.SEE_PROJECTS) -> Project:
    project = get_object_or_404(projects_of(user).select_related("team"), pk=project_id)
    must(user, project, action)
    return project


def deleted_for(user: User, project_id: UUID, action: Action) -> Project:
    """A project that is deleted and not yet gone."""
    deleted = Project.objects.filter(team__memberships__user=user, deleted__isnull=False).select_related("team")
    project = get_object_or_404(deleted, pk=project_id)
    must(user, project, action)
    return project


def mockup_for(user: User, mockup_id: UUID, action: Action = Action.SEE_PROJECTS) -> Mockup:
    mockup = get_object_or_404(
        Mockup.objects.filter(project__in=projects_of(user), removed=None).select_related("project__team"),
        pk=mockup_id,
    )
    must(user, mockup.project, action)
    return mockup


def pictures_of(project: Project) -> QuerySet[Mockup]:
    """Those that were not removed, in their order, without what was measured on them."""
    return project.mockups.filter(removed=None).defer("measurement").order_by("position", "created")


def asset_for(user: User, asset_id: UUID) -> Asset:
    return get_object_or_404(Asset.objects.filter(project__in=projects_of(user)), pk=asset_id)


def version_for(user: User, version_id: UUID, action: Action = Action.SEE_PROJECTS) -> Version:
    version = get_object_or_404(
        Version.objects.filter(project__in=projects_of(user)).select_related("project"), pk=version_id
    )
    must(user, version.project, action)
    return version


def version_in(project: Project, version_id: UUID) -> Version:
    return get_object_or_404(project.versions, pk=version_id)


def versions_after(version: Version) -> list[Version]:
    """The project's later versions, without their files, in their order."""
    later = Version.objects.filter(project=version.project_id, number__gt=version.number)
    return list(later.defer("files").select_related("created_by").order_by("number"))


def asset_contents(version: Version) -> dict[str, bytes]:
    """The version's pictures, path to PNG; raises Http404 where one is gone from the store."""
    found = Asset.objects.filter(project_id=version.project_id).in_bulk([UUID(key) for key in version.assets.values()])
    contents = {}
    for path, key in version.assets.items():
        asset = found.get(UUID(key))
        if asset is None:
            raise Http404(f"the picture {path} of this version is gone")
        with asset.picture.open("rb") as file:
            contents[path] = file.read()
    return contents


def must(user: User, project: Project, action: Action) -> None:
    """Raises PermissionDenied for members whose role does not let them; every member may look."""
    if action is not Action.SEE_PROJECTS:
        membership_for(user, project.team_id, action)
