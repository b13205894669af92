"""Writes a server's rows and files into one archive while it goes on working."""

import contextlib
import io
import json
import os
import tarfile
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core import serializers
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.models import Model
from django.utils import timezone

from mockup2code.operating import archive
from mockup2code.operating.archive import ArchiveError, Manifest
from mockup2code.operating.stored import named_files


@dataclass(slots=True)
class Report:
    """What went into an archive; `missing` are files that rows name and that are not there."""

    rows: dict[str, int] = field(default_factory=dict)
    files: int = 0
    missing: list[str] = field(default_factory=list)


def back_up(target: Path, *, with_secrets: bool) -> Report:
    """Writes the archive, which only its owner may read, whole or not at all. Raises ArchiveError."""
    if target.exists():
        raise ArchiveError(f"{target} is there already. Nothing was written; choose another name.")
    part = target.with_name(f"{target.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as output:
            report = _written(output, with_secrets=with_secrets)
        part.rename(target)
    except OSError as error:
        raise ArchiveError(f"{target} cannot be written ({error.strerror}). Nothing was kept.") from None
    finally:
        part.unlink(missing_ok=True)
    return report


def _written(output: IO[bytes], *, with_secrets: bool) -> Report:
    report = Report()
    with tarfile.open(fileobj=output, mode="w:gz", compresslevel=1) as tar, tempfile.TemporaryDirectory() as folder:
        with _snapshot():
            for model in archive.models():
                report.rows[model._meta.label] = _dump(model, Path(folder))
            names = list(dict.fromkeys(name for _, name in named_files()))
            migrations = archive.applied_migrations()
        manifest = Manifest(
            archive.FORMAT, archive.release(), timezone.now().isoformat(timespec="seconds"), migrations, report.rows
        )
        _add(tar, archive.MANIFEST, json.dumps(asdict(manifest), indent=1).encode())
        for label in report.rows:
            tar.add(Path(folder, f"{label}.jsonl"), f"{archive.ROWS}{label}.jsonl")
        for name in names:
            _add_file(tar, name, report)
        for name in archive.SECRET_FILES if with_secrets else ():
            if (kept := settings.DATA_DIR / name).exists():
                _add(tar, f"{archive.SECRETS}{name}", kept.read_bytes())
    return report


@contextlib.contextmanager
def _snapshot() -> Iterator[None]:
    """All reads see the database as it was at the first; nobody who writes meanwhile has to wait."""
    if connection.vendor == "sqlite":
        database: Any = connections[DEFAULT_DB_ALIAS]
        usual, database.transaction_mode = database.transaction_mode, None
        try:
            with transaction.atomic():
                yield
        finally:
            database.transaction_mode = usual
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _dump(model: type[Model], folder: Path) -> int:
    """Writes all rows of a model, a line each; gives how many."""
    rows = model._default_manager.order_by("pk")
    with Path(folder, f"{model._meta.label}.jsonl").open("w", encoding="utf-8") as output:
        serializers.serialize("jsonl", rows.iterator(chunk_size=500), stream=output, cls=_Exact)
    return rows.count()


class _Exact(DjangoJSONEncoder):
    """Django's own cuts times to milliseconds."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def _add_file(tar: tarfile.TarFile, name: str, report: Report) -> None:
    try:
        with default_storage.open(name) as file:
            _add(tar, f"{archive.FILES}{name}", file.read())
    except FileNotFoundError:
        report.missing.append(name)
    else:
        report.files += 1


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = len(content), 0o600, int(time.time())
    tar.addfile(entry, io.BytesIO(content))
