"""Versions that people make: saved by hand, restored, named, starred; earlier ones always stay."""

import json
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mockup2code.projects import actions
from mockup2code.projects.models import Mockup, Source, Version
from mockup2code.teams.models import Membership, Role, User

APP = "export default function App() {\n  return <h1>Hello</h1>;\n}\n"


@pytest.fixture
def ada(sign_up: Callable[[str], Client], data_dir: Path) -> Client:
    return sign_up("ada@example.com")


@pytest.fixture
def first(ada: Client, png: bytes) -> Version:
    """The version of a run, with a picture."""
    ada.post("/projects/", {"picture": SimpleUploadedFile("form.png", png)})
    mockup = Mockup.objects.get()
    asset = actions.keep_asset(project_id=mockup.project_id, png=png, width=640, height=400)
    files = {"src/App.tsx": APP, "src/index.css": '@import "tailwindcss";\n'}
    return actions.add_version(mockup=mockup, user=None, files=files, assets={"src/assets/a.png": str(asset.pk)})


def save(client: Client, parent: Version, **change: object) -> object:
    body = {"parent": str(parent.pk), "files": {**parent.files, "src/App.tsx": APP.replace("Hello", "Hi")}, **change}
    return client.post(f"/projects/{parent.project_id}/versions/", json.dumps(body), content_type="application/json")


def saved(answer: object) -> Version:
    assert answer.status_code == 201, answer.content
    return Version.objects.get(pk=answer.json()["version"])


def test_an_edit_becomes_the_next_version_with_its_author(ada: Client, first: Version) -> None:
    version = saved(save(ada, first, message="Friendlier"))
    assert (version.number, version.source, version.parent, version.message) == (2, Source.HAND, first, "Friendlier")
    assert version.created_by == User.objects.get()
    assert "Hi" in version.files["src/App.tsx"]
    assert version.assets == first.assets


def test_the_edited_version_stays_as_it_was(ada: Client, first: Version) -> None:
    save(ada, first)
    first.refresh_from_db()
    assert first.files["src/App.tsx"] == APP


def test_two_who_save_at_once_get_two_versions_and_are_told(
    ada: Client, first: Version, sign_up: Callable[[str], Client]
) -> None:
    bob = sign_up("bob@example.com")
    Membership.objects.create(team=first.project.team, user=User.objects.get(email="bob@example.com"), role=Role.EDITOR)
    assert save(ada, first).json()["notice"] == ""
    answer = save(bob, first, files={**first.files, "src/App.tsx": APP.replace("Hello", "Welcome")})
    assert saved(answer).number == 3
    assert "ada@example.com made version 2 while you were editing. Yours is version 3" in answer.json()["notice"]


def test_saving_nothing_new_makes_no_version(ada: Client, first: Version) -> None:
    answer = save(ada, first, files=first.files)
    assert answer.status_code == 422
    assert "no version was made" in answer.json()["error"]["sentence"]
    assert Version.objects.count() == 1


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"src/Other.tsx": APP}, "needs src/App.tsx"),
        ({"src/App.tsx": APP, "../evil.tsx": ""}, "is no path"),
        ({"src/App.tsx": APP, "src/../../evil.tsx": ""}, "is no path"),
        ({"src/App.tsx": APP, "src/run.sh": ""}, "is no path"),
        ({"src/App.tsx": "\0"}, "a character"),
        ({"src/App.tsx": "\ud800"}, "a character"),
        ({"src/App.tsx": "x" * 2_000_001}, "2 MB"),
        ({"src/App.tsx": APP} | {f"src/P{i}.tsx": "" for i in range(200)}, "200 files"),
        ([], "could not be read"),
        ({"src/App.tsx": 1}, "could not be read"),
    ],
)
def test_an_edit_that_cannot_be_kept_says_why(ada: Client, first: Version, files: object, sentence: str) -> None:
    answer = save(ada, first, files=files)
    assert answer.status_code == 422
    assert sentence in answer.json()["error"]["sentence"]
    assert "Nothing was saved" in answer.json()["error"]["sentence"]


@pytest.mark.parametrize(
    "body", ["", "[]", "{", '{"parent": 1, "files": {}}', '"text"', '{"parent": "x", "files": {}}']
)
def test_a_body_that_is_no_edit_says_so(ada: Client, first: Version, body: str) -> None:
    answer = ada.post(f"/projects/{first.project_id}/versions/", body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "bad_edit"


def test_a_parent_of_another_project_is_not_there(ada: Client, first: Version, png: bytes) -> None:
    ada.post("/projects/", {"picture": SimpleUploadedFile("other.png", png)})
    other = Mockup.objects.exclude(pk=first.mockup_id).get()
    body = {"parent": str(first.pk), "files": first.files}
    answer = ada.post(f"/projects/{other.project_id}/versions/", json.dumps(body), content_type="application/json")
    assert answer.status_code == 404


def test_restoring_makes_a_new_version_and_keeps_all(ada: Client, first: Version) -> None:
    save(ada, first)
    version = saved(ada.post(f"/versions/{first.pk}/restore/"))
    assert (version.number, version.source, version.parent) == (3, Source.RESTORE, first)
    assert version.files == first.files
    assert Version.objects.count() == 3


def test_a_version_gets_a_name_and_a_star(ada: Client, first: Version) -> None:
    assert ada.post(f"/versions/{first.pk}/label/", {"name": "For the client"}).json() == {"name": "For the client"}
    assert ada.post(f"/versions/{first.pk}/star/", {"starred": "true"}).json() == {"starred": True}
    first.refresh_from_db()
    assert (first.name, first.starred) == ("For the client", True)


def test_a_name_that_is_too_long_is_refused(ada: Client, first: Version) -> None:
    assert ada.post(f"/versions/{first.pk}/label/", {"name": "x" * 81}).status_code == 422


@pytest.mark.parametrize("address", ["restore", "label", "star", "fidelity"])
def test_strangers_find_no_version(first: Version, sign_up: Callable[[str], Client], address: str) -> None:
    eve = sign_up("eve@example.com")
    assert eve.post(f"/versions/{first.pk}/{address}/").status_code == 404
    assert eve.post(f"/versions/{uuid.uuid4()}/{address}/").status_code == 404
    assert save(eve, first).status_code == 404


def test_viewers_change_no_versions(first: Version, sign_up: Callable[[str], Client]) -> None:
    viewer = sign_up("vi@example.com")
    Membership.objects.create(team=first.project.team, user=User.objects.get(email="vi@example.com"), role=Role.VIEWER)
    assert viewer.post(f"/versions/{first.pk}/restore/").status_code == 403
    assert save(viewer, first).status_code == 403
