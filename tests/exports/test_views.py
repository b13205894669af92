"""Downloads, as a member, a stranger and a passer-by get them."""

import io
import uuid
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from mockup2code.exports.project import project_files
from mockup2code.projects import actions
from mockup2code.projects.models import Asset, Project, Version
from mockup2code.teams.models import User
from mockup2code.teams.queries import current_team
from mockup2code.vision.ingest import ingest

FILES = {
    "src/App.tsx": 'export default function App() {\n  return <h1 title="é">Hello</h1>;\n}\n',
    "src/components/Größe.tsx": "export function Size() {\n  return null;\n}\n",
}


@pytest.fixture
def ada(sign_up: Callable[[str], Client], data_dir: Path) -> Client:
    return sign_up("ada@example.com")


@pytest.fixture
def version(ada: Client, png: bytes) -> Version:
    return make_version(png, {"src/App.tsx": FILES["src/App.tsx"]})


def make_version(png: bytes, files: dict[str, str], name: str = "Sign in") -> Version:
    user = User.objects.get(email="ada@example.com")
    team = current_team(user)
    assert team
    mockup = actions.start_project(team=team, user=user, picture=ingest(png, f"{name}.png"))
    asset = actions.keep_asset(project_id=mockup.project_id, png=png, width=640, height=400)
    actions.rename_project(project=mockup.project, user=user, name=name)
    return actions.add_version(mockup=mockup, user=user, files=files, assets={"src/assets/hero.png": str(asset.pk)})


def zip_address(version: Version) -> str:
    return f"/versions/{version.pk}/zip/"


def file_address(version: Version, path: str) -> str:
    return f"/versions/{version.pk}/files/{path}"


def test_the_zip_is_the_project_with_its_pictures(ada, version, png):
    answer = ada.get(zip_address(version))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="sign-in-v1.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    assert held == project_files("Sign in", version.files, {"src/assets/hero.png": png})


def test_a_name_of_other_letters_gives_a_filename(ada, png):
    version = make_version(png, {"src/App.tsx": FILES["src/App.tsx"]}, name='主页"\n')
    assert ada.get(zip_address(version)).headers["Content-Disposition"] == 'attachment; filename="mockup-v1.zip"'


def test_one_file_is_downloaded_as_it_is(ada, version):
    answer = ada.get(file_address(version, "src/App.tsx"))
    assert answer.status_code == 200
    assert answer.content.decode() == FILES["src/App.tsx"]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="App.tsx"'


def test_a_file_with_other_letters_keeps_its_name(ada, png):
    version = make_version(png, FILES)
    answer = ada.get(file_address(version, "src/components/Größe.tsx"))
    assert answer.headers["Content-Disposition"] == "attachment; filename*=utf-8''Gr%C3%B6%C3%9Fe.tsx"


@pytest.mark.parametrize("path", ["src/Other.tsx", "package.json", "../settings.py", "src/assets/hero.png"])
def test_a_file_that_is_not_in_the_version_is_not_there(ada, version, path):
    assert ada.get(file_address(version, path)).status_code == 404


def test_downloads_are_kept_by_nobody_and_guessed_by_no_browser(ada, version):
    for address in (zip_address(version), file_address(version, "src/App.tsx")):
        headers = ada.get(address).headers
        assert headers["Cache-Control"] == "private, no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_version_that_makes_no_project_gets_a_sentence(ada, png):
    version = make_version(png, {"../evil.tsx": "", "src/App.tsx": ""})
    answer = ada.get(zip_address(version))
    assert answer.status_code == 409
    assert "cannot be part of a project" in answer.content.decode()


def test_a_picture_that_is_gone_is_no_server_error(ada, version):
    Asset.objects.all().delete()
    assert ada.get(zip_address(version)).status_code == 404


def test_strangers_and_passers_by_get_nothing(version, sign_up):
    eve, nobody = sign_up("eve@example.com"), Client()
    for address in (zip_address(version), file_address(version, "src/App.tsx")):
        assert eve.get(address).status_code == 404
        assert nobody.get(address).status_code == 404


def test_a_version_that_never_was_and_one_that_is_gone(ada, version):
    assert ada.get(f"/versions/{uuid.uuid4()}/zip/").status_code == 404
    Project.objects.all().delete()
    assert ada.get(zip_address(version)).status_code == 404


def test_downloads_are_only_read(ada, version):
    assert ada.post(zip_address(version)).status_code == 405
