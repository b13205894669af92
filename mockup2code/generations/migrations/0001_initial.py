
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("projects", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Generation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("engine", models.CharField(choices=[("draft", "Draft engine"), ("kimi", "Kimi")], max_length=10)),
                ("model", models.CharField(blank=True, max_length=100)),
                ("note", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Queued"),
                            ("running", "Running"),
                            ("finished", "Finished"),
                            ("failed", "Failed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("attempt", models.PositiveIntegerField(default=0)),
                ("losses", models.PositiveIntegerField(default=0)),
                ("lease_until", models.DateTimeField(null=True)),
                ("cancel_requested", models.BooleanField(default=False)),
                ("rung", models.DateTimeField()),
                ("error_code", models.CharField(blank=True, max_length=30)),
                ("error_sentence", models.TextField(blank=True)),
                ("input_tokens", models.PositiveIntegerField(default=0)),
                ("cached_tokens", models.PositiveIntegerField(default=0)),
                ("output_tokens", models.PositiveIntegerField(default=0)),
                ("cost", models.DecimalField(decimal_places=6, max_digits=12, null=True)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("started", models.DateTimeField(null=True)),
                ("finished", models.DateTimeField(null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mockup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="generations", to="projects.mockup"
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="generation",
                        to="projects.version",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GenerationEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("attempt", models.PositiveIntegerField()),
                ("seq", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("stage", "Stage"),
                            ("reasoning", "Reasoning"),
                            ("file", "File"),
                            ("delta", "Delta"),
                            ("asset", "Asset"),
                            ("message", "Message"),
                            ("usage", "Usage"),
                            ("end", "End"),
                        ],
                        max_length=10,
                    ),
                ),
                ("data", models.JSONField()),
                ("created", models.DateTimeField()),
                (
                    "generation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="events", to="generations.generation"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="generation",
            index=models.Index(fields=["mockup", "-created"], name="generations_mockup__17a63f_idx"),
        ),
        migrations.AddIndex(
            model_name="generation",
            index=models.Index(fields=["state", "rung"], name="generations_state_43764e_idx"),
        ),
        migrations.AddConstraint(
            model_name="generationevent",
            constraint=models.UniqueConstraint(fields=("generation", "seq"), name="one_event_per_seq"),
        ),
    ]
