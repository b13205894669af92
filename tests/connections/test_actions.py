"""Keys are sealed anew when the server's encryption key is replaced."""

import pytest

from mockup2code.connections import actions, queries
from mockup2code.connections.models import Connection
from mockup2code.connections.vault import seal
from mockup2code.teams.actions import found_team
from mockup2code.teams.models import Team, User

LOST, OLD, NEW = "lost-" * 8, "old-" * 10, "new-" * 10


@pytest.fixture
def other_team(db: None) -> Team:
    return found_team(owner=User.objects.create_user("grace@example.com", "correct horse battery"), name="Others")


def connect(team: Team, settings: object, key: str) -> None:
    settings.ENCRYPTION_KEYS = [key]  # type: ignore[attr-defined]
    address = "https://api.moonshot.ai/v1"
    Connection.objects.create(team=team, provider="moonshot-ai", base_url=address, sealed_key=seal("sk-my-secret"))


def test_sealed_anew_a_key_needs_the_first_encryption_key_only(team, settings) -> None:
    connect(team, settings, OLD)
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    assert actions.reseal_keys() == (1, 0)
    settings.ENCRYPTION_KEYS = [NEW]
    assert queries.settings_for(team).api_key == "sk-my-secret"


def test_a_key_that_cannot_be_opened_is_counted_and_kept(team, other_team, settings) -> None:
    connect(team, settings, LOST)
    connect(other_team, settings, OLD)
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    assert actions.reseal_keys() == (1, 1)
    settings.ENCRYPTION_KEYS = [LOST]
    assert queries.settings_for(team).api_key == "sk-my-secret"
