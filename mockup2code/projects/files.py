"""The files of rows that are gone go too, once that is certain."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from mockup2code.projects.models import Asset, Mockup, Version


@receiver(post_delete, sender=Mockup)
@receiver(post_delete, sender=Asset)
@receiver(post_delete, sender=Version)
def _remove_files(instance: Mockup | Asset | Version, **_: Any) -> None:
    files = [instance.picture, instance.thumbnail] if isinstance(instance, Mockup) else [instance.picture]
    for file in files:
        if file.name:
            transaction.on_commit(partial(file.storage.delete, file.name), robust=True)
