"""Links by which somebody without an account sees one version of a project, or always its latest."""

import uuid
from enum import Enum, auto

from django.conf import settings
from django.db import models
from django.utils import timezone

from mockup2code.projects.models import Project, Version


class ShareState(Enum):
    OPEN = auto()
    ENDED = auto()
    REVOKED = auto()


class Share(models.Model):
    """One link; of its token only the SHA-256 is kept, of its password the hash.

    Without a `version` it shows the latest one. `last_seen` is when somebody last opened it, to the minute.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="shares")
    version = models.ForeignKey(Version, null=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    password = models.CharField(max_length=128, blank=True)
    shows_code = models.BooleanField(default=False)
    allows_download = models.BooleanField(default=False)
    ends = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    last_seen = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name or f"share of {self.project}"

    @property
    def state(self) -> ShareState:
        if self.revoked:
            return ShareState.REVOKED
        return ShareState.ENDED if self.ends and self.ends <= timezone.now() else ShareState.OPEN
