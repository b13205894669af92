"""Old logs get fewer entries, and say the same."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from mockup2code.generations.models import EventKind, Generation, GenerationEvent, State
from mockup2code.operating.pruning import prune
from tests.teams.world import World, make_world

LOG = [
    (EventKind.REASONING, {"text": "Let "}),
    (EventKind.REASONING, {"text": "me see."}),
    (EventKind.FILE, {"path": "src/App.tsx"}),
    (EventKind.DELTA, {"path": "src/App.tsx", "text": "export "}),
    (EventKind.DELTA, {"path": "src/App.tsx", "text": "default "}),
    (EventKind.DELTA, {"path": "src/Card.tsx", "text": "const"}),
    (EventKind.DELTA, {"path": "src/App.tsx", "text": "App"}),
    (EventKind.END, {"outcome": "finished"}),
]


@pytest.fixture
def world(db: None, png: bytes, data_dir: Path) -> World:
    world = make_world(png)
    world.generation.events.all().delete()
    for seq, (kind, data) in enumerate(LOG, start=1):
        GenerationEvent.objects.create(
            generation=world.generation, attempt=1, seq=seq, kind=kind, data=data, created=timezone.now()
        )
    return world


def ended(world: World, ago: timedelta) -> None:
    then = timezone.now() - ago
    Generation.objects.filter(pk=world.generation.pk).update(state=State.FINISHED, finished=then)


def log(world: World) -> list[tuple[int, str, str]]:
    events = world.generation.events.order_by("seq")
    return [(event.seq, event.kind, event.data.get("text", "")) for event in events]


def test_pieces_of_one_text_are_joined_in_their_order(world):
    ended(world, timedelta(days=31))
    assert prune(older_than=timedelta(days=30)).entries == 2
    assert log(world) == [
        (2, "reasoning", "Let me see."),
        (3, "file", ""),
        (5, "delta", "export default "),
        (6, "delta", "const"),
        (7, "delta", "App"),
        (8, "end", ""),
    ]
    assert prune(older_than=timedelta(days=30)).entries == 0


def test_younger_and_open_runs_keep_their_logs(world):
    assert prune(older_than=timedelta(days=30)).entries == 0
    ended(world, timedelta(days=29))
    assert prune(older_than=timedelta(days=30)).entries == 0
    assert len(log(world)) == len(LOG)
