"""Accounts made from the command line."""

import pytest
from django.test import Client

from mockup2code.operating import people

PASSWORD = "correct horse 9 battery"


@pytest.mark.django_db
def test_the_first_account_can_sign_in_and_has_a_team():
    user = people.add(email="first@example.com", password=PASSWORD, operator=True)
    client = Client()
    answer = client.post("/accounts/login/", {"login": "first@example.com", "password": PASSWORD})
    assert answer.headers["Location"] == "/"
    assert [team.name for team in user.teams.all()] == ["first's team"]
    assert client.get("/operator/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("email", "password", "why"), [("nobody", PASSWORD, "valid email"), ("a@example.com", "password", "too common")]
)
def test_an_account_that_nobody_could_use_is_refused(email, password, why):
    with pytest.raises(people.RefusedError, match=why):
        people.add(email=email, password=password, operator=False)
    assert people.find(email) is None
