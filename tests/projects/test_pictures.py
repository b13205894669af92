"""The pictures of versions: taken by a browser, trusted no more than any upload, kept once, gone with their version."""

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from mockup2code.projects import actions, lifecycle
from mockup2code.projects.models import Mockup, Version
from mockup2code.teams.models import User
from mockup2code.vision.picture import Picture


@pytest.fixture
def ada(sign_up: Callable[[str], Client], data_dir: Path) -> Client:
    return sign_up("ada@example.com")


@pytest.fixture
def version(ada: Client, png: bytes) -> Version:
    ada.post("/projects/", {"picture": SimpleUploadedFile("form.png", png)})
    return actions.add_version(mockup=Mockup.objects.get(), user=None, files={"src/App.tsx": ""}, assets={})


def keep(client: Client, version: Version, picture: bytes) -> HttpResponse:
    return client.post(f"/versions/{version.pk}/picture/keep/", picture, content_type="image/webp")


def drawn(width: int, height: int, color: str = "#2353e0") -> bytes:
    output = io.BytesIO()
    Image.new("RGB", (width, height), color).save(output, "WEBP")
    return output.getvalue()


def _content(version: Version) -> bytes:
    with version.picture.open("rb") as file:
        return file.read()


def declared(width: int, height: int) -> bytes:
    """A PNG that says it has this size, and has no pixels."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))


def test_a_picture_is_kept_small_and_shown_in_the_history(ada: Client, version: Version) -> None:
    assert ada.get(f"/versions/{version.pk}/picture/").status_code == 404
    assert keep(ada, version, drawn(1280, 800)).json() == {"kept": True}
    answer = ada.get(f"/versions/{version.pk}/picture/")
    assert answer["Content-Type"] == "image/webp"
    assert Image.open(io.BytesIO(answer.content)).size == (640, 400)
    history = ada.get(f"/projects/{version.project_id}/history/").content.decode()
    assert f'src="/versions/{version.pk}/picture/"' in history


def test_the_first_picture_stays(ada: Client, version: Version, data_dir: Path) -> None:
    keep(ada, version, drawn(640, 400))
    before = ada.get(f"/versions/{version.pk}/picture/").content
    assert keep(ada, version, drawn(640, 400, "#b3261e")).json() == {"kept": False}
    assert ada.get(f"/versions/{version.pk}/picture/").content == before
    assert len(list((data_dir / "files" / "versions").iterdir())) == 1


def test_of_two_that_come_at_once_one_is_kept(version: Version, data_dir: Path, png: bytes) -> None:
    twice = [Version.objects.get(pk=version.pk) for _ in range(2)]
    picture = Picture("page", png, 640, 400)
    assert [actions.keep_picture(version=each, picture=picture) for each in twice] == [True, False]
    stored = Version.objects.get(pk=version.pk).picture
    assert [file.name for file in (data_dir / "files" / "versions").iterdir()] == [Path(stored.name).name]


@pytest.mark.parametrize(
    "picture",
    [b"", b"<svg/>", b"\x89PNG\r\n\x1a\nno", drawn(5000, 10), declared(3000, 3000), b"x" * 3_000_001, b"x" * 5_000_000],
    ids=["empty", "svg", "broken", "wide", "bomb", "large", "larger"],
)
def test_what_is_no_picture_of_a_page_is_refused(ada: Client, version: Version, picture: bytes) -> None:
    answer = keep(ada, version, picture)
    assert answer.status_code in {413, 422}
    assert answer.json()["error"]["sentence"]
    version.refresh_from_db()
    assert not version.picture


def test_the_copy_of_a_project_has_its_own_pictures(ada: Client, version: Version) -> None:
    keep(ada, version, drawn(640, 400))
    version.refresh_from_db()
    copy = lifecycle.duplicate(project=version.project, user=User.objects.get()).versions.get()
    assert copy.picture.name != version.picture.name
    assert len({_content(each) for each in (copy, version)}) == 1


@pytest.mark.django_db(transaction=True)
def test_a_picture_goes_with_its_project(ada: Client, version: Version, data_dir: Path) -> None:
    keep(ada, version, drawn(640, 400))
    version.project.delete()
    assert list((data_dir / "files" / "versions").iterdir()) == []
