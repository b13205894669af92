"""The story is narrowed down and read page by page, however long it is."""

from datetime import datetime, timedelta

from django.utils import timezone

from mockup2code.story.models import Entry, Kind
from mockup2code.story.reading import A_PAGE
from mockup2code.teams.permissions import Actor
from tests.story.telling import many, story, team_story
from tests.teams.world import World


def test_the_story_is_narrowed_by_kind_person_and_time(world: World) -> None:
    editor, admin = world.browser(Actor.EDITOR), world.browser(Actor.ADMIN)
    editor.post(f"/projects/{world.mockup.project_id}/archive/")
    admin.post(f"/versions/{world.version.pk}/restore/")
    today, yesterday = timezone.now().date(), timezone.now().date() - timedelta(days=1)
    both = ("archived \u2068", "restored version")
    assert [word in story(world, query=f"?since={today}&until={today}") for word in both] == [True, True]
    assert [word in story(world, query=f"?until={yesterday}") for word in both] == [False, False]
    assert [word in story(world, query="?group=versions") for word in both] == [False, True]
    person = world.people[Actor.EDITOR].pk
    assert [word in story(world, query=f"?person={person}") for word in both] == [True, False]
    assert [word in story(world, query="?group=x&person=x&since=x&at=x&before=-1") for word in both] == [True, True]


def test_pages_follow_on_each_other_without_a_gap(world: World) -> None:
    keys = many(world, 120)
    seen: list[int] = []
    query = ""
    for _ in range(3):
        page = story(world, query=query)
        seen += [key for key in keys if f'id="entry-{key}"' in page]
        query = f"?before={min(seen)}"
    assert sorted(seen) == keys


def test_rare_kinds_and_old_days_are_found_among_many_entries(world: World) -> None:
    many(world, 120)
    page = team_story(world, "?group=people")
    assert "founded the team" in page
    assert "renamed the project" not in page
    assert team_story(world, "?group=projects").count("renamed the project") == A_PAGE
    assert "Nothing fits" in team_story(world, "?group=projects&since=2100-01-01")
    assert "Nothing fits" in team_story(world, "?until=2000-01-01")
    assert "Nothing fits" in team_story(world, "?group=shares&person=0")


def test_an_entry_that_was_numbered_late_is_found_on_its_day(world: World) -> None:
    noon = timezone.make_aware(datetime(2026, 3, 1, 12))
    fields = {"team": world.team.pk, "kind": Kind.ARCHIVED}
    for name, minutes in (("First", 0), ("Late", -5), ("Next day", 24 * 60)):
        Entry.objects.create(object_name=name, created=noon + timedelta(minutes=minutes), **fields)
    page = team_story(world, "?since=2026-03-01&until=2026-03-01")
    assert [f"“{name}”" in page for name in ("First", "Late", "Next day")] == [True, True, False]


def test_a_permanent_link_shows_its_entry_wherever_it_is(world: World) -> None:
    keys = many(world, 200)
    page = story(world, query=f"?at={keys[10]}")
    assert f'id="entry-{keys[10]}" data-wanted' in page
    assert "To the newest" in page
