"""Makes code with Kimi: measures the picture, asks the model, passes its answer on as it comes."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from itertools import count
from typing import TYPE_CHECKING, Any

from mockup2code.engines.base import Asset, EngineError, Event, Job, Measured, Stage, StageName
from mockup2code.engines.kimi.cutouts import cut_out
from mockup2code.engines.kimi.failures import CallFailed, Failure
from mockup2code.engines.kimi.profiles import profile_of
from mockup2code.engines.kimi.prompt import messages
from mockup2code.engines.kimi.reading import AnswerReader
from mockup2code.engines.kimi.retry import TRIES, wait_before_retry
from mockup2code.engines.kimi.sentences import explained
from mockup2code.engines.kimi.settings import KimiSettings
from mockup2code.engines.kimi.upstream import chunks, connect, model_ids
from mockup2code.vision.measurement import Measurement

if TYPE_CHECKING:
    from openai import AsyncOpenAI

logger = logging.getLogger(__name__)

REASONS = {
    Failure.RATE_LIMIT: "Kimi takes no more requests just now",
    Failure.OVERLOADED: "Kimi is overloaded",
    Failure.NO_CONNECTION: "No connection to Kimi",
}


class KimiEngine:
    """The engine for one connection. Close its iterator (`aclosing`) or cancel its task to hang up at once."""

    name = "kimi"

    def __init__(self, settings: KimiSettings) -> None:
        self._settings = settings

    async def generate(self, job: Job) -> AsyncGenerator[Event, None]:
        """The events of one run. Raises EngineError."""
        if job.measurement is None:
            yield Stage(StageName.MEASURING)
        measurement, assets = await asyncio.to_thread(_study, job)
        if measurement and job.measurement is None:
            yield Measured(measurement)
        for asset in assets:
            yield asset
        request = await asyncio.to_thread(self._request, job, measurement)
        try:
            client = await asyncio.to_thread(connect, self._settings)
        except CallFailed as failed:
            raise explained(failed, self._settings) from None
        async with client:
            try:
                async with aclosing(self._answer(client, request)) as events:
                    async for event in events:
                        yield event
            except CallFailed as failed:
                raise await self._explained(client, failed) from None

    def _request(self, job: Job, measurement: Measurement | None) -> dict[str, Any]:
        profile = profile_of(self._settings.model)
        extra = dict(profile.extra)
        if profile.cache_key and job.project_key:
            extra["prompt_cache_key"] = job.project_key
        return {
            "model": self._settings.model,
            "messages": messages(job, measurement),
            "max_completion_tokens": self._settings.max_completion_tokens,
            "stream_options": {"include_usage": True},
            "extra_body": extra,
        }

    async def _answer(self, client: "AsyncOpenAI", request: dict[str, Any]) -> AsyncGenerator[Event, None]:
        """The events of the answer, to its last word also where it broke off. Raises CallFailed."""
        reader = AnswerReader(self._settings.model)
        broke_off: CallFailed | None = None
        try:
            async with aclosing(self._calls(client, request, reader)) as events:
                async for event in events:
                    yield event
        except CallFailed as failed:
            broke_off = failed
        for event in reader.finish():
            yield event
        if broke_off:
            raise broke_off
        for event in reader.conclude():
            yield event

    async def _calls(
        self, client: "AsyncOpenAI", request: dict[str, Any], reader: AnswerReader
    ) -> AsyncGenerator[Event, None]:
        """The call, made again where it failed in passing before its answer began. Raises CallFailed."""
        deadline = asyncio.get_running_loop().time() + self._settings.deadline_seconds
        for tried in count(1):
            yield Stage(StageName.WAITING, f"Waiting for {self._settings.model}")
            try:
                async with aclosing(chunks(client, request, self._settings, deadline)) as stream:
                    async for chunk in stream:
                        for event in reader.read(chunk):
                            yield event
                return
            except CallFailed as failed:
                if reader.is_over:
                    return
                wait = wait_before_retry(failed, tried, self._settings.backoff_seconds)
                if wait is None or reader.has_begun or asyncio.get_running_loop().time() + wait > deadline:
                    raise
                reason, tries = REASONS.get(failed.failure, "Kimi failed to answer"), TRIES[failed.failure]
            yield Stage(StageName.WAITING, f"{reason}: trying again in {wait:.0f} s ({tried + 1} of {tries})")
            await asyncio.sleep(wait)

    async def _explained(self, client: "AsyncOpenAI", failed: CallFailed) -> EngineError:
        """The error for a person; for a model that is gone, with those that are there."""
        models = await model_ids(client) if failed.failure is Failure.NO_MODEL else []
        return explained(failed, self._settings, models)


def _study(job: Job) -> tuple[Measurement | None, list[Asset]]:
    """What is measured on the picture and cut out of it; nothing where that fails, for the model sees the picture."""
    try:
        from mockup2code.vision.measure import measure  # noqa: PLC0415 - loads OpenCV and the OCR models

        measurement = job.measurement or measure(job.picture)
        return measurement, cut_out(job.picture, measurement)
    except Exception:
        logger.exception("the picture could not be measured: asking the model without facts")
        return None, []
