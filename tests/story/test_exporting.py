"""The story as a file: whole, and harmless to spreadsheets."""

import csv
import io
import json

import pytest
from asgiref.sync import async_to_sync
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext

from mockup2code.story import exporting
from mockup2code.story.models import Kind
from mockup2code.story.pages import Streamed
from mockup2code.story.reading import of_project
from mockup2code.story.writing import About, Within, record
from mockup2code.teams.permissions import Actor
from tests.story.telling import end_run, many, story
from tests.teams.world import World

HOSTILE = [
    '=HYPERLINK("http://x","y")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\u202etxt",
    "<script>alert(1)</script>",
    'a,b\n"c"',
    "ü🎨",
    "名",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_exports_hold_any_name_without_becoming_dangerous(world: World, name: str) -> None:
    with transaction.atomic():
        entry = record(
            Kind.RENAMED,
            within=Within(world.team.pk, world.mockup.project_id, name),
            about=About(world.mockup.project_id, name),
            actor=world.people[Actor.EDITOR],
            data={"was": name},
        )
    found = json.loads(story(world, query="?format=json"))
    assert (found["complete"], found["entries"][0]["id"]) == (True, entry.pk)
    assert found["entries"][0]["object_name"] == name
    rows = list(csv.DictReader(io.StringIO(story(world, query="?format=csv").removeprefix("\ufeff"))))
    assert rows[0]["object_name"].removeprefix("'") == name
    assert not any(value.startswith(("=", "+", "-", "@")) for row in rows for value in row.values())
    assert "<script>alert(1)" not in story(world)


def test_a_file_is_sent_as_it_is_read(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "A_PART", 1)
    asked: list[int] = []

    async def read() -> None:
        file = Streamed(exporting.as_csv(of_project(world.mockup.project_id), addresses=True))
        asked.extend([len(found) async for _part in file])

    with CaptureQueriesContext(connections["default"]) as found:  # the proxy means another one on the loop
        async_to_sync(read)()
    assert asked[0] == 0
    assert len(asked) > 2
    assert asked == sorted(set(asked))


def test_a_file_holds_all_entries_in_any_number_of_parts(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "A_PART", 7)
    keys = many(world, 30)
    found = json.loads(story(world, query="?format=json&group=projects"))
    assert [entry["id"] for entry in found["entries"]] == keys[::-1]
    assert json.loads(story(world, query="?format=json&since=2100-01-01")) == {"entries": [], "complete": True}


def test_figures_stay_figures_in_csv(world: World) -> None:
    end_run(world)
    rows = list(csv.DictReader(io.StringIO(story(world, query="?format=csv&group=runs").removeprefix("\ufeff"))))
    assert (rows[0]["engine"], rows[0]["outcome"], rows[0]["cost_usd"], rows[0]["tokens"]) == (
        "draft",
        "finished",
        "0.0125",
        "1500",
    )
