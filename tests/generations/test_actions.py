"""How runs begin, are claimed, end, and come back after a loss."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mockup2code.generations import actions
from mockup2code.generations.actions import Ending, LeaseLostError
from mockup2code.generations.models import Generation, State
from mockup2code.projects.models import Mockup
from mockup2code.teams.models import User
from tests.generations.running import start

FILES = {"src/App.tsx": "export default function App() { return null; }\n"}


@pytest.fixture
def generation(mockup: Mockup, person: User) -> Generation:
    return start(mockup=mockup, user=person, note="Make it calm.\nReally.")


def expire(generation: Generation) -> None:
    Generation.objects.filter(pk=generation.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def kinds(generation: Generation) -> list[str]:
    return [
        event.data.get("name") or event.data.get("outcome") or event.kind for event in generation.events.order_by("seq")
    ]


def test_a_new_run_is_queued_and_says_so(generation: Generation) -> None:
    assert generation.state == State.QUEUED
    assert kinds(generation) == ["queued"]
    assert generation.message.text == "Make it calm.\nReally."


def test_only_one_of_two_workers_gets_a_run(generation: Generation) -> None:
    assert actions.claim(generation_id=generation.pk)
    assert actions.claim(generation_id=generation.pk) is None


def test_a_finished_run_has_a_version(generation: Generation) -> None:
    claim = actions.claim(generation_id=generation.pk)
    version = actions.finish(claim=claim, ending=Ending(State.FINISHED, FILES, {}))
    generation.refresh_from_db()
    assert (generation.state, generation.version) == (State.FINISHED, version)
    assert (version.number, version.files, version.message) == (1, FILES, "Make it calm.")
    assert kinds(generation) == ["queued", "finished"]


def test_a_worker_that_lost_its_lease_cannot_finish(generation: Generation) -> None:
    late = actions.claim(generation_id=generation.pk)
    expire(generation)
    assert actions.requeue_lost() == 1
    second = actions.claim(generation_id=generation.pk)
    with pytest.raises(LeaseLostError):
        actions.finish(claim=late, ending=Ending(State.FINISHED, FILES, {}))
    assert actions.finish(claim=second, ending=Ending(State.FINISHED, FILES, {}))
    assert kinds(generation) == ["queued", "restarted", "finished"]


def test_a_run_is_not_taken_away_while_its_lease_lasts(generation: Generation) -> None:
    actions.claim(generation_id=generation.pk)
    assert actions.requeue_lost() == 0


def test_a_run_that_is_lost_again_and_again_fails_with_a_sentence(generation: Generation) -> None:
    for _ in range(actions.MAX_LOSSES):
        assert actions.claim(generation_id=generation.pk)
        expire(generation)
        actions.requeue_lost()
    generation.refresh_from_db()
    assert (generation.state, generation.error_code) == (State.FAILED, "worker_lost")
    assert "Try again" in generation.error_sentence


def test_a_released_run_waits_for_the_next_worker_and_does_not_count_as_lost(generation: Generation) -> None:
    actions.release(claim=actions.claim(generation_id=generation.pk))
    generation.refresh_from_db()
    assert (generation.state, generation.losses) == (State.QUEUED, 0)
    assert actions.overdue(patience=timedelta(seconds=15)) == [generation.pk]


def test_a_queued_run_stops_at_once(generation: Generation) -> None:
    actions.stop(generation_id=generation.pk, user=generation.created_by)
    generation.refresh_from_db()
    assert generation.state == State.CANCELLED
    assert kinds(generation) == ["queued", "cancelled"]
    assert actions.claim(generation_id=generation.pk) is None


def test_a_run_that_was_stopped_and_then_lost_is_stopped(generation: Generation) -> None:
    actions.claim(generation_id=generation.pk)
    actions.stop(generation_id=generation.pk, user=generation.created_by)
    expire(generation)
    actions.requeue_lost()
    generation.refresh_from_db()
    assert generation.state == State.CANCELLED


def test_a_run_whose_message_was_lost_is_told_again_once(generation: Generation) -> None:
    assert actions.overdue(patience=timedelta(seconds=15)) == []
    Generation.objects.update(rung=timezone.now() - timedelta(seconds=16))
    assert actions.overdue(patience=timedelta(seconds=15)) == [generation.pk]
    assert actions.overdue(patience=timedelta(seconds=15)) == []
