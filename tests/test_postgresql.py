"""What depends on the database most, once more on PostgreSQL: all other tests run on SQLite."""

import os
import subprocess
import sys
from pathlib import Path

from tests.servers import ROOT, running_postgres

PARTS = [
    "tests/limits",
    "tests/shares",
    "tests/story",
    "tests/teams/test_teams.py",
    "tests/teams/test_invitations.py",
    "tests/projects/test_lifecycle.py",
    "tests/projects/test_search.py",
]


def test_the_same_tests_pass_on_postgresql(tmp_path: Path) -> None:
    with running_postgres(tmp_path) as address:
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            "--reuse-db",
            *PARTS,
        ]
        variables = {**os.environ, "TESTS_DATABASE_URL": address}
        done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
