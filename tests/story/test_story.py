"""Whatever people and runs do stands in the story, with who, when and from where, and stays there."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from mockup2code.generations import actions as generation_actions
from mockup2code.generations.models import State
from mockup2code.story.models import AppendOnlyError, Entry, Kind
from mockup2code.story.writing import About, Within, record
from mockup2code.teams import actions
from mockup2code.teams.models import Role
from mockup2code.teams.permissions import Actor
from tests.story.telling import end_run, kinds, story, team_story
from tests.teams.world import World


@pytest.mark.parametrize(
    ("path", "form", "kind", "sentence"),
    [
        ("/projects/{project}/rename/", {"name": "Front door"}, Kind.RENAMED, "renamed the project from"),
        ("/projects/{project}/archive/", {}, Kind.ARCHIVED, "archived"),
        ("/projects/{project}/duplicate/", {}, Kind.DUPLICATED, ""),
        ("/projects/{project}/mockups/", {"example": "screen"}, Kind.UPLOADED, "added"),
        ("/projects/{project}/settings/", {"name": "Sign in", "tags": "a, b"}, Kind.CHANGED, "changed the tags of"),
        ("/versions/{version}/restore/", {}, Kind.RESTORED, "restored version 1 as version 2"),
        ("/versions/{version}/label/", {"name": "Final"}, Kind.NAMED, "named version 1"),
        ("/mockups/{mockup}/generate/", {}, Kind.RUN_STARTED, "started a run of the draft engine"),
    ],
)
def test_what_an_editor_does_is_told(world: World, path: str, form: dict[str, str], kind: Kind, sentence: str) -> None:
    place = {"project": world.mockup.project_id, "version": world.version.pk, "mockup": world.mockup.pk}
    answer = world.browser(Actor.EDITOR).post(path.format(**place), form, REMOTE_ADDR="192.0.2.7")
    assert answer.status_code in {200, 201, 302}
    entry = Entry.objects.latest("pk")
    assert (entry.kind, entry.actor, entry.address) == (kind, world.people[Actor.EDITOR], "192.0.2.7")
    assert (entry.team, timezone.now() - entry.created < timedelta(minutes=5)) == (world.team.pk, True)
    assert sentence in story(world)


def test_a_deleted_project_and_its_return_are_told_to_the_team(world: World) -> None:
    for what in ("delete", "undelete"):
        world.browser(Actor.EDITOR).post(f"/projects/{world.mockup.project_id}/{what}/")
    assert kinds()[-2:] == [Kind.DELETED, Kind.UNDELETED]
    page = team_story(world)
    assert page.index("restored the deleted project") < page.index(" deleted \u2068“Sign in”")


@pytest.mark.parametrize("path", ["zip/", "files/src/App.tsx"])
def test_a_download_is_told(world: World, path: str) -> None:
    answer = world.browser(Actor.VIEWER).get(f"/versions/{world.version.pk}/{path}")
    assert answer.status_code == 200
    assert f"downloaded {'the project' if path == 'zip/' else 'src/App.tsx'} of version 1" in story(world)


def test_a_run_is_told_with_its_cost_and_fidelity(world: World) -> None:
    end_run(world)
    assert kinds()[-1] == Kind.RUN_ENDED
    page = story(world)
    assert "finished as version 2" in page
    assert "1,500 tokens" in page
    assert "$0.0125" in page
    assert "fidelity" not in page
    version = world.mockup.project.versions.get(number=2)
    with transaction.atomic():
        record(
            Kind.MEASURED,
            within=Within(world.team.pk, world.mockup.project_id, "Sign in"),
            about=About(version.pk, "Version 2"),
            actor=None,
            data={"number": 2, "fidelity": 87.2},
        )
    assert "fidelity 87 / 100" in story(world)


def test_whoever_stops_a_run_of_somebody_else_is_told_once(world: World) -> None:
    address = f"/generations/{world.generation.pk}/stop/"
    assert generation_actions.claim(generation_id=world.generation.pk)
    for _ in range(2):
        world.browser(Actor.EDITOR).post(address, REMOTE_ADDR="192.0.2.7")
    stopped = Entry.objects.get(kind=Kind.RUN_STOPPED)
    assert (stopped.actor, stopped.address) == (world.people[Actor.EDITOR], "192.0.2.7")
    assert "stopped a run of the draft engine over" in story(world, query="?group=runs")


def test_a_failed_run_is_told_with_the_reason(world: World) -> None:
    end_run(world, State.FAILED)
    assert "failed: The key is wrong." in story(world)


def test_what_leads_do_with_people_is_told(world: World) -> None:
    owner, viewer = world.people[Actor.OWNER], world.team.memberships.get(role=Role.VIEWER)
    client = world.browser(Actor.OWNER)
    base = f"/teams/{world.team.pk}"
    client.post(f"{base}/members/{viewer.pk}/role/", {"role": "editor"})
    client.post(f"{base}/invitations/", {"role": "viewer", "days": "7", "email": "new@example.com"})
    client.post(f"{base}/invitations/{world.invitation.pk}/revoke/")
    client.post(f"{base}/change/", {"name": "Atelier"})
    client.post(f"{base}/members/{viewer.pk}/remove/")
    assert kinds()[-5:] == [Kind.ROLE, Kind.INVITED, Kind.UNINVITED, Kind.TEAM_CHANGED, Kind.REMOVED]
    assert set(Entry.objects.order_by("-pk")[:5].values_list("actor", flat=True)) == {owner.pk}
    page = team_story(world, "?group=people")
    for sentence in (
        "made viewer@example.com, who was viewer, editor",
        "removed viewer@example.com",
        "new@example.com",
    ):
        assert sentence in page
    assert "renamed the team" not in page


def test_a_connection_is_told_without_its_key(world: World) -> None:
    form = {"provider": "moonshot-cn", "model": "kimi-k3", "key": "sk-secret"}
    world.browser(Actor.ADMIN).post(f"/teams/{world.team.pk}/connection/", form)
    entry = Entry.objects.latest("pk")
    assert entry.kind == Kind.CONNECTION
    assert "key" in entry.data["changed"]
    assert "sk-secret" not in json.dumps(entry.data) + team_story(world)


def test_what_was_undone_is_not_told(world: World) -> None:
    before = kinds()
    form = {"parent": str(world.version.pk), "files": {"../etc": "x"}}
    world.browser(Actor.EDITOR).post(f"/projects/{world.mockup.project_id}/versions/", form, "application/json")
    with transaction.atomic():
        actions.leave_team(user=world.people[Actor.VIEWER], team=world.team)
        assert kinds() != before
        transaction.set_rollback(True)
    assert kinds() == before


@pytest.mark.parametrize(
    ("statement", "values"),
    [
        ("UPDATE story_entry SET object_name = %s", ["nothing"]),
        ("UPDATE story_entry SET actor_id = NULL", []),
        ("DELETE FROM story_entry", []),
    ],
)
def test_the_database_lets_nobody_change_or_remove_entries(world: World, statement: str, values: list[str]) -> None:
    before = list(Entry.objects.order_by("pk").values())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    assert list(Entry.objects.order_by("pk").values()) == before


def test_neither_does_the_model(world: World) -> None:
    entry = Entry.objects.latest("pk")
    for change in (entry.save, entry.delete, Entry.objects.all().delete, lambda: Entry.objects.update(kind="x")):
        with pytest.raises(AppendOnlyError):
            change()


def test_the_story_goes_with_its_team_and_no_other(world: World) -> None:
    actions.delete_team(actor=world.people[Actor.OWNER], team=world.team)
    assert set(Entry.objects.values_list("object_name", flat=True)) == {"Rivals"}


def test_an_account_that_goes_takes_its_name_along_and_leaves_the_story(world: World) -> None:
    membership = world.team.memberships.get(role=Role.EDITOR)
    actions.change_role(actor=world.people[Actor.OWNER], membership=membership, role=Role.VIEWER)
    world.browser(Actor.EDITOR).post(f"/projects/{world.mockup.project_id}/star/")
    actions.delete_account(user=world.people[Actor.EDITOR])
    page = team_story(world)
    assert "Somebody whose account is gone" in page
    assert "made somebody whose account is gone, who was editor, viewer" in page
    assert "editor@example.com" not in page


def test_addresses_are_for_leads(world: World) -> None:
    world.browser(Actor.EDITOR).post(f"/projects/{world.mockup.project_id}/archive/", REMOTE_ADDR="192.0.2.7")
    assert "192.0.2.7" not in story(world, Actor.EDITOR) + story(world, Actor.EDITOR, "?format=json")
    assert "192.0.2.7" not in story(world, Actor.EDITOR, "?format=csv")
    for query in ("", "?format=json", "?format=csv"):
        assert "192.0.2.7" in story(world, Actor.ADMIN, query)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "192.0.2.7"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.7"),
        (1, "nonsense", None),
        (1, "", "192.0.2.7"),
        (0, "", "192.0.2.7"),
    ],
)
def test_only_counted_proxies_are_believed(
    world: World, settings: object, proxies: int, forwarded: str, address: str | None
) -> None:
    settings.TRUSTED_PROXIES = proxies  # type: ignore[attr-defined]
    client = world.browser(Actor.EDITOR)
    path = f"/projects/{world.mockup.project_id}/archive/"
    client.post(path, REMOTE_ADDR="192.0.2.7", headers={"X-Forwarded-For": forwarded})
    assert Entry.objects.latest("pk").address == address


def test_a_moved_project_takes_its_story_along_and_both_teams_know(world: World) -> None:
    other = actions.found_team(owner=world.people[Actor.ADMIN], name="Second")
    client: Client = world.browser(Actor.ADMIN)
    client.post(f"/projects/{world.mockup.project_id}/move/", {"team": str(other.pk)})
    assert "moved \u2068“Sign in”\u2069 to another team" in team_story(world)
    assert "here from another team" in client.get(f"/teams/{other.pk}/history/").content.decode()
    assert "to another team" in client.get(f"/projects/{world.mockup.project_id}/story/").content.decode()
