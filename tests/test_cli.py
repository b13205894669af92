"""The command `mockup2code`, as it is typed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from mockup2code.cli import main
from tests.kimi_server import KEY, running_server

PICTURE = Path(__file__).parent.parent / "mockup2code" / "examples" / "screen.png"
KIMI_VARIABLES = {"MOONSHOT_API_KEY": None, "MOONSHOT_BASE_URL": None, "KIMI_MODEL": None}


def run(*arguments: object, **environment: str):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env={**KIMI_VARIABLES, **environment})


def test_help_names_the_commands():
    shown = run("--help")
    assert shown.exit_code == 0
    for command in ("check", "convert", "reseal", "serve", "worker"):
        assert command in shown.output


def test_convert_needs_a_picture_and_a_folder(tmp_path):
    assert run("convert", "--out", tmp_path).exit_code == 2
    assert run("convert", PICTURE).exit_code == 2


def test_kimi_without_a_key_is_one_line(tmp_path):
    done = run("convert", PICTURE, "--out", tmp_path, "--engine", "kimi")
    assert done.exit_code == 2
    assert done.stderr.splitlines() == ["mockup2code: the engine kimi needs a key: set the variable MOONSHOT_API_KEY."]


@pytest.mark.parametrize(
    ("name", "value"), [("MOONSHOT_BASE_URL", "api.example"), ("MAX_UPLOAD_MB", "many"), ("PORT", "99999")]
)
@pytest.mark.parametrize("command", ["convert", "serve", "worker"])
def test_a_wrong_variable_is_one_line_that_names_it(tmp_path, command, name, value):
    arguments = [PICTURE, "--out", tmp_path] if command == "convert" else []
    done = run(command, *arguments, **{name: value})
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1
    assert name in done.stderr


def test_limits_come_from_the_environment(tmp_path):
    done = run("convert", PICTURE, "--out", tmp_path, MAX_PICTURE_SIDE="64")
    assert done.exit_code == 1
    assert "64 pixels a side" in done.stderr


def test_kimi_converts_with_what_the_environment_says(tmp_path):
    with running_server() as server:
        done = run("convert", PICTURE, "--out", tmp_path, MOONSHOT_API_KEY=KEY, MOONSHOT_BASE_URL=server.base_url)
    assert (done.exit_code, done.stderr) == (0, "")
    assert len(server.chats) == 1
    assert "export default" in (tmp_path / "screen" / "src" / "App.tsx").read_text()


def test_a_key_that_kimi_refuses_is_one_line(tmp_path):
    with running_server() as server:
        environment = {"MOONSHOT_API_KEY": "sk-scenario:wrong-key", "MOONSHOT_BASE_URL": server.base_url}
        done = run("convert", PICTURE, "--out", tmp_path, "--engine", "kimi", **environment)
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1
    assert "key" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_picture_is_converted_by_the_command_itself(tmp_path):
    (tmp_path / "note.png").write_text("not a picture")
    command = [sys.executable, "-m", "mockup2code", "convert", PICTURE, "note.png", "--out", "out", "--engine", "draft"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [str(Path("out", "screen"))]
    assert len(done.stderr.splitlines()) == 1
    assert "“note.png” is not a picture" in done.stderr
    assert "export default" in (tmp_path / "out" / "screen" / "src" / "App.tsx").read_text()


def test_convert_needs_neither_django_nor_a_database():
    code = "import sys, mockup2code.cli, mockup2code.convert, mockup2code.engines.draft; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "False"


def test_check_shows_each_step_and_fails_where_runs_would():
    with running_server() as server:
        good = run("check", MOONSHOT_API_KEY=KEY, MOONSHOT_BASE_URL=server.base_url)
        bad = run("check", MOONSHOT_API_KEY=KEY, MOONSHOT_BASE_URL=server.base_url, KIMI_MODEL="kimi-k2.5")
        optional = run("check", MOONSHOT_API_KEY="sk-scenario:no-tools", MOONSHOT_BASE_URL=server.base_url)
    assert good.exit_code == 0, good.output
    assert [row.split()[0] for row in good.stdout.splitlines()[1:]] == ["ok"] * 9
    assert bad.exit_code == 1
    assert "retired it on 2026-08-31" in bad.output
    assert optional.exit_code == 0
    assert "FAILED  Calls a tool" in optional.output


def test_check_shows_the_requests_with_the_key_masked():
    with running_server() as server:
        shown = run("check", "--verbose", MOONSHOT_API_KEY=KEY, MOONSHOT_BASE_URL=server.base_url).output
    assert "> authorization: Bearer …cdef" in shown
    assert KEY not in shown
    assert "< 401" in shown
    assert "< usage: {" in shown
    assert '"max_completion_tokens": 4096' in shown


def test_check_without_a_key_says_so():
    with running_server() as server:
        done = run("check", MOONSHOT_BASE_URL=server.base_url)
    assert done.exit_code == 1
    assert "The key is empty" in done.output


def test_reseal_tells_how_many_keys_it_sealed(tmp_path):
    variables = {**os.environ, "DATA_DIR": str(tmp_path), "DATABASE_URL": "", "REDIS_URL": "", "BROKER_URL": ""}
    variables.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "mockup2code", "reseal"]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("0 keys are sealed")


def test_what_a_picture_shows_can_be_said_and_what_was_not_found_is_told(tmp_path):
    blank = tmp_path / "blank.png"
    Image.new("RGB", (320, 200), "#ffffff").save(blank)
    done = run("convert", blank, "--out", tmp_path / "screen", "--engine", "draft", "--kind", "screen")
    assert done.exit_code == 0
    assert f"{blank}: I found no interface in this picture" in done.stderr
    done = run("convert", PICTURE, "--out", tmp_path / "drawing", "--engine", "draft", "--kind", "drawing")
    assert done.exit_code == 0
    assert "mx-auto" in (tmp_path / "drawing" / "screen" / "src" / "App.tsx").read_text()
