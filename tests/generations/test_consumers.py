"""A run followed over a real socket of the real application."""

import json
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from mockup2code.generations import actions, doorbell
from mockup2code.generations.background import Background
from mockup2code.generations.models import EventKind, Generation, GenerationEvent
from mockup2code.projects.models import Mockup
from mockup2code.teams.models import Membership, User
from tests.generations.conftest import SMALL_RUN, Script
from tests.generations.running import start


@pytest.fixture
def generation(mockup: Mockup, person: User) -> Generation:
    return start(mockup=mockup, user=person, note="")


Open = Callable[..., ClientConnection]


@pytest.fixture
def watch(port: int, person: User, generation: Generation) -> Open:
    """Opens a socket on the run, as a person's browser would."""

    def opened(user: User | None = person, after: int = 0, origin: str | None = None) -> ClientConnection:
        client = Client()
        if user:
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        return connect(
            f"ws://127.0.0.1:{port}/ws/generations/{generation.pk}/?after={after}",
            origin=origin or f"http://127.0.0.1:{port}",
            additional_headers={"Cookie": cookie},
        )

    return opened


def everything(socket: ClientConnection) -> list[list[object]]:
    """All entries until the server closes, text that came in short form written out."""
    entries: list[list[object]] = []
    file: tuple[int, str] | None = None
    try:
        while True:
            frame = json.loads(socket.recv(timeout=10))
            for sent in frame if isinstance(frame, list) else ():
                short = len(sent) == 2
                entry = [sent[0], file[0], "delta", {"path": file[1], "text": sent[1]}] if short else sent
                if entry[2] in {"file", "delta"}:
                    file = (entry[1], entry[3]["path"])
                entries.append(entry)
    except ConnectionClosed:
        return entries


def text_of(entries: list[list[object]]) -> str:
    return "".join(data["text"] for _, _, kind, data in entries if kind == "delta")


def test_a_browser_gets_the_whole_run_and_then_the_socket_closes(
    watch: Open, background: Background, generation: Generation, use_engine: Callable[[Script], Script]
) -> None:
    use_engine(Script(*SMALL_RUN))
    with watch() as socket:
        background.run(generation.pk)
        entries = everything(socket)
    generation.refresh_from_db()
    assert text_of(entries) == generation.version.files["src/App.tsx"]
    assert entries[-1][2:] == ["end", {"outcome": "finished", "version": str(generation.version.pk), "error": None}]
    assert [entry[0] for entry in entries] == sorted({entry[0] for entry in entries})


def test_a_browser_that_comes_back_gets_only_what_it_has_not(
    watch: Open, background: Background, generation: Generation, use_engine: Callable[[Script], Script]
) -> None:
    use_engine(Script(*SMALL_RUN))
    background.run(generation.pk)
    with watch() as socket:
        all_entries = everything(socket)
    for after in [entry[0] for entry in all_entries]:
        with watch(after=after) as socket:
            assert [entry[0] for entry in everything(socket)] == [e[0] for e in all_entries if e[0] > after]


def test_a_lost_doorbell_costs_a_moment_only(watch: Open, generation: Generation, monkeypatch: object) -> None:
    monkeypatch.setattr(doorbell, "ring_watchers", lambda _seqs: None)
    with watch() as socket:
        assert json.loads(socket.recv(timeout=5))[0][2] == "stage"
        actions.stop(generation_id=generation.pk, user=generation.created_by)
        assert everything(socket)[-1][3]["outcome"] == "cancelled"


def test_what_was_just_written_need_not_be_read_back(watch: Open, generation: Generation) -> None:
    handed = (2, 0, EventKind.MESSAGE, {"text": "from the writer's hand, in no row"})
    with watch() as socket:
        assert json.loads(socket.recv(timeout=5))[0][2] == "stage"
        assert "place" in json.loads(socket.recv(timeout=5))
        doorbell.ring_watchers({generation.pk: [handed]})
        assert json.loads(socket.recv(timeout=5)) == [list(handed)]


def test_what_is_missing_before_it_is_read_from_the_database(watch: Open, generation: Generation) -> None:
    rows = [(seq, 0, EventKind.MESSAGE, {"text": f"number {seq}"}) for seq in (2, 3, 4)]
    with watch() as socket:
        assert json.loads(socket.recv(timeout=5))[0][2] == "stage"
        assert "place" in json.loads(socket.recv(timeout=5))
        for seq, attempt, kind, data in rows:
            generation.events.create(seq=seq, attempt=attempt, kind=kind, data=data, created=generation.created)
        doorbell.ring_watchers({generation.pk: rows[2:]})
        assert json.loads(socket.recv(timeout=5)) == [list(row) for row in rows]
        doorbell.ring_watchers({generation.pk: rows[1:]})
        actions.stop(generation_id=generation.pk, user=generation.created_by)
        assert [entry[0] for entry in everything(socket)] == [5]


def test_text_that_follows_on_itself_comes_together_and_short(
    watch: Open, generation: Generation, person: User
) -> None:
    now = generation.created
    rows = [("file", {"path": "src/App.tsx"})]
    rows += [("delta", {"path": "src/App.tsx", "text": letter}) for letter in "abc"]
    GenerationEvent.objects.bulk_create(
        GenerationEvent(generation=generation, attempt=0, seq=seq, kind=kind, data=data, created=now)
        for seq, (kind, data) in enumerate(rows, start=2)
    )
    with watch(after=1) as socket:
        assert json.loads(socket.recv(timeout=5)) == [[2, 0, "file", {"path": "src/App.tsx"}], [5, "abc"]]


@pytest.mark.parametrize("who", ["stranger", "nobody"])
def test_a_run_of_another_team_is_not_there(watch: Open, who: str) -> None:
    stranger = User.objects.create_user("eve@example.com", "correct horse battery") if who == "stranger" else None
    with watch(user=stranger) as socket, pytest.raises(ConnectionClosed) as closed:
        socket.recv(timeout=5)
    assert closed.value.rcvd.code == 4404


def test_a_member_who_leaves_sees_no_more(watch: Open, person: User) -> None:
    with watch() as socket:
        socket.recv(timeout=5)
        Membership.objects.filter(user=person).delete()
        assert everything(socket) == []
        with pytest.raises(ConnectionClosed) as closed:
            socket.recv(timeout=1)
    assert closed.value.rcvd.code == 4404


def test_signing_out_ends_the_sockets_of_that_session(watch: Open, person: User) -> None:
    with watch() as socket:
        socket.recv(timeout=5)
        Session.objects.all().delete()
        assert everything(socket) == []
        with pytest.raises(ConnectionClosed) as closed:
            socket.recv(timeout=1)
    assert closed.value.rcvd.code == 4404


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "http://127.0.0.1:1", "null", "https://127.0.0.1.evil.example"]
)
def test_a_socket_from_another_site_is_refused(watch: Open, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        watch(origin=origin)
    assert refused.value.response.status_code == 403


def test_a_queued_run_tells_its_place_until_it_starts(
    watch: Open, background: Background, generation: Generation, use_engine: Callable[[Script], Script]
) -> None:
    use_engine(Script(*SMALL_RUN))
    with watch() as socket:
        assert json.loads(socket.recv(timeout=5))[0][2] == "stage"
        assert json.loads(socket.recv(timeout=5)) == {"place": 1, "waiting": 1}
        background.run(generation.pk)
        assert everything(socket)[-1][2] == "end"


def test_nonsense_after_a_known_address_starts_from_the_beginning(watch: Open) -> None:
    with watch(after="';--") as socket:
        assert json.loads(socket.recv(timeout=5))[0][0] == 1


def test_a_run_that_was_claimed_again_says_so(watch: Open, generation: Generation) -> None:
    actions.release(claim=actions.claim(generation_id=generation.pk))
    actions.claim(generation_id=generation.pk)
    with watch() as socket:
        (frame,) = [json.loads(socket.recv(timeout=5))]
    assert [(entry[1], entry[2]) for entry in frame] == [(0, EventKind.STAGE), (2, EventKind.STAGE)]
