"""A person without a browser: signs up, uploads, starts runs and follows them over the real socket."""

import json
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import requests
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

JSON = {"Accept": "application/json"}
PASSWORD = "correct horse battery"


@dataclass(frozen=True)
class Entry:
    """One entry of a run's log, as the browser understands it."""

    seq: int
    attempt: int
    kind: str
    data: dict[str, Any]


@dataclass
class Reader:
    """Reads frames of one socket: docs/protocol.md."""

    attempt: int = 0
    path: str = ""

    def entries(self, frame: str | bytes) -> Iterator[Entry]:
        frame_content = json.loads(frame)
        for sent in frame_content if isinstance(frame_content, list) else ():
            if len(sent) == 2:
                yield Entry(sent[0], self.attempt, "delta", {"path": self.path, "text": sent[1]})
                continue
            entry = Entry(*sent)
            if entry.kind in {"file", "delta"}:
                self.attempt, self.path = entry.attempt, entry.data["path"]
            yield entry


@dataclass
class Run:
    """What a follower has of a run."""

    entries: list[Entry] = field(default_factory=list)

    def files(self) -> dict[str, str]:
        """The files of the last attempt, put together from the log."""
        files: dict[str, str] = {}
        attempt = 0
        for entry in self.entries:
            if entry.attempt > attempt:
                attempt, files = entry.attempt, {}
            if entry.kind == "file":
                files[entry.data["path"]] = ""
            elif entry.kind == "delta":
                files[entry.data["path"]] += entry.data["text"]
        return files

    @property
    def end(self) -> dict[str, Any] | None:
        return self.entries[-1].data if self.entries and self.entries[-1].kind == "end" else None


class Visitor:
    """Signed up as somebody new, or signed in where there is an account with this address."""

    def __init__(self, url: str, email: str = "") -> None:
        self.url = url
        self.http = requests.Session()
        self.http.trust_env = False
        self.http.get(f"{url}/accounts/login/").raise_for_status()
        if email:
            self.post("/accounts/login/", {"login": email, "password": PASSWORD}).raise_for_status()
        else:
            form = {"email": f"{uuid.uuid4().hex}@example.com", "password1": PASSWORD}
            self.post("/accounts/signup/", form).raise_for_status()

    def post(self, path: str, form: dict[str, str], **files: tuple[str, bytes]) -> requests.Response:
        headers = {**JSON, "X-CSRFToken": self.http.cookies.get("csrftoken") or "", "Referer": self.url}
        return self.http.post(self.url + path, data=form, files=files or None, headers=headers)

    def get(self, path: str) -> requests.Response:
        return self.http.get(self.url + path, headers=JSON)

    def upload(self, picture: bytes) -> str:
        """The id of a new mockup."""
        answer = self.post("/projects/", {}, picture=("mockup.png", picture))
        answer.raise_for_status()
        return str(answer.json()["pictures"][0]["id"])

    def generate(self, mockup: str, note: str = "") -> dict[str, Any]:
        answer = self.post(f"/mockups/{mockup}/generate/", {"note": note})
        answer.raise_for_status()
        generation: dict[str, Any] = answer.json()["generation"]
        return generation

    def socket(self, generation: dict[str, Any], after: int = 0) -> ClientConnection:
        cookie = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.http.cookies)
        address = self.url.replace("http://", "ws://") + generation["socket"]
        origin = Origin(self.url)
        return connect(f"{address}?after={after}", origin=origin, additional_headers={"Cookie": cookie}, proxy=None)

    def follow(self, generation: dict[str, Any], run: Run | None = None, *, seconds: float = 60) -> Iterator[Run]:
        """The run after each frame, until its end; comes back after a broken connection with what it has."""
        run = run or Run()
        end = time.monotonic() + seconds
        while not run.end and time.monotonic() < end:
            try:
                with self.socket(generation, run.entries[-1].seq if run.entries else 0) as socket:
                    reader = Reader()
                    while not run.end and time.monotonic() < end:
                        run.entries.extend(reader.entries(socket.recv(timeout=end - time.monotonic())))
                        yield run
            except (ConnectionClosed, ConnectionRefusedError):
                time.sleep(0.1)
        assert run.end, f"the run did not end: {run.entries[-3:]}"

    def watch(self, generation: dict[str, Any], *, seconds: float = 60) -> Run:
        """The whole run."""
        *_, run = self.follow(generation, seconds=seconds)
        return run
