"""Many runs with one key that allows few at once: none is refused, and all end well."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from mockup2code.connections.models import Connection
from mockup2code.generations import doorbell
from mockup2code.generations.background import Background
from mockup2code.generations.models import Generation, State
from mockup2code.projects.models import Mockup
from mockup2code.teams.models import User
from mockup2code.vision.measurement import Measurement, PictureKind
from tests.generations.running import start
from tests.kimi_server import KEY, RunningServer, running_server
from tests.kimi_server.allowance import Allowance

RUNS = 6
PLACES = 2


@pytest.fixture
def kimi(settings: object) -> Iterator[RunningServer]:
    """A stand-in that refuses what is above the key's limit."""
    with running_server(rate=400) as server:
        server.app.allowance = Allowance(concurrency=PLACES)
        settings.MOONSHOT_API_KEY, settings.MOONSHOT_BASE_URL = KEY, server.base_url
        yield server


def test_runs_wait_for_their_place_and_none_is_refused(
    kimi: RunningServer, mockup: Mockup, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    Connection.objects.create(team=mockup.project.team, concurrency=PLACES)
    measured = Measurement(width=640, height=400, scale=1, kind=PictureKind.SCREEN, background="#ffffff")
    Mockup.objects.update(measurement=measured.to_json())
    background = Background()
    with ThreadPoolExecutor(RUNS) as workers:
        monkeypatch.setattr(doorbell, "ring_workers", lambda key: workers.submit(background.run, key))
        for _ in range(RUNS):
            start(mockup=mockup, user=person, note="")
        end = time.monotonic() + 60
        while Generation.objects.filter(state__in=[State.QUEUED, State.RUNNING]).exists():
            assert time.monotonic() < end, list(Generation.objects.values_list("state", flat=True))
            time.sleep(0.05)
    background.close()
    assert list(Generation.objects.values_list("state", flat=True)) == [State.FINISHED] * RUNS
    assert [chat.status for chat in kimi.chats] == [0] * RUNS
