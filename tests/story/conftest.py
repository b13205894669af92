"""A team in which something has happened already."""

from pathlib import Path

import pytest

from tests.teams.world import World, make_world


@pytest.fixture
def world(db: None, png: bytes, data_dir: Path) -> World:
    return make_world(png)
