"""From the upload of a picture to its code, with the draft engine."""

import tempfile
import time
from pathlib import Path

from bench.pictures import screen
from bench.tables import Row, percentile, show
from mockup2code.examples import EXAMPLES
from tests.servers import running_app
from tests.visitor import Run, Visitor

COMMAND = "python -m bench.upload"
TIMES = 5


def one(visitor: Visitor, picture: bytes) -> tuple[float, float]:
    """Seconds from the upload to the first code, and to the end."""
    started, first = time.perf_counter(), 0.0
    run = Run()
    for _ in visitor.follow(visitor.generate(visitor.upload(picture)), run):
        if not first and any(entry.kind == "delta" for entry in run.entries):
            first = time.perf_counter() - started
    return first, time.perf_counter() - started


def main() -> None:
    pictures = {"1280 x 800, drawn here": screen(1280, 800)}
    pictures |= {f"example: {example.slug}": example.path.read_bytes() for example in EXAMPLES}
    rows = []
    with tempfile.TemporaryDirectory() as folder, running_app(Path(folder)) as app:
        visitor = Visitor(app.url)
        one(visitor, screen(640, 400))  # the models are loaded
        for name, picture in pictures.items():
            firsts, wholes = zip(*(one(visitor, picture) for _ in range(TIMES)), strict=True)
            rows.append(Row(f"{name}: first code, median", f"{percentile(firsts, 0.5):.2f} s", "<= 1.5 s"))
            rows.append(Row(f"{name}: whole page, median", f"{percentile(wholes, 0.5):.2f} s", "<= 3 s"))
    show(f"Upload to code, draft engine, {TIMES} times each", COMMAND, rows)


if __name__ == "__main__":
    main()
