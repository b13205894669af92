"""Messages become runs, and runs versions: what goes into a job, what comes of it, and what is refused."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from mockup2code.connections.models import Connection
from mockup2code.engines.base import Delta, FileStart, Message, Replacement
from mockup2code.engines.job import Job, PictureRole, Turn
from mockup2code.generations.background import Background
from mockup2code.generations.jobs import job_for, wanted_of
from mockup2code.generations.models import Generation, State
from mockup2code.generations.talk import turns_to
from mockup2code.projects import actions as project_actions
from mockup2code.projects import pictures
from mockup2code.projects.models import Mockup, Project, Role, Version
from mockup2code.teams.models import User
from mockup2code.vision.ingest import ingest
from tests.generations.conftest import SMALL_RUN, Script
from tests.generations.running import start
from tests.pictures import plain

FILES = {"src/App.tsx": 'export default function App() {\n  return <h1 title="👋">Hello</h1>;\n}\n'}


@pytest.fixture
def version(mockup: Mockup, person: User) -> Version:
    return project_actions.add_version(mockup=mockup, user=person, files=FILES, assets={})


@pytest.fixture
def second(mockup: Mockup, person: User, data_dir: Path) -> Mockup:
    """Another picture of the project."""
    return add(mockup.project, person, "error.png", 0)


def add(project: Project, person: User, name: str, shade: int) -> Mockup:
    picture = ingest(plain(320, 200, shade), name)
    return project_actions.add_mockup(project=project, user=person, picture=picture)


@pytest.fixture
def ada(person: User) -> Client:
    client = Client(headers={"accept": "application/json"})
    client.force_login(person)
    return client


def send(client: Client, mockup: Mockup, **sent: object) -> tuple[int, dict[str, object]]:
    answer = client.post(f"/projects/{mockup.project_id}/messages/", json.dumps(sent), "application/json")
    return answer.status_code, answer.json()


def refusal(client: Client, mockup: Mockup, **sent: object) -> str:
    status, body = send(client, mockup, **sent)
    assert status in {409, 413, 422}, body
    assert not Generation.objects.exists()
    return str(body["error"]["sentence"])  # type: ignore[index]  # JSON


def job_of(run: Generation) -> Job:
    return job_for(wanted_of(run))[0]


def test_a_message_on_a_version_makes_the_next_from_it(
    person: User, mockup: Mockup, version: Version, use_engine: Callable[[Script], Script], background: Background
) -> None:
    start_of_word = FILES["src/App.tsx"].index("Hello")
    engine = use_engine(Script(Replacement("src/App.tsx", start_of_word, 5, "Hi"), Message("Shorter.")))
    background.run(start(mockup=mockup, user=person, note="Say less.", base=version).pk)
    run = Generation.objects.get()
    assert run.version is not None
    assert run.version.parent == version
    assert run.version.files["src/App.tsx"] == FILES["src/App.tsx"].replace("Hello", "Hi")
    assert (run.said, run.changed) == ("Shorter.", ["src/App.tsx"])
    assert engine.jobs[0].base is not None
    assert engine.jobs[0].base.files == FILES


def test_an_answer_that_changes_nothing_leaves_no_version_and_stays_in_the_talk(
    person: User, mockup: Mockup, version: Version, use_engine: Callable[[Script], Script], background: Background
) -> None:
    use_engine(Script(Message("I can lay out pictures, not follow sentences.")))
    background.run(start(mockup=mockup, user=person, note="Calmer.", base=version).pk)
    run = Generation.objects.get()
    assert (run.state, run.version) == (State.FINISHED, None)
    assert [(turn.asked, turn.said) for turn in turns_to(version)][1:] == [
        ("Calmer.", "I can lay out pictures, not follow sentences.")
    ]


def test_the_talk_so_far_is_the_line_of_versions(
    person: User, mockup: Mockup, use_engine: Callable[[Script], Script], background: Background
) -> None:
    use_engine(Script(*SMALL_RUN, Message("Made.")))
    background.run(start(mockup=mockup, user=person, note="First.").pk)
    first = Version.objects.get(number=1)
    hand = project_actions.save_edit(parent=first, user=person, files=FILES, message="Edited App.tsx")
    use_engine(Script(Delta("src/App.tsx", "// a branch\n")))
    background.run(start(mockup=mockup, user=person, note="A branch.", base=first).pk)
    job = job_of(start(mockup=mockup, user=person, note="Third.", base=hand))
    assert job.talk == (Turn("First.", "Made.", ("src/App.tsx",)), Turn("Edited App.tsx", "", ()))


def test_of_a_long_talk_the_page_shows_the_end(ada: Client, person: User, mockup: Mockup, version: Version) -> None:
    for number in range(61):
        edited = {"src/App.tsx": f"// {number}"}
        made = project_actions.save_edit(parent=version, user=person, files=edited, message=f"Step {number}.")
        assert made
        version = made
    page = ada.get(f"/projects/{mockup.project_id}/talk/?version={version.pk}").content.decode()
    assert "Step 60." in page
    assert "Step 0." not in page
    assert "2 earlier steps" in page


def test_pictures_go_along_in_their_order_with_the_page_first(person: User, mockup: Mockup, second: Mockup) -> None:
    third = add(mockup.project, person, "mobile.png", 90)
    pictures.describe(mockup=third, name="Phone", role=Role.BREAKPOINT, note="Narrow.")
    pictures.put_in_order(project=mockup.project, order=[third.pk, second.pk, mockup.pk])
    run = start(mockup=mockup, user=person)
    run.message.attachments.create(mockup=second, position=1)
    run.message.attachments.create(mockup=third, position=2)
    job = job_of(run)
    assert [(shown.name, shown.role, shown.number) for shown in job.pictures] == [
        ("sign-in.png", PictureRole.PAGE, 1),
        ("Phone", PictureRole.BREAKPOINT, 3),
        ("error.png", PictureRole.STATE, 2),
    ]
    assert job.pictures[1].note == "Narrow."


def test_earlier_pictures_stay_at_hand(person: User, mockup: Mockup, second: Mockup, version: Version) -> None:
    first = start(mockup=second, user=person)
    Generation.objects.filter(pk=first.pk).update(version=version, state=State.FINISHED)
    job = job_of(start(mockup=mockup, user=person, note="As in the second screen.", base=version))
    assert [shown.number for shown in job.pictures] == [1, 2]


def test_regions_and_the_element_go_along(ada: Client, mockup: Mockup, version: Version) -> None:
    mockup.measurement = None
    text = '<h1 title="👋">Hello</h1>'
    at = FILES["src/App.tsx"].index(text)
    selection = {"path": "src/App.tsx", "start": at, "end": at + len(text), "text": text}
    region = {"mockup": str(mockup.pk), "box": [600, 10, 100, 50], "note": "Rounder."}
    status, _ = send(ada, mockup, text="Quieter.", base=str(version.pk), regions=[region], selection=selection)
    job = job_of(Generation.objects.get())
    assert status == 201
    assert job.selection is not None
    assert job.selection.text == text
    assert [(found.place, found.box.x, found.box.width, found.note) for found in job.regions] == [
        (0, 600, 40, "Rounder.")
    ]


def test_the_team_s_instructions_go_along(person: User, mockup: Mockup) -> None:
    Connection.objects.create(team=mockup.project.team, instructions="British spelling.")
    assert job_of(start(mockup=mockup, user=person)).instructions == "British spelling."


def test_variants_are_runs_of_one_message(ada: Client, mockup: Mockup) -> None:
    status, body = send(ada, mockup, text="", pictures=[str(mockup.pk)], variants=3)
    assert status == 201
    assert len(body["generations"]) == 3  # type: ignore[arg-type]  # JSON
    assert Generation.objects.values("message").distinct().count() == 1
    page = ada.get(f"/projects/{mockup.project_id}/talk/?generation={Generation.objects.earliest('created').pk}")
    assert page.content.decode().count("Variant ") == 3


def test_two_people_at_once_both_get_runs(ada: Client, mockup: Mockup, version: Version) -> None:
    for text in ("Calmer.", "Louder."):
        assert send(ada, mockup, text=text, base=str(version.pk))[0] == 201
    assert Generation.objects.count() == 2


def test_another_answer_to_the_same_message(ada: Client, person: User, mockup: Mockup, version: Version) -> None:
    run = start(mockup=mockup, user=person, note="Calmer.", base=version)
    assert ada.post(f"/generations/{run.pk}/again/").status_code == 201
    assert list(run.message.answers.values_list("message__text", flat=True)) == ["Calmer.", "Calmer."]


def test_a_picture_that_is_removed_while_the_run_waits_is_left_out_and_said(
    person: User, mockup: Mockup, second: Mockup, use_engine: Callable[[Script], Script], background: Background
) -> None:
    engine = use_engine(Script(FileStart("src/App.tsx"), Delta("src/App.tsx", FILES["src/App.tsx"])))
    run = start(mockup=mockup, user=person)
    run.message.attachments.create(mockup=second, position=1)
    pictures.remove(mockup=second, user=person)
    background.run(run.pk)
    run.refresh_from_db()
    assert run.state == State.FINISHED
    assert run.said == "The picture “error.png” was removed before the run began; it went on without it."
    assert len(engine.jobs[0].pictures) == 1


def test_a_run_whose_only_picture_is_removed_fails_with_a_sentence(
    person: User, mockup: Mockup, second: Mockup, background: Background
) -> None:
    run = start(mockup=mockup, user=person)
    pictures.remove(mockup=mockup, user=person)
    background.run(run.pk)
    run.refresh_from_db()
    assert run.state == State.FAILED
    assert run.error_sentence.startswith("The pictures of this message were removed")


def test_an_empty_message_asks_for_nothing(ada: Client, mockup: Mockup, version: Version) -> None:
    assert refusal(ada, mockup, text=" \n", base=str(version.pk)).startswith("Write what should change.")


def test_a_first_page_needs_a_picture(ada: Client, mockup: Mockup) -> None:
    assert refusal(ada, mockup, text="A shop.").startswith("A first page is made from a picture.")


@pytest.mark.parametrize("length", [20_001, 200_000, 5_000_000])
def test_a_message_that_is_too_long(ada: Client, mockup: Mockup, version: Version, length: int) -> None:
    sentence = refusal(ada, mockup, text="x" * length, base=str(version.pk))
    assert sentence.startswith("A message has at most 20,000 characters.")


def test_an_archived_project_makes_nothing_new(ada: Client, mockup: Mockup, version: Version) -> None:
    Project.objects.filter(pk=mockup.project_id).update(archived=timezone.now())
    sentence = refusal(ada, mockup, text="Calmer.", base=str(version.pk))
    assert "is archived, so nothing new is made in it." in sentence


def test_twenty_pictures_are_too_many(ada: Client, mockup: Mockup) -> None:
    assert refusal(ada, mockup, pictures=[str(mockup.pk)] * 20).startswith("A message takes at most 12 pictures")


def test_code_that_has_changed_under_the_pointer(ada: Client, mockup: Mockup, version: Version) -> None:
    selection = {"path": "src/App.tsx", "start": 0, "end": 5, "text": "other"}
    sentence = refusal(ada, mockup, text="Quieter.", base=str(version.pk), selection=selection)
    assert "no longer at its place" in sentence


@pytest.mark.parametrize("box", [[700, 0, 50, 50], [0, 0, 1, 1], [float("nan"), 0, 50, 0]])
def test_a_region_outside_of_its_picture(ada: Client, mockup: Mockup, version: Version, box: list[float]) -> None:
    region = {"mockup": str(mockup.pk), "box": box, "note": ""}
    sentence = refusal(ada, mockup, text="This.", base=str(version.pk), regions=[region])
    assert sentence.startswith("A region lies outside of its picture")


@pytest.mark.parametrize("sent", [{"variants": 5}, {"base": "x"}, {"pictures": 3}, {"regions": [1]}])
def test_what_no_page_sends(ada: Client, mockup: Mockup, sent: dict[str, object]) -> None:
    assert refusal(ada, mockup, **{"text": "Calmer.", "pictures": [str(mockup.pk)], **sent})


def test_an_estimate_starts_nothing(ada: Client, mockup: Mockup) -> None:
    sent = json.dumps({"text": "", "pictures": [str(mockup.pk)]})
    answer = ada.post(f"/projects/{mockup.project_id}/estimate/", sent, "application/json")
    assert answer.status_code == 200
    assert answer.json()["tokens"] >= 0
    assert not Generation.objects.exists()
