"""Runs for tests that are about something else than what was asked for."""

from mockup2code.generations import messages
from mockup2code.generations.asking import Asked
from mockup2code.generations.models import Generation
from mockup2code.projects.models import Mockup, Version
from mockup2code.teams.models import User


def start(*, mockup: Mockup, user: User, note: str = "", base: Version | None = None) -> Generation:
    """A queued run for a message with one picture."""
    asked = Asked(note, (mockup,), base)
    return messages.send(project=mockup.project, user=user, asked=asked)[0]
