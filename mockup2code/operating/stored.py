"""The files that rows name, and the files that are there."""

from collections.abc import Iterator

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField, Model


def named_files() -> Iterator[tuple[Model, str]]:
    """Each row that has a file, with the file's name."""
    for model in apps.get_models():
        for field in (field for field in model._meta.fields if isinstance(field, FileField)):
            rows = model._default_manager.exclude(**{field.name: ""}).exclude(**{field.name: None})
            for row in rows.only("pk", field.name).iterator(chunk_size=1000):
                yield row, getattr(row, field.name).name


def files_there(folder: str = "") -> Iterator[str]:
    """The names of all files in the storage."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        yield f"{folder}{name}"
    for name in folders:
        yield from files_there(f"{folder}{name}/")
