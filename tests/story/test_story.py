"""Whatever people and runs do stands in the story, with who, when and from where, and stays there."""

import csv
import io
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from asgiref.sync import async_to_sync
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mockup2code.engines.base import Usage
from mockup2code.generations import actions as generation_actions
from mockup2code.generations.actions import Ending
from mockup2code.generations.models import State
from mockup2code.story import exporting
from mockup2code.story.models import AppendOnlyError, Entry, Kind
from mockup2code.story.pages import Streamed
from mockup2code.story.reading import A_PAGE, of_project
from mockup2code.story.writing import About, Within, record
from mockup2code.teams import actions
from mockup2code.teams.models import Role
from mockup2code.teams.permissions import Actor
from tests.teams.world import World, make_world

FILES = {"src/App.tsx": "export default function App() {\n  return <h1>Hello</h1>;\n}\n"}


@pytest.fixture
def world(db: None, png: bytes, data_dir: Path) -> World:
    return make_world(png)


def kinds() -> list[str]:
    """The kinds of all entries, oldest first."""
    return list(Entry.objects.order_by("pk").values_list("kind", flat=True))


def story(world: World, actor: Actor = Actor.VIEWER, query: str = "") -> str:
    answer = world.browser(actor).get(f"/projects/{world.mockup.project_id}/story/{query}")
    assert answer.status_code == 200
    return b"".join(answer).decode()


def team_story(world: World, query: str = "") -> str:
    return str(world.browser(Actor.ADMIN).get(f"/teams/{world.team.pk}/history/{query}").content.decode())


def end_run(world: World, state: State = State.FINISHED) -> None:
    claim = generation_actions.claim(generation_id=world.generation.pk)
    assert claim
    ending = Ending(state, FILES, {}, Usage(1000, 0, 500, cost=0.0125), error_sentence="The key is wrong.")
    generation_actions.finish(claim=claim, ending=ending)


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


def test_the_story_is_narrowed_by_kind_person_and_time(world: World) -> None:
    editor, admin = world.browser(Actor.EDITOR), world.browser(Actor.ADMIN)
    editor.post(f"/projects/{world.mockup.project_id}/archive/")
    admin.post(f"/versions/{world.version.pk}/restore/")
    today, yesterday = timezone.now().date(), timezone.now().date() - timedelta(days=1)
    both = ("archived \u2068", "restored version")
    assert [word in story(world, query=f"?since={today}&until={today}") for word in both] == [True, True]
    assert [word in story(world, query=f"?until={yesterday}") for word in both] == [False, False]
    assert [word in story(world, query="?group=versions") for word in both] == [False, True]
    person = world.people[Actor.EDITOR].pk
    assert [word in story(world, query=f"?person={person}") for word in both] == [True, False]
    assert [word in story(world, query="?group=x&person=x&since=x&at=x&before=-1") for word in both] == [True, True]


def many(world: World, count: int) -> list[int]:
    """Entries of the project, oldest first."""
    project = world.mockup.project
    entries = Entry.objects.bulk_create(
        Entry(
            team=world.team.pk,
            project=project.pk,
            project_name=project.name,
            kind=Kind.RENAMED,
            actor=world.people[Actor.EDITOR],
            object_id=str(project.pk),
            object_name=f"Name {number}",
            data={"was": "Before"},
        )
        for number in range(count)
    )
    return [entry.pk for entry in entries]


def test_pages_follow_on_each_other_without_a_gap(world: World) -> None:
    keys = many(world, 120)
    seen: list[int] = []
    query = ""
    for _ in range(3):
        page = story(world, query=query)
        seen += [key for key in keys if f'id="entry-{key}"' in page]
        query = f"?before={min(seen)}"
    assert sorted(seen) == keys


def test_rare_kinds_and_old_days_are_found_among_many_entries(world: World) -> None:
    many(world, 120)
    page = team_story(world, "?group=people")
    assert "founded the team" in page
    assert "renamed the project" not in page
    assert team_story(world, "?group=projects").count("renamed the project") == A_PAGE
    assert "Nothing fits" in team_story(world, "?group=projects&since=2100-01-01")
    assert "Nothing fits" in team_story(world, "?until=2000-01-01")
    assert "Nothing fits" in team_story(world, "?group=shares&person=0")


def test_an_entry_that_was_numbered_late_is_found_on_its_day(world: World) -> None:
    noon = timezone.make_aware(datetime(2026, 3, 1, 12))
    fields = {"team": world.team.pk, "kind": Kind.ARCHIVED}
    for name, minutes in (("First", 0), ("Late", -5), ("Next day", 24 * 60)):
        Entry.objects.create(object_name=name, created=noon + timedelta(minutes=minutes), **fields)
    page = team_story(world, "?since=2026-03-01&until=2026-03-01")
    assert [f"“{name}”" in page for name in ("First", "Late", "Next day")] == [True, True, False]


def test_a_permanent_link_shows_its_entry_wherever_it_is(world: World) -> None:
    keys = many(world, 200)
    page = story(world, query=f"?at={keys[10]}")
    assert f'id="entry-{keys[10]}" data-wanted' in page
    assert "To the newest" in page


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


def test_a_moved_project_takes_its_story_along_and_both_teams_know(world: World) -> None:
    other = actions.found_team(owner=world.people[Actor.ADMIN], name="Second")
    client: Client = world.browser(Actor.ADMIN)
    client.post(f"/projects/{world.mockup.project_id}/move/", {"team": str(other.pk)})
    assert "moved \u2068“Sign in”\u2069 to another team" in team_story(world)
    assert "here from another team" in client.get(f"/teams/{other.pk}/history/").content.decode()
    assert "to another team" in client.get(f"/projects/{world.mockup.project_id}/story/").content.decode()
