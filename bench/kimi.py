"""100 runs at once from a local stand-in for Kimi through one process: chunk to socket, Stop, and what a run costs."""

import asyncio
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from bench.pictures import screen
from bench.process import Meter, cpu_seconds, memory
from bench.streams import CHUNKS_A_SECOND, Followed, follow, upstream
from bench.tables import Row, ms, percentile, show
from mockup2code.engines.base import MAIN_FILE
from tests.servers import running_app
from tests.visitor import Visitor

RUNS = 100
STOPPED = 40
SIZES = (20, 40, 80, 160)
FENCE = f"```tsx {MAIN_FILE}\n"
COMMAND = "python -m bench.kimi"


def variables(address: str, scenario: str) -> dict[str, str]:
    """A model that the engine knows, so that requests name their project; the key chooses the scenario."""
    key = f"sk-scenario:{scenario}"
    return {
        "MOONSHOT_API_KEY": key,
        "MOONSHOT_BASE_URL": address,
        "KIMI_MODEL": "kimi-k2.6",
        "WORKER_CONCURRENCY": str(RUNS),
    }


@dataclass(frozen=True)
class Run:
    """A project of its own, so that its upstream call can be told from the others."""

    project: str
    mockup: str


def upload(visitor: Visitor, picture: bytes) -> Run:
    answer = visitor.post("/projects/", {}, picture=("mockup.png", picture))
    answer.raise_for_status()
    return Run(answer.json()["url"].split("/")[2].replace("-", ""), answer.json()["pictures"][0]["id"])


def chats(address: str) -> dict[str, dict[str, Any]]:
    """For each project its latest call, as the stand-in saw it."""
    seen = requests.get(address.removesuffix("/v1") + "/control/requests", timeout=60).json()
    return {one["cache_key"]: one for one in seen if one["cache_key"]}


async def all_at_once(visitor: Visitor, runs: list[Run]) -> dict[str, Followed]:
    async def one(run: Run) -> Followed:
        return await follow(visitor, await asyncio.to_thread(visitor.generate, run.mockup))

    followed = await asyncio.gather(*(one(run) for run in runs))
    return {run.project: done for run, done in zip(runs, followed, strict=True)}


def delays(followed: Followed, sent: list[tuple[float, int]]) -> list[float]:
    """For each chunk of the main file: seconds from its sending to its arrival in the browser's socket."""
    arrivals = iter(followed.main_file)
    at, length = next(arrivals)
    late: list[float] = []
    for sent_at, characters in sent:
        wanted = characters - len(FENCE)
        if wanted <= 0:
            continue
        while length < wanted:
            found = next(arrivals, None)
            if found is None:
                return late
            at, length = found
        late.append(at - sent_at)
    return late


@dataclass(frozen=True)
class Steady:
    """The time in which all runs stream: how many chunks were sent in it, and what each process used, in seconds."""

    seconds: float
    chunks: int
    server: float
    stand_in: float


def steady(meter: Meter, sent: list[list[tuple[float, int]]]) -> Steady:
    """From the last run's first chunk to the first run's last, as near as the meter knows them."""
    begin, end, (server, stand_in) = meter.between(max(one[0][0] for one in sent), min(one[-1][0] for one in sent))
    chunks = sum(begin <= at < end for one in sent for at, _ in one)
    return Steady(end - begin, chunks, server, stand_in)


@dataclass(frozen=True)
class Memory:
    """Megabytes of the process: before the runs, and at most."""

    before: float
    peak: float


def hundred() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        upstream() as kimi,
        running_app(Path(folder), variables(kimi.address, "long")) as app,
    ):
        visitor, pid = Visitor(app.url), app.process.pid
        picture = screen(320, 200)
        visitor.watch(visitor.generate(upload(visitor, picture).mockup), seconds=180)  # everything is warm
        runs = [upload(visitor, picture) for _ in range(RUNS)]
        before = memory(pid)
        meter = Meter(pid, kimi.pid)
        meter.start()
        followed = asyncio.run(all_at_once(visitor, runs))
        meter.stop()
        report(followed, chats(kimi.address), meter, Memory(before, memory(pid, "VmHWM")))


def report(followed: dict[str, Followed], seen: dict[str, dict[str, Any]], meter: Meter, used: Memory) -> None:
    late = [delay for project, one in followed.items() for delay in delays(one, seen[project]["sent"])]
    finished = sum(one.outcome == "finished" for one in followed.values())
    rows = [
        Row("runs finished", f"{finished} of {RUNS}", "all"),
        Row("chunks", str(len(late))),
        Row("chunk sent to event in the socket, p50", ms(percentile(late, 0.5)), "<= 80 ms"),
        Row("chunk sent to event in the socket, p95", ms(percentile(late, 0.95)), "<= 250 ms"),
        Row("events doubled", str(sum(one.doubled for one in followed.values())), "0"),
        *processor(steady(meter, [seen[project]["sent"] for project in followed])),
        Row("memory a run", f"{(used.peak - used.before) / RUNS:.1f} MB"),
        Row("memory in all, peak", f"{used.peak:.0f} MB"),
    ]
    show(f"{RUNS} runs at once through one process, {CHUNKS_A_SECOND} chunks a second each", COMMAND, rows)


def processor(used: Steady) -> list[Row]:
    if not used.chunks:
        return [Row("processor time a chunk", "not measured: the runs were never all under way")]
    return [
        Row("while all stream", f"{used.seconds:.0f} s, {used.chunks / used.seconds:,.0f} chunks/s"),
        Row("processor time a chunk, server", f"{used.server / used.chunks * 1000:.3f} ms"),
        Row("processor time a chunk, stand-in", f"{used.stand_in / used.chunks * 1000:.3f} ms"),
        Row("cores in use, server", f"{used.server / used.seconds:.2f} of 2"),
    ]


def stops() -> None:
    """Stop pressed on one run after another, while the others go on."""
    with (
        tempfile.TemporaryDirectory() as folder,
        upstream() as kimi,
        running_app(Path(folder), variables(kimi.address, "160-kb")) as app,
    ):
        visitor = Visitor(app.url)
        picture = screen(320, 200)
        runs = [upload(visitor, picture) for _ in range(STOPPED)]
        generations = {run.project: visitor.generate(run.mockup) for run in runs}
        while len([one for one in chats(kimi.address).values() if len(one["sent"]) > 20]) < STOPPED:
            time.sleep(0.5)
        pressed = {}
        for project, generation in generations.items():
            pressed[project] = time.time()
            visitor.post(generation["stop_url"], {}).raise_for_status()
        time.sleep(3)
        closed = chats(kimi.address)
    hung_up = sum(one["hung_up"] for one in closed.values())
    late = [closed[project]["ended_at"] - at for project, at in pressed.items() if closed[project]["hung_up"]]
    rows = [
        Row("calls closed", f"{hung_up} of {STOPPED}", "all"),
        Row("Stop to upstream closed, p50", ms(percentile(late, 0.5))),
        Row("Stop to upstream closed, p95", ms(percentile(late, 0.95)), "<= 250 ms"),
    ]
    show(f"Stop, with {STOPPED} runs under way", COMMAND, rows)


def sizes() -> None:
    rows = []
    with tempfile.TemporaryDirectory() as folder, upstream(rate=500) as kimi:
        for size in SIZES:
            scenario = {**variables(kimi.address, "good"), "KIMI_MODEL": f"scenario:{size}-kb"}
            data = Path(folder) / str(size)
            data.mkdir()
            with running_app(data, scenario) as app:
                visitor = Visitor(app.url)
                run = upload(visitor, screen(320, 200))
                visitor.watch(visitor.generate(run.mockup), seconds=180)
                cpu, started = cpu_seconds(app.process.pid), time.perf_counter()
                followed = asyncio.run(follow(visitor, visitor.generate(run.mockup)))
                seconds = time.perf_counter() - started
                cpu = cpu_seconds(app.process.pid) - cpu
            kilobytes = followed.code_bytes / 1000
            figures = (
                f"{cpu:5.2f} s   {cpu / kilobytes * 1000:5.1f} ms   {followed.socket_bytes / followed.code_bytes:.2f}"
            )
            rows.append(Row(f"{size} KB, {followed.outcome} in {seconds:.0f} s", figures))
    head = Row("code", "CPU      CPU a KB   socket bytes a byte", "CPU a KB stays the same")
    show("What a run costs by the length of its code, 500 chunks a second", COMMAND, [head, *rows])


def main() -> None:
    hundred()
    stops()
    sizes()


if __name__ == "__main__":
    main()
