"""Builds a project with the product's own packages."""

import shutil
import subprocess
import sys
from pathlib import Path

from mockup2code.environment import ROOT

COLLECTOR = ROOT / "static" / "dist" / "seen.js"
"""The script that tells what is seen on a page; scripts/build.mjs writes it."""
REPORTER = ROOT / "static" / "dist" / "evaluation.js"
"""The script that shows the report."""

_BUILDER = Path(__file__).parent / "build.mjs"
_SECONDS = 120


class BuildError(Exception):
    """A project that does not build; the message holds its first errors."""


def missing_tool() -> str:
    """What building lacks on this machine, as a sentence; "" where it lacks nothing."""
    if not _node():
        return "Node is missing: run `make run` once, or put node on the PATH."
    if not (ROOT / "node_modules" / "esbuild").is_dir():
        return "The Node packages are missing: run `make run` once."
    if not (COLLECTOR.is_file() and REPORTER.is_file()):
        return "static/dist is missing or older than the sources: run `node scripts/build.mjs`."
    return ""


def build(project: Path, site: Path) -> None:
    """Writes the built site into a folder of its own. Raises BuildError."""
    node = _node()
    assert node, "missing_tool says so first"
    command = [node, str(_BUILDER), str(project), str(site)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)  # noqa: S603 - ours
    except subprocess.TimeoutExpired as error:
        raise BuildError(f"It took longer than {_SECONDS} seconds.") from error
    if done.returncode:
        raise BuildError(done.stderr.strip() or f"node ended with {done.returncode}.")


def _node() -> str | None:
    """Node from the PATH, or the one that was installed beside this Python where the machine has none."""
    return shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))
