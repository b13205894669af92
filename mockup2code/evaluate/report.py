"""Writes what came of all pictures as one HTML file that needs nothing else, and the figures beside it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from mockup2code.evaluate.building import REPORTER
from mockup2code.evaluate.outcome import Outcome
from mockup2code.evaluate.readability import AIMS
from mockup2code.evaluate.round import Folders
from mockup2code.evaluate.samples import Sample
from mockup2code.evaluate.shots import shot
from mockup2code.evaluate.tables import NAMES, figures_of, mean_score, means
from mockup2code.fidelity.region import Region
from mockup2code.vision.measurement import Box, PictureKind

_TITLES = {PictureKind.SCREEN: "Screens", PictureKind.SKETCH: "Drawings"}
_SHELL = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<link rel="icon" href="data:,">
<title>Evaluation</title>
</head>
<body>
<script type="application/json" id="report">{contents}</script>
<script>{script}</script>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The figures of the run before: when and with which engine, and score and figures by the picture's name."""

    run: str
    pictures: dict[str, dict[str, Any]]


def write_report(
    path: Path, engine: str, samples: Sequence[Sample], found: Sequence[Outcome], folders: Folders
) -> None:
    """Replaces the report and the figures that the next run is compared with."""
    kept = folders.seen.parent / "figures.json"
    earlier = _earlier(kept)
    made = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    pictures = {sample.name: sample.picture for sample in samples}
    worst_first = sorted(found, key=lambda o: (o.fidelity.score if o.fidelity else -1, o.name))
    contents = {
        "engine": engine,
        "made": made,
        "before": earlier.run,
        "kinds": [_kind(kind, found, earlier) for kind in NAMES if any(o.kind is kind for o in found)],
        "pictures": [_picture(o, pictures[o.name], folders, path, earlier) for o in worst_first],
    }
    page = _SHELL.replace("{script}", REPORTER.read_text().replace("</script", "<\\/script"))
    _write(path, page.replace("{contents}", json.dumps(contents).replace("<", "\\u003c")))
    figures = {o.name: {"score": o.fidelity.score, "figures": figures_of(o)} for o in found if o.fidelity}
    _write(kept, json.dumps({"run": f"{made} ({engine})", "pictures": earlier.pictures | figures}))


def _kind(kind: PictureKind, found: Sequence[Outcome], earlier: Earlier) -> dict[str, Any]:
    return {
        "kind": kind.value,
        "title": _TITLES[kind],
        "names": NAMES[kind],
        "mean": means(found, kind),
        "score": mean_score(found, kind),
        "change": _change(found, kind, earlier),
    }


def _change(found: Sequence[Outcome], kind: PictureKind, earlier: Earlier) -> dict[str, float]:
    """How the means changed, over the pictures that the run before had too."""
    changes: dict[str, list[float]] = {}
    for outcome in found:
        before = earlier.pictures.get(outcome.name)
        if before is None or outcome.kind is not kind or outcome.fidelity is None:
            continue
        changes.setdefault("score", []).append(outcome.fidelity.score - before["score"])
        for name, value in figures_of(outcome).items():
            if name in before["figures"]:
                changes.setdefault(name, []).append(value - before["figures"][name])
    return {name: sum(values) / len(values) for name, values in changes.items()}


def _picture(outcome: Outcome, picture: Path, folders: Folders, report: Path, earlier: Earlier) -> dict[str, Any]:
    page = outcome.page
    project = folders.projects / outcome.name
    return {
        "name": outcome.name,
        "kind": outcome.kind.value,
        "score": outcome.fidelity.score if outcome.fidelity else None,
        "figures": figures_of(outcome),
        "before": earlier.pictures.get(outcome.name),
        "mockup": shot(picture, outcome.width, outcome.height),
        "result": shot(folders.seen / f"{outcome.name}.png", page.width, page.height) if page else None,
        "regions": [_region(r) for r in outcome.fidelity.regions] if outcome.fidelity and page else [],
        "facts": _facts(outcome),
        "failures": _failures(outcome),
        "notes": outcome.messages,
        "project": project.relative_to(report.parent).as_posix() + "/" if project.exists() else "",
    }


def _region(region: Region) -> dict[str, Any]:
    return {
        "difference": region.difference.value,
        "subject": region.subject.value,
        "expected": _place(region.expected),
        "found": _place(region.found),
        "cost": region.cost,
        "count": region.count,
        "detail": region.detail,
    }


def _place(box: Box | None) -> tuple[float, ...] | None:
    return (box.x, box.y, box.width, box.height) if box else None


def _facts(outcome: Outcome) -> list[dict[str, object]]:
    """What else there is to say of a picture and its page, and which of it misses its aim."""

    def fact(name: str, value: str, bad: bool = False) -> dict[str, object]:
        return {"name": name, "value": value, "bad": bad}

    facts = [fact("compared with", "its JSON" if outcome.labelled else "its measurement")]
    if outcome.timing:
        facts += [fact("first code", f"{outcome.timing.first:.2f} s"), fact("whole", f"{outcome.timing.whole:.2f} s")]
    if outcome.page:
        reads = outcome.page.readability
        longest = f"{reads.longest} lines, {Path(reads.longest_file).name}"
        facts += [
            fact("sideways at 375 px", "yes" if outcome.page.narrow_overflow else "no", outcome.page.narrow_overflow),
            fact("arbitrary / element", f"{reads.arbitrary:.2f}", reads.arbitrary > AIMS["arbitrary"]),
            fact("levels deep", str(reads.depth), reads.depth > AIMS["depth"]),
            fact("longest file", longest, reads.longest > AIMS["longest"]),
        ]
    return facts


def _failures(outcome: Outcome) -> list[str]:
    failures = [f"It stopped at {outcome.failure.step}: {outcome.failure.sentence}"] if outcome.failure else []
    return failures + [f"The page threw: {text}" for text in (outcome.page.thrown if outcome.page else ())]


def _earlier(path: Path) -> Earlier:
    """The run before; nothing where there was none, or where its figures cannot be read."""
    try:
        kept = json.loads(path.read_bytes())
        return Earlier(kept["run"], kept["pictures"])
    except (OSError, ValueError, KeyError, TypeError):
        return Earlier("", {})


def _write(path: Path, text: str) -> None:
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text)
    fresh.replace(path)
