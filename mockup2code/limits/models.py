"""How much a team as a whole, or one of its members, may use."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from mockup2code.teams.models import Team


class Limits(models.Model):
    """Of a team where `user` is None, else of that member in it; what is None is not limited."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="limits")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    runs_at_once = models.PositiveIntegerField(null=True)
    runs_a_day = models.PositiveIntegerField(null=True)
    storage_mb = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["team", "user"], name="one_row_of_limits_per_member"),
            models.UniqueConstraint(fields=["team"], condition=models.Q(user=None), name="one_row_of_limits_per_team"),
        ]

    def __str__(self) -> str:
        return f"limits of {self.user or self.team}"
