"""The talk that led to a version: what was asked for and what came of it, oldest first."""

from collections import defaultdict
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from mockup2code.generations.models import Attachment, Generation, State
from mockup2code.projects.lineage import line_to
from mockup2code.projects.models import Version

MOST_ONWARD = 12
MOST_TURNS = 60
"""Steps of the talk that a page shows, the newest; the history has all."""


@dataclass(frozen=True, slots=True)
class TalkTurn:
    """One step of the talk: a run and what it made, where it made something; or a version made by hand."""

    version: Version | None
    run: Generation | None = None

    @property
    def message_id(self) -> UUID | None:
        return self.run.message_id if self.run else None

    @property
    def asked(self) -> str:
        """The message; of what was done by hand, what was done."""
        if self.run:
            return self.run.message.text
        return self.version.message if self.version else ""

    @property
    def said(self) -> str:
        return self.run.said if self.run else ""

    @property
    def others(self) -> list[Generation]:
        """The runs that answer the same message, this one among them, where there are several."""
        if self.run is None:
            return []
        answers = sorted(self.run.message.answers.all(), key=lambda run: run.created)
        return answers if len(answers) > 1 else []

    @property
    def changed(self) -> list[str]:
        return list(self.run.changed) if self.run else []


def turns_to(version: Version) -> list[TalkTurn]:
    """The turns from the first version to this one, those that changed nothing on the way among them."""
    line = line_to(version)
    by_version = {run.version_id: run for run in _runs(Q(version__in=[one.pk for one in line]))}
    idle = defaultdict(list)
    for run in _runs(Q(version=None, state=State.FINISHED, message__base__in=[one.pk for one in line])):
        idle[run.message.base_id].append(TalkTurn(None, run))
    return [turn for one in line for turn in (TalkTurn(one, by_version.get(one.pk)), *idle[one.pk])]


def _runs(which: Q) -> QuerySet[Generation]:
    found = Generation.objects.filter(which).select_related("message__created_by", "created_by").order_by("created")
    versions = Version.objects.defer("files", "assets")
    attached = Attachment.objects.select_related("mockup").defer("mockup__measurement")
    return found.prefetch_related(
        Prefetch("message__attachments", attached), "message__answers", Prefetch("message__answers__version", versions)
    )


@dataclass(frozen=True, slots=True)
class Talk:
    """What a page shows: the last turns up to what is shown, and how many came before them; the run that has made
    nothing yet; who went on from here.
    """

    turns: list[TalkTurn]
    now: TalkTurn | None
    onward: list[Generation]
    shown: Version | None
    earlier: int = 0


def talk_about(generation: Generation | None, version: Version | None) -> Talk:
    """The end of the talk that led to a version, or to a run that has none."""
    talk = _talk_about(generation, version)
    return replace(talk, turns=talk.turns[-MOST_TURNS:], earlier=max(0, len(talk.turns) - MOST_TURNS))


def _talk_about(generation: Generation | None, version: Version | None) -> Talk:
    if version:
        return Talk(turns_to(version), None, _onward(version), version)
    if generation is None:
        return Talk([], None, [], None)
    base = generation.message.base
    turns = turns_to(base) if base else []
    if any(turn.run and turn.run.pk == generation.pk for turn in turns):
        return Talk(turns, None, [], None)
    return Talk(turns, TalkTurn(None, _runs(Q(pk=generation.pk)).get()), [], None)


def _onward(version: Version) -> list[Generation]:
    """The runs that went on from this version and made one, or are at it."""
    runs = Generation.objects.filter(message__base=version).exclude(state__in=[State.FAILED, State.CANCELLED])
    made = runs.exclude(state=State.FINISHED, version=None).select_related("version", "created_by")
    return list(made.defer("version__files", "version__assets").order_by("created")[:MOST_ONWARD])
