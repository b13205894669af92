"""The versions of a project as a list that shows where it branches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from mockup2code.projects.models import Project, Version

A_PAGE = 50
_SHOWN = (
    *("project", "number", "name", "message", "source", "parent", "picture", "starred", "fidelity", "created"),
    *("created_by__email", "generation__version", "generation__cost"),
)


@dataclass(frozen=True, slots=True)
class Node:
    """A version in the drawn tree, newest on top. Lanes are counted from the line that leads to the newest one, 0."""

    lane: int
    passing: tuple[int, ...] = ()
    """Lanes whose lines go past it."""
    children: tuple[int, ...] = ()
    """Lanes whose lines come down to it."""
    has_parent: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One version in the list, and how it is joined to the others."""

    version: Version
    node: Node
    parent_number: int | None
    """The version that it was made from, where that is not the one before it."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A page of the list, newest first; `older` is the number before which the next page begins."""

    rows: list[Row]
    older: int | None
    lanes: int
    """How many lanes the tree has."""


def versions_of(project: Project, *, before: int | None = None, down_to: int | None = None) -> Rows:
    """The newest versions, at least those down to a number; or those before a number. Only with what the list shows."""
    found = project.versions.order_by("-number").select_related("created_by", "generation").only(*_SHOWN)
    if before is not None:
        found = found.filter(number__lt=before)
    wanted = A_PAGE if down_to is None else max(A_PAGE, project.versions.filter(number__gte=down_to).count())
    versions = list(found[: wanted + 1])
    older = versions[wanted - 1].number if len(versions) > wanted else None
    line = list(project.versions.order_by("-number").values_list("pk", "parent_id", "number"))
    nodes = tree([(key, parent) for key, parent, _number in line])
    numbers = {key: number for key, _parent, number in line}
    rows = [Row(version, nodes[version.pk], _far_parent(version, numbers)) for version in versions[:wanted]]
    return Rows(rows, older, 1 + max((node.lane for node in nodes.values()), default=0))


def _far_parent(version: Version, numbers: Mapping[UUID, int]) -> int | None:
    parent = numbers.get(version.parent_id) if version.parent_id else None
    return parent if parent != version.number - 1 else None


def tree(versions: Sequence[tuple[UUID, UUID | None]]) -> dict[UUID, Node]:
    """Where each version stands, given as id and parent's id, newest first: siblings stand in lanes of their own."""
    waiting: list[UUID | None] = []
    nodes = {}
    for key, parent in versions:
        children = [lane for lane, expected in enumerate(waiting) if expected == key]
        free = [lane for lane, expected in enumerate(waiting) if expected is None]
        lane = (children or free or [len(waiting)])[0]
        passing = [at for at, expected in enumerate(waiting) if expected is not None and at not in children]
        nodes[key] = Node(lane, tuple(passing), tuple(children), parent is not None)
        waiting = [None if expected == key else expected for expected in waiting]
        waiting += [None] * (lane + 1 - len(waiting))
        waiting[lane] = parent
    return nodes
