"""Where a version comes from: itself and those that it was made from, in their order."""

from collections.abc import Sequence
from uuid import UUID

from mockup2code.projects.models import Version


def line_to(version: Version) -> list[Version]:
    """The versions from the first to this one, each made from the one before; without their files."""
    parents = dict(Version.objects.filter(project=version.project_id).values_list("pk", "parent_id"))
    keys: list[UUID] = []
    key: UUID | None = version.pk
    while key is not None and key not in keys:
        keys.append(key)
        key = parents.get(key)
    return _in_order(keys[::-1])


def _in_order(keys: Sequence[UUID]) -> list[Version]:
    found = Version.objects.defer("files", "assets").select_related("created_by").in_bulk(keys)
    return [found[key] for key in keys if key in found]
