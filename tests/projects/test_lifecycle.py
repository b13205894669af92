"""What becomes of whole projects: changed, starred, archived, deleted, moved, duplicated, and found again."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from mockup2code.projects import actions, lifecycle
from mockup2code.projects.models import Mockup, Project, Tag, Version
from mockup2code.teams import actions as team_actions
from mockup2code.teams.models import Membership, Role
from mockup2code.teams.permissions import Actor
from tests.teams.world import World, make_world

NAMES = ["x", "x" * 200, "تسجيل الدخول", "🧾🛒", "<script>alert(1)</script>"]


@pytest.fixture
def world(db: None, png: bytes, data_dir: Path) -> World:
    return make_world(png)


@pytest.fixture
def editor(world: World) -> Client:
    return world.browser(Actor.EDITOR)


def address(world: World, what: str = "") -> str:
    return f"/projects/{world.mockup.project_id}/{what}"


def project(world: World) -> Project:
    return Project.objects.get(pk=world.mockup.project_id)


@pytest.mark.parametrize("name", NAMES)
def test_a_project_is_named_described_and_tagged(world: World, editor: Client, name: str) -> None:
    form = {"name": name, "description": "For the\nautumn fair", "tags": "Shop, shop-window,  Шоп ,Shop"}
    assert editor.post(address(world, "settings/"), form).status_code == 302
    assert (project(world).name, project(world).description) == (name, "For the\nautumn fair")
    assert sorted(tag.name for tag in project(world).tags.all()) == ["Shop", "shop-window", "Шоп"]
    for page in ("/", address(world), address(world, "settings/")):
        assert b"<script>alert(1)" not in editor.get(page).content


@pytest.mark.parametrize("form", [{"name": " "}, {"name": "x" * 201}, {"name": "a", "tags": "x" * 41}])
def test_a_form_that_cannot_be_kept_changes_nothing(world: World, editor: Client, form: dict[str, str]) -> None:
    assert editor.post(address(world, "settings/"), form).status_code == 422
    assert project(world).name == "Sign in"


def test_a_tag_that_nothing_carries_is_gone(world: World, editor: Client) -> None:
    editor.post(address(world, "settings/"), {"name": "Sign in", "tags": "one, two"})
    editor.post(address(world, "settings/"), {"name": "Sign in", "tags": "TWO"})
    assert [tag.name for tag in Tag.objects.all()] == ["two"]


def test_a_star_is_ones_own(world: World, editor: Client) -> None:
    editor.post(address(world, "star/"), {"starred": "on"})
    assert b"Sign in" in editor.get("/?starred=on").content
    assert b"No project fits" in world.browser(Actor.OWNER).get("/?starred=on").content
    editor.post(address(world, "star/"))
    assert b"No project fits" in editor.get("/?starred=on").content


def test_an_archived_project_is_out_of_the_way_and_comes_back(world: World, editor: Client) -> None:
    editor.post(address(world, "archive/"))
    assert address(world) not in editor.get("/").content.decode()
    assert address(world) in editor.get("/?state=archived").content.decode()
    assert editor.get(address(world)).status_code == 200
    editor.post(address(world, "archive/"), {"restore": ""})
    assert address(world) in editor.get("/").content.decode()


def test_a_deleted_project_is_seen_by_nobody_and_comes_back(world: World, editor: Client) -> None:
    editor.post(address(world, "delete/"))
    gone = [
        address(world),
        f"/mockups/{world.mockup.pk}/picture/",
        f"/versions/{world.version.pk}/zip/",
        f"/assets/{world.asset.pk}/",
    ]
    assert [editor.get(path).status_code for path in gone] == [404] * 4
    assert editor.post(f"/generations/{world.generation.pk}/stop/").status_code == 404
    assert b"Restore" in editor.get("/?state=deleted").content
    assert world.browser(Actor.VIEWER).post(address(world, "undelete/")).status_code == 403
    assert world.browser(Actor.OTHER_TEAM).post(address(world, "undelete/")).status_code == 404
    editor.post(address(world, "undelete/"))
    assert [editor.get(path).status_code for path in gone] == [200] * 4


def test_after_30_days_a_deleted_project_is_gone_with_its_files(
    world: World, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    files = [world.mockup.picture, world.mockup.thumbnail, world.asset.picture]
    project(world).tags.create(team=world.team, name="Shop")
    for days, gone in ((29, False), (31, True)):
        Project.objects.update(deleted=timezone.now() - timedelta(days=days))
        with django_capture_on_commit_callbacks(execute=True):
            assert bool(lifecycle.purge()) is gone
        assert Project.objects.exists() is not gone
        assert Tag.objects.exists() is not gone
        assert [file.storage.exists(file.name) for file in files] == [not gone] * 3


def test_a_lead_moves_a_project_into_another_team_of_their_own(world: World) -> None:
    client, other = world.browser(Actor.ADMIN), team_actions.found_team(owner=world.people[Actor.ADMIN], name="Second")
    client.post(address(world, "settings/"), {"name": "Sign in", "tags": "Shop"})
    client.post(address(world, "move/"), {"team": str(other.pk)})
    assert (project(world).team, project(world).tags.get().team) == (other, other)
    assert world.browser(Actor.EDITOR).get(address(world)).status_code == 404
    assert not Tag.objects.filter(team=world.team).exists()


def test_a_project_moves_only_where_one_may_add_projects(world: World) -> None:
    client = world.browser(Actor.ADMIN)
    foreign = Membership.objects.get(user=world.people[Actor.OTHER_TEAM]).team
    assert client.post(address(world, "move/"), {"team": str(foreign.pk)}).status_code == 404
    Membership.objects.create(team=foreign, user=world.people[Actor.ADMIN], role=Role.VIEWER)
    assert client.post(address(world, "move/"), {"team": str(foreign.pk)}).status_code == 403
    assert client.post(address(world, "move/"), {"team": "nonsense"}).status_code == 302
    assert project(world).team == world.team


def test_a_duplicate_is_a_project_of_its_own(world: World, editor: Client) -> None:
    editor.post(address(world, "duplicate/"))
    copy = Project.objects.get(name="Sign in (copy)")
    version = Version.objects.get(project=copy)
    assert (copy.name, version.number, version.files) == ("Sign in (copy)", 1, world.version.files)
    assert version.mockup == Mockup.objects.get(project=copy)
    lifecycle.delete(project=project(world), user=world.people[Actor.EDITOR])
    Project.objects.filter(pk=world.mockup.project_id).delete()
    for path in (f"/mockups/{version.mockup_id}/picture/", f"/assets/{version.assets['src/a.png']}/"):
        assert editor.get(path).content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=sign", True),
        ("q=SIGN+calm", True),
        ("q=sign+loud", False),
        ("q=%25", False),
        ("engine=draft", True),
        ("engine=kimi", False),
        ("member=0", False),
        ("tag=99", False),
        ("tag=nonsense&sort=nonsense&state=nonsense", True),
        ("view=list", True),
    ],
)
def test_projects_are_found_by_words_and_filters(world: World, editor: Client, query: str, found: bool) -> None:
    actions.rename_project(project=world.mockup.project, user=world.people[Actor.EDITOR], name="Sign in")
    actions.set_note(mockup=world.mockup, note="Keep it calm")
    assert (address(world) in editor.get(f"/?{query}").content.decode()) is found
