"""Pages and files of projects, as a person, a teammate and a stranger get them."""

import io
import re
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from mockup2code.projects import actions
from mockup2code.projects.models import Asset, Mockup, Project
from mockup2code.teams.models import Membership, Role, Team, User

JSON = {"Accept": "application/json"}


@pytest.fixture
def ada(sign_up: Callable[[str], Client], data_dir: Path) -> Client:
    return sign_up("ada@example.com")


@pytest.fixture
def eve(sign_up: Callable[[str], Client]) -> Client:
    return sign_up("eve@example.com")


def upload(client: Client, content: bytes, name: str = "sign-in_form.png") -> object:
    return client.post("/projects/", {"picture": SimpleUploadedFile(name, content)}, headers=JSON)


@pytest.fixture
def mockup(ada: Client, png: bytes) -> Mockup:
    assert upload(ada, png).status_code == 201
    return Mockup.objects.get()


def addresses(mockup: Mockup, asset: Asset, version: object) -> list[tuple[str, str]]:
    """Every address of a project, with the method that it takes."""
    return [
        ("get", f"/projects/{mockup.project_id}/"),
        ("get", f"/projects/{mockup.project_id}/history/"),
        ("post", f"/projects/{mockup.project_id}/rename/"),
        ("post", f"/projects/{mockup.project_id}/mockups/"),
        ("get", f"/mockups/{mockup.pk}/picture/"),
        ("get", f"/mockups/{mockup.pk}/thumbnail/"),
        ("post", f"/mockups/{mockup.pk}/generate/"),
        ("get", f"/assets/{asset.pk}/"),
        ("get", f"/versions/{version.pk}/"),
        ("get", f"/versions/{version.pk}/zip/"),
        ("get", f"/versions/{version.pk}/files/src/App.tsx"),
    ]


def add_version(mockup: Mockup, png: bytes) -> tuple[Asset, object]:
    asset = actions.keep_asset(project_id=mockup.project_id, png=png, width=640, height=400)
    files = {"src/App.tsx": "export default function App() {\n  return <h1>Hello</h1>;\n}\n"}
    assets = {"src/assets/hero.png": str(asset.pk)}
    return asset, actions.add_version(mockup=mockup, user=None, files=files, assets=assets)


def test_an_upload_makes_a_project_named_after_the_picture(ada: Client, png: bytes) -> None:
    answer = upload(ada, png)
    mockup = Mockup.objects.get()
    made = answer.json()
    assert made["url"] == f"/projects/{mockup.project_id}/?mockup={mockup.pk}"
    assert [picture["id"] for picture in made["pictures"]] == [str(mockup.pk)]
    assert (mockup.project.name, mockup.width, mockup.height) == ("Sign in form", 640, 400)
    assert ada.get(answer.json()["url"]).status_code == 200


def test_without_scripts_an_upload_leads_to_the_workspace(ada: Client, png: bytes) -> None:
    answer = ada.post("/projects/", {"picture": SimpleUploadedFile("a.png", png), "note": "Calm."})
    assert answer.headers["Location"].startswith(f"/projects/{Project.objects.get().pk}/")
    assert Mockup.objects.get().note == "Calm."


def test_an_example_is_uploaded_by_its_name(ada: Client) -> None:
    answer = ada.post("/projects/", {"example": "screen"}, headers=JSON)
    assert answer.status_code == 201
    assert Mockup.objects.get().width == 1280


def test_the_stored_picture_has_only_pixels(ada: Client) -> None:
    image, output = Image.new("RGB", (60, 30), "red"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    image.save(output, "JPEG", exif=exif, comment=b"secret comment")
    upload(ada, output.getvalue(), "a.jpg")
    kept = ada.get(f"/mockups/{Mockup.objects.get().pk}/picture/")
    assert kept.headers["Content-Type"] == "image/png"
    assert b"secret" not in kept.content


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        (b"", 422, "empty"),
        (b"just text", 422, "not a picture"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 422, "SVG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", 422, "EPS"),
        (b"\xff\xd8\xff\xe0" + b"0" * 20_000_001, 413, "20 MB"),
    ],
)
def test_a_bad_file_gets_a_sentence_and_leaves_nothing(ada: Client, content: bytes, status: int, words: str) -> None:
    answer = upload(ada, content)
    assert answer.status_code == status
    assert words.lower() in answer.json()["error"]["sentence"].lower()
    assert not Project.objects.exists()


def test_without_scripts_a_bad_file_shows_the_sentence_on_the_page(ada: Client) -> None:
    answer = ada.post("/projects/", {"picture": SimpleUploadedFile("a.png", b"just text")})
    assert answer.status_code == 422
    assert "not a picture" in answer.content.decode()


@pytest.mark.parametrize("fields", [{}, {"example": "none-such"}, {"example": "screen", "note": "x" * 4001}])
def test_a_form_without_what_it_needs_gets_a_sentence(ada: Client, fields: dict[str, str]) -> None:
    answer = ada.post("/projects/", fields, headers=JSON)
    assert answer.status_code == 422
    assert answer.json()["error"]["sentence"]


def test_every_address_answers_a_member_and_is_not_there_for_strangers(
    mockup: Mockup, ada: Client, eve: Client, png: bytes
) -> None:
    asset, version = add_version(mockup, png)
    for method, address in addresses(mockup, asset, version):
        assert getattr(ada, method)(address, headers=JSON).status_code in {200, 201, 422}, address
        assert getattr(eve, method)(address, headers=JSON).status_code == 404, address
        assert getattr(Client(), method)(address).status_code == 404, address


def test_a_viewer_may_look_but_not_change(mockup: Mockup, eve: Client, png: bytes) -> None:
    asset, version = add_version(mockup, png)
    viewer = User.objects.get(email="eve@example.com")
    Membership.objects.create(team=mockup.project.team, user=viewer, role=Role.VIEWER)
    for method, address in addresses(mockup, asset, version):
        expected = 200 if method == "get" else 403
        assert getattr(eve, method)(address, headers=JSON).status_code == expected, address


def test_an_address_of_nothing_is_not_there(ada: Client) -> None:
    nothing = uuid.uuid4()
    for address in (f"/projects/{nothing}/", f"/mockups/{nothing}/picture/", f"/versions/{nothing}/zip/"):
        assert ada.get(address).status_code == 404


@pytest.mark.parametrize(
    "query", ["?version=nonsense", "?generation=1", "?mockup=7d0c28c6-0d84-4f0c-9e0b-2d9a3f1f6d11"]
)
def test_a_workspace_does_not_fail_on_a_query_of_nonsense(ada: Client, mockup: Mockup, query: str) -> None:
    assert ada.get(f"/projects/{mockup.project_id}/{query}").status_code == 404


def test_a_project_is_renamed(ada: Client, mockup: Mockup) -> None:
    address = f"/projects/{mockup.project_id}/rename/"
    assert ada.post(address, {"name": "  Front door "}, headers=JSON).json() == {"name": "Front door"}
    assert ada.post(address, {"name": " "}, headers=JSON).status_code == 422
    assert Project.objects.get().name == "Front door"


def test_the_dashboard_shows_projects_newest_first_in_pages(ada: Client, png: bytes) -> None:
    team = Team.objects.get()
    for number in range(30):
        Project.objects.create(team=team, name=f"Number {number:02}")
    shown = [re.findall(r"Number \d\d", ada.get(f"/?page={page}").content.decode()) for page in (1, 2)]
    assert list(dict.fromkeys(shown[0]))[:2] == ["Number 29", "Number 28"]
    assert [len(set(page)) for page in shown] == [24, 6]
