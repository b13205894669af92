"""What is told of downloads."""

from django.db import transaction

from mockup2code.projects.models import Version
from mockup2code.projects.telling import about_version, tell
from mockup2code.story.models import Kind
from mockup2code.teams.models import User


@transaction.atomic
def note_download(*, version: Version, user: User | None, what: str, **data: object) -> None:
    """Somebody takes `what` of a version: a file's path, or "project" for all of it."""
    tell(Kind.DOWNLOADED, version.project, user, about_version(version), number=version.number, what=what, **data)
