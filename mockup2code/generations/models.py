"""How: one run of an engine over a mockup, and the log of everything that it said."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from mockup2code.projects.models import Mockup, Version


class State(models.TextChoices):
    QUEUED = "queued"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"


class EngineName(models.TextChoices):
    DRAFT = "draft", "Draft engine"
    KIMI = "kimi", "Kimi"


class EventKind(models.TextChoices):
    STAGE = "stage"
    REASONING = "reasoning"
    FILE = "file"
    DELTA = "delta"
    ASSET = "asset"
    MESSAGE = "message"
    USAGE = "usage"
    END = "end"


class Generation(models.Model):
    """One run. `attempt` counts the claims: a write with another number comes from a worker that lost its lease.

    `losses` counts the attempts whose worker was lost; `rung` is when the broker was last told of a queued run.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mockup = models.ForeignKey(Mockup, on_delete=models.CASCADE, related_name="generations")
    engine = models.CharField(max_length=10, choices=EngineName)
    model = models.CharField(max_length=100, blank=True)
    note = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempt = models.PositiveIntegerField(default=0)
    losses = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    cancel_requested = models.BooleanField(default=False)
    rung = models.DateTimeField()
    version = models.OneToOneField(Version, null=True, on_delete=models.SET_NULL, related_name="generation")
    error_code = models.CharField(max_length=30, blank=True)
    error_sentence = models.TextField(blank=True)
    input_tokens = models.PositiveIntegerField(default=0)
    cached_tokens = models.PositiveIntegerField(default=0)
    output_tokens = models.PositiveIntegerField(default=0)
    cost = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["mockup", "-created"]),
            models.Index(fields=["state", "rung"]),
        ]

    def __str__(self) -> str:
        return f"{self.engine} run {self.pk} ({self.state})"


class GenerationEvent(models.Model):
    """One entry of a run's log; `seq` goes up by one over all attempts of the run."""

    generation = models.ForeignKey(Generation, on_delete=models.CASCADE, related_name="events")
    attempt = models.PositiveIntegerField()
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=EventKind)
    data = models.JSONField()
    created = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["generation", "seq"], name="one_event_per_seq")]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"
