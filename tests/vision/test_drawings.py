"""What a caller gets from a drawing on paper."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from mockup2code.examples import EXAMPLES
from mockup2code.vision.ingest import ingest
from mockup2code.vision.measure import measure
from mockup2code.vision.measurement import ControlKind, PictureKind
from tests.vision.drawn import font, picture

PEN = "#20304a"


def stroke(d, *points):
    """A line as a hand draws it: it wavers by a pixel or two."""
    waver = np.random.default_rng(3)
    for (x0, y0), (x1, y1) in pairwise(points):
        steps = max(2, int(max(abs(x1 - x0), abs(y1 - y0)) / 12))
        line = [(x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps) for i in range(steps + 1)]
        d.line([(x + waver.uniform(-1.5, 1.5), y + waver.uniform(-1.5, 1.5)) for x, y in line], PEN, 4)


def box(d, x, y, width, height):
    stroke(d, (x, y), (x + width, y + 3), (x + width + 2, y + height + 3), (x + 1, y + height), (x, y))


@pytest.fixture(scope="module")
def drawing():
    paper = np.random.default_rng(2).normal(0, 2, (900, 1200, 1)) + np.linspace(215, 165, 1200)[None, :, None]
    image = Image.fromarray(np.clip(paper.repeat(3, axis=2), 0, 255).astype(np.uint8))
    d = ImageDraw.Draw(image)
    d.text((80, 60), "Sign up", PEN, font(48))
    box(d, 80, 160, 300, 220)
    stroke(d, (80, 160), (380, 380))
    stroke(d, (380, 160), (80, 380))
    d.text((480, 170), "Name", PEN, font(40))
    box(d, 480, 240, 500, 70)
    box(d, 480, 360, 36, 36)
    d.text((560, 352), "I agree", PEN, font(40))
    box(d, 480, 480, 300, 90)
    d.text((560, 500), "Send", PEN, font(40))
    return measure(picture(image.filter(ImageFilter.GaussianBlur(0.7))))


def test_it_is_a_sketch_with_words_of_body_size(drawing):
    assert drawing.kind is PictureKind.SKETCH
    assert drawing.scale > 1.2
    assert {"Name", "Send"} <= {t.text for t in drawing.texts}


def test_crossed_box_is_a_picture(drawing):
    (image,) = drawing.images
    assert image.box.width * drawing.scale == pytest.approx(304, abs=20)


def test_controls(drawing):
    kinds = [c.kind for c in sorted(drawing.controls, key=lambda c: c.box.y)]
    assert kinds == [ControlKind.INPUT, ControlKind.CHECKBOX, ControlKind.BUTTON]


def test_checkbox_spans_its_label(drawing):
    (tick,) = [c for c in drawing.controls if c.kind is ControlKind.CHECKBOX]
    assert not tick.checked
    assert tick.span.width > 2 * tick.box.width


def test_what_a_picture_shows_may_be_said_instead_of_found_out():
    page = Image.new("RGB", (640, 400), "#ffffff")
    ImageDraw.Draw(page).text((40, 40), "Monthly revenue", "#1d4ed8", font(20))
    shown = picture(page)
    assert [measure(replace(shown, kind=kind)).kind for kind in (None, *PictureKind)] == [
        PictureKind.SCREEN,
        *PictureKind,
    ]


def test_words_beside_a_picture_are_read_without_its_frame():
    example = next(example for example in EXAMPLES if example.slug == "drawing")
    measured = measure(ingest(example.path.read_bytes(), "drawing.png"))
    logo = min(measured.images, key=lambda image: image.box.width)
    name = next(line for line in measured.texts if line.text.startswith("Luigi"))
    assert name.box.x > logo.box.right + 4
