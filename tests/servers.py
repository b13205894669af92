"""Real servers for tests and benches, each a process on a free port of the loopback, ended when its block ends."""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 40


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class App:
    """A running product: its address, its data folder, its environment and its process."""

    url: str
    data_dir: Path
    environment: dict[str, str]
    process: subprocess.Popen[bytes]


def environment(data_dir: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The variables of a product's process: the machine's, without any that set the product up."""
    ours = {"DATABASE_URL", "REDIS_URL", "BROKER_URL", "MOONSHOT_API_KEY", "MOONSHOT_BASE_URL", "KIMI_MODEL", "DEBUG"}
    ours |= {"SITE_URL", "ALLOWED_HOSTS", "PORT", "HOST", "DJANGO_SETTINGS_MODULE", "SECRET_KEY"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "DATA_DIR": str(data_dir), "SECRET_KEY": secrets.token_hex(32), **(extra or {})}


@contextlib.contextmanager
def running_app(data_dir: Path, extra: Mapping[str, str] | None = None) -> Iterator[App]:
    """The product as `make run` starts it."""
    port = free_port()
    variables = {**environment(data_dir, extra), "PORT": str(port)}
    with program_process([sys.executable, "-m", "mockup2code", "serve"], variables, data_dir / "serve.log") as process:
        url = f"http://127.0.0.1:{port}"
        _wait_for_http(f"{url}/accounts/login/", process, data_dir / "serve.log")
        yield App(url, data_dir, variables, process)


@contextlib.contextmanager
def running_worker(variables: Mapping[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker of its own, for a product that was started with REDIS_URL."""
    with program_process([sys.executable, "-m", "mockup2code", "worker"], dict(variables), log) as process:
        yield process


@contextlib.contextmanager
def running_redis(folder: Path) -> Iterator[str]:
    """A Redis that keeps nothing; gives its address."""
    port = free_port()
    command = [_program("redis-server"), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with program_process([*command, "--dir", str(folder)], dict(os.environ), folder / "redis.log") as process:
        _wait_for_port(port, process, folder / "redis.log")
        yield f"redis://127.0.0.1:{port}/0"


@contextlib.contextmanager
def running_postgres(folder: Path) -> Iterator[str]:
    """A PostgreSQL with an empty database; gives its address, and leaves its output in the folder.

    PostgreSQL refuses root, so root lends it to nobody, in a folder that nobody can reach.
    """
    with tempfile.TemporaryDirectory(prefix="mockup2code-postgres-", ignore_cleanup_errors=True) as temporary:
        yield from _running_postgres(folder, Path(temporary))


def _running_postgres(folder: Path, data: Path) -> Iterator[str]:
    port = free_port()
    user: str | None = None
    if os.geteuid() == 0:
        user = "nobody"
        shutil.chown(data, user)
    subprocess.run(
        [_program("initdb"), "-D", str(data), "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync"],
        check=True,
        capture_output=True,
        user=user,
        cwd=data,
    )
    command = [_program("postgres"), "-D", str(data), "-p", str(port), "-h", "127.0.0.1", "-k", "", "-F"]
    with program_process(command, dict(os.environ), folder / "postgres.log", user=user, cwd=data) as process:
        _wait_for_port(port, process, folder / "postgres.log")
        yield f"postgres://tests@127.0.0.1:{port}/postgres"


def _program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        found = next((str(path) for path in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))), None)
    assert found, f"{name} is missing; `make test` says how to install it"
    return found


@contextlib.contextmanager
def program_process(
    command: list[str],
    variables: dict[str, str],
    log: Path,
    *,
    user: str | None = None,
    cwd: Path = ROOT,
) -> Iterator[subprocess.Popen[bytes]]:
    """Any program, its output in a file."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env=variables,
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            user=user,
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT if "postgres" in command[0] else signal.SIGTERM)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for_http(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    def answers() -> bool:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False

    _wait(answers, process, log)


def _wait_for_port(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    def answers() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    _wait(answers, process, log)


def _wait(answers: object, process: subprocess.Popen[bytes], log: Path) -> None:
    assert callable(answers)
    end = time.monotonic() + START_SECONDS
    while not answers():
        assert process.poll() is None, f"it ended at its start:\n{log.read_text(errors='replace')[-3000:]}"
        assert time.monotonic() < end, f"it does not answer:\n{log.read_text(errors='replace')[-3000:]}"
        time.sleep(0.05)
