"""What templates share, and that the lists, which another engine renders, take names as words."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone
from jinja2 import UndefinedError

from mockup2code.markup import ago, icon
from mockup2code.projects.finding import ProjectCard

HOSTILE = "\"><script>alert('1')</script> & {{ 7 * 7 }}"


def test_an_icon_takes_further_classes() -> None:
    assert 'class="icon"' in icon("star")
    assert 'class="icon fill-current"' in icon("star", "fill-current")


def test_a_time_says_how_long_ago_it_was_and_when() -> None:
    moment = timezone.now() - timedelta(hours=3, minutes=1)
    assert f'datetime="{moment.isoformat()}"' in ago(moment)
    assert "3 hours ago" in ago(moment).replace("\xa0", " ")


@pytest.mark.parametrize("name", ["cards.html", "rows.html"])
def test_names_in_a_list_are_words_only(name: str) -> None:
    html = _rendered(name, page=[_card(HOSTILE)], own_teams={"rights": {"CHANGE_PROJECTS"}})
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 5
    assert "{{ 7 * 7 }}" in html


def test_a_list_that_is_not_told_what_it_shows_says_so() -> None:
    with pytest.raises(UndefinedError, match="page"):
        _rendered("cards.html", own_teams={"rights": ()})


def _card(words: str) -> ProjectCard:
    return ProjectCard(
        id=uuid4(),
        name=words,
        description=words,
        updated=timezone.now(),
        deleted=None,
        archived=None,
        mockup=None,
        version_count=2,
        tags=[words],
        starred=False,
        hit=None,
    )


def _rendered(name: str, **known: object) -> str:
    template = Template(f'{{% rows "{name}" %}}')
    return template.render(Context({"request": RequestFactory().get("/"), **known}))
