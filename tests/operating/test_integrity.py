"""Rows without files and files without rows are found."""

import os
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from mockup2code.operating import integrity
from tests.teams.world import World, make_world


@pytest.fixture
def world(db: None, png: bytes, data_dir: Path) -> World:
    return make_world(png)


def old_file(name: str) -> str:
    saved = default_storage.save(name, ContentFile(b"x"))
    before = time.time() - 2 * integrity.YOUNG.total_seconds()
    os.utime(default_storage.path(saved), (before, before))
    return saved


def test_a_sound_server_has_no_findings(world):
    assert integrity.look() == integrity.Findings()


def test_what_does_not_fit_is_named(world):
    default_storage.delete(world.mockup.picture.name)
    asset = str(world.asset.pk)
    world.asset.delete()
    orphan = old_file("mockups/left-over.png")
    found = integrity.look()
    assert any(str(world.mockup.pk) in problem and "missing" in problem for problem in found.problems)
    assert any("src/a.png" in problem for problem in found.problems)
    assert orphan in found.orphans
    assert asset not in "".join(found.problems)


def test_a_file_whose_row_may_still_come_is_no_orphan(world):
    default_storage.save("mockups/just-now.png", ContentFile(b"x"))
    assert integrity.look().orphans == []


def test_orphans_can_be_removed(world):
    orphan = old_file("mockups/left-over.png")
    integrity.remove(integrity.look().orphans)
    assert not default_storage.exists(orphan)
    assert integrity.look() == integrity.Findings()
