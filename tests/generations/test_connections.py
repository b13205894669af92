"""A run asks where its team's lead said, with the team's key."""

from collections.abc import Iterator

import pytest

from mockup2code.connections.models import Connection
from mockup2code.connections.vault import seal
from mockup2code.generations.background import Background
from mockup2code.generations.models import EngineName, State
from mockup2code.projects.models import Mockup
from mockup2code.teams.models import User
from tests.generations.running import start
from tests.kimi_server import RunningServer, running_server

KEY = "sk-of-the-team-0123456789"


@pytest.fixture(scope="module")
def kimi() -> Iterator[RunningServer]:
    with running_server() as server:
        yield server


@pytest.fixture
def connection(mockup: Mockup, kimi: RunningServer) -> Connection:
    return Connection.objects.create(
        team=mockup.project.team,
        provider="compatible",
        base_url=kimi.base_url,
        sealed_key=seal(KEY),
        model="kimi-k2.7-code",
    )


def test_a_run_uses_its_teams_connection(
    background: Background, connection: Connection, mockup: Mockup, person: User, kimi: RunningServer
) -> None:
    generation = start(mockup=mockup, user=person, note="")
    background.run(generation.pk)
    generation.refresh_from_db()
    assert (generation.engine, generation.model, generation.state) == (
        EngineName.KIMI,
        "kimi-k2.7-code",
        State.FINISHED,
    )
    assert kimi.chats[-1].body["model"] == "kimi-k2.7-code"
    assert kimi.chats[-1].headers["authorization"] == f"Bearer {KEY}"


def test_a_run_whose_key_cannot_be_read_says_so(
    background: Background, connection: Connection, mockup: Mockup, person: User, settings
) -> None:
    settings.ENCRYPTION_KEYS = ["another key, and the one before is lost"]
    generation = start(mockup=mockup, user=person, note="")
    background.run(generation.pk)
    generation.refresh_from_db()
    assert (generation.state, generation.error_code) == (State.FAILED, "bad_key")
    assert "ENCRYPTION_KEY" in generation.error_sentence
