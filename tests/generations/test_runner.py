"""What a run leaves behind: its log, its version, its error."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.db import connections

from mockup2code.engines.base import (
    Asset,
    Delta,
    EngineError,
    ErrorCode,
    FileDropped,
    FileStart,
    Flaws,
    Measured,
    Message,
    Replacement,
    Stage,
    StageName,
    Usage,
)
from mockup2code.generations import actions
from mockup2code.generations.background import Background
from mockup2code.generations.models import EventKind, Generation, State
from mockup2code.generations.taking import storable
from mockup2code.projects import pictures
from mockup2code.projects.models import Asset as KeptAsset
from mockup2code.projects.models import Mockup
from mockup2code.teams.models import User
from mockup2code.vision.measurement import Measurement, PictureKind
from tests.generations.conftest import SMALL_RUN, Script
from tests.generations.running import start

UseEngine = Callable[[Script], Script]


@pytest.fixture
def generation(mockup: Mockup, person: User) -> Generation:
    return start(mockup=mockup, user=person, note="")


def in_thread(background: Background, generation: Generation) -> threading.Thread:
    thread = threading.Thread(target=background.run, args=[generation.pk])
    thread.start()
    return thread


def wait_for(condition: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def log(generation: Generation) -> list[tuple[str, dict[str, object]]]:
    return [(event.kind, event.data) for event in generation.events.order_by("seq")]


def test_a_replacement_changes_the_file_and_counts_as_browsers_do(
    background: Background, generation: Generation, use_engine: UseEngine
) -> None:
    path = "src/App.tsx"
    use_engine(
        Script(FileStart(path), Delta(path, "// 👍 old 👍 end"), Replacement(path, 5, 5, "new\x00"), Message("a"))
    )
    background.run(generation.pk)
    generation.refresh_from_db()
    assert generation.version.files == {path: "// 👍 new end"}
    assert ("replace", {"path": path, "start": 6, "length": 6, "text": "new"}) in log(generation)


def test_a_run_writes_its_log_and_a_version(
    background: Background, generation: Generation, use_engine: UseEngine
) -> None:
    use_engine(Script(*SMALL_RUN, Message("Done."), Usage(10, 2, 30, 0.5)))
    background.run(generation.pk)
    generation.refresh_from_db()
    assert generation.state == State.FINISHED
    assert generation.version.files == {"src/App.tsx": "export default function App() {\n  return <h1>Hello</h1>;\n}\n"}
    assert (generation.input_tokens, generation.output_tokens, float(generation.cost)) == (10, 30, 0.5)
    entries = log(generation)
    assert entries[0] == ("stage", {"name": "queued", "detail": ""})
    assert entries[1] == ("stage", {"name": "writing", "detail": ""})
    assert entries[-1] == ("end", {"outcome": "finished", "version": str(generation.version.pk), "error": None})
    text = "".join(data["text"] for kind, data in entries if kind == EventKind.DELTA)
    assert text == generation.version.files["src/App.tsx"]
    assert [event.seq for event in generation.events.order_by("seq")] == list(range(1, len(entries) + 1))


def test_an_engine_gets_the_picture_and_what_was_measured_before(
    background: Background, generation: Generation, mockup: Mockup, person: User, use_engine: UseEngine
) -> None:
    measurement = Measurement(width=640, height=400, scale=1, kind=PictureKind.SCREEN, background="#ffffff")
    first = use_engine(Script(Measured(measurement), *SMALL_RUN))
    background.run(generation.pk)
    second = use_engine(Script(*SMALL_RUN))
    background.run(start(mockup=mockup, user=person, note="Rounder.").pk)
    assert first.jobs[0].picture.png.startswith(b"\x89PNG")
    assert (first.jobs[0].measurement, second.jobs[0].measurement) == (None, measurement)
    assert second.jobs[0].note == "Rounder."


def test_what_a_person_says_that_the_picture_shows_holds_from_the_next_run_on(
    background: Background, mockup: Mockup, person: User, use_engine: UseEngine
) -> None:
    screen = Measurement(width=640, height=400, scale=1, kind=PictureKind.SCREEN, background="#ffffff")
    engine = use_engine(Script(Measured(screen), *SMALL_RUN))
    for kind in ("", "sketch", None, "screen"):
        pictures.describe(mockup=mockup, name="Home", role="page", note="", kind=kind)
        background.run(start(mockup=mockup, user=person, note="").pk)
        kept = Mockup.objects.get().measurement
        assert (kept is None) == (kind in {"sketch", None}), "a measurement of the other kind is not kept"
    assert [job.picture.kind for job in engine.jobs] == [None, *[PictureKind.SKETCH] * 2, PictureKind.SCREEN]
    assert [job.measurement for job in engine.jobs] == [None] * 4


def test_pictures_that_an_engine_cuts_out_are_kept_with_the_version(
    background: Background, generation: Generation, png: bytes, use_engine: UseEngine
) -> None:
    use_engine(Script(Asset("src/assets/hero.png", png, 640, 400), *SMALL_RUN))
    background.run(generation.pk)
    generation.refresh_from_db()
    asset = KeptAsset.objects.get()
    assert generation.version.assets == {"src/assets/hero.png": str(asset.pk)}
    with asset.picture.open("rb") as file:
        assert file.read() == png
    assert ("asset", {"path": "src/assets/hero.png", "id": str(asset.pk)}) in log(generation)


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (EngineError(ErrorCode.BAD_KEY, "The key was refused."), "bad_key", "The key was refused."),
        (RuntimeError("boom"), "internal", "Try again"),
        (OSError(28, "No space left on device"), "disk_full", "disk is full"),
    ],
)
def test_an_engine_that_fails_leaves_a_sentence_and_what_it_wrote(
    background: Background,
    generation: Generation,
    use_engine: UseEngine,
    error: Exception,
    code: str,
    words: str,
) -> None:
    use_engine(Script(*SMALL_RUN, error))
    background.run(generation.pk)
    generation.refresh_from_db()
    assert (generation.state, generation.error_code) == (State.FAILED, code)
    assert words in generation.error_sentence
    assert any(kind == EventKind.DELTA for kind, _ in log(generation))
    assert log(generation)[-1][1]["error"] == {"code": code, "sentence": generation.error_sentence}


def test_an_engine_that_writes_nothing_has_failed(
    background: Background, generation: Generation, use_engine: UseEngine
) -> None:
    use_engine(Script(Stage(StageName.WRITING), FileStart("src/App.tsx")))
    background.run(generation.pk)
    generation.refresh_from_db()
    assert (generation.state, generation.error_code) == (State.FAILED, "nothing_found")


def test_stop_ends_the_engine_and_keeps_what_it_wrote(
    background: Background, generation: Generation, use_engine: UseEngine
) -> None:
    engine = use_engine(Script(*SMALL_RUN, hang=True))
    thread = in_thread(background, generation)
    wait_for(lambda: generation.events.filter(kind=EventKind.DELTA).exists())
    actions.stop(generation_id=generation.pk, user=generation.created_by)
    thread.join(10)
    generation.refresh_from_db()
    assert (generation.state, engine.closed) == (State.CANCELLED, True)
    assert log(generation)[-1] == ("end", {"outcome": "cancelled", "version": None, "error": None})


def test_a_worker_that_lost_its_lease_writes_nothing_more(
    background: Background, generation: Generation, use_engine: UseEngine
) -> None:
    engine = use_engine(Script(*SMALL_RUN, hang=True))
    thread = in_thread(background, generation)
    wait_for(lambda: generation.events.filter(kind=EventKind.DELTA).exists())
    Generation.objects.filter(pk=generation.pk).update(attempt=7)
    before = log(generation)
    thread.join(10)
    generation.refresh_from_db()
    assert (thread.is_alive(), engine.closed, generation.state) == (False, True, State.RUNNING)
    assert log(generation) == before


def test_a_process_that_stops_gives_its_runs_back(
    background: Background, generation: Generation, use_engine: UseEngine
) -> None:
    engine = use_engine(Script(*SMALL_RUN, hang=True))
    thread = in_thread(background, generation)
    wait_for(lambda: generation.events.filter(kind=EventKind.DELTA).exists())
    background.release()
    thread.join(10)
    generation.refresh_from_db()
    assert (engine.closed, generation.state) == (True, State.QUEUED)
    use_engine(Script(*SMALL_RUN))
    background.run(generation.pk)
    generation.refresh_from_db()
    assert (generation.state, generation.attempt) == (State.FINISHED, 2)


def test_what_a_lost_attempt_has_spent_stays_in_the_sum(
    background: Background, generation: Generation, use_engine: UseEngine
) -> None:
    use_engine(Script(*SMALL_RUN, Usage(10, 2, 30, 0.5, streaming=2), hang=True))
    thread = in_thread(background, generation)
    wait_for(lambda: Generation.objects.filter(pk=generation.pk, output_tokens=30).exists())
    background.release()
    thread.join(10)
    use_engine(Script(*SMALL_RUN, Usage(1, 0, 3, 0.25, estimated=True, streaming=1)))
    background.run(generation.pk)
    generation.refresh_from_db()
    assert (generation.input_tokens, generation.cached_tokens, generation.output_tokens) == (11, 2, 33)
    assert (float(generation.cost), generation.estimated, generation.streaming_seconds) == (0.75, True, 3)


def test_a_dropped_file_is_in_no_version_and_flaws_are_kept(
    background: Background, generation: Generation, use_engine: UseEngine
) -> None:
    use_engine(Script(*SMALL_RUN, FileStart("src/More.tsx"), FileDropped("src/More.tsx"), Flaws(("It is wrong.",))))
    background.run(generation.pk)
    generation.refresh_from_db()
    assert list(generation.version.files) == ["src/App.tsx"]
    assert generation.flaws == ["It is wrong."]
    assert ("drop", {"path": "src/More.tsx"}) in log(generation)
    assert ("flaws", {"sentences": ["It is wrong."]}) in log(generation)


def test_a_wait_says_when_it_is_over(background: Background, generation: Generation, use_engine: UseEngine) -> None:
    use_engine(Script(Stage(StageName.WAITING, "Overloaded", 30), *SMALL_RUN))
    background.run(generation.pk)
    (until,) = [data["until"] for kind, data in log(generation) if kind == "stage" and "until" in data]
    assert 25 < (datetime.fromisoformat(str(until)) - generation.created).total_seconds() < 60


def test_a_run_that_takes_too_long_is_ended(
    background: Background, generation: Generation, use_engine: UseEngine, settings: object
) -> None:
    settings.RUN_DEADLINE_SECONDS = 0.2
    use_engine(Script(*SMALL_RUN, hang=True))
    background.run(generation.pk)
    generation.refresh_from_db()
    assert generation.state == State.FAILED
    assert "took longer" in generation.error_sentence


def test_text_that_a_database_refuses_is_mended(
    background: Background, generation: Generation, use_engine: UseEngine
) -> None:
    use_engine(Script(FileStart("src/App.tsx"), Delta("src/App.tsx", "a\x00b\ud83d"), Delta("src/App.tsx", "c")))
    background.run(generation.pk)
    generation.refresh_from_db()
    assert generation.version.files == {"src/App.tsx": "ab�c"}
    assert storable("grüße 🙂") == "grüße 🙂"


@pytest.fixture(autouse=True)
def _close_connections() -> Iterator[None]:
    yield
    connections.close_all()
