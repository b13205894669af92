"""A form posted twice, and names of every kind, on all pages that show them."""

from pathlib import Path

import pytest
from django.core.cache import cache

from mockup2code.shares import actions as share_actions
from mockup2code.teams.models import Membership, Team
from mockup2code.teams.permissions import Actor
from tests.teams.world import World, make_world

NAMES = [
    "x",
    "x" * 200,
    "استوديو المدينة",
    "🎨🖌️",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "O'Neill & Söhne",
]


@pytest.fixture
def world(db: None, png: bytes, data_dir: Path) -> World:
    cache.clear()
    return make_world(png)


@pytest.mark.parametrize(
    ("path", "form", "second"),
    [
        ("/teams/{team}/leave/", {}, 404),
        ("/teams/{team}/members/{member}/remove/", {}, 404),
        ("/teams/{team}/members/{member}/role/", {"role": "editor"}, 302),
        ("/teams/{team}/invitations/{invitation}/revoke/", {}, 302),
        ("/teams/{team}/delete/", {"name": "Studio"}, 404),
        ("/projects/{project}/delete/", {}, 404),
        ("/projects/{project}/archive/", {}, 302),
        ("/shares/{share}/revoke/", {}, 302),
    ],
)
def test_a_form_posted_twice_does_its_thing_once(world: World, path: str, form: dict[str, str], second: int) -> None:
    world.team.memberships.create(user=world.people[Actor.OTHER_TEAM], role="owner")
    address = path.format(
        team=world.team.pk,
        member=world.team.memberships.get(role="viewer").pk,
        invitation=world.invitation.pk,
        project=world.mockup.project_id,
        share=world.share.pk,
    )
    client = world.browser(Actor.OWNER)
    assert client.post(address, form).status_code == 302
    before = Membership.objects.count(), Team.objects.count()
    assert client.post(address, form).status_code == second
    assert (Membership.objects.count(), Team.objects.count()) == before


@pytest.mark.parametrize("name", NAMES)
def test_a_project_of_any_name_is_shown_as_it_was_written_and_never_run(world: World, name: str) -> None:
    editor, project = world.browser(Actor.EDITOR), world.mockup.project_id
    assert editor.post(f"/projects/{project}/rename/", {"name": name}).status_code == 302
    world.team.projects.get(name=name)
    _, token = share_actions.share(
        project=world.mockup.project, user=world.people[Actor.OWNER], terms=share_actions.Terms(name=name[:80])
    )
    pages = ["/", *(f"/projects/{project}/{part}" for part in ("", "settings/", "story/", "shares/")), f"/s/{token}/"]
    for path in pages:
        page = editor.get(path)
        assert page.status_code == 200
        assert "<script>alert(1)" not in page.content.decode()
        assert "<img src=x" not in page.content.decode()
