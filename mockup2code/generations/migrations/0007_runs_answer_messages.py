import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("generations", "0006_notes_to_messages")]

    operations = [
        migrations.AlterField(
            model_name="generation",
            name="message",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="generations.message"
            ),
        ),
        migrations.RemoveField(model_name="generation", name="note"),
    ]
