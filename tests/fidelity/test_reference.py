"""References from labelled contents and from measurements, and reports that are none."""

import pytest

from mockup2code.fidelity.fidelity import fidelity
from mockup2code.fidelity.reference import Reference
from mockup2code.fidelity.seen import Seen, SeenControl
from mockup2code.vision.measurement import (
    Box,
    Control,
    ControlKind,
    Image,
    Measurement,
    PictureKind,
    Shape,
    TextLine,
)
from tests.fidelity.pages import form, page, seen


def measurement(kind: PictureKind = PictureKind.SCREEN, **contents) -> Measurement:
    return Measurement(800, 600, 1.0, kind, "#ffffff", **contents)


def line(text: str, x: float, y: float) -> TextLine:
    return TextLine(text, Box(x, y, 8 * len(text), 20), "#141414", 16, 400, 1)


def test_a_page_that_shows_what_was_measured_has_all_figures_full():
    measured = measurement(
        texts=(line("Your", 60, 120), line("e-mail", 100, 120), line("name@example.org", 66, 160)),
        shapes=(Shape(Box(40, 40, 400, 300), "#ffffff", None, 8), Shape(Box(60, 150, 300, 40), None, "#cccccc", 4)),
        images=(Image(Box(500, 40, 200, 200), icon=False),),
        controls=(Control(ControlKind.INPUT, Box(60, 150, 300, 40), "name@example.org"),),
    )
    contents = form()
    contents["texts"] = contents["texts"][1:3]
    contents["boxes"].pop()
    contents["controls"].pop()
    assert fidelity(Reference.of(measured), seen(contents)).score == 100


def test_a_drawings_checkbox_is_as_wide_as_its_label():
    box = Control(ControlKind.CHECKBOX, Box(40, 40, 20, 20), span=Box(40, 38, 200, 24))
    sketch = Reference.of(measurement(PictureKind.SKETCH, controls=(box,)))
    assert sketch.seen.controls == (SeenControl("checkbox", Box(40, 38, 200, 24)),)
    screen = Reference.of(measurement(controls=(box,)))
    assert screen.seen.controls == (SeenControl("checkbox", Box(40, 40, 20, 20)),)


@pytest.mark.parametrize(
    "report",
    [
        None,
        [],
        {"texts": []},
        {"page": {"width": 10, "height": 10}, "texts": [{"text": "a", "box": [1, 2, 3]}]},
        {"page": {"width": 10, "height": 10}, "images": [{"box": [1, 2, 3, float("inf")]}]},
        {"page": {"width": 10, "height": 10}, "boxes": {"box": [1, 2, 3, 4]}},
    ],
)
def test_other_shapes_are_refused(report):
    with pytest.raises(ValueError, match="validation error"):
        Seen.from_json(report)


def test_labelled_contents_without_anything_are_refused():
    with pytest.raises(ValueError, match="neither texts nor controls"):
        Reference.from_json({"page": {"width": 10, "height": 10}, "controls": []})


def test_a_huge_report_is_cut():
    huge = page(texts=[{"text": "word " * 200, "box": [0, 0, 100, 20]}] * 3000)
    result = fidelity(Reference.from_json(huge), Seen.from_json(huge))
    assert result.figures.words == 1
