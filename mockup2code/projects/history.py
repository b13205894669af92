"""The versions of a project as a list that shows where it branches."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from mockup2code.projects.models import Project, Version

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One version in the list. `lane` is how far it is indented: 0 for the line that leads to the newest one."""

    version: Version
    lane: int
    parent_number: int | None
    """The version that it was made from, where that is not the one before it."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A page of the list, newest first; `older` is the number before which the next page begins."""

    rows: list[Row]
    older: int | None


def versions_of(project: Project, before: int | None = None) -> Rows:
    """The newest versions, or those before a number, without their files."""
    found = project.versions.order_by("-number").select_related("mockup", "created_by", "parent", "generation")
    found = found.defer("files", "assets", "parent__files", "parent__assets", "mockup__measurement")
    if before is not None:
        found = found.filter(number__lt=before)
    versions = list(found[: A_PAGE + 1])
    older = versions[A_PAGE - 1].number if len(versions) > A_PAGE else None
    versions = versions[:A_PAGE]
    rows = [
        Row(version, lane, _far_parent(version))
        for version, lane in zip(versions, lanes([(v.pk, v.parent_id) for v in versions]), strict=True)
    ]
    return Rows(rows, older)


def _far_parent(version: Version) -> int | None:
    parent = version.parent
    return parent.number if parent and parent.number != version.number - 1 else None


def lanes(versions: Sequence[tuple[UUID, UUID | None]]) -> list[int]:
    """The lane of each version, given as id and parent's id, newest first: siblings stand in lanes of their own."""
    waiting: list[UUID | None] = []
    out = []
    for key, parent in versions:
        mine = [lane for lane, expected in enumerate(waiting) if expected == key]
        free = [lane for lane, expected in enumerate(waiting) if expected is None]
        lane = (mine or free or [len(waiting)])[0]
        waiting = [None if expected == key else expected for expected in waiting]
        waiting += [None] * (lane + 1 - len(waiting))
        waiting[lane] = parent
        out.append(lane)
    return out
