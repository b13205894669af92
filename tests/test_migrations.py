"""A database of an early release, with rows in it, becomes one of today that says the same."""

import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.servers import ROOT, environment, running_postgres


@pytest.mark.parametrize("database", ["SQLite", "PostgreSQL"])
def test_an_old_database_is_brought_up_to_date(tmp_path: Path, database: str) -> None:
    with running_postgres(tmp_path) if database == "PostgreSQL" else nullcontext("") as address:
        variables = environment(tmp_path / "data", {"DATABASE_URL": address} if address else {})
        command = [sys.executable, "-m", "tests.old_database"]
        done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
