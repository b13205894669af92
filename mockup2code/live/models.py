"""Who is here: a row for each open page, renewed as long as it is open."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from mockup2code.projects.models import Project
from mockup2code.teams.models import Team


class Presence(models.Model):
    """An open page of a person, at a project or at the list of projects; one that was not renewed counts no more."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, null=True, on_delete=models.CASCADE, related_name="+")
    seen = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["team", "seen"], name="presence_of_team")]

    def __str__(self) -> str:
        return f"{self.user} at {self.project or self.team}"
