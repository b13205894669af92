"""The steps of a check, in the order in which they can fail, each a line as soon as it is known."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from enum import StrEnum

from mockup2code.engines.kimi.checkup import requests, verdicts
from mockup2code.engines.kimi.checkup.catalogue import ModelCard, catalogue
from mockup2code.engines.kimi.checkup.exchange import Exchange, Sent, exchange
from mockup2code.engines.kimi.checkup.keeping import Keeper, kept_exchange
from mockup2code.engines.kimi.checkup.remedies import Explanation, explain, host_of, missing_model
from mockup2code.engines.kimi.failures import Failure
from mockup2code.engines.kimi.profiles import profile_of, provider_of
from mockup2code.engines.kimi.settings import KimiSettings


class Step(StrEnum):
    """The value is what a person reads."""

    REACHES = "Reaches the address"
    KEY = "Key accepted"
    MODEL = "Model there"
    PICTURES = "Takes pictures"
    VIDEO = "Takes video"
    STREAMS = "Streams"
    PIXEL = "Answers a one-pixel picture"
    TOOL = "Calls a tool"
    SCHEMA = "Answers JSON by a schema"


OPTIONAL = {Step.VIDEO, Step.TOOL, Step.SCHEMA}
"""Steps that no run needs."""


class Outcome(StrEnum):
    OK = "ok"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """The host does not say."""
    HELD = "held"
    """Not tried, because of the key's limits or the budget."""
    SKIPPED = "skipped"
    """Not tried, because of an earlier step."""


@dataclass(frozen=True, slots=True)
class Line:
    """What is known of one step. `explanation` is there where it failed, `seen` where something was sent."""

    step: Step
    outcome: Outcome
    finding: str = ""
    seconds: float | None = None
    explanation: Explanation | None = None
    seen: Exchange | None = None

    @property
    def breaks_runs(self) -> bool:
        return self.outcome is Outcome.FAILED and self.step not in OPTIONAL


async def check(settings: KimiSettings, keeper: Keeper) -> AsyncGenerator[Line, None]:
    """A line for every step; at most seven requests, three to five of them to the model."""
    tried: set[Step] = set()
    async for line in _Checkup(settings, keeper).lines():
        tried.add(line.step)
        yield line
    for step in Step:
        if step not in tried:
            yield Line(step, Outcome.SKIPPED, "Not tried")


class _Checkup:
    """One check of one connection; `models` are those that the key may use, once they are known."""

    def __init__(self, settings: KimiSettings, keeper: Keeper) -> None:
        self._settings = settings
        self._keeper = keeper
        self._provider = provider_of(settings.base_url, settings.provider)
        self._fields = profile_of(settings.model, self._provider).extra(thinking=settings.thinking)
        self._cards: list[ModelCard] = []
        self._listed: Exchange | None = None

    async def lines(self) -> AsyncGenerator[Line, None]:
        """Ends where going on would only fail again."""
        line = await self._reaches()
        yield line
        if line.outcome is Outcome.FAILED:
            return
        line = await self._key()
        yield line
        if line.outcome is Outcome.FAILED:
            return
        line = self._model()
        yield line
        if line.outcome is Outcome.FAILED:
            return
        card = self._card() or ModelCard(self._settings.model)
        told = {Step.PICTURES: card.pictures, Step.VIDEO: card.video}
        for step, takes in told.items():
            if takes is not None:
                yield self._told(step, takes=takes)
        async for line in self._asked({step for step, takes in told.items() if takes is None}):
            yield line

    async def _asked(self, untold: set[Step]) -> AsyncGenerator[Line, None]:
        """The steps that ask the model; `untold` are those of which the host's list says nothing."""
        model, fields = self._settings.model, self._fields
        pictured = await self._send(requests.pixel(model, fields))
        streamed = pictured
        if _is_refused(pictured):
            streamed = await self._send(requests.words(model, fields))
        yield self._judged(Step.STREAMS, streamed)
        if streamed.failed or streamed.held:
            return
        yield self._judged(Step.PIXEL, pictured)
        if Step.PICTURES in untold:
            yield replace(self._judged(Step.PIXEL, pictured), step=Step.PICTURES)
        for step, request in REQUESTS.items():
            if step is Step.VIDEO and step not in untold:
                continue
            seen = await self._send(request(model, fields))
            yield self._judged(step, seen)
            if seen.held or (seen.failed and not _is_refused(seen)):
                return

    async def _send(self, request: Sent) -> Exchange:
        return await kept_exchange(self._settings, request, self._keeper)

    async def _reaches(self) -> Line:
        """Asked without the key: any answer in the API's shape will do, a refusal too."""
        seen = await exchange(self._settings, requests.MODELS, with_key=False)
        if seen.status in {None, 407} or (seen.failed and seen.failed.failure is Failure.NOT_THE_API):
            return self._failed(Step.REACHES, seen)
        return Line(Step.REACHES, Outcome.OK, f"{host_of(self._settings)} answers", seen.seconds, seen=seen)

    async def _key(self) -> Line:
        seen = self._listed = await exchange(self._settings, requests.MODELS)
        if seen.failed and seen.failed.failure is Failure.NO_MODEL:
            return Line(
                Step.KEY, Outcome.UNKNOWN, "The host lists no models: asking will show", seen.seconds, seen=seen
            )
        if seen.failed:
            return self._failed(Step.KEY, seen)
        self._cards = catalogue(seen.answer.document, self._provider)
        finding = "The key is accepted" if self._provider.needs_key else "The key is accepted, or none is asked for"
        return Line(Step.KEY, Outcome.OK, finding, seen.seconds, seen=seen)

    def _model(self) -> Line:
        card = self._card()
        if card:
            context = f", reads {card.context:,} tokens" if card.context else ""
            return self._by_the_list(Step.MODEL, f"{card.id}{context}")
        if not self._cards:
            return Line(Step.MODEL, Outcome.UNKNOWN, "The host lists no models: asking will show")
        return self._by_the_list(Step.MODEL, missing_model(self._settings, self._models()))

    def _told(self, step: Step, *, takes: bool) -> Line:
        if takes:
            return self._by_the_list(step, "The host's list says so")
        return self._by_the_list(step, verdicts.takes_none(step == Step.VIDEO, self._settings.model))

    def _by_the_list(self, step: Step, verdict: verdicts.Verdict) -> Line:
        seconds = self._listed.seconds if self._listed else None
        if isinstance(verdict, Explanation):
            return Line(step, Outcome.FAILED, "", seconds, verdict, self._listed)
        return Line(step, Outcome.OK, verdict, seconds)

    def _judged(self, step: Step, seen: Exchange) -> Line:
        """The line of a request to the model: what is right with its answer, or what is wrong."""
        if seen.held:
            return Line(step, Outcome.HELD, seen.held)
        if seen.failed and step in {Step.PIXEL, Step.VIDEO} and _is_refused(seen):
            explanation = verdicts.refused(
                seen.failed.said, verdicts.takes_none(step is Step.VIDEO, self._settings.model)
            )
            return Line(step, Outcome.FAILED, seconds=seen.seconds, explanation=explanation, seen=seen)
        if seen.failed:
            return self._failed(step, seen)
        verdict = VERDICTS[step](seen)
        if isinstance(verdict, Explanation):
            return Line(step, Outcome.FAILED, seconds=seen.seconds, explanation=verdict, seen=seen)
        seconds = seen.first_seconds if step is Step.STREAMS else seen.seconds
        return Line(step, Outcome.OK, verdict, seconds, seen=seen)

    def _failed(self, step: Step, seen: Exchange) -> Line:
        explanation = explain(seen, self._settings, self._provider, self._models())
        return Line(step, Outcome.FAILED, "", seen.seconds, explanation, seen)

    def _card(self) -> ModelCard | None:
        return next((card for card in self._cards if card.id == self._settings.model), None)

    def _models(self) -> list[str]:
        return [card.id for card in self._cards]


REQUESTS = {Step.VIDEO: requests.video, Step.TOOL: requests.tool, Step.SCHEMA: requests.schema}
VERDICTS = {
    Step.VIDEO: verdicts.has_words,
    Step.STREAMS: verdicts.streams,
    Step.PIXEL: verdicts.has_words,
    Step.TOOL: verdicts.calls_tool,
    Step.SCHEMA: verdicts.follows_schema,
}


def _is_refused(seen: Exchange) -> bool:
    """Whether this request is not taken: another may be. After any other failure the next would fail the same."""
    return seen.failed is not None and seen.failed.failure is Failure.BAD_REQUEST
