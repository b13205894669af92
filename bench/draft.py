"""The draft engine stage by stage: where its time goes, when its first code comes, and the memory that it takes."""

import asyncio
import multiprocessing
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any
from unittest.mock import patch

from bench.pictures import drawing, screen, table
from bench.tables import Row, show
from mockup2code.engines.base import MAIN_FILE, Delta
from mockup2code.engines.draft import DraftEngine, engine
from mockup2code.engines.job import Job
from mockup2code.examples import EXAMPLES
from mockup2code.vision import measure, ocr, sketch
from mockup2code.vision import screen as screens
from mockup2code.vision.ingest import ingest

COMMAND = "python -m bench.draft"
TIMES = 5
SCREEN_AIM, DRAWING_AIM = "<= 1200 ms", "<= 2500 ms"

STAGES: dict[str, tuple[tuple[Any, str], ...]] = {
    "decode": ((measure, "decode"),),
    "regions": ((screens, "find_regions"), (sketch, "lightness"), (sketch, "strokes")),
    "shapes": ((screens, "find_shapes"), (screens, "find_rules"), (sketch, "classify")),
    "detection": ((ocr, "detect"),),
    "reading": ((ocr, "recognise"),),
    "layout": ((engine, "Page"),),
}
"""The functions whose time makes a stage, by the names under which they are called; none calls another of them."""

MEASURING = "other measuring"
WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of one run by stage, until the first code, until the main file begins, and as a whole."""

    stages: dict[str, float]
    first: float
    main: float
    whole: float


@dataclass(frozen=True, slots=True)
class Runs:
    """All runs of one picture in a process of its own, and the most memory that it took, in MB."""

    runs: list[Run]
    memory: float


@contextmanager
def clocked(spent: dict[str, float]) -> Iterator[None]:
    """Adds up the seconds that are spent in each stage, and in all of measuring."""

    def clock(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any, **named: Any) -> Any:
            started = time.perf_counter()
            try:
                return function(*arguments, **named)
            finally:
                spent[stage] += time.perf_counter() - started

        return timed

    places = [(stage, *place) for stage, all_places in STAGES.items() for place in all_places]
    places += [(MEASURING, measure, name) for name in ("look", "outline", "read")]
    patches = [patch.object(module, name, clock(stage, getattr(module, name))) for stage, module, name in places]
    for each in patches:
        each.start()
    try:
        yield
    finally:
        for each in patches:
            each.stop()


async def one(picture: Job) -> Run:
    """One run of the engine."""
    spent: dict[str, float] = defaultdict(float)
    with clocked(spent):
        started, first, main_file = time.perf_counter(), 0.0, 0.0
        async for event in DraftEngine().generate(picture):
            if isinstance(event, Delta):
                now = time.perf_counter() - started
                first = first or now
                main_file = main_file or (now if event.path == MAIN_FILE else 0.0)
        whole = time.perf_counter() - started
    stages = {stage: spent[stage] for stage in STAGES}
    measured = sum(seconds for stage, seconds in stages.items() if stage != "layout")
    stages[MEASURING] = max(0.0, spent[MEASURING] - measured)
    stages[WRITING] = max(0.0, whole - spent[MEASURING] - stages["layout"])
    return Run(stages, first, main_file, whole)


def runs(picture: bytes) -> Runs:
    """Several runs, after one that loads what there is to load."""
    job = Job.of(ingest(picture, "picture.png"))
    asyncio.run(one(job))
    found = [asyncio.run(one(job)) for _ in range(TIMES)]
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Runs(found, most / (1_000_000 if sys.platform == "darwin" else 1000))


def rows(found: Runs, aim: str) -> list[Row]:
    def ms(seconds: list[float]) -> str:
        return f"{median(seconds) * 1000:.0f} ms"

    whole = median(run.whole for run in found.runs)
    stages = [Row(stage, ms([run.stages[stage] for run in found.runs])) for stage in found.runs[0].stages]
    return [
        *stages,
        Row("first code", ms([run.first for run in found.runs]), f"<= {whole * 500:.0f} ms, half of the whole"),
        Row("main file begins", ms([run.main for run in found.runs])),
        Row("whole", f"{whole * 1000:.0f} ms", aim),
        Row("peak memory", f"{found.memory:.0f} MB", "<= 900 MB"),
    ]


def main() -> None:
    pictures = {
        "screen, 1280 x 800": (screen(1280, 800), SCREEN_AIM),
        "screen, 2560 x 1600": (screen(2560, 1600), ""),
        "table, 1280 x 1400": (table(1280, 1400), ""),
        "drawing, 1200 x 1600": (drawing(1200, 1600), DRAWING_AIM),
    }
    for example in EXAMPLES:
        aim = DRAWING_AIM if example.slug == "drawing" else SCREEN_AIM
        pictures[f"example: {example.slug}"] = example.path.read_bytes(), aim
    for name, (picture, aim) in pictures.items():
        # A process of its own for each, so that its peak memory is its own.
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
            found = process.submit(runs, picture).result()
        show(f"Draft engine, {name}, medians of {TIMES}", COMMAND, rows(found, aim))


if __name__ == "__main__":
    main()
