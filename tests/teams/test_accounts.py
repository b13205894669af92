"""Signing up, in and out; second factors, sessions, guessed passwords, and deleting the account."""

import re
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.test import Client

from mockup2code.teams import actions
from mockup2code.teams.models import Membership, Role, Team, User

PASSWORD = "correct horse battery"
LOGIN = {"login": "ada@example.com", "password": PASSWORD}


@pytest.fixture
def ada(sign_up: Callable[[str], Client]) -> Client:
    return sign_up("ada@example.com")


def test_signing_up_makes_a_team_of_one_and_signs_in(ada: Client) -> None:
    membership = Membership.objects.get()
    assert (membership.user.email, membership.role) == ("ada@example.com", Role.OWNER)
    assert membership.team.name == "ada's team"
    assert ada.get("/").status_code == 200


def test_a_person_signs_in_with_the_address_and_the_password(ada: Client) -> None:
    client = Client()
    login = {**LOGIN, "login": "Ada@Example.com"}
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


def test_an_address_is_confirmed_by_the_link_in_the_mail(ada: Client) -> None:
    (link,) = re.findall(r"http://testserver(/accounts/confirm-email/\S+)", mail.outbox[0].body)
    assert not EmailAddress.objects.get().verified
    ada.post(link)
    assert EmailAddress.objects.get().verified


def prove(client: Client) -> None:
    """What changes an account asks for the password once more."""
    assert client.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302


def test_another_address_takes_the_place_of_the_first(ada: Client) -> None:
    prove(ada)
    ada.post("/accounts/email/", {"action_add": "", "email": "new@example.com"})
    (link,) = re.findall(r"http://testserver(/accounts/confirm-email/\S+)", mail.outbox[-1].body)
    ada.post(link)
    ada.post("/accounts/email/", {"action_primary": "", "email": "new@example.com"})
    assert User.objects.get().email == "new@example.com"
    ada.post("/accounts/email/", {"action_remove": "", "email": "ada@example.com"})
    assert [address.email for address in EmailAddress.objects.all()] == ["new@example.com"]


def test_a_forgotten_password_is_set_anew_by_the_link_in_the_mail(ada: Client) -> None:
    client = Client()
    client.post("/accounts/password/reset/", {"email": "ada@example.com"})
    (link,) = re.findall(r"http://testserver(/accounts/password/reset/key/\S+)", mail.outbox[-1].body)
    form = client.get(link).headers["Location"]
    client.post(form, {"password1": "another horse battery", "password2": "another horse battery"})
    assert client.post("/accounts/login/", {**LOGIN, "password": "another horse battery"}).status_code == 302


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def switch_totp_on(client: Client) -> str:
    """The secret, as the page shows it."""
    prove(client)
    (secret,) = re.findall(r'readonly value="(\w+)"', client.get("/accounts/2fa/totp/activate/").content.decode())
    assert client.post("/accounts/2fa/totp/activate/", {"code": code_for(secret)}).status_code == 302
    return secret


def test_with_an_authenticator_app_the_password_alone_lets_nobody_in(ada: Client) -> None:
    secret, client = switch_totp_on(ada), Client()
    assert client.post("/accounts/login/", LOGIN).headers["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/").status_code == 302
    assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    cache.clear()  # a code counts once: the one that switched it on is used up
    assert client.post("/accounts/2fa/authenticate/", {"code": code_for(secret)}).status_code == 302
    assert client.get("/").status_code == 200


def test_a_recovery_code_lets_in_once(ada: Client) -> None:
    switch_totp_on(ada)
    page = ada.get("/accounts/2fa/recovery-codes/").content.decode()
    code = re.findall(r'<li class="figure[^>]*>(\d+)<', page)[0]
    assert code in ada.get("/accounts/2fa/recovery-codes/download/").content.decode()
    for status in (302, 200):
        client = Client()
        client.post("/accounts/login/", LOGIN)
        assert client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == status


def test_a_session_is_of_no_use_after_signing_out(ada: Client) -> None:
    thief = Client()
    thief.cookies.update(ada.cookies)
    assert thief.get("/").status_code == 200
    ada.post("/accounts/logout/")
    assert thief.get("/").status_code == 302


def test_all_other_sessions_are_signed_out_at_once(ada: Client) -> None:
    elsewhere = Client()
    elsewhere.post("/accounts/login/", LOGIN)
    assert b"Sign out everywhere else" in ada.get("/accounts/sessions/").content
    ada.post("/accounts/sessions/")
    assert (ada.get("/").status_code, elsewhere.get("/").status_code) == (200, 302)


def test_a_password_cannot_be_guessed(ada: Client) -> None:
    """A thousand guesses from a thousand addresses: after a few, not even the right one is tried."""
    answers = []
    for guess in range(1000):
        client = Client(REMOTE_ADDR=f"10.0.{guess // 250}.{guess % 250}")
        answers.append(client.post("/accounts/login/", {**LOGIN, "password": f"guess {guess}"}))
    tried = [answer for answer in answers if b"not correct" in answer.content]
    assert len(tried) <= 5
    assert b"Too many failed login attempts" in answers[-1].content
    assert Client(REMOTE_ADDR="10.9.9.9").post("/accounts/login/", LOGIN).status_code == 200


def test_an_account_is_deleted_with_what_is_its_own_only(ada: Client, sign_up: Callable[[str], Client]) -> None:
    sign_up("bob@example.com")
    shared, alone = User.objects.get(email="bob@example.com").teams.get(), Team.objects.get(name="ada's team")
    Membership.objects.create(team=shared, user=User.objects.get(email="ada@example.com"), role=Role.EDITOR)
    prove(ada)
    page = ada.get("/accounts/delete/").content.decode()
    assert page.index("ada&#x27;s team") < page.index("bob&#x27;s team")
    assert ada.post("/accounts/delete/", {"email": "bob@example.com"}).status_code == 422
    assert ada.post("/accounts/delete/", {"email": "Ada@example.com"}).status_code == 302
    assert not User.objects.filter(email="ada@example.com").exists()
    assert not Team.objects.filter(pk=alone.pk).exists()
    assert shared.members.count() == 1
    assert ada.get("/").status_code == 302


def test_the_last_owner_of_a_team_with_others_hands_it_over_first(ada: Client) -> None:
    bob = User.objects.create_user("bob@example.com", PASSWORD)
    Membership.objects.create(team=Team.objects.get(), user=bob, role=Role.ADMIN)
    assert b"Hand over first" in ada.get("/accounts/delete/").content
    prove(ada)
    refused = ada.post("/accounts/delete/", {"email": "ada@example.com"})
    assert (refused.status_code, b"never without an owner" in refused.content) == (422, True)
    actions.hand_over(actor=User.objects.get(email="ada@example.com"), membership=Membership.objects.get(user=bob))
    assert ada.post("/accounts/delete/", {"email": "ada@example.com"}).status_code == 302


def test_the_passkeys_of_others_are_not_there(ada: Client, sign_up: Callable[[str], Client]) -> None:
    eve = sign_up("eve@example.com")
    key = Authenticator.objects.create(
        user=User.objects.get(email="ada@example.com"), type=Authenticator.Type.WEBAUTHN, data={"name": "Laptop"}
    )
    prove(ada)
    prove(eve)
    assert ada.get(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/").status_code == 200
    assert eve.get(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/").status_code == 404
