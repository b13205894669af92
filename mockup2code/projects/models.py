"""What: projects, the pictures dropped into them, and the versions of the code made from those."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from mockup2code.projects.words import WordsField
from mockup2code.teams.models import Team
from mockup2code.teams.names import LONGEST_NAME
from mockup2code.vision.measurement import PictureKind
from mockup2code.vision.picture import Picture


def _picture_path(mockup: "Mockup", _filename: str) -> str:
    return f"mockups/{mockup.pk}.png"


def _thumbnail_path(mockup: "Mockup", _filename: str) -> str:
    return f"thumbnails/{mockup.pk}.webp"


def _recording_path(recording: "Recording", _filename: str) -> str:
    return f"recordings/{recording.pk}"


def _asset_path(asset: "Asset", _filename: str) -> str:
    return f"assets/{asset.pk}.png"


def _version_path(version: "Version", _filename: str) -> str:
    return f"versions/{version.pk}.webp"


class Tag(models.Model):
    """A word by which a team sorts its projects."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="tags")
    name = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("team", Lower("name"), name="one_tag_per_name")]

    def __str__(self) -> str:
        return self.name


class Project(models.Model):
    """One thing that a team builds; `updated` is when something last came into it.

    An archived one is out of the way; a deleted one is seen by nobody, and goes for good after 30 days.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="projects")
    name = models.CharField(max_length=LONGEST_NAME)
    description = models.TextField(blank=True)
    tags = models.ManyToManyField(Tag, related_name="projects")
    stars = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="starred_projects")
    archived = models.DateTimeField(null=True)
    deleted = models.DateTimeField(null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now_add=True)
    engines = models.CharField(max_length=60, default=" ")
    """Those that its runs were of, each once and between spaces: a list asks for it of every project of a team."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["team", "-updated", "-id"]),
            models.Index(fields=["team", "-created", "-id"]),
            models.Index(fields=["team", "archived", "deleted"]),
            models.Index("team", Lower("name"), "id", name="projects_by_name"),
            models.Index(fields=["deleted"], name="deleted_projects", condition=models.Q(deleted__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name


class MockupKind(models.TextChoices):
    """What a person says that a picture shows; without it, measuring finds out."""

    SCREEN = PictureKind.SCREEN.value, "A screen"
    SKETCH = PictureKind.SKETCH.value, "A drawing"


class Recording(models.Model):
    """A screen recording as it was dropped; it goes with the last of the mockups that show its moments."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="recordings")
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to=_recording_path)
    media_type = models.CharField(max_length=40)
    seconds = models.FloatField()
    size = models.PositiveBigIntegerField(default=0)
    """What its files take, in bytes."""
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a picture shows beside the others of its project."""

    PAGE = "page", "Page"
    SCREEN = "screen", "Further screen"
    STATE = "state", "State"
    BREAKPOINT = "breakpoint", "Other width"
    DETAIL = "detail", "Detail"
    FRAME = "frame", "Moment of a recording"


class Mockup(models.Model):
    """A clean picture as it was dropped, what a person says that it shows, and what was measured on it.

    `number` is what the picture is called by, and never changes; `position` is its place among the project's pictures.
    `digest` is that of its pixels as they are stored. A picture that was removed has no files any more; its row stays
    for the runs and versions that were made from it. `at` is the moment in `recording`, in seconds, that it shows.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="mockups")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=10, choices=Role, default=Role.PAGE)
    number = models.PositiveIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    recording = models.ForeignKey(Recording, null=True, on_delete=models.SET_NULL, related_name="frames")
    at = models.FloatField(null=True)
    removed = models.DateTimeField(null=True)
    picture = models.FileField(upload_to=_picture_path)
    thumbnail = models.FileField(upload_to=_thumbnail_path)
    size = models.PositiveBigIntegerField(default=0)
    """What its files take, in bytes."""
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    note = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=MockupKind, blank=True)
    measurement = models.JSONField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["project", "-created"])]

    def __str__(self) -> str:
        return self.name

    def clean_picture(self) -> Picture:
        """The picture as engines take it."""
        with self.picture.open("rb") as file:
            png = file.read()
        return Picture(self.name, png, self.width, self.height, PictureKind(self.kind) if self.kind else None)


class Asset(models.Model):
    """A picture cut out of a mockup, used by the code of one or more versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="assets")
    picture = models.FileField(upload_to=_asset_path)
    size = models.PositiveBigIntegerField(default=0)
    """What its files take, in bytes."""
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    created = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


class Source(models.TextChoices):
    """Where a version came from."""

    RUN = "run", "Run"
    HAND = "hand", "Edited by hand"
    RESTORE = "restore", "Restored"


class Version(models.Model):
    """The files as they were at one point, which never change; `name`, `starred`, `fidelity` and `picture` may.

    `files` maps a path to its text, `assets` a path to the id of an Asset. `parent` is the version that this one
    was made from. `fidelity` is how near the page is to the mockup, 0 to 100, and `picture` the page as it looks, both
    once a browser has shown it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="versions")
    mockup = models.ForeignKey(Mockup, null=True, on_delete=models.SET_NULL, related_name="versions")
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=10, choices=Source, default=Source.RUN)
    parent = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="children")
    name = models.CharField(max_length=80, blank=True)
    starred = models.BooleanField(default=False)
    fidelity = models.FloatField(null=True)
    picture = models.FileField(upload_to=_version_path, blank=True)
    message = models.CharField(max_length=300, blank=True)
    files = models.JSONField()
    assets = models.JSONField(default=dict)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["project", "number"], name="one_version_per_number")]

    def __str__(self) -> str:
        return f"{self.project} {self.number}"


class Piece(models.TextChoices):
    """What kind of text a search can find."""

    PROJECT = "project", "Project"
    NOTE = "note", "Note"
    PICTURE = "picture", "Words in the picture"
    MESSAGE = "message", "Message"
    VERSION = "version", "Version"
    CODE = "code", "Code"


class SearchEntry(models.Model):
    """A piece of a project's text; `of` is the mockup, run or version that it belongs to. Written by `search` only."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="search_entries")
    piece = models.CharField(max_length=10, choices=Piece)
    of = models.UUIDField()
    title = models.CharField(max_length=200)
    body = models.TextField()
    words = models.TextField()

    def __str__(self) -> str:
        return f"{self.piece} {self.title}"


class SearchText(models.Model):
    """All words of a project's pieces, each once: by these a search finds the project. Written by `search` only."""

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="search_text")
    words = WordsField()

    def __str__(self) -> str:
        return f"words of {self.project_id}"
