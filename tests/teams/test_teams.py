"""Founding, naming, switching and leaving teams; roles; and that a team is never without an owner."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from mockup2code.teams import actions
from mockup2code.teams.models import Membership, Role, Team, User
from mockup2code.teams.permissions import Actor
from tests.teams.world import World, make_world

NAMES = ["x", "x" * 200, "استوديو", "🎨🖌️", "<script>alert(1)</script>", "O'Neill & Söhne"]
JSON = {"Accept": "application/json"}


@pytest.fixture
def world(db: None, png: bytes, data_dir: object) -> World:
    return make_world(png)


def membership(world: World, actor: Actor) -> Membership:
    return Membership.objects.get(team=world.team, user=world.people[actor])


@pytest.mark.parametrize("name", NAMES)
def test_a_team_takes_a_name_of_any_script(world: World, name: str) -> None:
    client = world.browser(Actor.OTHER_TEAM)
    page = client.post("/teams/new/", {"name": name}, follow=True)
    team = Team.objects.get(name=name)
    assert page.redirect_chain == [(f"/teams/{team.pk}/", 302)]
    assert "<script>alert(1)" not in page.content.decode()
    assert Membership.objects.get(team=team).role == Role.OWNER


@pytest.mark.parametrize("name", ["", "   ", "x" * 201, "\u202e\u202d", "\u200d"])
def test_a_name_that_nobody_could_read_is_refused(world: World, name: str) -> None:
    assert world.browser(Actor.OTHER_TEAM).post("/teams/new/", {"name": name}).status_code == 422
    assert Team.objects.count() == 2


def test_what_turns_the_writing_around_is_dropped_from_a_name(world: World) -> None:
    world.browser(Actor.OWNER).post("/teams/new/", {"name": " Team\u202e\n gpj.exe "})
    assert Team.objects.filter(name="Team gpj.exe").exists()


def test_projects_go_to_the_team_that_is_current(world: World) -> None:
    client, other = world.browser(Actor.EDITOR), actions.found_team(owner=world.people[Actor.EDITOR], name="Second")
    assert b"Sign in" not in client.get("/").content
    client.post("/projects/", {"example": "screen"})
    assert other.projects.count() == 1
    client.post(f"/teams/{world.team.pk}/switch/")
    assert b"Sign in" in client.get("/").content
    client.post("/projects/", {"example": "screen"})
    assert world.team.projects.filter(deleted=None).count() == 2


def test_an_upload_goes_to_the_team_that_its_page_showed(world: World) -> None:
    actions.found_team(owner=world.people[Actor.EDITOR], name="Second")
    world.browser(Actor.EDITOR).post("/projects/", {"example": "screen", "team": str(world.team.pk)})
    assert world.team.projects.filter(deleted=None).count() == 2


def test_somebody_without_a_team_is_told_what_to_do(world: World) -> None:
    Membership.objects.filter(user=world.people[Actor.VIEWER]).delete()
    client = world.browser(Actor.VIEWER)
    assert b"You are in no team" in client.get("/").content
    refused = client.post("/projects/", {"example": "screen"}, headers=JSON)
    assert (refused.status_code, "Found one" in refused.json()["error"]["sentence"]) == (403, True)


def test_a_team_gets_a_picture_and_loses_it(world: World, png: bytes) -> None:
    client, address = world.browser(Actor.ADMIN), f"/teams/{world.team.pk}/"
    client.post(f"{address}change/", {"name": "Studio", "picture": SimpleUploadedFile("a.png", png)})
    assert client.get(f"{address}picture/").content.startswith(b"RIFF")
    bad = client.post(f"{address}change/", {"name": "Studio", "picture": SimpleUploadedFile("a.png", b"words")})
    assert (bad.status_code, "not a picture" in bad.content.decode()) == (422, True)
    client.post(f"{address}change/", {"name": "Studio", "without_picture": "on"})
    assert client.get(f"{address}picture/").status_code == 404


def test_an_admin_neither_makes_nor_touches_owners(world: World) -> None:
    client, address = world.browser(Actor.ADMIN), f"/teams/{world.team.pk}/members"
    owner, viewer = membership(world, Actor.OWNER), membership(world, Actor.VIEWER)
    assert client.post(f"{address}/{viewer.pk}/role/", {"role": "owner"}).status_code == 403
    assert client.post(f"{address}/{owner.pk}/role/", {"role": "viewer"}).status_code == 403
    assert client.post(f"{address}/{owner.pk}/remove/").status_code == 403
    assert client.post(f"{address}/{viewer.pk}/role/", {"role": "admin"}).status_code == 302
    assert membership(world, Actor.VIEWER).role == Role.ADMIN


def test_a_member_of_another_team_cannot_be_reached_through_ones_own(world: World) -> None:
    foreign = Membership.objects.get(user=world.people[Actor.OTHER_TEAM])
    answer = world.browser(Actor.OWNER).post(f"/teams/{world.team.pk}/members/{foreign.pk}/remove/")
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("path", "form"), [("leave/", {}), ("members/{}/remove/", {}), ("members/{}/role/", {"role": "editor"})]
)
def test_the_last_owner_stays(world: World, path: str, form: dict[str, str]) -> None:
    path = path.format(membership(world, Actor.OWNER).pk)
    page = world.browser(Actor.OWNER).post(f"/teams/{world.team.pk}/{path}", form, follow=True)
    assert "never without an owner" in page.content.decode()
    assert membership(world, Actor.OWNER).role == Role.OWNER


def test_an_owner_hands_over_and_leaves(world: World) -> None:
    client, address = world.browser(Actor.OWNER), f"/teams/{world.team.pk}/"
    client.post(f"{address}members/{membership(world, Actor.EDITOR).pk}/hand-over/")
    assert [membership(world, actor).role for actor in (Actor.OWNER, Actor.EDITOR)] == [Role.ADMIN, Role.OWNER]
    client.post(f"{address}leave/")
    assert client.get(address).status_code == 404


def test_a_team_is_deleted_only_by_its_name(
    world: World, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    client = world.browser(Actor.OWNER)
    client.post(f"/teams/{world.team.pk}/delete/", {"name": "studio"})
    assert Team.objects.filter(pk=world.team.pk).exists()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/teams/{world.team.pk}/delete/", {"name": "Studio"})
    assert not Team.objects.filter(pk=world.team.pk).exists()
    assert not world.mockup.picture.storage.exists(world.mockup.picture.name)


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_leave_at_the_same_moment_leave_one(png: bytes, data_dir: object) -> None:
    world = make_world(png)
    Membership.objects.filter(user=world.people[Actor.ADMIN]).update(role=Role.OWNER)
    together([lambda user=world.people[actor]: leave(user, world.team) for actor in (Actor.OWNER, Actor.ADMIN)])
    assert Membership.objects.filter(team=world.team, role=Role.OWNER).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_admins_who_remove_each_other_one_stays(png: bytes, data_dir: object) -> None:
    world = make_world(png)
    Membership.objects.filter(user=world.people[Actor.EDITOR]).update(role=Role.ADMIN)
    pair = [world.people[Actor.ADMIN], world.people[Actor.EDITOR]]
    rows = {user.pk: Membership.objects.get(user=user) for user in pair}
    together([lambda one=one, other=other: remove(one, rows[other.pk]) for one, other in (pair, pair[::-1])])
    assert Membership.objects.filter(user__in=pair).count() == 1


def leave(user: User, team: Team) -> None:
    actions.leave_team(user=user, team=team)


def remove(actor: User, target: Membership) -> None:
    actions.remove_member(actor=actor, membership=target)


def together(calls: list[object]) -> None:
    """Calls all at the same moment, each with a connection of its own; what they raise is theirs."""
    ready = threading.Barrier(len(calls))

    def run(call: object) -> None:
        ready.wait()
        try:
            call()
        except Exception:  # noqa: BLE001 - the one who comes second is refused
            pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
