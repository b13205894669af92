"""How a project's actions tell the story of what they did."""

from mockup2code.projects.models import Project, Version
from mockup2code.story.models import Kind
from mockup2code.story.writing import About, Within, record
from mockup2code.teams.models import User


def tell(kind: Kind, project: Project, actor: User | None, about: About | None = None, **data: object) -> None:
    """Adds an entry about the project, or about something in it."""
    within = Within(project.team_id, project.pk, project.name)
    about = about or About(project.pk, project.name)
    record(kind, within=within, about=about, actor=actor, data=data)


def about_version(version: Version) -> About:
    return About(version.pk, version.name or f"Version {version.number}")
