"""How a team reaches a model, within which limits, and the checks that it keeps."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from mockup2code.teams.models import Team

SERVER = "server"
"""The provider of a team that uses the server's own address and key."""


class Connection(models.Model):
    """A team's own settings; a team without a row has the server's. Limits that are None are not set."""

    team = models.OneToOneField(Team, on_delete=models.CASCADE, related_name="connection")
    provider = models.CharField(max_length=40, default=SERVER)
    base_url = models.CharField(max_length=500, blank=True)
    sealed_key = models.TextField(blank=True)
    model = models.CharField(max_length=100, blank=True)
    thinking = models.BooleanField(default=False)
    monthly_budget = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    """US dollars."""
    tier = models.PositiveSmallIntegerField(null=True)
    concurrency = models.PositiveIntegerField(null=True)
    requests_per_minute = models.PositiveIntegerField(null=True)
    tokens_per_minute = models.PositiveIntegerField(null=True)
    instructions = models.TextField(blank=True)
    """What the team wants of all its code, in its own words; sent with each run."""
    updated = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.team} at {self.provider}"


class SavedCheck(models.Model):
    """A request that a team keeps, to send it again and see whether the answer is still as asserted."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="saved_checks")
    name = models.CharField(max_length=100)
    request = models.JSONField()
    assertions = models.JSONField(default=list)
    last_run = models.DateTimeField(null=True)
    last_result = models.JSONField(null=True)
    created = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["team", "name"], name="one_check_per_name")]

    def __str__(self) -> str:
        return self.name
