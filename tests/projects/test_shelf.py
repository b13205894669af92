"""The pictures of a project: numbered, guessed at, described, put in order, recognised, removed."""

import json
from pathlib import Path

import pytest
from django.test import Client

from mockup2code.projects.models import Mockup, Role
from mockup2code.projects.roles import Seen, guess_role
from mockup2code.teams import actions as team_actions
from mockup2code.teams.models import User
from tests.pictures import plain

FIRST = Seen("sign-in.png", 1440, 900)


@pytest.fixture
def ada(db: None, data_dir: Path) -> Client:
    user = User.objects.create_user("ada@example.com", "correct horse battery")
    team_actions.found_team(owner=user, name="Studio")
    client = Client(headers={"accept": "application/json"})
    client.force_login(user)
    return client


def upload(client: Client, tmp_path: Path, name: str, shade: int, address: str = "/projects/") -> dict[str, object]:
    path = tmp_path / name
    path.write_bytes(plain(640, 400, shade))
    with path.open("rb") as file:
        answer = client.post(address, {"picture": file})
    assert answer.status_code == 201
    return dict(answer.json())


def two(client: Client, tmp_path: Path) -> tuple[Mockup, Mockup]:
    made = upload(client, tmp_path, "one.png", 10)
    upload(client, tmp_path, "two.png", 20, str(made["add_url"]))
    first, second = Mockup.objects.order_by("number")
    return first, second


@pytest.mark.parametrize(
    ("picture", "first", "role"),
    [
        (FIRST, None, Role.PAGE),
        (Seen("sign-in error.png", 1440, 900), FIRST, Role.STATE),
        (Seen("menu_open@2x.png", 1440, 900), FIRST, Role.STATE),
        (Seen("sign-in mobile.png", 390, 844), FIRST, Role.BREAKPOINT),
        (Seen("Screenshot 3.png", 390, 1800), FIRST, Role.BREAKPOINT),
        (Seen("button.png", 300, 80), FIRST, Role.DETAIL),
        (Seen("crop of the header.png", 1440, 700), FIRST, Role.DETAIL),
        (Seen("checkout.png", 1440, 1200), FIRST, Role.SCREEN),
        (Seen("desktop.png", 1440, 900), FIRST, Role.SCREEN),
    ],
)
def test_what_a_picture_shows_is_guessed(picture: Seen, first: Seen | None, role: Role) -> None:
    assert guess_role(picture, first) is role


def test_pictures_are_numbered_as_they_come(ada: Client, tmp_path: Path) -> None:
    first, second = two(ada, tmp_path)
    assert (first.number, second.number, second.role) == (1, 2, Role.SCREEN)


def test_the_same_picture_is_recognised(ada: Client, tmp_path: Path) -> None:
    made = upload(ada, tmp_path, "one.png", 10)
    again = upload(ada, tmp_path, "copy of one.png", 10, str(made["add_url"]))
    assert again["pictures"] == made["pictures"]
    assert Mockup.objects.count() == 1


def test_a_picture_is_described(ada: Client, tmp_path: Path) -> None:
    first, _ = two(ada, tmp_path)
    described = {"name": "Home", "role": "state", "note": "Signed in."}
    assert ada.post(f"/mockups/{first.pk}/describe/", described).status_code == 200
    first.refresh_from_db()
    assert (first.name, first.role, first.note) == ("Home", Role.STATE, "Signed in.")


def test_what_a_picture_shows_is_kept_until_something_else_is_said(ada: Client, tmp_path: Path) -> None:
    first, _ = two(ada, tmp_path)
    kinds = []
    for said in ({"kind": "sketch"}, {}, {"kind": ""}):
        described = {"name": "Home", "role": "page", "note": "", **said}
        assert ada.post(f"/mockups/{first.pk}/describe/", described).status_code == 200
        first.refresh_from_db()
        kinds.append(first.kind)
    assert kinds == ["sketch", "sketch", ""]


@pytest.mark.parametrize("wrong", [{"name": ""}, {"role": "hero"}, {"note": "x" * 4001}, {"kind": "film"}])
def test_a_description_that_cannot_be_kept(ada: Client, tmp_path: Path, wrong: dict[str, str]) -> None:
    first, _ = two(ada, tmp_path)
    answer = ada.post(f"/mockups/{first.pk}/describe/", {"name": "Home", "role": "page", "note": "", **wrong})
    assert answer.status_code == 422
    assert "What was there before is kept." in answer.json()["error"]["sentence"]


def test_pictures_are_put_in_order(ada: Client, tmp_path: Path) -> None:
    first, second = two(ada, tmp_path)
    order = json.dumps([str(second.pk), str(first.pk)])
    answer = ada.post(f"/projects/{first.project_id}/pictures/order/", order, "application/json")
    assert answer.status_code == 200
    assert list(Mockup.objects.order_by("position")) == [second, first]
    assert list(Mockup.objects.order_by("number")) == [first, second]


def test_a_removed_picture_goes_with_its_files(
    ada: Client, tmp_path: Path, data_dir: Path, django_capture_on_commit_callbacks: object
) -> None:
    first, second = two(ada, tmp_path)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's
        assert ada.post(f"/mockups/{second.pk}/remove/").status_code == 200
    assert ada.get(f"/mockups/{second.pk}/picture/").status_code == 404
    assert not list(data_dir.rglob(f"{second.pk}*"))
    assert list(data_dir.rglob(f"{first.pk}*"))


def test_the_last_picture_stays(ada: Client, tmp_path: Path) -> None:
    upload(ada, tmp_path, "one.png", 10)
    answer = ada.post(f"/mockups/{Mockup.objects.get().pk}/remove/")
    assert answer.json()["error"]["code"] == "last_picture"
    assert Mockup.objects.get().removed is None
