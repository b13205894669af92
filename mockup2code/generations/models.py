"""How: one run of an engine over a mockup, and the log of everything that it said."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from mockup2code.projects.models import Mockup, Project, Version
from mockup2code.teams.models import Team


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
    DROP = "drop"
    REPLACE = "replace"
    BASE = "base"
    MESSAGE = "message"
    FLAWS = "flaws"
    USAGE = "usage"
    END = "end"


class Spending(models.Model):
    """What was asked of a model with a key, and what it took: `cost` is in US dollars, None where no price is known.

    `key_id` stands for the key whose limits it counts against; `estimated` says that the host did not tell all of it.
    """

    key_id = models.CharField(max_length=32, blank=True)
    model = models.CharField(max_length=200, blank=True)
    input_tokens = models.PositiveIntegerField(default=0)
    cached_tokens = models.PositiveIntegerField(default=0)
    output_tokens = models.PositiveIntegerField(default=0)
    cost = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    estimated = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Message(models.Model):
    """What a person asked for, with what it points at; each of its runs is one answer.

    `base` is the version that is to be changed; without one the pictures are laid out anew. `regions` are boxes drawn
    on pictures: `{"mockup": id, "box": [left, top, width, height], "note": text}`, in pixels of the picture.
    `selection` is a slice of the base's code: `{"path", "start", "end", "text"}`, in characters.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="messages")
    base = models.ForeignKey(Version, null=True, on_delete=models.SET_NULL, related_name="messages")
    text = models.TextField(blank=True)
    pictures = models.ManyToManyField(Mockup, through="Attachment", related_name="messages")
    regions = models.JSONField(default=list)
    selection = models.JSONField(null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["project", "-created"])]

    def __str__(self) -> str:
        return self.text[:80]


class Attachment(models.Model):
    """A picture that came with a message; `position` is its place there."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    mockup = models.ForeignKey(Mockup, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["message", "mockup"], name="attached_once")]

    def __str__(self) -> str:
        return f"{self.mockup} with {self.message}"


class Generation(Spending):
    """One run: an answer to `message`, compared with `mockup`.

    `attempt` counts the claims: a write with another number comes from a worker that lost its lease. `losses` counts
    the attempts whose worker was lost; `rung` is when the broker was last told of a queued run. What it spent is summed
    over all attempts. `flaws` is what is still wrong with the code that it left, `said` what the engine told the
    person, `changed` the paths of the files that differ from the base's.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mockup = models.ForeignKey(Mockup, on_delete=models.CASCADE, related_name="generations")
    engine = models.CharField(max_length=10, choices=EngineName)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="answers")
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempt = models.PositiveIntegerField(default=0)
    losses = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    cancel_requested = models.BooleanField(default=False)
    rung = models.DateTimeField()
    version = models.OneToOneField(Version, null=True, on_delete=models.SET_NULL, related_name="generation")
    error_code = models.CharField(max_length=30, blank=True)
    error_sentence = models.TextField(blank=True)
    first_token_seconds = models.FloatField(null=True)
    streaming_seconds = models.FloatField(default=0)
    flaws = models.JSONField(default=list)
    said = models.TextField(blank=True)
    changed = models.JSONField(default=list)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    took = models.DurationField(null=True)
    """From the start of the last attempt to the end."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["mockup", "-created"]),
            models.Index(fields=["mockup", "engine"], name="runs_of_mockup_by_engine"),
            models.Index(fields=["state", "rung"]),
            models.Index(fields=["state", "key_id"]),
            models.Index(fields=["engine", "created"]),
        ]

    def __str__(self) -> str:
        return f"{self.engine} run {self.pk} ({self.state})"

    @property
    def tokens(self) -> int:
        return self.input_tokens + self.output_tokens

    @property
    def tokens_per_second(self) -> float | None:
        """How fast the output came, or None where too little came to say."""
        return self.output_tokens / self.streaming_seconds if self.streaming_seconds >= 0.1 else None


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
        indexes: ClassVar = [
            models.Index(fields=["generation", "seq"], condition=models.Q(kind="stage"), name="stages_of_run")
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


class KeyUse(models.Model):
    """What a key was used for in the last minute; locked by whoever claims a run for it."""

    key_id = models.CharField(primary_key=True, max_length=32)
    window = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.key_id


class Probe(Spending):
    """A request to the model that a person made by hand, on the connection page or in a terminal, and what it took.

    Without a team it was the operator's. While it is `open` it has a place among the runs of its key; what stands in it
    until then is reckoned, and stays where nobody was there for the answer.
    """

    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="probes")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    open = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["team", "created"])]

    def __str__(self) -> str:
        return f"{self.model} probe {self.pk}"
