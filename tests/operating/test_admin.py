"""The operator's pages: not there for anybody else, and with a fixed number of queries."""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, get_resolver, reverse

from mockup2code.operating import people
from mockup2code.projects import actions as project_actions
from mockup2code.story.models import Entry
from mockup2code.teams.models import User
from mockup2code.teams.permissions import Actor
from tests.teams.world import BACKEND, World, make_world

LISTS = (
    "teams_user",
    "teams_team",
    "projects_project",
    "projects_mockup",
    "projects_version",
    "generations_generation",
    "story_entry",
)


@pytest.fixture
def world(db: None, png: bytes, data_dir: Path) -> World:
    cache.clear()
    return make_world(png)


def operator() -> Client:
    user = people.add(email="operator@example.com", password="correct horse 9 battery", operator=True)
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def addresses(world: World) -> list[str]:
    """All of the operator's addresses, with the ids of real rows."""
    rows = {"teams_user": world.people[Actor.OWNER], "teams_team": world.team, "projects_project": world.mockup.project}
    rows |= {"projects_mockup": world.mockup, "projects_version": world.version}
    rows |= {"generations_generation": world.generation, "story_entry": Entry.objects.latest("pk")}
    found = [reverse("admin:index")]
    names = next(p for p in get_resolver().url_patterns if getattr(p, "namespace", "") == "admin").reverse_dict
    for name in [name for name in names if isinstance(name, str)]:
        row = rows.get(name.rsplit("_", 1)[0])
        for args in ([], [row.pk] if row else [1]):
            try:
                found.append(reverse(f"admin:{name}", args=args))
            except NoReverseMatch:
                continue
    return found


def test_nobody_but_operators_finds_them(world: World) -> None:
    paths = addresses(world)
    assert len(paths) > 20
    for actor in Actor:
        browser = world.browser(actor)
        for path in paths:
            answer = browser.get(path, follow=True)
            end = answer.redirect_chain[-1][0] if answer.redirect_chain else path
            to_sign_in = actor not in world.people and end.startswith("/accounts/login/")
            assert answer.status_code == 404 or to_sign_in, (actor, path, end, answer.status_code)


def test_an_operator_sees_every_list_and_row(world: World) -> None:
    client = operator()
    assert client.get(reverse("admin:index")).status_code == 200
    made = (world.people[Actor.OWNER], world.team, world.mockup.project, world.mockup, world.version, world.generation)
    for name, row in zip(LISTS, (*made, Entry.objects.latest("pk")), strict=True):
        assert client.get(reverse(f"admin:{name}_changelist")).status_code == 200
        assert client.get(reverse(f"admin:{name}_changelist"), {"q": "example"}).status_code == 200
        assert client.get(reverse(f"admin:{name}_change", args=[row.pk])).status_code == 200


def test_a_list_takes_as_many_queries_for_many_rows_as_for_one(world: World) -> None:
    client = operator()
    counts = {name: queries(client, name) for name in LISTS}
    for number in range(5):
        user = people.add(email=f"more{number}@example.com", password="correct horse 9 battery", operator=False)
        project = user.teams.get().projects.create(name=f"More {number}", created_by=user)
        world.mockup.pk, world.mockup.project = None, project
        world.mockup.save(force_insert=True)
        project_actions.add_version(mockup=world.mockup, user=user, files={"src/App.tsx": "x"}, assets={})
        world.generation.pk, world.generation.mockup, world.generation.created_by = None, world.mockup, user
        world.generation.save(force_insert=True)
    assert {name: queries(client, name) for name in LISTS} == counts


def queries(client: Client, name: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(reverse(f"admin:{name}_changelist")).status_code == 200
    return len(captured)


def test_history_is_only_read(world: World) -> None:
    client = operator()
    for name, row in (
        ("projects_version", world.version),
        ("generations_generation", world.generation),
        ("story_entry", Entry.objects.latest("pk")),
    ):
        assert client.post(reverse(f"admin:{name}_change", args=[row.pk]), {"message": "other"}).status_code == 403
        assert client.post(reverse(f"admin:{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403


def test_an_account_that_an_operator_closes_is_signed_out(world: World) -> None:
    owner = world.people[Actor.OWNER]
    browser = world.browser(Actor.OWNER)
    assert browser.get("/").status_code == 200
    answer = operator().post(reverse("admin:teams_user_change", args=[owner.pk]), {"is_operator": ""})
    assert answer.status_code == 302
    assert not User.objects.get(pk=owner.pk).is_active
    assert browser.get("/").status_code == 302
