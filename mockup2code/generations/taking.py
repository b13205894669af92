"""Takes the events of an engine: each into what the run has made, into the store, and into the log."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from time import monotonic
from typing import Any
from uuid import UUID

from django.utils import timezone

from mockup2code.engines import base
from mockup2code.engines.base import Result, Usage
from mockup2code.engines.job import Job
from mockup2code.generations.journal import OpenRun
from mockup2code.generations.models import EventKind, Generation
from mockup2code.projects import actions as project_actions

USAGE_SECONDS = 5
"""How often at most what a run spends is written into its row."""

Text = base.FileStart | base.Delta | base.Replacement | base.FileDropped
"""The events that change a file."""

InThread = Callable[..., Awaitable[Any]]
"""Runs a function that reads or writes the database in a thread that may."""


@dataclass(slots=True)
class Progress:
    """What a run has made so far."""

    result: Result = field(default_factory=Result)
    asset_ids: dict[str, str] = field(default_factory=dict)
    flaws: tuple[str, ...] = ()
    said: list[str] = field(default_factory=list)
    """What the engine has told the person."""
    mockups: Sequence[UUID] = ()
    """The mockups of the job's pictures, in their order."""
    before: Usage | None = None
    """What earlier attempts have spent."""
    usage: Usage | None = None
    """What this and all earlier attempts have spent."""
    usage_kept: float = 0
    """When that was last kept beside the log."""


async def take(
    event: base.Event, generation: Generation, open_run: OpenRun, progress: Progress, in_thread: InThread
) -> None:
    """One event of the engine: into the result, the store and the log."""
    match event:
        case base.FileStart() | base.Delta() | base.Replacement() | base.FileDropped():
            _take_text(event, open_run, progress)
        case base.Asset():
            await _take_asset(event, generation, open_run, progress, in_thread)
        case base.Measured(measurement, place):
            await in_thread(
                project_actions.keep_measurement,
                mockup_id=progress.mockups[place],
                measurement=measurement.to_json(),
            )
        case base.Usage():
            _take_usage(event, open_run, progress)
        case base.Flaws(sentences):
            progress.flaws = tuple(storable(sentence) for sentence in sentences)
            open_run.append(EventKind.FLAWS, {"sentences": list(progress.flaws)})
        case base.Stage(name, detail, wait):
            open_run.append(EventKind.STAGE, {"name": str(name), "detail": storable(detail), **_until(wait)})
        case base.Reasoning(text):
            open_run.append(EventKind.REASONING, {"text": storable(text)})
        case base.Message(text):
            progress.said.append(storable(text))
            open_run.append(EventKind.MESSAGE, {"text": progress.said[-1]})


def begin(job: Job, mockups: Sequence[UUID], assets: Mapping[str, str], open_run: OpenRun, progress: Progress) -> None:
    """Before the first event: `mockups` are those of the job's pictures, `assets` the ids of the base's by path."""
    progress.mockups = mockups
    if job.base:
        progress.result = Result(job.base)
        progress.asset_ids = dict(assets)
        open_run.append(EventKind.BASE, {"files": dict(job.base.files), "assets": progress.asset_ids})


def _take_text(event: Text, open_run: OpenRun, progress: Progress) -> None:
    match event:
        case base.FileStart(path):
            progress.result.apply(event)
            open_run.append(EventKind.FILE, {"path": path})
        case base.FileDropped(path):
            progress.result.apply(event)
            open_run.append(EventKind.DROP, {"path": path})
        case base.Delta(path, text):
            mended = base.Delta(path, storable(text))
            progress.result.apply(mended)
            open_run.append(EventKind.DELTA, {"path": path, "text": mended.text})
        case base.Replacement(path, start, length, text):
            before = progress.result.text(path)
            place = {"start": units(before[:start]), "length": units(before[start : start + length])}
            replacement = replace(event, text=storable(text))
            progress.result.apply(replacement)
            open_run.append(EventKind.REPLACE, {"path": path, **place, "text": replacement.text})


async def _take_asset(
    asset: base.Asset, generation: Generation, open_run: OpenRun, progress: Progress, in_thread: InThread
) -> None:
    kept = await in_thread(
        project_actions.keep_asset,
        project_id=generation.mockup.project_id,
        png=asset.png,
        width=asset.width,
        height=asset.height,
    )
    progress.asset_ids[asset.path] = str(kept.pk)
    open_run.append(EventKind.ASSET, {"path": asset.path, "id": str(kept.pk)})


def _take_usage(usage: Usage, open_run: OpenRun, progress: Progress) -> None:
    """Into the log each time, into the run's row now and then: the end of the run brings the rest."""
    progress.usage = added(progress.before, usage)
    open_run.append(EventKind.USAGE, _usage_data(progress.usage))
    if monotonic() - progress.usage_kept > USAGE_SECONDS:
        progress.usage_kept = monotonic()
        open_run.spent = progress.usage


def added(before: Usage | None, usage: Usage) -> Usage:
    """What both have spent together."""
    if before is None:
        return usage
    return replace(
        before,
        input_tokens=before.input_tokens + usage.input_tokens,
        cached_tokens=before.cached_tokens + usage.cached_tokens,
        output_tokens=before.output_tokens + usage.output_tokens,
        cost=None if before.cost is None or usage.cost is None else before.cost + usage.cost,
        estimated=before.estimated or usage.estimated,
        streaming=before.streaming + usage.streaming,
    )


def _until(wait: float | None) -> dict[str, str]:
    """When a wait is over, so that a page that is opened later counts down to the same moment."""
    return {"until": (timezone.now() + timedelta(seconds=wait)).isoformat()} if wait else {}


def _usage_data(usage: Usage) -> dict[str, Any]:
    return {
        "input": usage.input_tokens,
        "cached": usage.cached_tokens,
        "output": usage.output_tokens,
        "cost": usage.cost,
        "estimated": usage.estimated,
        "first_token": usage.first_token,
        "streaming": usage.streaming,
    }


def units(text: str) -> int:
    """How long a text is where browsers count: in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def storable(text: str) -> str:
    """The text without what databases and UTF-8 refuse: NUL, and halves of surrogate pairs."""
    if text.isascii() and "\x00" not in text:
        return text
    return text.replace("\x00", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
