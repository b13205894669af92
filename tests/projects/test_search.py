"""Projects are found by every text that they hold, with the place in which it stands."""

from pathlib import Path

import pytest
from django.test import Client

from mockup2code.generations import messages
from mockup2code.generations.asking import Asked
from mockup2code.projects import actions, lifecycle
from mockup2code.projects.models import Project, SearchEntry, SearchText
from mockup2code.teams.permissions import Actor
from tests.teams.world import World, make_world

CODE = "export default function App() {\n  return <h1>Straße zum Café</h1>;\n}\n"


@pytest.fixture
def world(db: None, png: bytes, data_dir: Path) -> World:
    made = make_world(png)
    project = made.mockup.project
    lifecycle.change_project(
        project=project,
        user=made.people[Actor.OWNER],
        name="Front door",
        description="For the Herbstmesse",
        tags=["Kiosk"],
    )
    actions.set_note(mockup=made.mockup, note="Keep it <b>calm</b>")
    actions.keep_measurement(
        mockup_id=made.mockup.pk, measurement={"kind": "screen", "texts": [{"text": "Zur Kasse"}, {"text": "支付"}]}
    )
    version = actions.add_version(
        mockup=made.mockup, user=None, files={"src/App.tsx": CODE}, assets={}, message="Blauer"
    )
    asked = Asked("A warmer welcome", (made.mockup,), regions=({"note": "Fewer arrows", "box": [0, 0, 9, 9]},))
    messages.send(project=project, user=made.people[Actor.OWNER], asked=asked)
    actions.name_version(version=version, user=made.people[Actor.OWNER], name="Final")
    return made


@pytest.fixture
def editor(world: World) -> Client:
    return world.browser(Actor.EDITOR)


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("front", ""),
        ("herbst", ""),
        ("kiosk", ""),
        ("CALM", "Note"),
        ("kasse", "Words in the picture"),
        ("支付", "Words in the picture"),
        ("warmer", "Message"),
        ("arrows", "Message"),
        ("blauer", "Version"),
        ("final", "Version"),
        ("strasse", "Code"),
        ("cafe", "Code"),
        ("café", "Code"),
        ("return <h1>", "Code"),
        ("herbst calm kasse café", "Note"),
    ],
)
def test_a_project_is_found_by_all_that_it_holds(world: World, editor: Client, words: str, place: str) -> None:
    page = editor.get("/", {"q": words}).content.decode()
    assert f"/projects/{world.mockup.project_id}/" in page
    assert ("<mark" in page) is bool(place)
    assert f">{place}" in page or not place
    assert "<b>calm" not in page


@pytest.mark.parametrize("words", ["front nowhere", "ront", "%", "'\" OR *", "NOT sign AND", "写"])
def test_what_is_not_there_is_not_found(world: World, editor: Client, words: str) -> None:
    page = editor.get("/", {"q": words})
    assert page.status_code == 200
    assert b"No project fits" in page.content


def test_the_hit_leads_to_its_place(world: World, editor: Client) -> None:
    page = editor.get("/", {"q": "kasse"}).content.decode()
    assert f"/projects/{world.mockup.project_id}/?mockup={world.mockup.pk}" in page
    assert ">Kasse</mark>" in page


def test_the_hit_stands_near_the_beginning_of_what_is_shown(world: World, editor: Client) -> None:
    page = editor.get("/", {"q": "strasse"}).content.decode()
    assert "<bdi>…App() {\n  return &lt;h1&gt;<mark" in page


def test_only_the_newest_code_is_found(world: World, editor: Client) -> None:
    actions.add_version(mockup=world.mockup, user=None, files={"src/App.tsx": "const apricot = 1;"}, assets={})
    assert b"No project fits" in editor.get("/", {"q": "strasse"}).content
    assert b"apricot" in editor.get("/", {"q": "aprico"}).content


def test_nothing_of_another_team_is_found(world: World) -> None:
    assert str(world.mockup.project_id) not in world.browser(Actor.OTHER_TEAM).get("/", {"q": "kasse"}).content.decode()


def test_what_is_gone_leaves_no_words(world: World, editor: Client) -> None:
    copy = lifecycle.duplicate(project=world.mockup.project, user=world.people[Actor.EDITOR])
    assert str(copy.pk) in editor.get("/", {"q": "kasse"}).content.decode()
    Project.objects.all().delete()
    assert not SearchEntry.objects.exists() or SearchText.objects.exists()
    assert editor.get("/", {"q": "kasse"}).status_code == 200


def test_a_word_that_is_everywhere_shows_the_first_projects(
    world: World, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    lifecycle.duplicate(project=world.mockup.project, user=world.people[Actor.EDITOR])
    assert b">2 projects<" in editor.get("/", {"q": "kasse"}).content
    monkeypatch.setattr("mockup2code.projects.finding.MOST_FOUND", 1)
    assert b"The first 1 projects" in editor.get("/", {"q": "kasse"}).content
    assert b">2 projects<" in editor.get("/").content


def test_a_project_may_hold_more_words_than_a_vector_takes(world: World, editor: Client) -> None:
    code = " ".join(f"w{number:05}" for number in range(100_000))
    files = {f"src/Part{part}.tsx": code[part * 200_000 : (part + 1) * 200_000] for part in range(4)}
    actions.add_version(mockup=world.mockup, user=None, files=files, assets={})
    assert b"Front door" in editor.get("/", {"q": "kasse"}).content
