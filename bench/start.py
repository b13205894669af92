"""How long a warm start takes until pages are served."""

import tempfile
import time
from pathlib import Path

from bench.tables import Row, percentile, show
from tests.servers import running_app

STARTS = 5
COMMAND = "python -m bench.start"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        with running_app(Path(folder)):
            pass  # makes the database
        times = []
        for _ in range(STARTS):
            started = time.perf_counter()
            with running_app(Path(folder)):
                times.append(time.perf_counter() - started)
    rows = [
        Row("warm start to first page, median", f"{percentile(times, 0.5):.2f} s", "<= 3 s"),
        Row("slowest", f"{max(times):.2f} s"),
    ]
    show(f"Start, {STARTS} times", COMMAND, rows)


if __name__ == "__main__":
    main()
