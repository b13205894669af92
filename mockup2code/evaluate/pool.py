"""Rounds two at a time, each process with an engine and a browser of its own."""

import asyncio
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import AsyncExitStack
from dataclasses import dataclass
from multiprocessing.util import Finalize
from typing import TYPE_CHECKING

from mockup2code.engines.base import Engine
from mockup2code.evaluate.browser import chromium
from mockup2code.evaluate.outcome import Failure, Outcome, Step, without_page
from mockup2code.evaluate.round import Folders, go_round
from mockup2code.evaluate.samples import LabelsError, Sample
from mockup2code.fidelity.reference import Reference
from mockup2code.vision.ingest import Limits
from mockup2code.vision.measure import warm_up
from mockup2code.vision.measurement import PictureKind

if TYPE_CHECKING:
    from playwright.async_api import Browser

AT_ONCE = 2

MakeEngine = Callable[[], Engine]


@dataclass(frozen=True, slots=True)
class Conditions:
    """What all rounds have in common; it travels to other processes."""

    engine: MakeEngine
    limits: Limits
    folders: Folders


def outcomes(samples: Sequence[Sample], conditions: Conditions) -> Iterator[Outcome]:
    """The outcome of each sample, as they come."""
    context = multiprocessing.get_context("spawn")  # the browser's driver and the models do not survive a fork
    workers = max(1, min(AT_ONCE, len(samples)))
    pool = ProcessPoolExecutor(workers, context, initializer=_start, initargs=(conditions,))
    try:
        running = {pool.submit(_go_round, sample): sample for sample in samples}
        for future in as_completed(running):
            yield _outcome(running[future], future)
    finally:
        pool.shutdown(cancel_futures=True)


def _outcome(sample: Sample, future: "Future[Outcome]") -> Outcome:
    error = future.exception()
    if error is None:
        return future.result()
    blank = Outcome(sample.name, PictureKind.SCREEN, labelled=bool(sample.labels), width=0, height=0, fidelity=None)
    failure = Failure(Step.CONVERTING, f"The process that worked on it ended: {error}")
    return without_page(blank, failure, _known(sample))


def _known(sample: Sample) -> Reference | None:
    try:
        return sample.reference()
    except LabelsError:
        return None


class _Worker:
    """What one process keeps from round to round."""

    def __init__(self, conditions: Conditions) -> None:
        self.conditions = conditions
        self.engine = conditions.engine()
        self.runner = asyncio.Runner()
        self.stack = AsyncExitStack()
        self.browser: Browser = self.runner.run(self.stack.enter_async_context(chromium()))
        warm_up()

    def go_round(self, sample: Sample) -> Outcome:
        conditions = self.conditions
        return self.runner.run(go_round(sample, self.engine, conditions.limits, self.browser, conditions.folders))

    def close(self) -> None:
        self.runner.run(self.stack.aclose())
        self.runner.close()


_workers: list[_Worker] = []


def _start(conditions: Conditions) -> None:
    worker = _Worker(conditions)
    _workers.append(worker)
    Finalize(None, worker.close, exitpriority=10)


def _go_round(sample: Sample) -> Outcome:
    return _workers[0].go_round(sample)
