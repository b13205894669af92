"""What was asked of runs before can be found as well; `search` writes the same rows."""

from itertools import groupby
from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery

from mockup2code.projects.words import words_of


def index(apps: Any, _schema: Any) -> None:
    entry, found = apps.get_model("projects", "SearchEntry"), apps.get_model("projects", "SearchText")
    answers = apps.get_model("generations", "Generation").objects.filter(message=OuterRef("pk")).order_by("created")
    messages = apps.get_model("generations", "Message").objects.annotate(answer=Subquery(answers.values("pk")[:1]))
    rows = messages.exclude(answer=None).order_by("project").values_list("project", "answer", "text", "regions")
    for project, asked in groupby(rows.iterator(chunk_size=500), key=lambda row: row[0]):
        entries = [_entry(entry, *row) for row in asked]
        entry.objects.bulk_create(one for one in entries if one.words)
        text = found.objects.get(project=project)
        text.words = " ".join(dict.fromkeys(" ".join([text.words, *(one.words for one in entries)]).split()))
        text.save(update_fields=["words"])


def _entry(model: Any, project: Any, answer: Any, text: str, regions: list[dict[str, Any]]) -> Any:
    body = "\n".join([text, *(str(region.get("note", "")) for region in regions)])
    return model(project_id=project, piece="message", of=answer, body=body, words=" ".join(words_of(body)))


class Migration(migrations.Migration):

    dependencies = [("generations", "0009_open_probes"), ("projects", "0011_searched_messages")]

    operations = [migrations.RunPython(index, migrations.RunPython.noop)]
