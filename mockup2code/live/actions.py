"""Coming and going of open pages."""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from mockup2code.live.models import Presence
from mockup2code.projects.models import Project
from mockup2code.teams.models import User

RENEWED_SECONDS = 10
GONE_AFTER = timedelta(seconds=25)


def arrive(*, page: UUID, team_id: UUID, user: User, project_id: UUID | None) -> None:
    """The page is open; a project that is not the team's does not count. Rows of pages that were lost go."""
    now = timezone.now()
    if Presence.objects.filter(pk=page).update(seen=now):
        return
    Presence.objects.filter(team=team_id, seen__lt=now - 4 * GONE_AFTER).delete()
    known = Project.objects.filter(pk=project_id, team=team_id) if project_id else Project.objects.none()
    project = known.values_list("pk", flat=True).first()
    try:
        with transaction.atomic():
            Presence.objects.create(pk=page, team_id=team_id, user=user, project_id=project, seen=now)
    except IntegrityError:
        return  # the team, the person or the project has just gone


def depart(*, page: UUID) -> None:
    Presence.objects.filter(pk=page).delete()
