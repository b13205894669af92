"""A run outlives the membership of whoever started it."""

import asyncio
import threading
from collections.abc import AsyncIterator

from mockup2code.engines.base import Event
from mockup2code.engines.job import Job
from mockup2code.generations.background import Background
from mockup2code.generations.models import EventKind, State
from mockup2code.projects.models import Mockup
from mockup2code.story.models import Entry, Kind
from mockup2code.teams import actions as team_actions
from mockup2code.teams.models import Role, User
from tests.generations.conftest import SMALL_RUN, Script
from tests.generations.running import start
from tests.generations.test_runner import UseEngine, in_thread, wait_for


class Waiting(Script):
    """Goes on after its first event only when it is let."""

    def __init__(self, *events: Event) -> None:
        super().__init__(*events)
        self.go = threading.Event()

    async def generate(self, job: Job) -> AsyncIterator[Event]:
        async for event in super().generate(job):
            yield event
            await asyncio.to_thread(self.go.wait)


def test_the_run_of_somebody_who_is_removed_meanwhile_ends_for_the_team(
    background: Background, mockup: Mockup, use_engine: UseEngine, person: User
) -> None:
    generation, engine, membership = start(mockup=mockup, user=person), Waiting(*SMALL_RUN), person.memberships.get()
    use_engine(engine)
    lead = User.objects.create_user("lead@example.com")
    membership.team.memberships.create(user=lead, role=Role.OWNER)
    thread = in_thread(background, generation)
    wait_for(lambda: generation.events.filter(kind=EventKind.STAGE, data__name="writing").exists())
    team_actions.remove_member(actor=lead, membership=membership)
    engine.go.set()
    thread.join(10)
    generation.refresh_from_db()
    assert (generation.state, generation.version.created_by) == (State.FINISHED, person)
    assert Entry.objects.latest("pk").kind == Kind.RUN_ENDED
