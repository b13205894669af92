"""Makes an old database of the environment's, writes rows into it, brings it up to date, and looks whether they are
the same: `python -m tests.old_database`."""

import os
from datetime import UTC, datetime, timedelta
from typing import Any

import django

OLD = [("teams", "0003_invitations"), ("projects", "0003_lifecycle"), ("generations", "0002_spending_limits")]
"""Before search, the history, messages and the numbers of pictures."""

STARTED = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "mockup2code.settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - Django must be set up first
    from django.db import connection  # noqa: PLC0415 - as above
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 - as above

    MigrationExecutor(connection).migrate(OLD)
    write(MigrationExecutor(connection).loader.project_state(OLD).apps)
    call_command("migrate", verbosity=0, interactive=False)
    look()


def write(apps: Any) -> None:
    user = apps.get_model("teams", "User").objects.create(email="ada@example.com")
    team = apps.get_model("teams", "Team").objects.create(name="Studio")
    team.members.add(user, through_defaults={"role": "owner"})
    project = apps.get_model("projects", "Project").objects.create(
        team=team, name="Front door", description="For the Herbstmesse", created_by=user
    )
    mockups = [
        apps.get_model("projects", "Mockup").objects.create(
            project=project, name=name, picture="gone.png", thumbnail="gone.webp", width=640, height=400
        )
        for name in ("first.png", "second.png")
    ]
    version = apps.get_model("projects", "Version").objects.create(
        project=project, mockup=mockups[0], number=1, files={"src/App.tsx": "old"}, created_by=user
    )
    apps.get_model("generations", "Generation").objects.create(
        mockup=mockups[0],
        engine="draft",
        note="Keep it calm",
        state="finished",
        version=version,
        created_by=user,
        rung=STARTED,
        started=STARTED,
        finished=STARTED + timedelta(seconds=90),
    )


def look() -> None:
    from mockup2code.generations.models import Generation  # noqa: PLC0415 - Django must be set up first
    from mockup2code.projects.models import Project  # noqa: PLC0415 - as above
    from mockup2code.projects.search import mentioning  # noqa: PLC0415 - as above
    from mockup2code.teams.models import User  # noqa: PLC0415 - as above

    project = Project.objects.get(mentioning("herbst door calm"))
    assert list(project.mockups.order_by("number").values_list("name", "number")) == [
        ("first.png", 1),
        ("second.png", 2),
    ]
    run = Generation.objects.get()
    assert (run.message.text, run.took, run.version.files) == (
        "Keep it calm",
        timedelta(seconds=90),
        {"src/App.tsx": "old"},
    )
    assert project.engines == " draft "
    assert User.objects.get().memberships.get().team == project.team


if __name__ == "__main__":
    main()
