"""What a caller gets of sliders: the whole track, how far it is set, its colour; and what only looks like one."""

import pytest

from mockup2code.vision.measure import measure
from mockup2code.vision.measurement import ControlKind
from tests.vision.drawn import page

GREY, BLUE, GREEN = "#d1d5db", "#2563eb", "#059669"


def in_one_colour(d):
    d.rounded_rectangle((40, 46, 340, 53), 4, GREY)
    d.rounded_rectangle((40, 46, 150, 53), 4, BLUE)
    d.ellipse((142, 40, 161, 59), BLUE)


def with_a_white_knob(d):
    d.rounded_rectangle((40, 46, 340, 51), 3, GREY)
    d.rounded_rectangle((40, 46, 250, 51), 3, GREEN)
    d.ellipse((240, 38, 259, 57), "#ffffff", GREEN, 2)


def with_nothing_filled(d):
    d.rounded_rectangle((40, 46, 340, 51), 3, GREY)
    d.ellipse((80, 38, 99, 57), BLUE)


def at_its_start(d):
    d.rounded_rectangle((40, 46, 340, 51), 3, GREY)
    d.ellipse((40, 38, 59, 57), BLUE)


@pytest.mark.parametrize(
    ("draw", "value", "accent"),
    [
        (in_one_colour, 0.36, BLUE),
        (with_a_white_knob, 0.71, GREEN),
        (with_nothing_filled, 0.14, GREY),
        (at_its_start, 0, BLUE),
    ],
)
def test_slider_is_its_whole_track_with_what_it_is_set_to(draw, value, accent):
    measured = measure(page(draw))
    (slider,) = measured.controls
    assert slider.kind is ControlKind.SLIDER
    assert (slider.box.x, slider.box.right) == (pytest.approx(40, abs=1), pytest.approx(341, abs=1))
    assert slider.box.height == pytest.approx(20, abs=1)
    assert slider.value == pytest.approx(value, abs=0.02)
    assert slider.accent == accent
    assert (measured.shapes, measured.images, measured.omitted.shapes) == ((), (), 0)


def test_bar_of_progress_has_no_knob():
    def draw(d):
        d.rounded_rectangle((40, 46, 340, 53), 3, GREY)
        d.rounded_rectangle((40, 46, 140, 53), 3, BLUE)

    assert measure(page(draw)).controls == ()


def test_steps_on_a_line_are_no_sliders():
    def draw(d):
        for x in (40, 150, 260):
            d.ellipse((x, 40, x + 23, 63), BLUE if x == 40 else GREY)
        for x in (64, 174):
            d.rectangle((x, 50, x + 85, 53), GREY)

    assert measure(page(draw)).controls == ()
