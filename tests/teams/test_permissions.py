"""Every address and socket is tried by each of the seven actors, and answers as the table says."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.core.cache import cache
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver

from mockup2code.asgi import application, sockets
from mockup2code.generations.database import close_readers
from mockup2code.teams.permissions import TABLE, Action, Actor, Verdict, verdict
from tests.teams.addresses import ADDRESSES, SOCKETS, Address
from tests.teams.world import World, make_world

GUIDE = Path(__file__).parents[2] / "docs" / "teams.md"


@pytest.fixture
def world(db: None, png: bytes, data_dir: Path) -> World:
    cache.clear()
    return make_world(png)


def names(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    """The names of all addresses, with their namespaces; one without a name gives its route.

    The operator's pages are nobody's by a role: tests/operating/test_admin.py tries them.
    """
    for pattern in patterns:
        if getattr(pattern, "namespace", None) == "admin":
            continue
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from names(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name or pattern.pattern}"


def test_every_address_is_in_the_table() -> None:
    listed = {address.name for address in ADDRESSES}
    assert set(names(get_resolver().url_patterns)) ^ listed == set(), "see tests/teams/addresses.py"


def test_every_socket_is_in_the_table() -> None:
    assert [str(route.pattern) for route in sockets.routes] == list(SOCKETS)


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
def test_an_address_answers_as_the_table_says(world: World, address: Address) -> None:
    answers = {actor: asked_in_vain(world, address, actor) for actor in Actor}
    assert answers == {actor: expected(address, actor) for actor in Actor}


def asked_in_vain(world: World, address: Address, actor: Actor) -> Verdict:
    """What the actor gets; what it changed is undone for the next one."""
    with transaction.atomic():
        answer = asked(world, address, actor)
        transaction.set_rollback(True)
    return answer


def expected(address: Address, actor: Actor) -> Verdict:
    """Strangers get a 404 from an address that names an object, and the sign-in page from any other."""
    answer = verdict(actor, address.action)
    if actor in {Actor.SHARE_LINK, Actor.STRANGER} and answer is not Verdict.YES:
        return Verdict.HIDDEN if address.keys else Verdict.SIGN_IN
    return answer


def asked(world: World, address: Address, actor: Actor) -> Verdict:
    client, path = world.browser(actor), address.path(world, actor)
    answer = client.get(path) if address.form is None else client.post(path, address.form(world))
    if answer.status_code in {403, 404}:
        return Verdict(str(answer.status_code))
    assert answer.status_code < 400 or answer.status_code == 422, answer.content.decode()[:2000]
    to_sign_in = answer.headers.get("Location", "").startswith("/accounts/login/?next=")
    return Verdict.SIGN_IN if to_sign_in else Verdict.YES


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("actor", Actor)
@pytest.mark.parametrize("route", SOCKETS)
async def test_a_socket_answers_as_the_table_says(route: str, actor: Actor, png: bytes, data_dir: Path) -> None:
    world = await sync_to_async(make_world)(png)
    cookies = (await sync_to_async(world.browser)(actor)).cookies
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items())
    headers = [(b"host", b"testserver"), (b"origin", b"http://testserver"), (b"cookie", cookie.encode())]
    keys = {"<uuid:generation_id>": world.generation.pk, "<uuid:team_id>": world.team.pk}
    path = "/" + re.sub("<.*>", lambda key: str(keys[key[0]]), route)
    socket = ApplicationCommunicator(
        application, {"type": "websocket", "path": path, "query_string": b"", "headers": headers, "subprotocols": []}
    )
    await socket.send_input({"type": "websocket.connect"})
    assert (await socket.receive_output(5))["type"] == "websocket.accept"
    first = await socket.receive_output(5)
    watches = verdict(actor, SOCKETS[route]) is Verdict.YES
    assert first.get("code") == (None if watches else 4404)
    await socket.send_input({"type": "websocket.disconnect", "code": 1000})
    await socket.wait(5)
    await close_readers()


def test_the_guide_has_the_same_table() -> None:
    rows = [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in table_of(GUIDE.read_text("utf-8"))]
    assert rows[0] == ["action", *Actor]
    assert rows[2:] == [[action, *(verdict(actor, action) for actor in Actor)] for action in Action]


def table_of(text: str) -> list[str]:
    found = re.search(r"## Who may do what\n.*?\n(\|.*?)\n\n", text, re.DOTALL)
    assert found, "docs/teams.md has no table under 'Who may do what'"
    return found.group(1).split("\n")


def test_every_action_has_a_row() -> None:
    assert set(TABLE) == set(Action)
