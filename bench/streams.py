"""30 runs at once from a local stand-in for Kimi: how late events are, what they weigh, and what the rest feels."""

import asyncio
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from bench.pictures import screen
from bench.tables import Row, ms, percentile, show
from mockup2code.engines.base import MAIN_FILE
from tests.kimi_server import KEY
from tests.servers import ROOT, App, running_app
from tests.visitor import Reader, Visitor

RUNS = 30
CHUNKS_A_SECOND = 50
COMMAND = "python -m bench.streams"


@dataclass
class Followed:
    """What one browser got: when each seq came, and how many bytes."""

    received: dict[int, float] = field(default_factory=dict)
    last_seq: int = 0
    code_bytes: int = 0
    socket_bytes: int = 0
    doubled: int = 0
    main_file: list[tuple[float, int]] = field(default_factory=list)
    """When text of the main file came, and how many characters of it were there with it."""
    outcome: str = ""


@dataclass(frozen=True)
class Upstream:
    """A running stand-in."""

    address: str
    pid: int


@contextmanager
def upstream(rate: int = CHUNKS_A_SECOND) -> Iterator[Upstream]:
    command = [sys.executable, "-m", "tests.kimi_server", "--port", "0", "--rate", str(rate)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found
        yield Upstream(found.group(), process.pid)
    finally:
        process.terminate()
        process.wait()


async def follow(visitor: Visitor, generation: dict[str, Any]) -> Followed:
    followed, reader = Followed(), Reader()
    cookie = "; ".join(f"{cookie.name}={cookie.value}" for cookie in visitor.http.cookies)
    address = visitor.url.replace("http://", "ws://") + generation["socket"]
    async with connect(address, origin=visitor.url, additional_headers={"Cookie": cookie}, proxy=None) as socket:  # type: ignore[arg-type]
        try:
            async for frame in socket:
                take(frame, reader, followed)
        except ConnectionClosed:
            pass
    return followed


def take(frame: str | bytes, reader: Reader, followed: Followed) -> None:
    now = time.time()
    followed.socket_bytes += len(frame.encode() if isinstance(frame, str) else frame)
    for entry in reader.entries(frame):
        followed.doubled += entry.seq <= followed.last_seq
        for seq in range(followed.last_seq + 1, entry.seq + 1):
            followed.received[seq] = now
        followed.last_seq = entry.seq
        if entry.kind == "delta":
            followed.code_bytes += len(entry.data["text"].encode())
            if entry.data["path"] == MAIN_FILE:
                before = followed.main_file[-1][1] if followed.main_file else 0
                followed.main_file.append((now, before + len(entry.data["text"])))
        if entry.kind == "end":
            followed.outcome = entry.data["outcome"]


def written(app: App, generation: str) -> dict[int, float]:
    """When each event of a run was written, in seconds since 1970."""
    with sqlite3.connect(app.data_dir / "mockup2code.sqlite3") as database:
        rows = database.execute(
            "select seq, created from generations_generationevent where generation_id = ?",
            [generation.replace("-", "")],
        ).fetchall()
    return {seq: datetime.fromisoformat(created).replace(tzinfo=UTC).timestamp() for seq, created in rows}


class Dashboard(threading.Thread):
    """Asks for the dashboard again and again while the runs go on."""

    def __init__(self, visitor: Visitor) -> None:
        super().__init__()
        self.visitor, self.times, self.over = visitor, list[float](), threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.1):
            started = time.perf_counter()
            self.visitor.http.get(self.visitor.url + "/").raise_for_status()
            self.times.append(time.perf_counter() - started)


async def all_runs(visitor: Visitor, mockups: list[str]) -> list[tuple[str, Followed]]:
    generations = [await asyncio.to_thread(visitor.generate, mockup) for mockup in mockups]
    followed = await asyncio.gather(*(follow(visitor, generation) for generation in generations))
    return [(generation["id"], one) for generation, one in zip(generations, followed, strict=True)]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, upstream() as kimi:
        variables = {"MOONSHOT_API_KEY": KEY, "MOONSHOT_BASE_URL": kimi.address, "KIMI_MODEL": "scenario:long"}
        with running_app(Path(folder), variables) as app:
            visitor = Visitor(app.url)
            picture = screen(320, 200)
            mockups = [visitor.upload(picture) for _ in range(RUNS)]
            visitor.watch(visitor.generate(mockups[0]), seconds=180)  # measures once, warms everything up
            dashboard = Dashboard(visitor)
            dashboard.start()
            results = asyncio.run(all_runs(visitor, mockups))
            dashboard.over.set()
            dashboard.join()
            report(app, results, dashboard.times)


def report(app: App, results: list[tuple[str, Followed]], dashboard: list[float]) -> None:
    late, lost, doubled = list[float](), 0, 0
    for generation, followed in results:
        sent = written(app, generation)
        late += [followed.received[seq] - at for seq, at in sent.items() if seq in followed.received and seq > 1]
        lost += len(sent.keys() - followed.received.keys())
        doubled += followed.doubled
    code, socket = (sum(getattr(f, name) for _, f in results) for name in ("code_bytes", "socket_bytes"))
    finished = sum(f.outcome == "finished" for _, f in results)
    rows = [
        Row("runs finished", f"{finished} of {len(results)}", "all"),
        Row("events", str(len(late))),
        Row("written to received, p50", ms(percentile(late, 0.5)), "<= 60 ms"),
        Row("written to received, p95", ms(percentile(late, 0.95)), "<= 150 ms"),
        Row("events lost / doubled", f"{lost} / {doubled}", "0 / 0"),
        Row("socket bytes per byte of code", f"{socket / code:.2f}", "<= 2"),
        Row("GET of the dashboard, p95", ms(percentile(dashboard, 0.95)), "<= 150 ms"),
    ]
    show(f"{RUNS} runs at once, {CHUNKS_A_SECOND} chunks a second each", COMMAND, rows)


if __name__ == "__main__":
    main()
