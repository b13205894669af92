"""The icons before entries of the story."""

import pytest

from mockup2code.markup import icon
from mockup2code.story.models import Entry, Kind
from mockup2code.story.signs import sign


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_an_icon_that_is_there(kind: Kind) -> None:
    assert icon(*sign(Entry(kind=kind))).startswith('<svg class="icon')


@pytest.mark.parametrize(
    ("outcome", "shown"), [("finished", "text-good"), ("failed", "text-bad"), ("cancelled", '"icon"')]
)
def test_how_a_run_ended_is_seen(outcome: str, shown: str) -> None:
    assert shown in icon(*sign(Entry(kind=Kind.RUN_ENDED, data={"outcome": outcome})))
