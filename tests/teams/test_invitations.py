"""Invitations by mail and by link: once or many times, until they end or are taken back, for whom they are meant."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from mockup2code.teams.invitations import MOST_OPEN, Terms, invite
from mockup2code.teams.models import Invitation, Membership, Role, Team, User
from mockup2code.teams.permissions import Actor
from tests.teams.world import BACKEND, World, make_world, person

PASSWORD = "correct horse battery"


@pytest.fixture
def world(db: None, png: bytes, data_dir: object) -> World:
    cache.clear()
    return make_world(png)


def made(world: World, **terms: object) -> str:
    """The path of a new invitation."""
    _invitation, token = invite(
        team=world.team, actor=world.people[Actor.OWNER], terms=Terms(**{"role": Role.EDITOR, **terms})
    )
    return f"/invitations/{token}/"


def newcomer(email: str) -> Client:
    client = Client()
    client.force_login(person(email), backend=BACKEND)
    return client


def role_of(world: World, email: str) -> str | None:
    return Membership.objects.filter(team=world.team, user__email=email).values_list("role", flat=True).first()


def test_an_invitation_goes_out_by_mail_and_lets_in_with_its_role(world: World) -> None:
    form = {"email": "new@example.com", "role": "viewer", "days": "7"}
    page = world.browser(Actor.ADMIN).post(f"/teams/{world.team.pk}/invitations/", form)
    (message,) = mail.outbox
    (link,) = re.findall(r"http://testserver(/invitations/\S+)", message.body)
    assert message.to == ["new@example.com"]
    assert link in page.content.decode()
    client = newcomer("new@example.com")
    assert b"Join" in client.get(link).content
    client.post(link)
    assert role_of(world, "new@example.com") == Role.VIEWER


def test_only_the_hash_of_the_token_is_kept(world: World) -> None:
    token = made(world).split("/")[2]
    row = Invitation.objects.order_by("created").last()
    assert token not in str(vars(row))
    assert len(token) >= 43


def test_an_invitation_for_one_is_used_up(world: World) -> None:
    path = made(world)
    first, second = newcomer("first@example.com"), newcomer("second@example.com")
    assert first.post(path).status_code == 302
    refused = second.post(path)
    assert (refused.status_code, "used already" in refused.content.decode()) == (410, True)
    assert second.get(path).status_code == 410
    assert role_of(world, "second@example.com") is None
    assert first.post(path).status_code == 302


def test_a_link_for_many_lets_many_in(world: World) -> None:
    path = made(world, many=True)
    for number in range(3):
        assert newcomer(f"{number}@example.com").post(path).status_code == 302
    assert world.team.members.count() == 7


def test_an_invitation_ends(world: World) -> None:
    path = made(world)
    Invitation.objects.update(expires=timezone.now() - timedelta(seconds=1))
    refused = newcomer("late@example.com").post(path)
    assert (refused.status_code, "has ended" in refused.content.decode()) == (410, True)


def test_an_invitation_is_taken_back(world: World) -> None:
    path = made(world)
    invitation = Invitation.objects.order_by("created").last()
    world.browser(Actor.ADMIN).post(f"/teams/{world.team.pk}/invitations/{invitation.pk}/revoke/")
    assert newcomer("late@example.com").post(path).status_code == 410


def test_somebody_else_cannot_use_the_invitation_of_an_address(world: World) -> None:
    path = made(world, email="Meant@example.com")
    refused = newcomer("eve@example.com").post(path)
    assert (refused.status_code, "for somebody else" in refused.content.decode()) == (403, True)
    assert "meant@" not in refused.content.decode().lower()
    assert newcomer("meant@example.com").post(path).status_code == 302


def test_a_token_of_nothing_is_not_there(world: World) -> None:
    assert Client().get("/invitations/nonsense/").status_code == 404


def test_a_member_cannot_be_invited_again_and_keeps_the_role(world: World) -> None:
    form = {"email": "Viewer@example.com", "role": "admin", "days": "7"}
    page = world.browser(Actor.ADMIN).post(f"/teams/{world.team.pk}/invitations/", form)
    assert (page.status_code, "in the team already" in page.content.decode()) == (422, True)
    assert world.browser(Actor.VIEWER).post(made(world)).status_code == 302
    assert role_of(world, "viewer@example.com") == Role.VIEWER


def test_an_admin_cannot_invite_an_owner(world: World) -> None:
    answer = world.browser(Actor.ADMIN).post(
        f"/teams/{world.team.pk}/invitations/", {"role": "owner", "days": "7", "email": "a@example.com"}
    )
    assert answer.status_code == 422


def test_open_invitations_have_a_bound(world: World) -> None:
    for _ in range(MOST_OPEN - 1):
        made(world)
    page = world.browser(Actor.ADMIN).post(f"/teams/{world.team.pk}/invitations/", {"role": "viewer", "days": "7"})
    assert page.status_code == 422


def test_whoever_signs_up_by_an_invitation_joins_that_team_only(world: World) -> None:
    client, path = Client(), made(world)
    assert b"Create an account" in client.get(path).content
    answer = client.post("/accounts/signup/", {"email": "new@example.com", "password1": PASSWORD, "next": path})
    assert answer.headers["Location"] == path
    client.post(path)
    assert list(User.objects.get(email="new@example.com").teams.all()) == [world.team]


def test_closed_sign_up_lets_in_by_invitation_only(world: World, settings: object) -> None:
    settings.SIGN_UP_OPEN = False
    form = {"email": "new@example.com", "password1": PASSWORD}
    assert b"Sign-up is closed" in Client().post("/accounts/signup/", form).content
    client = Client()
    client.get(made(world, email="meant@example.com"))
    assert b"this address" in client.post("/accounts/signup/", form).content
    assert client.post("/accounts/signup/", {**form, "email": "meant@example.com"}).status_code == 302
    assert list(User.objects.filter(email__in=["new@example.com", "meant@example.com"])) == [
        User.objects.get(email="meant@example.com")
    ]


def test_a_mail_server_that_is_away_loses_no_invitation(world: World, settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    form = {"email": "new@example.com", "role": "viewer", "days": "7"}
    page = world.browser(Actor.ADMIN).post(f"/teams/{world.team.pk}/invitations/", form)
    assert "could not be sent" in page.content.decode()
    assert "/invitations/" in page.content.decode()
    assert Team.objects.get(pk=world.team.pk).invitations.filter(email="new@example.com").exists()
