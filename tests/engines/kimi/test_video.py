"""Recordings: as a video to models that take it, as key frames to others; nothing is left behind at the host."""

import asyncio
import base64
import time
from dataclasses import replace

import pytest

from mockup2code.engines.base import Message
from mockup2code.engines.job import Job, PictureRole, Recording
from mockup2code.engines.kimi import video
from tests.engines.kimi.runs import run
from tests.kimi_server.files import Upload

CONTENT = b"a film, as the stand-in takes it" * 10


@pytest.fixture
def filmed(job: Job, tmp_path) -> Job:
    path = tmp_path / "film.webm"
    path.write_bytes(CONTENT)
    frames = [replace(job.pictures[0], role=PictureRole.FRAME, seconds=float(2 * i)) for i in range(3)]
    return replace(job, pictures=tuple(frames), recording=Recording(path, "video/webm", 6.0))


@pytest.fixture
def large(monkeypatch) -> None:
    """As if the film were too large for the request."""
    monkeypatch.setattr(video, "SMALL", 10)


def parts(kimi) -> list[str]:
    return [part["type"] for part in kimi.chats[0].body["messages"][1]["content"]]


def told(kimi) -> str:
    return "\n".join(part.get("text", "") for part in kimi.chats[0].body["messages"][1]["content"])


def video_url(kimi) -> str:
    return next(
        part["video_url"]["url"] for part in kimi.chats[0].body["messages"][1]["content"] if part["type"] == "video_url"
    )


async def test_a_small_film_goes_in_the_request_in_place_of_its_frames(connected, filmed, kimi) -> None:
    done = await run(connected(model="kimi-k2.6"), filmed)
    assert done.error is None
    assert parts(kimi) == ["image_url", "text", "video_url", "text", "text"]
    assert video_url(kimi) == "data:video/webm;base64," + base64.b64encode(CONTENT).decode()
    assert "The video above is a screen recording of 6 seconds" in told(kimi)


async def test_a_large_film_is_uploaded_and_deleted_afterwards(connected, filmed, kimi, large) -> None:
    done = await run(connected(model="kimi-k2.6"), filmed)
    assert done.error is None
    assert video_url(kimi).startswith("ms://file-")
    made = [request for request in kimi.app.requests if request.path.startswith("/v1/files")]
    assert [request.method for request in made] == ["GET", "POST", "DELETE"]
    assert kimi.app.files.uploads == {}


async def test_a_film_is_deleted_also_when_the_run_fails(connected, filmed, kimi, large) -> None:
    done = await run(connected(model="kimi-k2.6", api_key="sk-scenario:quota"), filmed)
    assert done.error
    assert video_url(kimi).startswith("ms://")
    assert kimi.app.files.uploads == {}


async def test_a_film_is_deleted_also_when_the_run_is_stopped(connected, filmed, kimi, large) -> None:
    kimi.app.rate = 20
    task = asyncio.create_task(run(connected(model="kimi-k2.6"), filmed))
    assert await asyncio.to_thread(kimi.app.streaming.wait, 10)
    assert kimi.app.files.uploads
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert kimi.app.files.uploads == {}


async def test_what_killed_processes_left_at_the_host_is_deleted(connected, filmed, kimi, large) -> None:
    now = time.time()
    left = {
        "attempt": Upload("attempt", "mockup2code-run-7.webm", "video", CONTENT, now - 30),
        "lost": Upload("lost", "mockup2code-run-3.webm", "video", CONTENT, now - 86_400),
        "other": Upload("other", "mockup2code-run-8.webm", "video", CONTENT, now - 30),
        "theirs": Upload("theirs", "holiday.webm", "video", CONTENT, now - 86_400),
    }
    kimi.app.files.uploads.update(left)
    done = await run(connected(model="kimi-k2.6"), replace(filmed, run_key="run-7"))
    assert done.error is None
    assert set(kimi.app.files.uploads) == {"other", "theirs"}


async def test_a_model_that_takes_no_video_gets_the_frames(connected, filmed, kimi) -> None:
    done = await run(connected(), filmed)
    assert done.error is None
    assert parts(kimi) == ["image_url", "text"] * 3 + ["text", "text"]
    assert "Pictures 1 (at 0.0 s), 2 (at 2.0 s), 3 (at 4.0 s) are the key frames" in told(kimi)
    assert done.of(Message) == []


async def test_a_host_that_refuses_the_video_gets_the_frames_and_it_is_said(connected, filmed, kimi) -> None:
    done = await run(connected(model="kimi-k2.6", api_key="sk-scenario:no-video"), filmed)
    assert done.error is None
    assert [part["type"] for part in kimi.chats[1].body["messages"][1]["content"]].count("image_url") == 3
    assert any("key frames instead" in message.text for message in done.of(Message))
