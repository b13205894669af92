"""How pages answer in a team with 10,000 projects, 100,000 versions, a log of 1,000,000 and a history of 330,000."""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

from bench.language import Language
from bench.process import cpu_seconds
from bench.tables import Row, ms, percentile, show
from tests.servers import ROOT, environment, running_app, running_postgres
from tests.visitor import Visitor

PROJECTS = 10_000
TIMES = 40
AIMS = {"SQLite": "<= 120 ms", "PostgreSQL": "<= 60 ms"}
WITHOUT_AIM = ("workspace", "usage")
EMAIL = "lead@example.com"
COMMAND = "python -m bench.scale [PROJECTS]"


def main(projects: int = PROJECTS) -> None:
    rows = [row for database, aim in AIMS.items() for row in measured(database, aim, projects)]
    show(f"Pages of a team with {projects:,} projects, {TIMES} requests each", COMMAND, rows)


def measured(database: str, aim: str, projects: int) -> list[Row]:
    """How long pages take by the wall, and of the server's processor; a database has processes of its own."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        extra = {"DATABASE_URL": stack.enter_context(running_postgres(folder))} if database != "SQLite" else {}
        rows = [Row(f"{database}: filled in", f"{_filled(folder, extra, projects):.0f} s")]
        app = stack.enter_context(running_app(folder, extra))
        visitor = Visitor(app.url, EMAIL)
        for name, paths in pages(visitor).items():
            visitor.get(paths[0])
            times = [_timed(visitor, path, app.process.pid) for path in paths]
            walls, used = ([time[place] for time in times] for place in (0, 1))
            rows.append(Row(f"{database}: {name}, p50", ms(percentile(walls, 0.5))))
            rows.append(
                Row(f"{database}: {name}, p95", ms(percentile(walls, 0.95)), "" if name in WITHOUT_AIM else aim)
            )
            rows.append(Row("    of the server's processor, p95", ms(percentile(used, 0.95))))
    return rows


def _filled(folder: Path, extra: dict[str, str], projects: int) -> float:
    """Seconds that it took."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "bench.filling", str(projects)]
    subprocess.run(command, cwd=ROOT, env=environment(folder, extra), check=True)
    return time.perf_counter() - began


def pages(visitor: Visitor) -> dict[str, list[str]]:
    """The addresses of each kind of page; searches go from the commonest words to rare ones, whole and begun."""
    words = Language().by_rank
    projects = list(dict.fromkeys(re.findall(r"/projects/[0-9a-f-]{36}/", visitor.get("/").text)))
    assert len(projects) >= 20
    team = re.search(r"/teams/[0-9a-f-]{36}/", visitor.get("/").text)
    assert team
    entries = re.findall(r'id="entry-(\d+)"', visitor.get(f"{team.group()}history/").text)
    last = int(entries[0])
    old = date.today() - timedelta(days=600)
    groups = ("", "uploads", "runs", "versions", "downloads", "shares", "projects", "people")
    return {
        "dashboard": [f"/?page={number}" for number in range(1, TIMES + 1)],
        "dashboard, sorted and filtered": [
            f"/?sort={sort}&state={state}&engine={engine}&page={page}"
            for sort in ("updated", "created", "name")
            for state in ("active", "archived")
            for engine in ("", "kimi")
            for page in (1, 2, 9)
        ],
        "search, one word": [f"/?q={word}" for word in _spread(words)],
        "search, two words": [f"/?q={one}+{other[:4]}" for one, other in zip(_spread(words), words, strict=False)],
        "search, words in all code": [f"/?q=classname+{word}" for word in _spread(words)],
        "versions and runs of a project": [f"{path}history/" for path in _repeated(projects)],
        "history of a project": [f"{path}story/" for path in _repeated(projects)],
        "history of the team": [
            f"{team.group()}history/?before={last - step * last // TIMES}" for step in range(TIMES)
        ],
        "history of the team, narrowed": [
            f"{team.group()}history/?group={groups[step % len(groups)]}&person={1 + step % 12}" for step in range(TIMES)
        ],
        "history of the team, rare kinds and old days": [
            f"{team.group()}history/?{query}"
            for query in (
                "group=shares",
                "group=people",
                "group=runs",
                f"since={old}&until={old + timedelta(days=3)}",
                f"group=people&since={old}",
            )
            for _ in range(TIMES // 5)
        ],
        "workspace": list(_repeated(projects)),
        "usage": [f"{team.group()}usage/"] * 10,
    }


def _spread(words: list[str]) -> list[str]:
    """Ranks that double: half of the searches are for words of the common half."""
    return [words[min(len(words) - 1, round(1.27**step) - 1)] for step in range(TIMES)]


def _repeated(paths: list[str]) -> Iterator[str]:
    return (paths[number % len(paths)] for number in range(TIMES))


def _timed(visitor: Visitor, path: str, pid: int) -> tuple[float, float]:
    """Seconds by the wall, and of the server's processor."""
    used, began = cpu_seconds(pid), time.perf_counter()
    visitor.get(path).raise_for_status()
    return time.perf_counter() - began, cpu_seconds(pid) - used


if __name__ == "__main__":
    main(*(int(value) for value in sys.argv[1:]))
