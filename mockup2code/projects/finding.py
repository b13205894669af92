"""The list of a team's projects: what it shows, in which order, and the card of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower

from mockup2code.projects.models import Mockup, Project, Tag, Version
from mockup2code.projects.search import Hit, hits, mentioning
from mockup2code.teams.models import Team, User


class State(StrEnum):
    ACTIVE = "active"
    ARCHIVED = "archived"
    DELETED = "deleted"


class Sort(StrEnum):
    UPDATED = "updated"
    CREATED = "created"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to see; `tag` and `member` are ids, `engine` the name of an engine that made a run."""

    words: str = ""
    state: State = State.ACTIVE
    sort: Sort = Sort.UPDATED
    starred: bool = False
    tag: int | None = None
    member: int | None = None
    engine: str = ""


_STATES = {
    State.ACTIVE: Q(deleted=None, archived=None),
    State.ARCHIVED: Q(deleted=None, archived__isnull=False),
    State.DELETED: Q(deleted__isnull=False),
}
_ORDERS: dict[Sort, tuple[str | Lower, str]] = {
    Sort.UPDATED: ("-updated", "-id"),
    Sort.CREATED: ("-created", "-id"),
    Sort.NAME: (Lower("name"), "id"),
}


def found(team: Team, user: User, wanted: Wanted) -> QuerySet[Project]:
    """The team's projects that fit, in the order that was asked for."""
    projects = team.projects.filter(_STATES[wanted.state])
    if wanted.starred:
        projects = projects.filter(stars=user)
    if wanted.tag is not None:
        projects = projects.filter(tags=wanted.tag)
    if wanted.member is not None:
        projects = projects.filter(created_by=wanted.member)
    if wanted.engine:
        projects = projects.filter(engines__contains=f" {wanted.engine} ")
    if wanted.words:
        projects = projects.filter(mentioning(wanted.words))
    return projects.order_by(*_ORDERS[wanted.sort])


PROJECTS_A_PAGE = 24
MOST_FOUND = 10 * PROJECTS_A_PAGE
"""How many projects a search shows: to count all in which a common word stands would take longer than to find them."""


class Pages(Paginator):  # type: ignore[type-arg]  # generic in its stubs only
    """Pages of projects; `is_cut` says that there are more than are counted."""

    def __init__(self, projects: QuerySet[Project], wanted: Wanted) -> None:
        super().__init__(projects, PROJECTS_A_PAGE)
        self._most = MOST_FOUND if wanted.words else None

    @cached_property
    def count(self) -> int:
        return min(self._counted, self._most) if self._most else self._counted

    @property
    def is_cut(self) -> bool:
        return self._most is not None and self._counted > self._most

    @cached_property
    def _counted(self) -> int:
        projects: QuerySet[Project] = self.object_list  # type: ignore[assignment]  # it was made from one
        return projects.order_by()[: self._most + 1].count() if self._most else projects.count()


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """What the list shows of a project: `mockup` is the first of its pictures."""

    id: UUID
    name: str
    description: str
    updated: datetime
    deleted: datetime | None
    archived: datetime | None
    mockup: Mockup | None
    version_count: int
    tags: list[str]
    starred: bool
    hit: Hit | None


def cards(projects: Sequence[Project], user: User, sentence: str = "") -> list[ProjectCard]:
    """The cards of these projects, in a fixed number of queries; with words, the place where they were found."""
    ids = [project.pk for project in projects]
    mockups = Mockup.objects.filter(project__in=ids, removed=None).only("id", "project_id", "name", "width", "height")
    first = {mockup.project_id: mockup for mockup in mockups.order_by("-position", "-created")}
    counted = Version.objects.filter(project__in=ids).values("project").annotate(count=Count("pk"))
    counts = {row["project"]: row["count"] for row in counted}
    starred = set(Project.stars.through.objects.filter(user=user, project__in=ids).values_list("project", flat=True))
    places = hits(sentence, ids)
    tags: dict[UUID, list[str]] = {}
    for project, tag in Project.tags.through.objects.filter(project__in=ids).values_list("project", "tag__name"):
        tags.setdefault(project, []).append(tag)
    return [
        ProjectCard(
            id=project.pk,
            name=project.name,
            description=project.description,
            updated=project.updated,
            deleted=project.deleted,
            archived=project.archived,
            mockup=first.get(project.pk),
            version_count=counts.get(project.pk, 0),
            tags=sorted(tags.get(project.pk, []), key=str.casefold),
            starred=project.pk in starred,
            hit=places.get(project.pk),
        )
        for project in projects
    ]


def tags_of(team: Team) -> list[Tag]:
    """By name; each is carried by a project, if only by a deleted one."""
    return sorted(team.tags.all(), key=lambda tag: tag.name.casefold())
