"""A backup restored gives the same rows and files, on the same kind of database and on the other."""

import io
import json
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command

from mockup2code.connections.models import Connection
from mockup2code.connections.vault import seal
from mockup2code.operating.archive import ArchiveError
from mockup2code.operating.backup import back_up
from mockup2code.operating.restore import restore
from mockup2code.operating.stored import files_there
from mockup2code.projects import search
from mockup2code.projects.models import Project
from tests.servers import environment, running_postgres
from tests.teams.world import World, make_world


@pytest.fixture
def world(transactional_db: None, png: bytes, data_dir: Path) -> World:
    world = make_world(png)
    Connection.objects.create(team=world.team, sealed_key=seal("sk-secret"))
    return world


def contents(path: Path) -> dict[str, object]:
    """What an archive holds besides the time at which it was made."""
    with tarfile.open(path) as tar:
        found = {entry.name: tar.extractfile(entry).read() for entry in tar}
    manifest = json.loads(found.pop("manifest.json"))
    assert manifest["rows"]["teams.User"] == 5
    return {name: parsed(data) if name.endswith(".jsonl") else data for name, data in found.items()}


def parsed(lines: bytes) -> list[object]:
    """The rows, whatever the order of the keys in their data: PostgreSQL keeps its own."""
    return [json.loads(line) for line in lines.splitlines()]


def emptied() -> None:
    """As on a new machine."""
    call_command("flush", interactive=False, verbosity=0)
    for name in list(files_there()):
        default_storage.delete(name)


def test_what_was_backed_up_comes_back(world, tmp_path):
    there = sorted(files_there())
    report = back_up(tmp_path / "first.tar.gz", with_secrets=False)
    assert (report.files, report.missing) == (len(there), [])
    emptied()
    restored = restore(tmp_path / "first.tar.gz")
    assert (sorted(files_there()), restored.locked_keys) == (there, 0)
    back_up(tmp_path / "second.tar.gz", with_secrets=False)
    assert contents(tmp_path / "first.tar.gz") == contents(tmp_path / "second.tar.gz")
    assert Project.objects.filter(search.mentioning("sign")).exists()
    assert Project.objects.get(name="Sign in").created == world.mockup.project.created


def test_a_backup_moves_to_postgresql_and_back(world, tmp_path, tmp_path_factory):
    back_up(tmp_path / "sqlite.tar.gz", with_secrets=False)
    folder = tmp_path_factory.mktemp("postgres")
    with running_postgres(folder) as address:
        variables = environment(tmp_path / "new", {"DATABASE_URL": address, "ENCRYPTION_KEY": "k" * 32})
        done = command("restore", tmp_path / "sqlite.tar.gz", variables)
        assert done.returncode == 0, done.stderr
        assert "ENCRYPTION_KEY" in done.stderr
        assert command("backup", tmp_path / "postgres.tar.gz", variables).returncode == 0
    assert contents(tmp_path / "sqlite.tar.gz") == contents(tmp_path / "postgres.tar.gz")


def command(name: str, path: Path, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "mockup2code", name, str(path)]
    return subprocess.run(line, env=variables, capture_output=True, text=True, timeout=120, check=False)


def test_only_its_owner_may_read_a_backup(world, tmp_path):
    back_up(tmp_path / "backup.tar.gz", with_secrets=False)
    assert (tmp_path / "backup.tar.gz").stat().st_mode & 0o077 == 0
    assert not any(name.startswith("secrets/") for name in contents(tmp_path / "backup.tar.gz"))


def test_secrets_come_along_where_asked_for(world, tmp_path):
    back_up(tmp_path / "backup.tar.gz", with_secrets=True)
    kept = (settings.DATA_DIR / "encryption_key").read_bytes()
    assert contents(tmp_path / "backup.tar.gz")["secrets/encryption_key"] == kept
    emptied()
    assert restore(tmp_path / "backup.tar.gz").secrets
    assert (settings.DATA_DIR / "encryption_key").read_bytes() == kept


def test_a_missing_file_is_told_and_does_not_stop_the_backup(world, tmp_path):
    default_storage.delete(world.mockup.picture.name)
    assert back_up(tmp_path / "backup.tar.gz", with_secrets=False).missing == [world.mockup.picture.name]


def test_nothing_is_overwritten(world, tmp_path):
    back_up(tmp_path / "backup.tar.gz", with_secrets=False)
    with pytest.raises(ArchiveError, match="there already"):
        back_up(tmp_path / "backup.tar.gz", with_secrets=False)
    with pytest.raises(ArchiveError, match="has accounts already"):
        restore(tmp_path / "backup.tar.gz")


def changed(source: Path, target: Path, name: str, content: bytes, *, after: str = "") -> Path:
    """The archive with one entry in place of, or behind, another."""
    with tarfile.open(source) as old, tarfile.open(target, "w:gz") as new:
        for entry in old:
            data = content if entry.name == name else old.extractfile(entry).read()
            add(new, entry.name, data)
            if after and entry.name == after:
                add(new, name, content)
    return target


def add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(data)
    tar.addfile(entry, io.BytesIO(data))


def test_an_archive_that_does_not_fit_changes_nothing(world, tmp_path):
    whole = tmp_path / "backup.tar.gz"
    back_up(whole, with_secrets=False)
    half = tmp_path / "half.tar.gz"
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    other = json.dumps({"format": 1, "release": "9.9", "made": "", "migrations": ["teams.9999"], "rows": {}}).encode()
    evil = f"files/../../../{tmp_path.name}/evil"
    bad = {
        "cannot be read": half,
        "release 9.9": changed(whole, tmp_path / "newer.tar.gz", "manifest.json", other),
        "no manifest": changed(whole, tmp_path / "none.tar.gz", "x", b"", after=""),
        "no row names": changed(whole, tmp_path / "more.tar.gz", "files/x.png", b"x", after="rows/teams.User.jsonl"),
    }
    with tarfile.open(bad["no manifest"], "w:gz") as tar:
        add(tar, "x", b"")
    emptied()
    for words, path in bad.items():
        with pytest.raises(ArchiveError, match=words):
            restore(path)
        assert not Project.objects.exists()
        assert list(files_there()) == []
    with pytest.raises(Exception, match="Detected path traversal"):
        restore(changed(whole, tmp_path / "evil.tar.gz", evil, b"x", after="rows/teams.User.jsonl"))
    assert not (tmp_path / "evil").exists()
    assert list(files_there()) == []
