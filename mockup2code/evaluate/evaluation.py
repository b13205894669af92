"""The command's work: all rounds, the figures on the screen, the report."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from mockup2code.convert import progress
from mockup2code.evaluate.browser import missing_browser
from mockup2code.evaluate.building import missing_tool
from mockup2code.evaluate.outcome import Outcome
from mockup2code.evaluate.pool import Conditions, MakeEngine, outcomes
from mockup2code.evaluate.report import write_report
from mockup2code.evaluate.round import Folders
from mockup2code.evaluate.samples import samples_in
from mockup2code.evaluate.tables import NAMES, lines
from mockup2code.vision.ingest import Limits


@dataclass(frozen=True, slots=True)
class Task:
    """What is evaluated: the pictures of a folder whose names match, with an engine; and where the report goes."""

    folder: Path
    only: str
    engine_name: str
    engine: MakeEngine
    limits: Limits
    report: Path


class EvaluationError(Exception):
    """Why nothing could be evaluated; the message is a sentence for the person."""


def evaluate(task: Task) -> int:
    """Prints the figures of each picture and writes the report; answers how many failed. Raises EvaluationError."""
    problem = missing_tool() or missing_browser()
    if problem:
        raise EvaluationError(problem)
    samples = samples_in(task.folder, task.only)
    if not samples:
        raise EvaluationError(f"There is no PNG, JPEG or WebP picture in {task.folder} that matches {task.only}.")
    folders = _folders(task.report)
    found: list[Outcome] = []
    with progress("Evaluating", len(samples)) as bar:
        for outcome in outcomes(samples, Conditions(task.engine, task.limits, folders)):
            found.append(outcome)
            bar.finish(_line(outcome), failed=outcome.failed)
    _print_tables(found)
    try:
        write_report(task.report, task.engine_name, samples, found, folders)
    except OSError as error:
        raise EvaluationError(f"{task.report} cannot be written ({error.strerror}); what was seen is kept.") from error
    click.echo(f"\n{click.format_filename(task.report)}")
    return sum(outcome.failed for outcome in found)


def _folders(report: Path) -> Folders:
    """Beside the report, so that a project or a page that stands out can be looked into."""
    beside = report.parent / f"{report.stem}-files"
    folders = Folders(beside / "projects", beside / "seen")
    try:
        for folder in (folders.projects, folders.seen):
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EvaluationError(f"{beside} cannot be written ({error.strerror}); choose another --report.") from error
    return folders


def _line(outcome: Outcome) -> str:
    if outcome.failure:
        return f"{outcome.name}: {' '.join(outcome.failure.sentence.split())}"
    thrown = f", threw: {outcome.page.thrown[0].splitlines()[0]}" if outcome.page and outcome.page.thrown else ""
    score = f"{outcome.fidelity.score:5.1f}" if outcome.fidelity else "    -"
    return f"{score}  {outcome.name}{thrown}"


def _print_tables(found: Sequence[Outcome]) -> None:
    for kind in NAMES:
        if any(o.kind is kind for o in found):
            click.echo("\n" + "\n".join(lines(found, kind)))
