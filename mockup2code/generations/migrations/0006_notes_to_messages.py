"""Each run answers a message: what was the note of a run becomes one."""

from typing import Any

from django.db import migrations


def _make_messages(apps: Any, _schema: Any) -> None:
    generation_model = apps.get_model("generations", "Generation")
    message_model = apps.get_model("generations", "Message")
    attachment_model = apps.get_model("generations", "Attachment")
    for run in generation_model.objects.select_related("mockup").iterator(chunk_size=500):
        message = message_model.objects.create(
            project_id=run.mockup.project_id, text=run.note, created_by_id=run.created_by_id, created=run.created
        )
        attachment_model.objects.create(message=message, mockup_id=run.mockup_id, position=0)
        generation_model.objects.filter(pk=run.pk).update(message=message)


class Migration(migrations.Migration):

    dependencies = [("generations", "0005_messages")]

    operations = [migrations.RunPython(_make_messages, migrations.RunPython.noop)]
