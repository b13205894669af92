"""The files of rows that are gone go too, once that is certain."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.db.models.signals import post_delete
from django.dispatch import receiver

from mockup2code.projects.models import Asset, Mockup, Recording, Version


@receiver(post_delete, sender=Mockup)
@receiver(post_delete, sender=Asset)
@receiver(post_delete, sender=Recording)
@receiver(post_delete, sender=Version)
def _remove_files(instance: Mockup | Asset | Recording | Version, **_: Any) -> None:
    for file in _files_of(instance):
        remove_later(file)


def _files_of(row: Mockup | Asset | Recording | Version) -> list[FieldFile]:
    match row:
        case Mockup():
            return [row.picture, row.thumbnail]
        case Recording():
            return [row.file]
        case _:
            return [row.picture]


def remove_later(file: FieldFile) -> None:
    """Deletes the file when the transaction has ended well."""
    if file.name:
        transaction.on_commit(partial(file.storage.delete, file.name), robust=True)
