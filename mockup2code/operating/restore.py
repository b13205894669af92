"""Puts an archive back into an empty server."""

import contextlib
import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction

from mockup2code.connections.models import Connection
from mockup2code.connections.vault import UnreadableError, unseal
from mockup2code.generations import messages
from mockup2code.generations.models import Message
from mockup2code.operating import archive
from mockup2code.operating.archive import ArchiveError, Manifest
from mockup2code.operating.stored import named_files
from mockup2code.projects import search
from mockup2code.projects.models import Project
from mockup2code.teams.models import Team, User


@dataclass(frozen=True, slots=True)
class Restored:
    """What came out of an archive; `locked_keys` are teams' keys that this server's ENCRYPTION_KEY does not open."""

    manifest: Manifest
    files: int
    locked_keys: int
    secrets: bool


def restore(source: Path) -> Restored:
    """Rows, files and secrets, all or nothing. Raises ArchiveError, with the server as empty as it was."""
    if User.objects.exists() or Team.objects.exists():
        raise ArchiveError(
            "This server has accounts already, so nothing was restored: an archive would overwrite them."
            " Name an empty database and data folder (DATABASE_URL, DATA_DIR)."
        )
    try:
        with tarfile.open(source, "r:gz") as tar:
            return _unpacked(tar)
    except (OSError, tarfile.TarError, EOFError) as error:
        raise ArchiveError(f"{source} cannot be read as a backup ({error}). Nothing was changed.") from None


def _unpacked(tar: tarfile.TarFile) -> Restored:
    manifest = _manifest(tar)
    _check(manifest)
    with _all_or_nothing() as written:
        secrets = False
        _empty()
        for entry in tar:
            content = tar.extractfile(entry)
            if content is None:
                continue
            if entry.name.startswith(archive.ROWS):
                _load(io.TextIOWrapper(content, encoding="utf-8"))
            elif entry.name.startswith(archive.FILES):
                written.append(_put_back(entry.name.removeprefix(archive.FILES), content.read()))
            elif entry.name.removeprefix(archive.SECRETS) in archive.SECRET_FILES:
                secrets = True
                kept = settings.DATA_DIR / entry.name.removeprefix(archive.SECRETS)
                kept.write_bytes(content.read())
        _check_files(written)
        _finish()
    return Restored(manifest, len(written), _locked_keys(), secrets)


def _manifest(tar: tarfile.TarFile) -> Manifest:
    first = tar.next()
    content = tar.extractfile(first) if first and first.name == archive.MANIFEST else None
    if content is None:
        raise ArchiveError("This is not a backup of Mockup2Code: it has no manifest. Nothing was changed.")
    try:
        return Manifest.from_json(json.loads(content.read()))
    except ValueError:
        raise ArchiveError("Its manifest cannot be read. Nothing was changed.") from None


def _check(manifest: Manifest) -> None:
    """Rows fit the tables that they came from only."""
    if manifest.migrations == archive.applied_migrations():
        return
    raise ArchiveError(
        f"This archive was made by release {manifest.release} with other tables than release {archive.release()} has."
        " Nothing was changed. Restore it with the release that made it, then update."
    )


@contextlib.contextmanager
def _all_or_nothing() -> Iterator[list[str]]:
    """Files that were written before something failed go again, as the rows do."""
    written: list[str] = []
    try:
        with transaction.atomic():
            yield written
    except DatabaseError as error:
        _remove(written)
        raise ArchiveError(f"The database did not take the rows ({error}). Nothing was changed.") from None
    except BaseException:
        _remove(written)
        raise


def _remove(names: list[str]) -> None:
    for name in names:
        default_storage.delete(name)


def _empty() -> None:
    """What the migrations of an empty server have filled in comes with the archive too."""
    Permission.objects.all().delete()
    ContentType.objects.all().delete()
    ContentType.objects.clear_cache()


def _load(lines: io.TextIOWrapper) -> None:
    for row in serializers.deserialize("jsonl", lines):
        row.save(force_insert=True)


def _put_back(name: str, content: bytes) -> str:
    """Raises ArchiveError where the file would land elsewhere than its row says."""
    saved = default_storage.save(name, ContentFile(content))
    if saved != name:
        default_storage.delete(saved)
        raise ArchiveError(f"The data folder has a file {name} already. Nothing was changed; name an empty one.")
    return saved


def _check_files(written: list[str]) -> None:
    strangers = set(written) - {name for _, name in named_files()}
    if strangers:
        raise ArchiveError(f"The archive has a file that no row names ({min(strangers)}). Nothing was changed.")


def _finish() -> None:
    """Numbers go on after the highest, and what people wrote can be searched."""
    statements = connection.ops.sequence_reset_sql(no_style(), list(archive.models()))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    for project in Project.objects.iterator():
        search.index_all(project)
    for message in Message.objects.iterator():
        answer = message.answers.order_by("created").first()
        if answer:
            messages.index(message, answer)


def _locked_keys() -> int:
    return sum(not _opens(sealed) for sealed in Connection.objects.values_list("sealed_key", flat=True) if sealed)


def _opens(sealed: str) -> bool:
    try:
        unseal(sealed)
    except UnreadableError:
        return False
    return True
