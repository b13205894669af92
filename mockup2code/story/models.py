"""What happened: one log over all teams, to which entries are only ever added.

The other apps write to it, so it knows none of them: teams and projects are ids here, and stay when those are gone.
"""

from enum import StrEnum
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone


class Group(models.TextChoices):
    """What the log can be narrowed to."""

    UPLOADS = "uploads", "Uploads"
    RUNS = "runs", "Runs"
    VERSIONS = "versions", "Versions"
    DOWNLOADS = "downloads", "Downloads"
    SHARES = "shares", "Share links"
    PROJECTS = "projects", "Project changes"
    PEOPLE = "people", "People and roles"
    SETTINGS = "settings", "Team settings"


class Kind(StrEnum):
    """What an entry says; `words` has the sentences."""

    UPLOADED = "uploaded"
    PICTURE_REMOVED = "picture removed"
    RUN_STARTED = "run started"
    RUN_STOPPED = "run stopped"
    RUN_ENDED = "run ended"
    EDITED = "version edited"
    RESTORED = "version restored"
    NAMED = "version named"
    MEASURED = "version measured"
    DOWNLOADED = "downloaded"
    SHARED = "share made"
    UNSHARED = "share revoked"
    RENAMED = "project renamed"
    CHANGED = "project changed"
    ARCHIVED = "project archived"
    UNARCHIVED = "project unarchived"
    DELETED = "project deleted"
    UNDELETED = "project undeleted"
    PURGED = "project purged"
    MOVED_AWAY = "project moved away"
    MOVED_HERE = "project moved here"
    DUPLICATED = "project duplicated"
    FOUNDED = "team founded"
    JOINED = "member joined"
    ROLE = "role changed"
    REMOVED = "member removed"
    LEFT = "member left"
    HANDED_OVER = "team handed over"
    INVITED = "invitation made"
    UNINVITED = "invitation revoked"
    TEAM_CHANGED = "team changed"
    CONNECTION = "connection changed"
    LIMITS = "limits changed"


KINDS: dict[Group, tuple[Kind, ...]] = {
    Group.UPLOADS: (Kind.UPLOADED, Kind.PICTURE_REMOVED),
    Group.RUNS: (Kind.RUN_STARTED, Kind.RUN_STOPPED, Kind.RUN_ENDED),
    Group.VERSIONS: (Kind.EDITED, Kind.RESTORED, Kind.NAMED, Kind.MEASURED),
    Group.DOWNLOADS: (Kind.DOWNLOADED,),
    Group.SHARES: (Kind.SHARED, Kind.UNSHARED),
    Group.PROJECTS: (
        Kind.RENAMED,
        Kind.CHANGED,
        Kind.ARCHIVED,
        Kind.UNARCHIVED,
        Kind.DELETED,
        Kind.UNDELETED,
        Kind.PURGED,
        Kind.MOVED_AWAY,
        Kind.MOVED_HERE,
        Kind.DUPLICATED,
    ),
    Group.PEOPLE: (
        Kind.FOUNDED,
        Kind.JOINED,
        Kind.ROLE,
        Kind.REMOVED,
        Kind.LEFT,
        Kind.HANDED_OVER,
        Kind.INVITED,
        Kind.UNINVITED,
    ),
    Group.SETTINGS: (Kind.TEAM_CHANGED, Kind.CONNECTION, Kind.LIMITS),
}


class AppendOnlyError(TypeError):
    """Somebody tried to change or remove what happened."""


class Entries(models.QuerySet["Entry"]):
    def update(self, **_fields: Any) -> NoReturn:
        raise AppendOnlyError("entries of the story never change")

    def delete(self) -> NoReturn:
        raise AppendOnlyError("entries of the story are never removed")


class Entry(models.Model):
    """One thing that happened: who did it, from which address, to what, and its figures in `data`.

    `project_name` and `object_name` are the names as they were then. An entry outlives the person, the project and the
    object; only when its team is deleted it goes too: `writing.forget`. The database refuses every other removal, and
    every change.
    """

    team = models.UUIDField()
    project = models.UUIDField(null=True)
    project_name = models.CharField(max_length=200, blank=True)
    # Without choices: a new kind must not remake the table on SQLite, which would lose its triggers.
    kind = models.CharField(max_length=20)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    address = models.GenericIPAddressField(null=True, unpack_ipv4=True)
    object_id = models.CharField(max_length=36, blank=True)
    object_name = models.CharField(max_length=200, blank=True)
    data = models.JSONField(default=dict)
    created = models.DateTimeField(default=timezone.now)

    objects = Entries.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["team", "-id"], name="story_of_team"),
            models.Index(fields=["team", "kind", "-id"], name="story_of_team_by_kind"),
            models.Index(fields=["team", "kind", "actor", "-id"], name="story_by_kind_and_person"),
            models.Index(fields=["team", "created"], name="story_of_team_by_time"),
            models.Index(fields=["project", "-id"], name="story_of_project"),
            models.Index(fields=["object_id", "kind"], name="story_of_object"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_name}"

    def save(self, *arguments: Any, **named: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError("entries of the story never change")
        super().save(*arguments, **named)

    def delete(self, *_arguments: Any, **_named: Any) -> NoReturn:
        raise AppendOnlyError("entries of the story are never removed")


class ClosedStory(models.Model):
    """A team that is gone: the only one whose entries the database lets go."""

    team = models.UUIDField(primary_key=True)

    def __str__(self) -> str:
        return str(self.team)
