"""From the upload of a picture to its code, with the draft engine."""

import tempfile
import time
from dataclasses import astuple, dataclass
from pathlib import Path
from statistics import median

from bench.pictures import screen
from bench.tables import Row, show
from mockup2code.engines.base import MAIN_FILE
from mockup2code.examples import EXAMPLES
from tests.servers import running_app
from tests.visitor import Run, Visitor

COMMAND = "python -m bench.upload"
TIMES = 5


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds from the upload to the first code, to the main file's first code, and to the end."""

    first: float
    main: float
    whole: float


def one(visitor: Visitor, picture: bytes) -> Times:
    started, first, main = time.perf_counter(), 0.0, 0.0
    run = Run()
    for _ in visitor.follow(visitor.generate(visitor.upload(picture)), run):
        now = time.perf_counter() - started
        paths = {entry.data["path"] for entry in run.entries if entry.kind == "delta"}
        first = first or (now if paths else 0.0)
        main = main or (now if MAIN_FILE in paths else 0.0)
    return Times(first, main, time.perf_counter() - started)


def rows_of(name: str, times: list[Times]) -> list[Row]:
    first, main, whole = (median(values) for values in zip(*(astuple(t) for t in times), strict=True))
    return [
        Row(f"{name}: first code", f"{first:.2f} s", "<= 1.5 s"),
        Row(f"{name}: main file begins", f"{main:.2f} s"),
        Row(f"{name}: whole page", f"{whole:.2f} s", "<= 3 s"),
        Row(f"{name}: first code, share of the whole", f"{first / whole:.0%}", "<= 50 %"),
    ]


def main() -> None:
    pictures = {"1280 x 800, drawn here": screen(1280, 800)}
    pictures |= {f"example: {example.slug}": example.path.read_bytes() for example in EXAMPLES}
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder, running_app(Path(folder)) as app:
        visitor = Visitor(app.url)
        one(visitor, screen(640, 400))  # the models are loaded
        for name, picture in pictures.items():
            rows += rows_of(name, [one(visitor, picture) for _ in range(TIMES)])
    show(f"Upload to code, draft engine, medians of {TIMES}", COMMAND, rows)


if __name__ == "__main__":
    main()
