"""Reads within the teams of the person who asks: outsiders get Http404, members without the right PermissionDenied."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from mockup2code.projects.models import Asset, Mockup, Project, Version
from mockup2code.teams.access import membership_for
from mockup2code.teams.models import Team, User
from mockup2code.teams.permissions import Action


def projects_of(user: User) -> QuerySet[Project]:
    return Project.objects.filter(team__memberships__user=user)


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """What the dashboard shows of a project: `mockup` is its latest."""

    id: UUID
    name: str
    updated: datetime
    mockup: Mockup | None
    version_count: int


def newest_first(team: Team) -> QuerySet[Project]:
    return team.projects.order_by("-updated", "-id")


def cards(projects: Sequence[Project]) -> list[ProjectCard]:
    """The cards of these projects, in two queries however many they are."""
    ids = [project.pk for project in projects]
    mockups = Mockup.objects.filter(project__in=ids).only("id", "project_id", "name", "width", "height")
    latest = {mockup.project_id: mockup for mockup in mockups.order_by("created")}
    counted = Version.objects.filter(project__in=ids).values("project").annotate(count=Count("pk"))
    counts = {row["project"]: row["count"] for row in counted}
    return [
        ProjectCard(project.pk, project.name, project.updated, latest.get(project.pk), counts.get(project.pk, 0))
        for project in projects
    ]


def project_for(user: User, project_id: UUID, action: Action = Action.SEE_PROJECTS) -> Project:
    project = get_object_or_404(projects_of(user).select_related("team"), pk=project_id)
    must(user, project, action)
    return project


def mockup_for(user: User, mockup_id: UUID, action: Action = Action.SEE_PROJECTS) -> Mockup:
    mockup = get_object_or_404(
        Mockup.objects.filter(project__team__memberships__user=user).select_related("project__team"), pk=mockup_id
    )
    must(user, mockup.project, action)
    return mockup


def asset_for(user: User, asset_id: UUID) -> Asset:
    return get_object_or_404(Asset.objects.filter(project__team__memberships__user=user), pk=asset_id)


def version_for(user: User, version_id: UUID, action: Action = Action.SEE_PROJECTS) -> Version:
    version = get_object_or_404(
        Version.objects.filter(project__team__memberships__user=user).select_related("project"), pk=version_id
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
