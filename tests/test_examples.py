"""The example pictures are there, are what they say, and are taken like any upload."""

import pytest

from mockup2code.examples import EXAMPLES, Example
from mockup2code.vision.ingest import ingest

EACH = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.slug)


def test_there_are_three_with_names_of_their_own():
    assert len({example.slug for example in EXAMPLES}) == 3
    assert len({example.title for example in EXAMPLES}) == 3


@EACH
def test_an_example_is_a_picture_of_the_size_that_it_says(example: Example):
    picture = ingest(example.path.read_bytes(), example.path.name)
    assert (picture.width, picture.height) == (example.width, example.height)


@EACH
def test_an_example_is_small_enough_for_the_first_page(example: Example):
    assert example.path.stat().st_size < 200_000


@EACH
def test_an_example_can_be_drawn_again(example: Example):
    assert (example.path.parent / "sources" / f"{example.slug}.html").exists()
