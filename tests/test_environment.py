"""Wrong settings end the start with one line that names the variable."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers import ROOT, App, environment


def start(data_dir: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mockup2code", "serve"]
    return subprocess.run(
        command, cwd=ROOT, env=environment(data_dir, variables), capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eight"),
        ("PORT", "70000"),
        ("DEBUG", "perhaps"),
        ("REDIS_URL", "localhost:6379"),
        ("MOONSHOT_BASE_URL", "api.moonshot.ai"),
        ("SITE_URL", "mockups.example.com"),
        ("DATABASE_URL", "nonsense://x"),
        ("MAX_UPLOAD_MB", "0"),
        ("ENCRYPTION_KEY", "too short"),
        ("KIMI_TIER", "gold"),
        ("KIMI_MONTHLY_BUDGET", "-1"),
        ("DATA_DIR", "/proc/nowhere"),
    ],
)
def test_a_wrong_value_names_its_variable_in_one_line(tmp_path: Path, name: str, value: str) -> None:
    done = start(tmp_path, **{"SECRET_KEY": "", name: value})
    assert done.returncode != 0
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"mockup2code: the variable {name} is wrong:")


def test_a_database_that_does_not_answer_is_one_line(tmp_path: Path) -> None:
    done = start(tmp_path, DATABASE_URL="postgres://nobody@127.0.0.1:1/nothing")
    assert done.returncode != 0
    assert done.stderr.startswith("mockup2code: the database does not answer")
    assert done.stderr.count("\n") == 1


def test_a_second_start_on_a_taken_port_is_one_line(tmp_path: Path, live_app: App) -> None:
    done = start(tmp_path, PORT=live_app.environment["PORT"])
    assert done.returncode != 0
    assert "cannot listen on" in done.stderr
    assert "PORT=" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_secret_is_made_once_and_only_for_its_owner(live_app: App, tmp_path: Path) -> None:
    code = "from mockup2code import settings; print(settings.SECRET_KEY)"
    secrets = []
    for _ in range(2):
        variables = environment(tmp_path, {"SECRET_KEY": ""})
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=variables, capture_output=True, text=True, check=True
        )
        secrets.append(done.stdout)
    assert secrets[0] == secrets[1]
    assert len(secrets[0]) > 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
