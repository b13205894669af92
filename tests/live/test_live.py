"""An open page hears of its team over a real socket of the real application."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from mockup2code.live import bell
from mockup2code.live.models import Presence
from mockup2code.live.queries import glance
from mockup2code.projects import actions
from mockup2code.story.models import Entry, Kind
from mockup2code.story.reading import latest_of
from mockup2code.teams.models import Membership
from mockup2code.teams.permissions import Actor
from mockup2code.vision.ingest import ingest
from tests.teams.world import World, make_world

Open = Callable[..., ClientConnection]
Frame = dict[str, Any]


@pytest.fixture
def world(transactional_db: None, png: bytes, data_dir: Path) -> World:
    return make_world(png)


@pytest.fixture
def open_page(port: int, world: World) -> Open:
    def opened(client: Client, *, project: object = "", after: int | None = None) -> ClientConnection:
        cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        known = latest_of(world.team.pk) if after is None else after
        return connect(
            f"ws://127.0.0.1:{port}/ws/teams/{world.team.pk}/?after={known}&project={project}",
            origin=f"http://127.0.0.1:{port}",
            additional_headers={"Cookie": cookie},
        )

    return opened


def frames(socket: ClientConnection, seconds: float = 15) -> Iterator[Frame]:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            yield json.loads(socket.recv(timeout=end - time.monotonic()))
        except TimeoutError:
            return


def until(socket: ClientConnection, holds: Callable[[Frame], object]) -> Frame:
    """The first frame of which this is true."""
    found = next((frame for frame in frames(socket) if holds(frame)), None)
    assert found is not None, "no such frame came"
    return found


def upload(world: World, png: bytes, name: str = "Door.png") -> None:
    actions.start_project(team=world.team, user=world.people[Actor.ADMIN], picture=ingest(png, name))


def here(*emails: str) -> Callable[[Frame], object]:
    return lambda frame: [person["email"] for person in frame.get("here", ())] == list(emails)


def test_who_comes_and_goes_is_seen_with_the_project_that_they_look_at(open_page: Open, world: World) -> None:
    project = world.mockup.project_id
    with open_page(world.browser(Actor.OWNER)) as socket:
        until(socket, here("owner@example.com"))
        with open_page(world.browser(Actor.EDITOR), project=project):
            frame = until(socket, here("editor@example.com", "owner@example.com"))
            assert [person["projects"] for person in frame["here"]] == [[str(project)], []]
        until(socket, here("owner@example.com"))


def test_a_new_project_appears_on_the_pages_of_others(open_page: Open, world: World, png: bytes) -> None:
    with open_page(world.browser(Actor.VIEWER)) as socket:
        next(frames(socket))
        upload(world, png)
        (news,) = until(socket, lambda frame: frame["entries"])["entries"]
    assert (news["kind"], news["actor"]) == (Kind.UPLOADED, world.people[Actor.ADMIN].pk)
    assert "admin@example.com began the project" in news["words"]


def test_a_lost_bell_costs_a_moment_only(
    open_page: Open, world: World, png: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bell, "watch", lambda *_: None)
    monkeypatch.setattr(bell, "unwatch", lambda *_: None)
    with open_page(world.browser(Actor.VIEWER), after=latest_of(world.team.pk)) as socket:
        next(frames(socket))
        upload(world, png)
        until(socket, lambda frame: frame["entries"])


def test_what_is_committed_late_under_an_earlier_number_is_told_all_the_same(open_page: Open, world: World) -> None:
    start = latest_of(world.team.pk)
    fields = {"team": world.team.pk, "kind": Kind.ARCHIVED, "object_name": "Late"}
    with open_page(world.browser(Actor.VIEWER)) as socket:
        next(frames(socket))
        for key in (start + 20, start + 10):
            Entry.objects.create(pk=key, **fields)
            (news,) = until(socket, lambda frame: frame["entries"])["entries"]
            assert news["id"] == key


def test_a_page_that_comes_back_hears_what_it_missed_once(open_page: Open, world: World, png: bytes) -> None:
    client, start = world.browser(Actor.VIEWER), latest_of(world.team.pk)
    upload(world, png)
    with open_page(client, after=start) as socket:
        (news,) = until(socket, lambda frame: frame["entries"])["entries"]
    with open_page(client, after=news["id"]) as socket:
        assert next(frames(socket))["entries"] == []


def test_runs_that_go_on_are_told(open_page: Open, world: World) -> None:
    with open_page(world.browser(Actor.VIEWER)) as socket:
        (run,) = until(socket, lambda frame: frame.get("runs"))["runs"]
    assert (run["project"], run["state"], run["stage"]) == (str(world.mockup.project_id), "queued", "queued")


def test_the_stage_of_somebody_elses_run_is_told_as_it_goes_on(open_page: Open, world: World) -> None:
    with open_page(world.browser(Actor.VIEWER)) as socket:
        next(frames(socket))
        run = world.generation
        run.events.create(attempt=1, seq=2, kind="stage", data={"name": "writing", "detail": ""}, created=run.created)
        until(socket, lambda frame: [one["stage"] for one in frame.get("runs", ())] == ["writing"])


def test_nothing_of_another_team_is_told(open_page: Open, world: World) -> None:
    Entry.objects.create(team=world.people[Actor.OTHER_TEAM].teams.get().pk, kind=Kind.ARCHIVED)
    with open_page(world.browser(Actor.VIEWER), after=0) as socket:
        told = {entry["id"] for entry in next(frames(socket))["entries"]}
    assert told == set(Entry.objects.filter(team=world.team.pk).values_list("pk", flat=True))


def closed_with(socket: ClientConnection) -> int | None:
    """The code with which the server closes, within five seconds."""
    end = time.monotonic() + 5
    try:
        while True:
            socket.recv(timeout=max(0, end - time.monotonic()))
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None


def test_a_removed_member_hears_no_more(open_page: Open, world: World) -> None:
    with open_page(world.browser(Actor.VIEWER)) as socket:
        next(frames(socket))
        Membership.objects.filter(user=world.people[Actor.VIEWER]).delete()
        assert closed_with(socket) == 4404


def test_whoever_signs_out_hears_no_more_and_other_sessions_go_on(open_page: Open, world: World) -> None:
    desk, phone = world.browser(Actor.VIEWER), world.browser(Actor.VIEWER)
    with open_page(desk) as at_desk, open_page(phone) as at_phone:
        next(frames(at_desk))
        desk.post("/accounts/logout/")
        assert closed_with(at_desk) == 4404
        until(at_phone, here("viewer@example.com"))


def test_a_password_changed_elsewhere_ends_the_socket(open_page: Open, world: World) -> None:
    with open_page(world.browser(Actor.VIEWER)) as socket:
        next(frames(socket))
        user = world.people[Actor.VIEWER]
        user.set_password("another horse battery")
        user.save()
        assert closed_with(socket) == 4404


def test_a_page_that_was_lost_counts_no_more(world: World) -> None:
    long_ago = timezone.now() - timedelta(minutes=1)
    Presence.objects.create(team=world.team, user=world.people[Actor.VIEWER], seen=long_ago)
    assert glance(world.team.pk).here == []


def test_a_look_costs_the_same_however_much_there_is(world: World, png: bytes) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            glance(world.team.pk)
        return len(found)

    few = queries()
    for number in range(10):
        upload(world, png, f"{number}.png")
        Presence.objects.create(team=world.team, user=world.people[Actor.EDITOR], project=world.mockup.project)
    assert queries() <= few
