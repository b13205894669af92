"""A mockup to run over, and engines that say what a test wants."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from mockup2code.engines.base import Delta, Event, FileStart, Stage, StageName
from mockup2code.engines.job import Job
from mockup2code.generations.background import Background
from mockup2code.projects import actions as project_actions
from mockup2code.projects.models import Mockup
from mockup2code.teams import actions as team_actions
from mockup2code.teams.models import User
from mockup2code.vision.ingest import ingest


@pytest.fixture
def person(transactional_db: None) -> User:
    user = User.objects.create_user("ada@example.com", "correct horse battery")
    team_actions.found_team(owner=user, name="Ada's team")
    return user


@pytest.fixture
def mockup(person: User, png: bytes, data_dir: Path) -> Mockup:
    team = person.teams.get()
    return project_actions.start_project(team=team, user=person, picture=ingest(png, "sign-in.png"))


@pytest.fixture
def background(transactional_db: None) -> Iterator[Background]:
    """The loop that runs are done on."""
    running = Background()
    yield running
    running.close()


class Script:
    """An engine that says these events, then waits if told so."""

    name = "draft"

    def __init__(self, *events: Event | Exception, hang: bool = False) -> None:
        self.events = events
        self.hang = hang
        self.jobs: list[Job] = []
        self.closed = False

    async def generate(self, job: Job) -> AsyncIterator[Event]:
        self.jobs.append(job)
        try:
            for event in self.events:
                if isinstance(event, Exception):
                    raise event
                yield event
                await asyncio.sleep(0)
            if self.hang:
                await asyncio.Event().wait()
        finally:
            self.closed = True


SMALL_RUN = (
    Stage(StageName.WRITING),
    FileStart("src/App.tsx"),
    Delta("src/App.tsx", "export default function App() {\n"),
    Delta("src/App.tsx", "  return <h1>Hello</h1>;\n}\n"),
)


@pytest.fixture
def use_engine(monkeypatch: pytest.MonkeyPatch) -> Callable[[Script], Script]:
    """Lets runs use this engine instead of the draft engine."""

    def use(engine: Script) -> Script:
        monkeypatch.setattr("mockup2code.generations.runner.engine_for", lambda generation: engine)
        return engine

    return use
