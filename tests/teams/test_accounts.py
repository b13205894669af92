"""Signing up, in and out."""

from collections.abc import Callable

import pytest
from django.test import Client

from mockup2code.teams.models import Membership, Role, User


def test_signing_up_makes_a_team_of_one_and_signs_in(sign_up: Callable[[str], Client]) -> None:
    client = sign_up("ada@example.com")
    membership = Membership.objects.get()
    assert (membership.user.email, membership.role) == ("ada@example.com", Role.OWNER)
    assert membership.team.name == "ada's team"
    assert client.get("/").status_code == 200


def test_a_person_signs_in_with_the_address_and_the_password(sign_up: Callable[[str], Client]) -> None:
    sign_up("ada@example.com")
    client = Client()
    login = {"login": "Ada@Example.com", "password": "correct horse battery"}
    assert client.post("/accounts/login/", {**login, "password": "wrong"}).status_code == 200
    assert client.get("/").status_code == 302
    assert client.post("/accounts/login/", login).headers["Location"] == "/"
    assert client.get("/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["short", "password1234", "12345678"])
def test_a_weak_password_is_refused_with_the_reason(password: str) -> None:
    answer = Client().post("/accounts/signup/", {"email": "ada@example.com", "password1": password})
    assert answer.status_code == 200
    assert b"password" in answer.content
    assert not User.objects.exists()
