"""What asks the database, once more on PostgreSQL: all other tests run on SQLite."""

import os
import subprocess
import sys
from pathlib import Path

from tests.servers import ROOT, running_postgres

PARTS = [
    "tests/connections/test_actions.py",
    "tests/connections/test_queries.py",
    "tests/generations",
    "tests/limits",
    "tests/live",
    "tests/operating/test_admin.py",
    "tests/operating/test_integrity.py",
    "tests/operating/test_pruning.py",
    "tests/projects/test_history.py",
    "tests/projects/test_lifecycle.py",
    "tests/projects/test_search.py",
    "tests/projects/test_shelf.py",
    "tests/projects/test_versions.py",
    "tests/projects/test_views.py",
    "tests/shares",
    "tests/story",
    "tests/teams",
]
COUNTED = "thousand or guessed"
"""Tests that count requests in a cache, and hardly ask the database."""


def test_the_same_tests_pass_on_postgresql(tmp_path: Path) -> None:
    with running_postgres(tmp_path) as address:
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
        variables = {**os.environ, "TESTS_DATABASE_URL": address}
        done = subprocess.run(
            [*command, "--reuse-db", "-k", f"not ({COUNTED})", *PARTS],
            cwd=ROOT,
            env=variables,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
