"""The product as processes: one process with everything in it, and servers with workers of their own."""

import io
import os
import signal
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import psycopg
import pytest

from tests.kimi_server import KEY, RunningServer, running_server
from tests.kimi_server.scenarios import APP
from tests.servers import App, program_process, running_app, running_postgres, running_redis, running_worker
from tests.visitor import Run, Visitor

MAIN = "src/App.tsx"


@pytest.fixture(scope="module")
def upstream() -> Iterator[RunningServer]:
    with running_server(rate=100) as server:
        yield server


def kimi(upstream: RunningServer, **more: str) -> dict[str, str]:
    return {"MOONSHOT_API_KEY": KEY, "MOONSHOT_BASE_URL": upstream.base_url, "LEASE_SECONDS": "2", **more}


@pytest.fixture(scope="module")
def embedded(upstream: RunningServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with running_app(tmp_path_factory.mktemp("embedded"), kimi(upstream)) as app:
        yield app


@pytest.fixture(scope="module")
def servers(upstream: RunningServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A server with Redis and PostgreSQL, and no worker yet."""
    folder = tmp_path_factory.mktemp("servers")
    with ExitStack() as stack:
        redis = stack.enter_context(running_redis(folder))
        postgres = stack.enter_context(running_postgres(folder))
        variables = kimi(upstream, REDIS_URL=redis, DATABASE_URL=postgres)
        yield stack.enter_context(running_app(folder, variables))


@pytest.fixture
def sessions(servers: App) -> Iterator[psycopg.Connection]:
    """A connection to the servers' database, from which to look at theirs."""
    with psycopg.connect(servers.environment["DATABASE_URL"], autocommit=True) as connection:
        yield connection


OTHERS = "FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid != pg_backend_pid()"


def test_requests_use_the_connections_of_those_before_them(servers: App, sessions: psycopg.Connection) -> None:
    visitor = Visitor(servers.url)
    seen: set[int] = set()
    for _ in range(20):
        visitor.get("/").raise_for_status()
        seen.update(pid for (pid,) in sessions.execute(f"SELECT pid {OTHERS}"))
    assert len(seen) < 10


def test_a_database_that_has_closed_its_connections_is_asked_again(servers: App, sessions: psycopg.Connection) -> None:
    visitor = Visitor(servers.url)
    sessions.execute(f"SELECT pg_terminate_backend(pid) {OTHERS}")
    for _ in range(6):
        visitor.get("/").raise_for_status()


@contextmanager
def held(upstream: RunningServer) -> Iterator[None]:
    """Answers have no end as long as this is open: what is done meanwhile is done in the middle of a run."""
    upstream.app.held = True
    try:
        yield
    finally:
        upstream.app.held = False


def begin(visitor: Visitor, png: bytes, run: Run) -> dict[str, Any]:
    """A run that has been followed until code came."""
    generation = visitor.generate(visitor.upload(png))
    for _ in visitor.follow(generation, run):
        if any(entry.kind == "delta" for entry in run.entries):
            break
    return generation


def check_whole(run: Run, attempts: int = 1) -> None:
    """No entry is lost or doubled, and the file is what the model wrote."""
    assert [entry.seq for entry in run.entries] == sorted({entry.seq for entry in run.entries})
    assert run.entries[-1].seq - run.entries[0].seq >= len(run.entries) - 1
    assert run.entries[-1].attempt == attempts
    assert run.end
    assert run.end["outcome"] == "finished", run.end
    assert run.files()[MAIN].strip() == APP.strip()


def test_a_run_with_kimi_in_one_process(embedded: App, png: bytes, upstream: RunningServer) -> None:
    visitor = Visitor(embedded.url)
    run = visitor.watch(visitor.generate(visitor.upload(png), "Make it calm."))
    check_whole(run)
    assert "Make it calm." in str(upstream.chats[-1].body)
    version = visitor.get(f"/versions/{run.end['version']}/").json()
    assert version["files"] == run.files()
    names = zipfile.ZipFile(io.BytesIO(visitor.get(version["zip_url"]).content)).namelist()
    assert any(name.endswith("package.json") for name in names)
    assert visitor.get(version["file_url"] + MAIN).text.strip() == APP.strip()


def test_two_browsers_see_the_same_run_and_one_comes_back(embedded: App, png: bytes, upstream: RunningServer) -> None:
    visitor = Visitor(embedded.url)
    second, first = Run(), Run()
    with held(upstream):
        generation = begin(visitor, png, first)  # the tab is closed in the middle
        follower = Thread(target=lambda: [None for _ in visitor.follow(generation, second)])
        follower.start()
        next(visitor.follow(generation, first))  # and opened again
    for _ in visitor.follow(generation, first):
        pass
    follower.join(30)
    check_whole(first)
    assert first.files() == second.files()


def test_stop_ends_the_upstream_call_and_keeps_what_came(embedded: App, png: bytes, upstream: RunningServer) -> None:
    visitor = Visitor(embedded.url)
    run = Run()
    with held(upstream):
        generation = visitor.generate(visitor.upload(png))
        for _ in visitor.follow(generation, run):
            if any(entry.kind == "delta" for entry in run.entries):
                assert visitor.post(generation["stop_url"], {}).status_code == 202
    assert run.end["outcome"] == "cancelled"
    assert upstream.chats[-1].ended.wait(10)
    assert upstream.chats[-1].hung_up
    assert len(run.files()[MAIN]) < len(APP)
    kept = visitor.watch(generation)
    assert kept.files() == run.files()


def test_a_run_goes_on_after_the_process_was_killed(upstream: RunningServer, tmp_path: Path, png: bytes) -> None:
    with running_app(tmp_path, kimi(upstream)) as app:
        visitor = Visitor(app.url)
        run = Run()
        with held(upstream):
            generation = begin(visitor, png, run)
            app.process.kill()
            app.process.wait()
        with program_process([sys.executable, "-m", "mockup2code", "serve"], app.environment, tmp_path / "again.log"):
            for _ in visitor.follow(generation, run):
                pass
    check_whole(run, attempts=2)


def test_a_process_that_is_asked_to_stop_goes_quickly_and_leaves_the_run_for_the_next(
    upstream: RunningServer, tmp_path: Path, png: bytes
) -> None:
    with running_app(tmp_path, kimi(upstream, LEASE_SECONDS="3000")) as app:
        visitor = Visitor(app.url)
        run = Run()
        with held(upstream):
            generation = begin(visitor, png, run)
            app.process.send_signal(signal.SIGTERM)
            app.process.wait(15)
        with program_process([sys.executable, "-m", "mockup2code", "serve"], app.environment, tmp_path / "again.log"):
            for _ in visitor.follow(generation, run):
                pass
    check_whole(run, attempts=2)


def test_a_run_by_a_worker_of_its_own(servers: App, png: bytes) -> None:
    visitor = Visitor(servers.url)
    generation = visitor.generate(visitor.upload(png))  # there is no worker yet: it waits
    with running_worker(servers.environment, servers.data_dir / "worker.log"):
        check_whole(visitor.watch(generation))


def test_celerys_own_command_starts_a_worker(servers: App, png: bytes) -> None:
    command = [sys.executable, "-m", "celery", "-A", "mockup2code", "worker", "-l", "WARNING"]
    with program_process(command, servers.environment, servers.data_dir / "celery.log"):
        visitor = Visitor(servers.url)
        check_whole(visitor.watch(visitor.generate(visitor.upload(png))))


def test_a_worker_that_is_killed_in_the_middle_is_followed_by_another(
    servers: App, png: bytes, upstream: RunningServer
) -> None:
    visitor = Visitor(servers.url)
    run = Run()
    with held(upstream), running_worker(servers.environment, servers.data_dir / "first.log") as first:
        generation = begin(visitor, png, run)
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    with running_worker(servers.environment, servers.data_dir / "second.log"):
        for _ in visitor.follow(generation, run):
            pass
    check_whole(run, attempts=2)


@pytest.mark.parametrize(
    ("variables", "code", "words"),
    [
        ({"MOONSHOT_API_KEY": "sk-wrong-0123456789abcdef"}, "bad_key", "MOONSHOT_API_KEY"),
        ({"KIMI_MODEL": "kimi-k2.5"}, "no_model", "kimi-k2.5"),
        ({"MOONSHOT_BASE_URL": "http://127.0.0.1:1/v1"}, "no_route", "MOONSHOT_BASE_URL"),
        ({"KIMI_MODEL": "scenario:length"}, "cut_off", "before it was complete"),
    ],
)
def test_what_goes_wrong_upstream_is_a_clear_sentence(
    upstream: RunningServer, tmp_path: Path, png: bytes, variables: dict[str, str], code: str, words: str
) -> None:
    with running_app(tmp_path, kimi(upstream, **variables)) as app:
        visitor = Visitor(app.url)
        started = time.monotonic()
        run = visitor.watch(visitor.generate(visitor.upload(png)))
        log = (app.data_dir / "serve.log").read_text()
    assert run.end["outcome"] == "failed"
    assert run.end["error"]["code"] == code
    assert words in run.end["error"]["sentence"]
    assert app.environment["MOONSHOT_API_KEY"] not in log + run.end["error"]["sentence"]
    assert time.monotonic() - started < 60
