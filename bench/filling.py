"""Fills the database of the environment with one large team: `python -m bench.filling EMAIL PROJECTS`.

For each project there are a mockup, ten versions, each with its run, and ten entries of log a run; the words follow
Zipf's law, as those of a language do.
"""

import os
import random
import sys
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import django

VERSIONS = 10
EVENTS = 10
VOCABULARY = 20_000
A_BATCH = 500


def main() -> None:
    email, projects = sys.argv[1], int(sys.argv[2])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mockup2code.settings")
    django.setup()
    from django.db import connection, transaction  # noqa: PLC0415 - Django must be set up first

    from mockup2code.teams.models import User  # noqa: PLC0415

    user = User.objects.get(email=email)
    words = Words()
    for start in range(0, projects, A_BATCH):
        with transaction.atomic():
            _write(user, words, list(range(start, min(projects, start + A_BATCH))))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


class Words:
    """Text of a made-up language, the same each time."""

    def __init__(self) -> None:
        self._random = random.Random(7)
        letters = "abcdefghijklmnoprstuvwz"
        self._words = ["".join(self._random.choices(letters, k=self._random.randint(3, 9))) for _ in range(VOCABULARY)]
        self._weights = [1 / rank for rank in range(1, VOCABULARY + 1)]

    def text(self, count: int) -> str:
        return " ".join(self._random.choices(self._words, self._weights, k=count))

    @property
    def by_rank(self) -> list[str]:
        """The most common one first."""
        return self._words


def _write(user: Any, words: Words, numbers: list[int]) -> None:
    from django.utils import timezone  # noqa: PLC0415 - Django must be set up first

    from mockup2code.generations.models import Generation, GenerationEvent  # noqa: PLC0415
    from mockup2code.projects.models import Mockup, Project, SearchEntry, Version  # noqa: PLC0415

    now = timezone.now()
    team = user.teams.get()
    projects = [
        Project(team=team, name=words.text(3)[:120], description=words.text(12), created_by=user) for _ in numbers
    ]
    Project.objects.bulk_create(projects)
    for project, number in zip(projects, numbers, strict=True):
        project.updated = now - timedelta(minutes=number)
    Project.objects.bulk_update(projects, ["updated"])
    mockups = [
        Mockup(project=project, name="mockup.png", picture="x", thumbnail="x", width=1280, height=800, created_by=user)
        for project in projects
    ]
    Mockup.objects.bulk_create(mockups)
    code = [f"export default function App() {{ return <p>{words.text(120)}</p>; }}\n" for _ in projects]
    versions = [
        Version(
            project=project,
            mockup=mockup,
            number=number,
            message=words.text(8),
            files={"src/App.tsx": text},
            created_by=user,
        )
        for project, mockup, text in zip(projects, mockups, code, strict=True)
        for number in range(1, VERSIONS + 1)
    ]
    Version.objects.bulk_create(versions)
    runs = [
        Generation(mockup=version.mockup, engine="draft", state="finished", version=version, created_by=user, rung=now)
        for version in versions
    ]
    Generation.objects.bulk_create(runs)
    GenerationEvent.objects.bulk_create(
        GenerationEvent(
            generation=run, attempt=1, seq=seq, kind="delta", data={"path": "src/App.tsx", "text": "text"}, created=now
        )
        for run in runs
        for seq in range(1, EVENTS + 1)
    )
    SearchEntry.objects.bulk_create(_entries(words, projects, mockups, versions, code))


def _entries(words: Words, projects: Any, mockups: Any, versions: Any, code: list[str]) -> Iterator[Any]:
    from mockup2code.projects import search  # noqa: PLC0415 - Django must be set up first
    from mockup2code.projects.models import Piece  # noqa: PLC0415

    for project, mockup, text in zip(projects, mockups, code, strict=True):
        yield search.entry(project.pk, Piece.PROJECT, project.pk, "", f"{project.name}\n{project.description}")
        yield search.entry(project.pk, Piece.NOTE, mockup.pk, mockup.name, f"{mockup.name}\n{words.text(15)}")
        yield search.entry(project.pk, Piece.PICTURE, mockup.pk, mockup.name, words.text(60))
        yield search.entry(project.pk, Piece.CODE, uuid.uuid4(), "src/App.tsx", text)
    for version in versions:
        title = f"Version {version.number}"
        yield search.entry(version.project_id, Piece.VERSION, version.pk, title, version.message)


if __name__ == "__main__":
    main()
