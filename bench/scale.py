"""How pages answer in a team with 10,000 projects, 100,000 versions and runs, and 1,000,000 entries of logs."""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from bench.filling import Words
from bench.tables import Row, ms, percentile, show
from tests.servers import ROOT, App, running_app, running_postgres
from tests.visitor import Visitor

PROJECTS = 10_000
TIMES = 40
COMMAND = "python -m bench.scale [PROJECTS]"


def main(projects: int = PROJECTS) -> None:
    rows: list[Row] = []
    for database, aim in (("SQLite", "<= 120 ms"), ("PostgreSQL", "<= 60 ms")):
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            extra = {"DATABASE_URL": stack.enter_context(running_postgres(folder))} if database != "SQLite" else {}
            app = stack.enter_context(running_app(folder, extra))
            visitor = Visitor(app.url)
            fill(app, visitor, projects)
            for name, paths in pages(visitor).items():
                times = [_timed(visitor, path) for path in paths]
                rows.append(Row(f"{database}: {name}, p50", ms(percentile(times, 0.5))))
                rows.append(Row(f"{database}: {name}, p95", ms(percentile(times, 0.95)), aim))
    show(f"Pages of a team with {projects:,} projects, {TIMES} requests each", COMMAND, rows)


def fill(app: App, visitor: Visitor, projects: int) -> None:
    email = re.search(r"[0-9a-f]{32}@example\.com", visitor.get("/accounts/email/").text)
    assert email
    command = [sys.executable, "-m", "bench.filling", email.group(), str(projects)]
    subprocess.run(command, cwd=ROOT, env=app.environment, check=True)


def pages(visitor: Visitor) -> dict[str, list[str]]:
    """The addresses of each kind of page; searches go from the commonest words to rare ones, whole and begun."""
    words = Words().by_rank
    projects = re.findall(r"/projects/[0-9a-f-]{36}/", visitor.get("/").text)
    assert len(set(projects)) >= 20
    return {
        "dashboard": [f"/?page={number}" for number in range(1, TIMES + 1)],
        "search, one word": [f"/?q={word}" for word in _spread(words)],
        "search, two words": [f"/?q={one}+{other[:4]}" for one, other in zip(_spread(words), words, strict=False)],
        "history of a project": [f"{path}history/" for path in _repeated(projects)],
        "workspace": list(_repeated(projects)),
    }


def _spread(words: list[str]) -> list[str]:
    """Ranks that double: half of the searches are for words of the common half."""
    return [words[min(len(words) - 1, round(1.27**step) - 1)] for step in range(TIMES)]


def _repeated(paths: list[str]) -> Iterator[str]:
    unique = list(dict.fromkeys(paths))
    return (unique[number % len(unique)] for number in range(TIMES))


def _timed(visitor: Visitor, path: str) -> float:
    began = time.perf_counter()
    visitor.get(path).raise_for_status()
    return time.perf_counter() - began


if __name__ == "__main__":
    main(*(int(value) for value in sys.argv[1:]))
