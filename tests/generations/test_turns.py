"""Whose turn it is, where several teams share a key and the key has few places."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connections
from django.test.utils import override_settings

from mockup2code.connections.models import Connection
from mockup2code.connections.queries import Limits
from mockup2code.generations import actions, limiter, turns
from mockup2code.generations.actions import Claim, Ending
from mockup2code.generations.background import Background
from mockup2code.generations.gate import KeyGate
from mockup2code.generations.models import EngineName, Generation, State
from mockup2code.generations.turns import Place
from mockup2code.projects import actions as project_actions
from mockup2code.projects.models import Mockup
from mockup2code.teams import actions as team_actions
from mockup2code.teams.models import User
from mockup2code.vision.ingest import ingest
from tests.generations import running
from tests.generations.conftest import SMALL_RUN, Script
from tests.servers import running_redis

Start = Callable[[str], Generation]


@pytest.fixture(autouse=True)
def _server_key(settings: object) -> None:
    settings.MOONSHOT_API_KEY = "sk-of-the-server"


@pytest.fixture
def start(transactional_db: None, png: bytes, data_dir: Path) -> Start:
    """Starts a run of the team with this name; all teams use the server's key."""
    mockups: dict[str, Mockup] = {}

    def started(name: str) -> Generation:
        if name not in mockups:
            user = User.objects.create_user(f"{name}@example.com")
            team = team_actions.found_team(owner=user, name=name)
            mockups[name] = project_actions.start_project(team=team, user=user, picture=ingest(png, "a.png"))
        mockup = mockups[name]
        return running.start(mockup=mockup, user=User.objects.get(email=f"{name}@example.com"), note="")

    return started


def allow(**limits: int) -> None:
    """Sets the limits of the key, as every team that uses it has entered them."""
    for generation in Generation.objects.select_related("mockup__project"):
        Connection.objects.update_or_create(team_id=generation.mockup.project.team_id, defaults=limits)


def finish(claim: Claim) -> None:
    actions.finish(claim=claim, ending=Ending(State.CANCELLED, {}, {}))


def test_a_team_with_many_runs_does_not_keep_another_waiting(start: Start) -> None:
    many = [start("many") for _ in range(4)]
    few = start("few")
    order = [waiting.generation_id for waiting in turns.in_order()]
    assert order == [many[0].pk, few.pk, *(run.pk for run in many[1:])]
    assert turns.place_of(few.pk) == Place(2, 5)


def test_running_runs_count_as_turns(start: Start) -> None:
    many = [start("many") for _ in range(3)]
    actions.claim(generation_id=many[0].pk)
    few = [start("few") for _ in range(2)]
    assert [w.generation_id for w in turns.in_order()] == [few[0].pk, many[1].pk, few[1].pk, many[2].pk]


def test_no_more_runs_than_the_key_allows(start: Start) -> None:
    runs = [start("a"), start("b"), start("c")]
    allow(concurrency=2)
    first, second = turns.claim_next(), turns.claim_next()
    assert isinstance(first, Claim)
    assert isinstance(second, Claim)
    assert turns.claim_next() is None
    assert turns.place_of(runs[2].pk) == Place(1, 1)
    finish(first)
    third = turns.claim_next()
    assert isinstance(third, Claim)
    assert third.generation_id == runs[2].pk


def test_a_run_without_a_key_waits_for_no_place(start: Start, settings: object) -> None:
    start("a")
    allow(concurrency=1)
    assert isinstance(turns.claim_next(), Claim)
    start("a")
    settings.MOONSHOT_API_KEY = ""
    draft = start("b")
    claim = turns.claim_next()
    assert isinstance(claim, Claim)
    assert (claim.generation_id, draft.engine, draft.key_id) == (draft.pk, EngineName.DRAFT, "")


def test_requests_a_minute_hold_the_next_run_back_and_say_how_long(start: Start) -> None:
    start("a"), start("a")
    allow(requests_per_minute=1)
    assert isinstance(turns.claim_next(), Claim)
    wait = turns.claim_next()
    assert isinstance(wait, float)
    assert 50 < wait <= 61


def test_one_run_is_claimed_once_however_many_workers_look(start: Start) -> None:
    for _ in range(6):
        start("a")
    allow(concurrency=4)
    claims: list[object] = []

    def look() -> None:
        claims.append(turns.claim_next())
        connections.close_all()

    workers = [threading.Thread(target=look) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    taken = [claim.generation_id for claim in claims if isinstance(claim, Claim)]
    assert len(taken) == len(set(taken)) == 4
    assert Generation.objects.filter(state=State.RUNNING).count() == 4


def test_the_next_run_begins_when_a_place_is_free(
    start: Start, use_engine: Callable[[Script], Script], monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = [start("a"), start("a")]
    allow(concurrency=1)
    told: list[object] = []
    monkeypatch.setattr("mockup2code.generations.doorbell.ring_workers", told.append)
    use_engine(Script(*SMALL_RUN))
    background = Background()
    try:
        background.run(runs[0].pk)
        assert told == [runs[1].pk]
        background.run(runs[1].pk)
    finally:
        background.close()
    assert set(Generation.objects.values_list("state", flat=True)) == {State.FINISHED}


@pytest.fixture(params=["database", "redis"])
def key_id(request: pytest.FixtureRequest, transactional_db: None, tmp_path: Path) -> Iterator[str]:
    """A key whose use is kept in the database, or in a Redis."""
    if request.param == "database":
        yield "k"
        return
    from mockup2code.settings import ENV  # noqa: PLC0415 - Django must be set up first

    with running_redis(tmp_path) as address, override_settings(ENV=ENV.model_copy(update={"redis_url": address})):
        yield "k"


def test_a_key_is_one_for_all_who_use_it(key_id: str) -> None:
    limits = Limits(requests_per_minute=5)
    waits: list[float] = []

    def call() -> None:
        waits.append(limiter.take(key_id, 1, limits))
        connections.close_all()

    callers = [threading.Thread(target=call) for _ in range(12)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert sum(wait == 0 for wait in waits) == 5
    assert limiter.take("another", 1, limits) == 0


def test_a_key_that_the_host_refuses_for_now_is_held_for_all(key_id: str) -> None:
    limiter.hold(key_id, 30)
    assert 25 < limiter.take(key_id, 1, Limits()) <= 30


async def test_the_first_call_of_a_run_is_counted_when_it_is_claimed(key_id: str) -> None:
    gate = KeyGate(key_id, Limits(requests_per_minute=1))
    assert await gate.ask(10) == 0
    assert await gate.ask(10) == 0
    assert await gate.ask(10) > 50
