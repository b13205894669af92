"""The Celery task of a run, and what a worker process does at its start and end."""

from typing import Any
from uuid import UUID

from celery.signals import worker_ready, worker_shutting_down

from mockup2code.celery import app
from mockup2code.generations.background import background
from mockup2code.generations.doorbell import TASK_NAME


@app.task(name=TASK_NAME)
def run(generation_id: str) -> None:
    background().run(UUID(generation_id))


@worker_ready.connect
def _sweep(**_: Any) -> None:
    background().sweep()


@worker_shutting_down.connect
def _release(**_: Any) -> None:
    background().release()
