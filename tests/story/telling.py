"""Reading the pages of a story, and making something to be told."""

from mockup2code.engines.base import Usage
from mockup2code.generations import actions as generation_actions
from mockup2code.generations.actions import Ending
from mockup2code.generations.models import State
from mockup2code.story.models import Entry, Kind
from mockup2code.teams.permissions import Actor
from tests.teams.world import World

FILES = {"src/App.tsx": "export default function App() {\n  return <h1>Hello</h1>;\n}\n"}


def kinds() -> list[str]:
    """The kinds of all entries, oldest first."""
    return list(Entry.objects.order_by("pk").values_list("kind", flat=True))


def story(world: World, actor: Actor = Actor.VIEWER, query: str = "") -> str:
    answer = world.browser(actor).get(f"/projects/{world.mockup.project_id}/story/{query}")
    assert answer.status_code == 200
    return b"".join(answer).decode()


def team_story(world: World, query: str = "") -> str:
    return str(world.browser(Actor.ADMIN).get(f"/teams/{world.team.pk}/history/{query}").content.decode())


def end_run(world: World, state: State = State.FINISHED) -> None:
    claim = generation_actions.claim(generation_id=world.generation.pk)
    assert claim
    ending = Ending(state, FILES, {}, Usage(1000, 0, 500, cost=0.0125), error_sentence="The key is wrong.")
    generation_actions.finish(claim=claim, ending=ending)


def many(world: World, count: int) -> list[int]:
    """Entries of the project, oldest first."""
    project = world.mockup.project
    entries = Entry.objects.bulk_create(
        Entry(
            team=world.team.pk,
            project=project.pk,
            project_name=project.name,
            kind=Kind.RENAMED,
            actor=world.people[Actor.EDITOR],
            object_id=str(project.pk),
            object_name=f"Name {number}",
            data={"was": "Before"},
        )
        for number in range(count)
    )
    return [entry.pk for entry in entries]
