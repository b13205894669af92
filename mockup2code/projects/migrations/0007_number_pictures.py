"""Pictures that are there get their numbers, in the order in which they came."""

from typing import Any
from uuid import UUID

from django.db import migrations


def _number(apps: Any, _schema: Any) -> None:
    mockup_model = apps.get_model("projects", "Mockup")
    counts: dict[UUID, int] = {}
    for key, project in mockup_model.objects.order_by("created", "pk").values_list("pk", "project_id"):
        counts[project] = counts.get(project, 0) + 1
        mockup_model.objects.filter(pk=key).update(number=counts[project], position=counts[project])


class Migration(migrations.Migration):

    dependencies = [("projects", "0006_pictures_and_recordings")]

    operations = [migrations.RunPython(_number, migrations.RunPython.noop)]
