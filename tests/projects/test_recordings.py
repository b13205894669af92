"""Screen recordings: their moments become pictures, what cannot be read gets a sentence, files go with the rest."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mockup2code.generations.jobs import job_for, wanted_of
from mockup2code.projects import lifecycle, pictures
from mockup2code.projects.models import Mockup, Project, Recording, Role
from mockup2code.teams import actions as team_actions
from mockup2code.teams.models import User
from tests.generations.running import start
from tests.vision.films import film, page, sound


@pytest.fixture
def person(db: None, data_dir: Path) -> User:
    user = User.objects.create_user("ada@example.com", "correct horse battery")
    team_actions.found_team(owner=user, name="Studio")
    return user


@pytest.fixture
def ada(person: User) -> Client:
    client = Client(headers={"accept": "application/json"})
    client.force_login(person)
    return client


@pytest.fixture(scope="module")
def two_states(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("films") / "Sign in.mp4"
    return film(path, [(page("Home"), 1.0), (page("Menu", "#b3261e"), 1.0)]).read_bytes()


def upload(client: Client, content: bytes, name: str = "Sign in.mp4", address: str = "/recordings/") -> object:
    return client.post(address, {"recording": SimpleUploadedFile(name, content, "video/mp4")})


def test_a_recording_becomes_a_project_of_its_moments(ada: Client, two_states: bytes) -> None:
    answer = upload(ada, two_states)
    assert answer.status_code == 201  # type: ignore[attr-defined]
    project = Project.objects.get()
    moments = list(Mockup.objects.order_by("number"))
    assert project.name == "Sign in"
    assert [(moment.role, round(moment.at or 0)) for moment in moments] == [(Role.FRAME, 0), (Role.FRAME, 1)]
    assert Recording.objects.get().media_type == "video/mp4"


def test_moments_that_are_left_out_are_not_sent(ada: Client, person: User, two_states: bytes) -> None:
    upload(ada, two_states)
    second = Mockup.objects.get(number=2)
    job, _ = job_for(wanted_of(start(mockup=second, user=person)))
    assert [shown.seconds for shown in job.pictures] == [second.at]
    assert job.recording is not None
    assert job.recording.path.read_bytes() == two_states


def test_a_recording_for_a_project_that_is_there(ada: Client, two_states: bytes) -> None:
    upload(ada, two_states)
    project = Project.objects.get()
    upload(ada, two_states, address=f"/projects/{project.pk}/recordings/")
    assert Recording.objects.filter(project=project).count() == 2
    assert Mockup.objects.filter(project=project).count() == 4


def test_a_recording_goes_with_the_last_of_its_moments(
    ada: Client,
    person: User,
    png: bytes,
    two_states: bytes,
    data_dir: Path,
    django_capture_on_commit_callbacks: Callable[..., ExitStack],
) -> None:
    upload(ada, two_states)
    project = Project.objects.get()
    moments = list(project.mockups.order_by("number"))
    ada.post(f"/projects/{project.pk}/mockups/", {"picture": SimpleUploadedFile("a.png", png, "image/png")})
    with django_capture_on_commit_callbacks(execute=True):
        pictures.remove(mockup=moments[0], user=person)
    assert list(data_dir.rglob("recordings/*"))
    with django_capture_on_commit_callbacks(execute=True):
        pictures.remove(mockup=moments[1], user=person)
    assert not list(data_dir.rglob("recordings/*"))


def test_a_recording_goes_with_its_project(
    ada: Client, two_states: bytes, data_dir: Path, django_capture_on_commit_callbacks: Callable[..., ExitStack]
) -> None:
    upload(ada, two_states)
    with django_capture_on_commit_callbacks(execute=True):
        Project.objects.all().delete()
    assert not [path for path in data_dir.rglob("*") if path.is_file() and "recordings" in path.parts]


def test_a_copied_project_has_the_recording_too(ada: Client, person: User, two_states: bytes) -> None:
    upload(ada, two_states)
    copy = lifecycle.duplicate(project=Project.objects.get(), user=person)
    with copy.recordings.get().file.open("rb") as file:
        assert file.read() == two_states
    assert set(copy.mockups.values_list("recording", flat=True)) == {copy.recordings.get().pk}


def test_what_is_no_recording_gets_a_sentence_and_leaves_nothing(ada: Client, tmp_path: Path, png: bytes) -> None:
    only_sound = sound(tmp_path / "sound.mp4").read_bytes()
    for content, name in ((b"", "empty.mp4"), (png, "picture.mp4"), (only_sound, "sound.mp4"), (b"words", "a.webm")):
        answer = upload(ada, content, name)
        assert answer.status_code == 422  # type: ignore[attr-defined]
        sentence = answer.json()["error"]["sentence"]  # type: ignore[attr-defined]
        assert name in sentence
        assert "othing was lost" in sentence
    assert not Project.objects.exists()
