"""One picture's round: convert it, build the project, open it, compare what is seen."""

import asyncio
import json
import tempfile
import time
from contextlib import aclosing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mockup2code.convert import UnreadableError, read_picture
from mockup2code.engines.base import Delta, Engine, EngineError, Measured, Message, Result
from mockup2code.engines.job import Job
from mockup2code.evaluate.browser import Look, PageError, look_at
from mockup2code.evaluate.building import BuildError, build
from mockup2code.evaluate.outcome import Failure, Outcome, Page, Step, Timing, without_page
from mockup2code.evaluate.readability import readability
from mockup2code.evaluate.samples import LabelsError, Sample
from mockup2code.exports.folder import FolderError, write_folder
from mockup2code.exports.project import ProjectError, project_files
from mockup2code.fidelity.fidelity import Fidelity, fidelity, told_on_picture
from mockup2code.fidelity.reference import Reference
from mockup2code.fidelity.seen import Seen
from mockup2code.vision.ingest import Limits, PictureError
from mockup2code.vision.measure import measure
from mockup2code.vision.measurement import Measurement, PictureKind
from mockup2code.vision.picture import Picture

if TYPE_CHECKING:
    from playwright.async_api import Browser

DRAWING_WIDTH = 1280
"""The width at which the page of a drawing is opened."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the rounds leave their projects, and what was seen (NAME.json, NAME.png)."""

    projects: Path
    seen: Path


@dataclass(slots=True)
class _Made:
    """What the engine made of a picture."""

    result: Result
    timing: Timing
    messages: tuple[str, ...]
    measurement: Measurement | None


async def go_round(sample: Sample, engine: Engine, limits: Limits, browser: "Browser", folders: Folders) -> Outcome:
    """The whole round; whatever goes wrong on the way is told in the outcome."""
    outcome = Outcome(sample.name, PictureKind.SCREEN, labelled=bool(sample.labels), width=0, height=0, fidelity=None)
    reference: Reference | None = None
    measured: Measurement | None = None
    step = Step.READING
    for suffix in (".json", ".png"):
        (folders.seen / f"{sample.name}{suffix}").unlink(missing_ok=True)
    try:
        reference = sample.reference()
        picture = await asyncio.to_thread(read_picture, sample.picture, limits)
        step = Step.CONVERTING
        made = await _convert(picture, engine)
        outcome = replace(outcome, timing=made.timing, messages=made.messages)
        if reference is None:
            measured = await _measurement(made, picture)
            reference = Reference.of(measured)
        await asyncio.to_thread(_write, sample.name, made.result, folders)
        step = Step.BUILDING
        look = await _open(sample.name, browser, folders, width_for(reference))
        return replace(
            outcome,
            kind=reference.kind,
            width=reference.seen.width,
            height=reference.seen.height,
            fidelity=compared(reference, measured, Seen.from_json(look.report)),
            page=_page(made, look),
        )
    except (UnreadableError, LabelsError, PictureError, EngineError, ProjectError, FolderError, BuildError) as error:
        return without_page(outcome, Failure(step, str(error)), reference)
    except PageError as error:
        return without_page(outcome, Failure(Step.OPENING, str(error)), reference)
    except Exception as error:  # noqa: BLE001 - one picture must not take the others with it
        return without_page(outcome, Failure(step, f"A fault of the program: {error!r}"), reference)


def width_for(reference: Reference) -> int:
    """How wide the page is opened."""
    return DRAWING_WIDTH if reference.kind is PictureKind.SKETCH else max(1, round(reference.seen.width))


async def _convert(picture: Picture, engine: Engine) -> _Made:
    started = time.perf_counter()
    made = _Made(Result(), Timing(0, 0), (), None)
    async with aclosing(engine.generate(Job.of(picture))) as events:
        async for event in events:
            made.result.apply(event)
            match event:
                case Delta() if not made.timing.first:
                    made.timing = Timing(time.perf_counter() - started, 0)
                case Message(text):
                    made.messages += (text,)
                case Measured(measurement):
                    made.measurement = measurement
                case _:
                    pass
    made.timing = Timing(made.timing.first, time.perf_counter() - started)
    return made


async def _measurement(made: _Made, picture: Picture) -> Measurement:
    """What the engine measured; a model's engine may not have."""
    if made.measurement is None:
        return await asyncio.to_thread(measure, picture)
    return made.measurement


def _write(name: str, result: Result, folders: Folders) -> None:
    project = project_files(name, result.files, {path: asset.png for path, asset in result.assets.items()})
    write_folder(project, folders.projects / name)


async def _open(name: str, browser: "Browser", folders: Folders, width: int) -> Look:
    """Builds the project, and looks at it; writes down what is seen."""
    with tempfile.TemporaryDirectory(prefix="mockup2code-") as temporary:
        site = Path(temporary, "site")
        await asyncio.to_thread(build, folders.projects / name, site)
        look = await look_at(browser, site, width)
    structure = {**look.report["structure"], "narrow_overflow": look.narrow_overflow}
    (folders.seen / f"{name}.json").write_text(json.dumps({**look.report, "structure": structure}))
    (folders.seen / f"{name}.png").write_bytes(look.png)
    return look


def compared(reference: Reference, measured: Measurement | None, seen: Seen) -> Fidelity:
    """How near a page is to its picture; against a measurement the differences are told where they lie on that."""
    found = fidelity(reference, seen)
    return found if measured is None else told_on_picture(found, measured)


def _page(made: _Made, look: Look) -> Page:
    seen = Seen.from_json(look.report)
    reads = readability(made.result.files, seen.structure.depth if seen.structure else 0)
    return Page(seen.width, seen.height, look.thrown, look.narrow_overflow, reads)
