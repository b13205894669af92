"""What people ask for: a message becomes runs, each in one transaction."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from mockup2code.connections.queries import model_of
from mockup2code.generations import actions, budget
from mockup2code.generations.asking import Asked
from mockup2code.generations.models import Attachment, Generation, Message
from mockup2code.projects import search
from mockup2code.projects.models import Mockup, Project, Role, Version
from mockup2code.teams.models import User


@transaction.atomic
def send(*, project: Project, user: User, asked: Asked) -> list[Generation]:
    """A message with as many runs as variants are wanted. Raises BudgetReachedError."""
    if model_of(project.team):
        budget.check(project.team)
    message = Message.objects.create(
        project=project,
        base=asked.base,
        text=asked.text,
        regions=list(asked.regions),
        selection=asked.selection,
        created_by=user,
        created=timezone.now(),
    )
    Attachment.objects.bulk_create(
        Attachment(message=message, mockup=mockup, position=position) for position, mockup in enumerate(asked.pictures)
    )
    mockup = compared_with(project, asked.base, asked.pictures)
    runs = [actions.queue(message=message, mockup=mockup, user=user) for _ in range(asked.variants)]
    index(message, runs[0])
    return runs


def index(message: Message, answer: Generation) -> None:
    """Lets it be found by its words, those about regions among them; `answer` is the run that it is shown with."""
    notes = [str(region.get("note", "")) for region in message.regions]
    search.index_message(message.project_id, answer.pk, "\n".join([message.text, *notes]))


@transaction.atomic
def answer_again(*, generation: Generation, user: User) -> Generation:
    """Another run for the message of this one. Raises BudgetReachedError."""
    message, team = generation.message, generation.mockup.project.team
    if model_of(team):
        budget.check(team)
    mockup = compared_with(message.project, message.base, list(message.pictures.filter(removed=None)))
    return actions.queue(message=message, mockup=mockup, user=user)


def compared_with(project: Project, base: Version | None, pictures: Sequence[Mockup]) -> Mockup:
    """The picture whose page the answer is: the base's, else the first page among those that came with the message."""
    if base and base.mockup and base.mockup.removed is None:
        return base.mockup
    pages = [picture for picture in pictures if picture.role == Role.PAGE]
    for picture in (*pages, *pictures):
        return picture
    first = project.mockups.filter(removed=None).order_by("position", "created").first()
    return first or project.mockups.order_by("created")[0]
