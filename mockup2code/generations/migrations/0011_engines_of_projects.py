"""Projects say which engines their runs were of; `projects.actions.note_engine` writes the same."""

from typing import Any

from django.db import migrations
from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Concat


def note(apps: Any, _schema: Any) -> None:
    projects, runs = apps.get_model("projects", "Project"), apps.get_model("generations", "Generation")
    for engine in ("draft", "kimi"):
        begun = runs.objects.filter(mockup__project=OuterRef("pk"), engine=engine)
        projects.objects.filter(Exists(begun)).update(engines=Concat("engines", Value(f"{engine} ")))


class Migration(migrations.Migration):

    dependencies = [("generations", "0010_searched_messages"), ("projects", "0013_engines_of_runs")]

    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
