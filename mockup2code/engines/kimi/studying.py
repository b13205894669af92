"""What an engine run finds out about its pictures before the model is asked: measurements, and images cut out."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from mockup2code.engines.base import Asset, Event, Measured, Stage, StageName
from mockup2code.engines.job import Job, Shown
from mockup2code.engines.kimi.cutouts import cut_out
from mockup2code.vision.priority import behind_streams

logger = logging.getLogger(__name__)

MEASURERS = ThreadPoolExecutor(2, "kimi-measure", behind_streams)
"""Threads of their own: those who wait for them leave after a while, and nothing else must queue behind them."""


def numbered(job: Job) -> Job:
    """The job with every picture's number in it."""
    pictures = [replace(shown, number=shown.number or place) for place, shown in enumerate(job.pictures, start=1)]
    return replace(job, pictures=tuple(pictures))


class Study:
    """The pictures of a job, one after the other: `events` measures them, then `job` has all that was found."""

    def __init__(self, job: Job, seconds: float) -> None:
        self.job = numbered(job)
        self.assets = set(job.base.assets) if job.base else set()
        self._seconds = seconds

    async def events(self) -> AsyncGenerator[Event, None]:
        """What is found, as long as the model may wait for it; the rest of the pictures go without facts."""
        end = asyncio.get_running_loop().time() + self._seconds
        late = False
        for place, shown in enumerate(self.job.pictures):
            if shown.measurement is None and not late:
                yield Stage(StageName.MEASURING, _measuring(place, len(self.job.pictures)))
                try:
                    async with asyncio.timeout_at(end):
                        measured = await asyncio.get_running_loop().run_in_executor(MEASURERS, _measured, shown)
                except TimeoutError:
                    late = True
                    yield Stage(StageName.MEASURING, "Measuring takes too long; going on with the picture alone")
                    continue
                if measured.measurement:
                    yield Measured(measured.measurement, place)
                self._keep(place, measured)
            for asset in await asyncio.to_thread(_cut_out, self.job.pictures[place], self.assets):
                self.assets.add(asset.path)
                yield asset

    def _keep(self, place: int, found: Shown) -> None:
        pictures = self.job.pictures
        self.job = replace(self.job, pictures=(*pictures[:place], found, *pictures[place + 1 :]))


def _measuring(place: int, count: int) -> str:
    return f"Measuring picture {place + 1} of {count}" if count > 1 else ""


def _measured(shown: Shown) -> Shown:
    """The picture with what was measured on it; as it was where that fails, for the model sees the picture."""
    try:
        from mockup2code.vision.measure import measure  # noqa: PLC0415 - loads OpenCV and the OCR models

        return replace(shown, measurement=measure(shown.picture))
    except Exception:
        logger.exception("the picture could not be measured: asking the model without facts")
        return shown


def _cut_out(shown: Shown, there: Collection[str]) -> list[Asset]:
    return cut_out(shown, there) if shown.measurement else []
