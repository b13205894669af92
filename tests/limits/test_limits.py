"""Limits of a team and of its members hold where runs are started and claimed and where pictures are stored."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from mockup2code.generations import actions as generation_actions
from mockup2code.generations import turns
from mockup2code.generations.actions import Claim, Ending
from mockup2code.generations.models import Generation, GenerationEvent, State
from mockup2code.limits.actions import set_limits
from mockup2code.limits.models import Limits
from mockup2code.projects.models import Mockup
from mockup2code.projects.storing import stored
from mockup2code.story.models import Entry, Kind
from mockup2code.teams.permissions import Actor
from tests.teams.world import World, make_world, person

JSON = {"Accept": "application/json"}


@pytest.fixture
def world(db: None, png: bytes, data_dir: Path) -> World:
    made = make_world(png)
    generation_actions.stop(generation_id=made.generation.pk, user=made.people[Actor.OWNER])
    return made


def limit(world: World, member: Actor | None = None, **limits: int) -> None:
    wanted = {"runs_at_once": None, "runs_a_day": None, "storage_mb": None, **limits}
    user = world.people[member] if member else None
    set_limits(actor=world.people[Actor.OWNER], team=world.team, member=user, limits=wanted)


def start(world: World, actor: Actor = Actor.EDITOR) -> HttpResponse:
    return world.browser(actor).post(f"/mockups/{world.mockup.pk}/generate/", headers=JSON)


def upload(world: World, png: bytes, actor: Actor = Actor.EDITOR, **headers: object) -> HttpResponse:
    form = {"picture": SimpleUploadedFile("new.png", png), "team": str(world.team.pk)}
    return world.browser(actor).post("/projects/", form, **headers)  # type: ignore[arg-type]  # headers alone


def claimed() -> Generation | None:
    claim = turns.claim_next()
    return Generation.objects.get(pk=claim.generation_id) if isinstance(claim, Claim) else None


def end(run: Generation) -> None:
    generation_actions.finish(claim=Claim(run.pk, run.attempt, 0), ending=Ending(State.FAILED, {}, {}))


def test_the_runs_of_a_day_of_the_team_are_counted_together(world: World) -> None:
    limit(world, runs_a_day=3)
    assert [start(world).status_code, start(world, Actor.ADMIN).status_code] == [201, 201]
    refused = start(world)
    assert (refused.status_code, refused.json()["error"]["code"]) == (429, "runs_reached")
    assert "The team may start 3 runs a day, and has today" in refused.json()["error"]["sentence"]
    assert Generation.objects.count() == 3


def test_the_runs_of_a_day_of_a_member_leave_the_others_alone(world: World) -> None:
    limit(world, Actor.EDITOR, runs_a_day=1)
    assert [start(world).status_code, start(world).status_code] == [201, 429]
    assert "You may start 1 run a day, and have today" in start(world).json()["error"]["sentence"]
    assert start(world, Actor.ADMIN).status_code == 201


def test_a_refused_run_leaves_nothing_behind_and_its_page_says_why(world: World) -> None:
    limit(world, runs_a_day=0)
    before = Entry.objects.count()
    page = world.browser(Actor.EDITOR).post(f"/mockups/{world.mockup.pk}/generate/")
    assert (page.status_code, "A limit is reached" in page.content.decode()) == (429, True)
    assert Entry.objects.count() == before


def test_no_more_runs_go_on_at_once_than_the_team_may_have(world: World) -> None:
    limit(world, runs_at_once=2)
    for actor in (Actor.EDITOR, Actor.ADMIN, Actor.EDITOR):
        start(world, actor)
    first, second = claimed(), claimed()
    assert first
    assert second
    assert claimed() is None
    end(first)
    assert claimed() is not None


def test_a_member_who_has_all_their_places_keeps_nobody_waiting(world: World) -> None:
    limit(world, Actor.EDITOR, runs_at_once=1)
    for actor in (Actor.EDITOR, Actor.EDITOR, Actor.EDITOR, Actor.ADMIN):
        start(world, actor)
    claims = [claimed(), claimed(), claimed()]
    people = [run.created_by for run in claims if run]
    assert people == [world.people[Actor.EDITOR], world.people[Actor.ADMIN]]


def test_a_run_that_waits_for_a_place_is_told_so_and_rung_when_one_is_free(world: World) -> None:
    limit(world, runs_at_once=1)
    start(world)
    assert claimed()
    waiting = start(world).json()["generation"]["id"]
    queued = GenerationEvent.objects.get(generation=waiting, seq=1)
    assert queued.data["detail"] == "The team may have 1 run at once; this one starts when one ends."
    assert [str(key) for key in turns.startable()] == [waiting]


def test_pictures_over_the_storage_are_refused_and_leave_no_project(world: World, png: bytes) -> None:
    limit(world, storage_mb=0)
    projects = world.team.projects.count()
    refused = upload(world, png, headers=JSON)
    assert (refused.status_code, refused.json()["error"]["code"]) == (413, "storage_reached")
    assert "may have 0 MB, so this one was not stored" in refused.json()["error"]["sentence"]
    assert "A limit is reached" in upload(world, png).content.decode()
    assert world.team.projects.count() == projects
    limit(world, storage_mb=1)
    assert upload(world, png, headers=JSON).status_code == 201


def test_the_storage_of_a_member_counts_what_they_brought(world: World, png: bytes) -> None:
    limit(world, Actor.EDITOR, storage_mb=0)
    assert [upload(world, png, actor, headers=JSON).status_code for actor in (Actor.EDITOR, Actor.ADMIN)] == [413, 201]


def test_sizes_are_those_of_the_files(world: World, png: bytes) -> None:
    upload(world, png)
    mockup = Mockup.objects.latest("created")
    assert mockup.size == mockup.picture.size + mockup.thumbnail.size
    assert stored(world.team.pk)[world.people[Actor.EDITOR].pk] == mockup.size


def set_by_form(world: World, actor: Actor = Actor.ADMIN, **form: object) -> Client:
    client = world.browser(actor)
    assert client.post(f"/teams/{world.team.pk}/limits/", form).status_code == 302
    return client


def test_a_lead_sets_limits_which_every_member_sees_and_the_story_keeps(world: World) -> None:
    set_by_form(world, runs_at_once=2, runs_a_day="", storage_mb=500)
    set_by_form(world, member=world.people[Actor.EDITOR].pk, runs_a_day=7)
    found = Limits.objects.order_by("pk").values_list("user", "runs_at_once", "runs_a_day", "storage_mb")
    assert list(found) == [(None, 2, None, 500), (world.people[Actor.EDITOR].pk, None, 7, None)]
    page = world.browser(Actor.VIEWER).get(f"/teams/{world.team.pk}/usage/").content.decode()
    assert "The whole team" in page
    assert "limits/" not in page
    assert Entry.objects.latest("pk").kind == Kind.LIMITS
    history = world.browser(Actor.ADMIN).get(f"/teams/{world.team.pk}/history/").content.decode()
    assert "set the limits of the team: 2 runs at once, 500 MB of storage" in history
    assert "set the limits of editor@example.com: 7 runs a day" in history


@pytest.mark.parametrize(
    "form", [{"runs_at_once": "-1"}, {"runs_a_day": "many"}, {"storage_mb": "1e99"}, {"member": "x"}]
)
def test_what_is_no_limit_is_refused_with_a_sentence(world: World, form: dict[str, str]) -> None:
    client = set_by_form(world, **form)
    assert "A limit is a whole number" in client.get(f"/teams/{world.team.pk}/usage/").content.decode()
    assert not Limits.objects.exists()


def test_somebody_of_another_team_cannot_be_limited(world: World) -> None:
    stranger = person("stranger@example.com")
    client = world.browser(Actor.ADMIN)
    assert client.post(f"/teams/{world.team.pk}/limits/", {"member": stranger.pk, "runs_a_day": 0}).status_code == 404
