"""What the tests of connections share: a team with its lead, and a stand-in for Kimi."""

from collections.abc import Iterator

import pytest
from asgiref.sync import sync_to_async

from mockup2code.teams import actions as team_actions
from mockup2code.teams.models import Team, User
from tests.connections.page import Page
from tests.kimi_server import RunningServer, running_server


@pytest.fixture(scope="session")
def stand_in() -> Iterator[RunningServer]:
    with running_server() as server:
        yield server


@pytest.fixture
def kimi(stand_in: RunningServer) -> RunningServer:
    stand_in.app.forget()
    return stand_in


@pytest.fixture
def lead(db: None) -> User:
    return User.objects.create_user("ada@example.com", "correct horse battery")


@pytest.fixture
def team(lead: User) -> Team:
    return team_actions.found_team(owner=lead, name="Ada's team")


@pytest.fixture
async def page(kimi) -> Page:
    team = await sync_to_async(_team)()
    page = Page(team, kimi.base_url)
    await page.client.aforce_login(await User.objects.aget())
    return page


def _team() -> Team:
    return team_actions.found_team(
        owner=User.objects.create_user("ada@example.com", "correct horse battery"), name="Ada's team"
    )
