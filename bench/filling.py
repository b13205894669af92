"""Fills the database of the environment with one large team: `python -m bench.filling PROJECTS`.

For each project there are a mockup, ten messages, each with its run and its version, ten entries of log a run, 33
entries of the story, and the text that is searched.
"""

import json
import os
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mockup2code.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - Django must be set up first
from django.db import transaction  # noqa: E402

from bench.language import Language  # noqa: E402
from bench.loading import Row, bulk, load  # noqa: E402
from bench.team import FILE, Project, Run, projects  # noqa: E402
from mockup2code.generations.models import Attachment, Generation, GenerationEvent, Message  # noqa: E402
from mockup2code.operating import people  # noqa: E402
from mockup2code.projects import models  # noqa: E402
from mockup2code.projects.models import Piece, SearchEntry, SearchText, Tag, Version  # noqa: E402
from mockup2code.projects.words import words_of  # noqa: E402
from mockup2code.story.models import Entry, Kind  # noqa: E402
from mockup2code.teams.models import Membership, Role, User  # noqa: E402

EMAIL, PASSWORD = "lead@example.com", "correct horse battery"
"""Of the owner."""
MEMBERS = 12
TAGS = ("Kiosk", "Website", "Shop", "Mobile", "Print", "Fair", "Intranet", "Newsletter")
EVENTS = 10
A_BATCH = 1000
MODEL = "kimi-k2.6"
TABLES = (Version, Message, Attachment, Generation, GenerationEvent, Entry, SearchEntry, SearchText, models.Mockup)


def main() -> None:
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    owner = people.add(email=EMAIL, password=PASSWORD, operator=False)
    team = owner.teams.get()
    others = [User(email=f"member{number}@example.com") for number in range(1, MEMBERS)]
    User.objects.bulk_create(others)
    Membership.objects.bulk_create(Membership(team=team, user=user, role=Role.EDITOR) for user in others)
    tags = Tag.objects.bulk_create(Tag(team=team, name=name) for name in TAGS)
    everybody = [user.pk for user in (owner, *others)]
    story: list[Row] = []
    with bulk([models.Project, *TABLES]):
        rest = projects(int(sys.argv[1]), everybody, Language())
        while some := list(islice(rest, A_BATCH)):
            with transaction.atomic():
                _write(team.pk.hex, [tag.pk for tag in tags], owner.pk, some)
            for project in some:
                story += _story(team.pk.hex, project)
        story.sort(key=lambda row: row[-1])
        with transaction.atomic():
            names = ("team", "project", "project_name", "kind", "actor", "object_id", "object_name", "data", "created")
            load(Entry, names, story)


def _write(team: str, tags: list[int], owner: int, some: list[Project]) -> None:
    load(
        models.Project,
        ("id", "team", "name", "description", "archived", "deleted", "created_by", "created", "updated", "engines"),
        (
            (p.id, team, p.name, p.description, p.archived, p.deleted, p.by, p.created, p.updated, _engines(p))
            for p in some
        ),
    )
    load(models.Project.tags.through, ("project", "tag"), ((p.id, tags[int(p.id, 16) % len(tags)]) for p in some))
    load(models.Project.stars.through, ("project", "user"), ((p.id, owner) for p in some[::30]))
    load(
        models.Mockup,
        (
            "id",
            "project",
            "name",
            "number",
            "position",
            "picture",
            "thumbnail",
            "width",
            "height",
            "note",
            "created_by",
            "created",
        ),
        ((p.mockup, p.id, "mockup.png", 1, 1, "x", "x", 1280, 800, p.note, p.by, p.created) for p in some),
    )
    runs = [(project, run) for project in some for run in project.runs]
    load(
        Version,
        ("id", "project", "mockup", "number", "fidelity", "message", "files", "created_by", "created"),
        (
            (r.version, p.id, p.mockup, r.number, 80.5, r.text, json.dumps({FILE: p.code}), r.by, r.ended)
            for p, r in runs
        ),
    )
    load(
        Message,
        ("id", "project", "base", "text", "created_by", "created"),
        (
            (r.message, p.id, p.runs[r.number - 2].version if r.number > 1 else None, r.text, r.by, r.asked)
            for p, r in runs
        ),
    )
    load(Attachment, ("message", "mockup", "position"), ((p.runs[0].message, p.mockup, 0) for p in some))
    _write_runs(runs)
    load(SearchEntry, ("project", "piece", "of", "title", "body", "words"), _pieces(some))
    load(SearchText, ("project", "words"), ((p.id, _words(p)) for p in some))


def _engines(project: Project) -> str:
    return f" {' '.join(sorted({_engine(run) for run in project.runs}))} "


def _engine(run: Run) -> str:
    return "kimi" if run.kimi else "draft"


def _write_runs(runs: list[tuple[Project, Run]]) -> None:
    load(
        Generation,
        (
            "id",
            "mockup",
            "engine",
            "message",
            "state",
            "attempt",
            "version",
            "model",
            "input_tokens",
            "output_tokens",
            "cost",
            "rung",
            "created",
            "started",
            "finished",
            "took",
            "created_by",
        ),
        (
            (
                r.id,
                p.mockup,
                _engine(r),
                r.message,
                "finished",
                1,
                r.version,
                MODEL if r.kimi else "",
                9000 if r.kimi else 0,
                2500 if r.kimi else 0,
                r.cost if r.kimi else None,
                r.asked,
                r.asked,
                r.asked,
                r.ended,
                r.took,
                r.by,
            )
            for p, r in runs
        ),
    )
    load(GenerationEvent, ("generation", "attempt", "seq", "kind", "data", "created"), _events(runs))


def _events(runs: list[tuple[Project, Run]]) -> Iterator[Row]:
    stage = json.dumps({"name": "writing", "detail": ""})
    delta = json.dumps({"path": FILE, "text": '  <p className="text-sm">What a model has sent.</p>\n'})
    end = json.dumps({"outcome": "finished", "version": None, "error": None})
    for _, run in runs:
        yield run.id, 1, 1, "stage", stage, run.asked
        for seq in range(2, EVENTS):
            yield run.id, 1, seq, "delta", delta, run.asked
        yield run.id, 1, EVENTS, "end", end, run.ended


def _pieces(some: list[Project]) -> Iterator[Row]:
    for p in some:
        newest = p.runs[-1].version
        for piece, of, title, text in (
            (Piece.PROJECT, p.id, "", f"{p.name}\n{p.description}"),
            (Piece.NOTE, p.mockup, "mockup.png", f"mockup.png\n{p.note}"),
            (Piece.PICTURE, p.mockup, "mockup.png", p.read),
            (Piece.CODE, newest, FILE, p.code),
            *((Piece.MESSAGE, r.id, "", r.text) for r in p.runs),
            *((Piece.VERSION, r.version, f"Version {r.number}", r.text) for r in p.runs),
        ):
            yield p.id, str(piece), of, title, text, " ".join(words_of(text))


def _words(p: Project) -> str:
    text = " ".join([p.name, p.description, "mockup png", p.note, p.read, p.code, *(r.text for r in p.runs)])
    return " ".join(dict.fromkeys(words_of(text)))


def _story(team: str, p: Project) -> Iterator[Row]:
    """33 entries."""

    def told(kind: Kind, by: int, about: tuple[str, str], when: str, **data: Any) -> Row:
        return team, p.id, p.name, str(kind), by, about[0], about[1], json.dumps(data), when

    mockup = p.mockup, "mockup.png"
    yield told(Kind.UPLOADED, p.by, mockup, p.created, first=True, width=1280, height=800)
    for r in p.runs:
        run, engine = (r.id, "mockup.png"), {"engine": "kimi" if r.kimi else "draft", "model": MODEL if r.kimi else ""}
        made = {"outcome": "finished", "version": r.version, "number": r.number, "error": None}
        spent = {
            "seconds": r.took.total_seconds(),
            "tokens": 11_500 if r.kimi else 0,
            "cost": r.cost if r.kimi else None,
        }
        yield told(Kind.RUN_STARTED, r.by, run, r.asked, **engine)
        yield told(Kind.RUN_ENDED, r.by, run, r.ended, **engine, **made, **spent)
        version = r.version, f"Version {r.number}"
        yield told(Kind.MEASURED, r.by, version, r.ended, number=r.number, fidelity=80.5)
    yield told(Kind.DOWNLOADED, p.by, (p.runs[-1].version, "Version 10"), p.updated, number=10, what="project")
    yield told(Kind.RENAMED, p.by, (p.id, p.name), p.updated, was="Before")


if __name__ == "__main__":
    main()
