"""Reads, each within the teams of the person who asks; strangers get Http404."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from mockup2code.projects.models import Asset, Mockup, Project, Version
from mockup2code.teams.models import User
from mockup2code.teams.queries import may_edit


def projects_of(user: User) -> QuerySet[Project]:
    return Project.objects.filter(team__memberships__user=user)


def dashboard(user: User) -> QuerySet[Project]:
    """The person's projects, newest first, each with `version_count` and its latest mockup as `shown_mockups[0]`."""
    latest = Mockup.objects.filter(project=OuterRef("project")).order_by("-created").values("pk")[:1]
    shown = Mockup.objects.filter(pk=Subquery(latest)).only("id", "project_id", "name", "width", "height")
    return (
        projects_of(user)
        .annotate(version_count=Count("versions", distinct=True))
        .prefetch_related(Prefetch("mockups", queryset=shown, to_attr="shown_mockups"))
        .order_by("-updated", "-id")
    )


def project_for(user: User, project_id: UUID) -> Project:
    return get_object_or_404(projects_of(user).select_related("team"), pk=project_id)


def mockup_for(user: User, mockup_id: UUID) -> Mockup:
    return get_object_or_404(
        Mockup.objects.filter(project__team__memberships__user=user).select_related("project__team"), pk=mockup_id
    )


def asset_for(user: User, asset_id: UUID) -> Asset:
    return get_object_or_404(Asset.objects.filter(project__team__memberships__user=user), pk=asset_id)


def version_for(user: User, version_id: UUID) -> Version:
    return get_object_or_404(
        Version.objects.filter(project__team__memberships__user=user).select_related("project"), pk=version_id
    )


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


def must_edit(user: User, project: Project) -> None:
    """Raises PermissionDenied for members who may only look."""
    if not may_edit(user, project.team):
        raise PermissionDenied("Your role in this team lets you look, not change. Ask an owner for the editor role.")
