"""Tokens and cost of what a job will send, before it is sent."""

import asyncio
from typing import TYPE_CHECKING, Any

from mockup2code.engines.base import Estimate
from mockup2code.engines.job import Job
from mockup2code.engines.kimi.failures import CallFailed
from mockup2code.engines.kimi.prices import cost
from mockup2code.engines.kimi.profiles import provider_of
from mockup2code.engines.kimi.request import Request
from mockup2code.engines.kimi.settings import KimiSettings
from mockup2code.engines.kimi.upstream import connect
from mockup2code.engines.kimi.video import takes_video

if TYPE_CHECKING:
    from openai import AsyncOpenAI

SECONDS = 5
"""How long the host may take to count: an estimate that comes later than that helps nobody."""
UNSENT = "data:video/mp4;base64,"
"""Stands for a recording, which is not uploaded to be counted."""


async def estimate(job: Job, settings: KimiSettings) -> Estimate:
    """By the host where it counts tokens, else reckoned; without what the cache will save, which nobody knows before.

    A recording that goes as a video is always reckoned.
    """
    as_video = takes_video(job, settings)
    request = await asyncio.to_thread(Request, job, settings, UNSENT if as_video else None)
    body = request.body("")
    counted = None if as_video else await _counted(body, settings)
    tokens = request.tokens(body) if counted is None else counted
    return Estimate(tokens, cost(settings.model, tokens, 0, 0), exact=counted is not None)


async def _counted(body: dict[str, Any], settings: KimiSettings) -> int | None:
    """What the host says, or None where it has no such address or does not answer."""
    if not provider_of(settings.base_url, settings.provider).counts_tokens:
        return None
    try:
        client = await asyncio.to_thread(connect, settings)
    except CallFailed:
        return None
    async with client:
        return await _asked(client, {name: body[name] for name in ("model", "messages")})


async def _asked(client: "AsyncOpenAI", body: dict[str, Any]) -> int | None:
    import openai  # noqa: PLC0415 - half a second that only runs of this engine pay

    try:
        async with asyncio.timeout(SECONDS):
            answer = await client.post("/tokenizers/estimate-token-count", body=body, cast_to=object)
    except (openai.APIError, TimeoutError, ValueError):
        return None
    data = answer.get("data") if isinstance(answer, dict) else None
    total = data.get("total_tokens") if isinstance(data, dict) else None
    return total if isinstance(total, int) else None
