"""Pictures that are hard for the draft engine: large ones, and such with thousands of things in them.

usage: python -m bench.hard [NAME ...]
"""

import asyncio
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from bench.pictures import article, rolled, screen, sheet, squares
from bench.tables import Row, show
from mockup2code.engines.base import Message
from mockup2code.engines.draft import DraftEngine
from mockup2code.engines.job import Job
from mockup2code.vision import measure
from mockup2code.vision.ingest import ingest

COMMAND = "python -m bench.hard"
PICTURES: dict[str, Callable[[], bytes]] = {
    "sheet": lambda: sheet(2400, 1500, rows=61, columns=26),
    "wide": lambda: screen(12000, 3000),
    "rolled": lambda: rolled(1280, 8000),
    "article": lambda: article(1280, 8000),
    "squares": lambda: squares(across=100, down=80),
    "double": lambda: screen(2560, 1600),
}
"""A spreadsheet of 1,586 cells, a page 12,000 pixels wide, two that were rolled down (forms and cards; words alone),
8,000 squares, and a page as a large screen shows it."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock and of all processors, megabytes at most, and what was said of the picture."""

    wall: float
    processors: float
    memory: float
    said: str


async def _said(job: Job) -> str:
    return " ".join([event.text async for event in DraftEngine().generate(job) if isinstance(event, Message)])


def cost(name: str) -> Cost:
    """One run with the models loaded, as in the product."""
    job = Job.of(ingest(PICTURES[name](), "picture.png"))
    measure.warm_up()
    wall, processors = time.perf_counter(), time.process_time()
    said = asyncio.run(_said(job))
    wall, processors = time.perf_counter() - wall, time.process_time() - processors
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Cost(wall, processors, most / (1_000_000 if sys.platform == "darwin" else 1000), said)


def main() -> None:
    for name in sys.argv[1:] or PICTURES:
        # A process of its own for each, so that its peak memory is its own.
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
            found = process.submit(cost, name).result()
        rows = [
            Row("whole", f"{found.wall:.1f} s", "<= 10 s on two idle cores"),
            Row("of all processors", f"{found.processors:.1f} s"),
            Row("peak memory", f"{found.memory:.0f} MB", "<= 900 MB"),
        ]
        show(f"Hard picture: {name}. It says: {found.said or 'nothing'}", COMMAND, rows)


if __name__ == "__main__":
    main()
