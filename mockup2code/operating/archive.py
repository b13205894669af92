"""One file that holds a server: a gzipped tar with `manifest.json`, `rows/MODEL.jsonl`, `files/NAME` and, where asked
for, `secrets/NAME`. It holds rows as data, so that it fits SQLite and PostgreSQL alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

MANIFEST = "manifest.json"
ROWS, FILES, SECRETS = "rows/", "files/", "secrets/"
SECRET_FILES = ("secret_key", "encryption_key")
FORMAT = 1

LEFT_OUT = frozenset(
    {
        "generations.KeyUse",
        "live.Presence",
        "projects.SearchEntry",
        "projects.SearchText",
        "sessions.Session",
        "usersessions.UserSession",
    }
)
"""What is gone in a minute, signs people in, or is made anew from the rest."""


class ArchiveError(Exception):
    """A backup or restore that cannot be done; its text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says of itself; `migrations` are those that its database had."""

    format: int
    release: str
    made: str
    migrations: list[str]
    rows: dict[str, int]

    @classmethod
    def from_json(cls, data: Any) -> "Manifest":
        """Raises ArchiveError for what no backup has written."""
        try:
            return cls(**data)
        except TypeError:
            raise ArchiveError("Its manifest is not one of a backup. Nothing was changed.") from None


def models() -> Iterator[type[Model]]:
    """Those whose rows an archive holds, by name."""
    kept = (model for model in apps.get_models() if model._meta.managed and model._meta.label not in LEFT_OUT)
    return iter(sorted(kept, key=lambda model: model._meta.label))


def applied_migrations() -> list[str]:
    return sorted(".".join(key) for key in MigrationLoader(connection).applied_migrations)


def release() -> str:
    return version("mockup2code")
