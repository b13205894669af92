"""The icon that stands before an entry of the story, and its colour."""

from typing import NamedTuple

from mockup2code.story.models import KINDS, Entry, Group, Kind


class Sign(NamedTuple):
    """An icon of `templates/icons`, and the classes that colour it."""

    icon: str
    classes: str = ""


_OF_ENDS = {"finished": Sign("check", "text-good"), "failed": Sign("circle-alert", "text-bad")}
_OF_KINDS = {
    Kind.RUN_ENDED: Sign("circle-stop"),
    Kind.RUN_STOPPED: Sign("circle-stop"),
    Kind.MEASURED: Sign("blend"),
    Kind.DELETED: Sign("trash-2"),
    Kind.PURGED: Sign("trash-2"),
}
_OF_GROUPS = {
    Group.UPLOADS: Sign("image-up"),
    Group.RUNS: Sign("play"),
    Group.VERSIONS: Sign("git-branch"),
    Group.DOWNLOADS: Sign("download"),
    Group.SHARES: Sign("link"),
    Group.PROJECTS: Sign("pencil"),
    Group.PEOPLE: Sign("users"),
    Group.SETTINGS: Sign("settings"),
}
_SIGNS = {kind: _OF_GROUPS[group] for group, kinds in KINDS.items() for kind in kinds} | _OF_KINDS


def sign(entry: Entry) -> Sign:
    kind = Kind(entry.kind)
    end = _OF_ENDS.get(entry.data.get("outcome", "")) if kind is Kind.RUN_ENDED else None
    return end or _SIGNS.get(kind, Sign("settings"))
