"""A page asks the database as often for many rows as for few."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mockup2code.connections.models import SavedCheck
from mockup2code.generations.models import Generation, State
from mockup2code.projects import actions, search
from mockup2code.projects.models import Mockup, Project, Tag
from mockup2code.shares import actions as share_actions
from mockup2code.teams.invitations import Terms, invite
from mockup2code.teams.models import Role, User
from mockup2code.teams.permissions import Actor
from tests.teams.world import World, make_world, person

REQUEST = {"method": "GET", "path": "models", "body": ""}
PAGES = [
    "/",
    "/?view=list",
    "/?q=front+door",
    "/?q=front&view=list",
    "/?engine=kimi&sort=name",
    "/projects/{project}/",
    "/projects/{project}/history/",
    "/projects/{project}/story/",
    "/projects/{project}/shares/",
    "/projects/{project}/settings/",
    "/teams/{team}/",
    "/teams/{team}/history/",
    "/teams/{team}/history/?group=runs",
    "/teams/{team}/usage/",
    "/teams/{team}/connection/",
    "/accounts/sessions/",
]


@pytest.fixture
def world(db: None, png: bytes, data_dir: Path) -> World:
    cache.clear()
    return make_world(png)


def test_a_page_asks_as_often_for_many_rows_as_for_few(world: World) -> None:
    grow(world, 2)
    few = {page: asked(world, page) for page in PAGES}
    grow(world, 8)
    assert {page: asked(world, page) for page in PAGES} == few
    assert max(few.values()) <= 45


def asked(world: World, page: str) -> int:
    client = world.browser(Actor.OWNER)
    with CaptureQueriesContext(connection) as found:
        answer = client.get(page.format(project=world.mockup.project_id, team=world.team.pk))
    assert answer.status_code == 200
    return len(found)


def grow(world: World, count: int) -> None:
    """More of everything that a page lists: in the team, and in the world's project."""
    team, owner = world.team, world.people[Actor.OWNER]
    for _ in range(count):
        member = person(f"{uuid4().hex}@example.com")
        team.memberships.create(user=member, role=Role.EDITOR)
        invite(team=team, actor=owner, terms=Terms(Role.VIEWER))
        SavedCheck.objects.create(
            team=team, name=uuid4().hex, request={"method": "GET", "path": "models", "body": ""}, assertions=[]
        )
        project = Project.objects.create(team=team, name="Front door", created_by=member)
        project.tags.add(Tag.objects.create(team=team, name=uuid4().hex))
        for where in (project, world.mockup.project):
            _work(world, where, member)
        share_actions.share(project=world.mockup.project, user=member, terms=share_actions.Terms())


def _work(world: World, project: Project, member: User) -> None:
    """A picture with a run of a model of its own, and a version."""
    mockup = Mockup.objects.create(project=project, name="door.png", width=640, height=400, created_by=member)
    version = actions.add_version(mockup=mockup, user=member, files={"src/App.tsx": "door"}, assets={}, message="Door")
    message = project.messages.create(text="A door", created_by=member, created=timezone.now())
    Generation.objects.create(
        mockup=mockup,
        message=message,
        engine="kimi",
        model=uuid4().hex,
        state=State.FINISHED,
        version=version,
        created_by=member,
        cost=Decimal("0.01"),
        input_tokens=100,
        output_tokens=100,
        rung=timezone.now(),
        finished=timezone.now(),
        took=timedelta(seconds=5),
    )
    actions.keep_fidelity(version=version, user=member, fidelity=80)
    search.index_mockup(mockup)
