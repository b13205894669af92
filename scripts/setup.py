"""Sets up what the Makefile asks for: the virtual environment, Node and its packages, what tests need of the system.

usage: setup.py python LOCK_FILE | node | system
"""

import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts" if os.name == "nt" else "bin") / "python"
OLDEST_NODE = 20
NODE_LOCK = ROOT / "requirements-node.lock"

SYSTEM = {
    "chromium": "chromium",
    "redis-server": "redis-server",
    "postgres": "postgresql",
}
"""What tests run, and the Debian package that holds it."""


def main(arguments: list[str]) -> None:
    match arguments:
        case ["python", lock]:
            set_up_python(ROOT / lock)
        case ["node"]:
            set_up_node()
        case ["system"]:
            set_up_system()
        case _:
            sys.exit(__doc__)


def set_up_python(lock: Path) -> None:
    """The virtual environment with exactly what the lock file names, and this project in it."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older one should read why
        sys.exit(
            f"Mockup2Code needs Python 3.11 or later; this is {sys.version.split()[0]}. Try: make PYTHON=python3.12"
        )
    if not VENV_PYTHON.exists():
        say("making the virtual environment .venv")
        try:
            venv.create(VENV, with_pip=True)
        except subprocess.CalledProcessError:
            sys.exit("Python's venv module is incomplete here. On Debian and Ubuntu: apt install python3-venv")
    say(f"installing {lock.name}")
    pip("--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(lock))
    pip("--no-deps", "--editable", str(ROOT))


def set_up_node() -> None:
    """Node, from PyPI where the machine has none that is recent enough, and the packages of package-lock.json."""
    if node_major() < OLDEST_NODE:
        say("installing Node into .venv")
        pip("--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(NODE_LOCK))
    npm = shutil.which("npm")
    if not npm:
        sys.exit(
            "npm is missing although Node is there. Install npm, or take Node off the PATH: it is then installed here."
        )
    say("installing the browser code's packages")
    run([npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"])


def node_major() -> int:
    """The first number of the version of the Node that is found, 0 where there is none."""
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        return 0
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)", version)
    return int(found.group(1)) if found else 0


def set_up_system() -> None:
    """Chromium, Redis and PostgreSQL for the tests: installed where that is allowed, else named."""
    missing = sorted({package for program, package in SYSTEM.items() if not program_path(program)})
    if not missing:
        return
    command = f"apt-get install {' '.join(missing)}"
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (
        root and subprocess.run([*root, "true"], capture_output=True, check=False).returncode
    ):
        sys.exit(
            f"The tests need these programs: {', '.join(missing)}. Install them (Debian: {command}), then try again."
        )
    say(f"installing {', '.join(missing)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run([*root, "apt-get", "update", "-qq"], environment)
    run([*root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], environment)


def program_path(program: str) -> str | None:
    """Where a program is; PostgreSQL's server lies off the PATH on Debian."""
    found = shutil.which(program)
    if found or program != "postgres":
        return found
    return next((str(path) for path in sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))), None)


def pip(*arguments: str) -> None:
    run([str(VENV_PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments])


def run(command: list[str], environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
    if done.returncode:
        sys.exit(f"setup: this failed (exit code {done.returncode}): {' '.join(command[:6])} …")


def say(sentence: str) -> None:
    print(f"setup: {sentence}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
