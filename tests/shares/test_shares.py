"""A link shows its version to whoever has it, as far as it allows, for as long as it is open, and nothing else."""

import io
import re
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from mockup2code.projects import actions as project_actions
from mockup2code.shares import actions, limits
from mockup2code.shares.actions import MOST_OPEN, Terms
from mockup2code.shares.models import Share
from mockup2code.story.models import Entry, Kind
from mockup2code.teams.permissions import Actor
from tests.teams.world import World, make_world

NEWER = {"src/App.tsx": "export default function App() {\n  return <h1>Newer</h1>;\n}\n"}


@pytest.fixture
def world(db: None, png: bytes, data_dir: Path) -> World:
    cache.clear()
    return make_world(png)


@pytest.fixture
def visitor() -> Client:
    return Client()


def link(world: World, **terms: object) -> str:
    """The address of a new link."""
    wanted = Terms(**terms)  # type: ignore[arg-type]  # what each test says
    _, token = actions.share(project=world.mockup.project, user=world.people[Actor.EDITOR], terms=wanted)
    return f"/s/{token}/"


def made_by_form(world: World, **form: str) -> tuple[HttpResponse, str]:
    """The answer to the form, and the link in it."""
    client = world.browser(Actor.EDITOR)
    answer = client.post(f"/projects/{world.mockup.project_id}/shares/", form)
    found = re.search(r"http://testserver(/s/[^\"]+)", answer.content.decode())
    return answer, found.group(1) if found else ""


def newer(world: World) -> None:
    project_actions.add_version(mockup=world.mockup, user=None, files=NEWER, assets={})


def test_a_link_made_in_the_form_opens_without_an_account(world: World, visitor: Client) -> None:
    answer, address = made_by_form(world, name="For the client")
    assert answer.status_code == 200
    page = visitor.get(address)
    assert page.status_code == 200
    assert "Hello" in page.content.decode()
    assert visitor.get(f"{address}mockup/").content.startswith(b"\x89PNG")
    assert visitor.get(f"{address}assets/{world.asset.pk}/").content.startswith(b"\x89PNG")


def test_of_the_token_only_a_hash_of_256_bits_is_kept(world: World) -> None:
    _, address = made_by_form(world)
    token = address.split("/")[2]
    assert len(token) >= 43
    stored = {str(value) for row in Share.objects.values() for value in row.values()}
    stored |= {str(row) for row in Entry.objects.values()}
    assert not any(token in value for value in stored)
    assert token not in world.browser(Actor.EDITOR).get(f"/projects/{world.mockup.project_id}/shares/").content.decode()


def test_a_link_shows_one_version_or_always_the_latest(world: World, visitor: Client) -> None:
    one, latest = link(world, version=world.version), link(world)
    newer(world)
    assert "Newer" not in visitor.get(one).content.decode()
    assert "Newer" in visitor.get(latest).content.decode()
    assert visitor.get(f"{one}assets/{world.asset.pk}/").status_code == 200
    assert visitor.get(f"{latest}assets/{world.asset.pk}/").status_code == 404


def test_every_answer_is_kept_from_search_engines_and_from_other_sites(world: World, visitor: Client) -> None:
    address = link(world, allows_download=True, shows_code=True, password="open sesame")
    for path in ("", "mockup/", f"assets/{world.asset.pk}/", "zip/", "files/src/App.tsx"):
        for answer in (visitor.get(address + path), visitor.get(f"/s/wrong/{path}")):
            assert "noindex" in answer.headers["X-Robots-Tag"]
            assert answer.headers["Referrer-Policy"] == "same-origin"
            assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["", "mockup/", "assets/{asset}/", "zip/", "files/src/App.tsx"])
@pytest.mark.parametrize("token", ["wrong", "x" * 500, "%00", "..", "a%2Fb"])
def test_without_the_token_there_is_nothing(world: World, visitor: Client, path: str, token: str) -> None:
    assert visitor.get(f"/s/{token}/{path.format(asset=world.asset.pk)}").status_code == 404


def test_a_visitor_gets_nothing_of_the_team_but_the_version(world: World, visitor: Client, png: bytes) -> None:
    address = link(world, version=world.version, shows_code=True, allows_download=True)
    visitor.get(address)
    other = project_actions.keep_asset(project_id=world.mockup.project_id, png=png, width=640, height=400)
    private = [
        f"/mockups/{world.mockup.pk}/picture/",
        f"/mockups/{world.mockup.pk}/thumbnail/",
        f"/assets/{world.asset.pk}/",
        f"/versions/{world.version.pk}/",
        f"/versions/{world.version.pk}/zip/",
        f"/projects/{world.mockup.project_id}/",
        f"/projects/{world.mockup.project_id}/story/",
        f"/projects/{world.mockup.project_id}/shares/",
        f"/teams/{world.team.pk}/picture/",
        f"{address}assets/{other.pk}/",
        f"{address}files/src/Other.tsx",
    ]
    assert {path: visitor.get(path).status_code for path in private} == dict.fromkeys(private, 404)
    page = visitor.get(address).content.decode()
    for secret in ("@example.com", "Studio", str(world.team.pk), str(world.mockup.project_id), str(world.version.pk)):
        assert secret not in page


def test_code_and_download_are_given_only_where_the_link_says_so(world: World, visitor: Client) -> None:
    bare, code, both = link(world), link(world, shows_code=True), link(world, shows_code=True, allows_download=True)
    for address, shows, downloads in ((bare, 404, 404), (code, 200, 404), (both, 200, 200)):
        assert visitor.get(f"{address}files/src/App.tsx").status_code == shows
        assert visitor.get(f"{address}zip/").status_code == downloads
        page = visitor.get(address).content.decode()
        assert ("data-share-file" in page, "/zip/" in page) == (shows == 200, downloads == 200)
    names = zipfile.ZipFile(io.BytesIO(visitor.get(f"{both}zip/").content)).namelist()
    assert any(name.endswith("src/App.tsx") for name in names)
    entry = Entry.objects.latest("pk")
    assert (entry.kind, entry.actor_id, entry.data["what"]) == (Kind.DOWNLOADED, None, "project")


def test_a_password_is_asked_for_once(world: World, visitor: Client) -> None:
    address = link(world, password="open sesame", allows_download=True, shows_code=True)
    assert "Hello" not in visitor.get(address).content.decode()
    for path in ("mockup/", f"assets/{world.asset.pk}/", "zip/", "files/src/App.tsx"):
        assert visitor.get(address + path).status_code == 404
    wrong = visitor.post(address, {"password": "open barley"})
    assert (wrong.status_code, "not the password" in wrong.content.decode()) == (422, True)
    assert visitor.post(address, {"password": "open sesame"}).status_code == 302
    assert "Hello" in visitor.get(address).content.decode()
    assert visitor.get(f"{address}mockup/").status_code == 200
    assert Client().get(f"{address}mockup/").status_code == 404
    assert "sesame" not in str(list(Share.objects.values()))


def test_the_password_of_one_link_opens_no_other(world: World, visitor: Client) -> None:
    one, other = link(world, password="open sesame"), link(world, password="open sesame")
    visitor.post(one, {"password": "open sesame"})
    assert "Hello" not in visitor.get(other).content.decode()


def test_a_thousand_guesses_come_to_five_a_minute(world: World, visitor: Client) -> None:
    address = link(world, password="open sesame")
    answers = [visitor.post(address, {"password": f"guess {number}"}).status_code for number in range(1000)]
    assert answers[:5] == [422] * 5
    assert answers.count(422) <= 10, "a minute may end meanwhile"
    assert set(answers) == {422, 429}


def test_guesses_from_many_addresses_are_counted_together(
    world: World, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ALL_GUESSES", limits.Rate("guess-all", 8, 3600))
    address = link(world, password="open sesame")
    for number in range(8):
        visitor.post(address, {"password": "wrong"}, REMOTE_ADDR=f"192.0.2.{number}")
    assert visitor.post(address, {"password": "open sesame"}, REMOTE_ADDR="192.0.2.99").status_code == 429


def test_whoever_looks_for_links_is_stopped(world: World, visitor: Client) -> None:
    answers = [visitor.get(f"/s/guess-{number}/").status_code for number in range(50)]
    assert (answers[0], answers[-1]) == (404, 429)
    assert visitor.get(link(world), REMOTE_ADDR="192.0.2.9").status_code == 200


def test_a_link_is_opened_only_so_often_a_minute(
    world: World, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "OPENINGS", limits.Rate("open", 5, 60))
    address = link(world)
    answers = [visitor.get(address).status_code for _ in range(15)]
    assert (answers[0], 429 in answers) == (200, True)


def test_a_revoked_link_leads_nowhere(world: World, visitor: Client) -> None:
    address = link(world)
    share = Share.objects.latest("created")
    world.browser(Actor.EDITOR).post(f"/shares/{share.pk}/revoke/")
    gone = visitor.get(address)
    assert (gone.status_code, "taken back" in gone.content.decode()) == (410, True)
    assert visitor.get(f"{address}mockup/").status_code == 410
    assert list(Entry.objects.order_by("-pk").values_list("kind", flat=True)[:2]) == [Kind.UNSHARED, Kind.SHARED]


def test_a_link_ends_when_it_should(world: World, visitor: Client) -> None:
    _, address = made_by_form(world, days="7")
    assert visitor.get(address).status_code == 200
    Share.objects.update(ends=timezone.now() - timedelta(seconds=1))
    assert (visitor.get(address).status_code, visitor.get(f"{address}mockup/").status_code) == (410, 410)


def test_a_deleted_project_is_shown_to_nobody(world: World, visitor: Client) -> None:
    address = link(world)
    world.browser(Actor.EDITOR).post(f"/projects/{world.mockup.project_id}/delete/")
    assert visitor.get(address).status_code == 410


def test_the_list_says_who_made_a_link_and_when_it_was_seen(world: World, visitor: Client) -> None:
    path = f"/projects/{world.mockup.project_id}/shares/"
    _, address = made_by_form(world, name="<b>Client</b>")
    page = world.browser(Actor.ADMIN).get(path).content.decode()
    assert "made by editor@example.com" in page
    assert "never seen" in page
    assert "<b>Client" not in page
    visitor.get(address)
    assert "last seen" in world.browser(Actor.ADMIN).get(path).content.decode()


@pytest.mark.parametrize(
    "form",
    [
        {"version": "00000000-0000-0000-0000-000000000000"},
        {"version": "x"},
        {"days": "9"},
        {"password": "abc"},
        {"name": "x" * 81},
    ],
)
def test_what_a_form_may_not_say(world: World, form: dict[str, str]) -> None:
    before = Share.objects.count()
    answer, address = made_by_form(world, **form)
    assert (answer.status_code, address, Share.objects.count()) == (422, "", before)


def test_a_project_has_only_so_many_open_links(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_OPEN == 100
    monkeypatch.setattr(actions, "MOST_OPEN", 2)
    assert made_by_form(world)[0].status_code == 200
    refused, _ = made_by_form(world)
    assert (refused.status_code, "Revoke some first" in refused.content.decode()) == (422, True)
