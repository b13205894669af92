"""Whether rows and files fit together, and the database itself is sound."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.files.storage import default_storage
from django.db import IntegrityError, connection
from django.utils import timezone

from mockup2code.operating.stored import files_there, named_files
from mockup2code.projects.models import Asset, Version

YOUNG = timedelta(hours=1)
"""A file is written before its row: a younger one may still get it."""


@dataclass(slots=True)
class Findings:
    """What does not fit, a sentence each; `orphans` are the names of files without a row."""

    problems: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)


def look() -> Findings:
    """Reads all rows that name files and lists all files."""
    named = {name: row for row, name in named_files()}
    there = set(files_there())
    found = Findings()
    found.problems += _database()
    for name in sorted(set(named) - there):
        row = named[name]
        found.problems.append(f"{row._meta.verbose_name} {row.pk}: its file {name} is missing")
    found.problems += _lost_assets()
    found.orphans = sorted(name for name in there - set(named) if _is_old(name))
    return found


def remove(orphans: list[str]) -> None:
    for name in orphans:
        default_storage.delete(name)


def _database() -> Iterator[str]:
    try:
        connection.check_constraints()
    except IntegrityError as error:
        yield f"the database: {error}"
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            rows = cursor.execute("PRAGMA quick_check").fetchall()
        yield from (f"the database: {row[0]}" for row in rows if row[0] != "ok")


def _lost_assets() -> Iterator[str]:
    assets = {str(key) for key in Asset.objects.values_list("pk", flat=True)}
    for key, project, number, named in Version.objects.values_list(
        "pk", "project__name", "number", "assets"
    ).iterator():
        for path in sorted(path for path, asset in named.items() if asset not in assets):
            yield f"version {key} ({project} {number}): its picture {path} is missing"


def _is_old(name: str) -> bool:
    try:
        return default_storage.get_modified_time(name) < timezone.now() - YOUNG
    except FileNotFoundError:
        return False
