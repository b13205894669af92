"""What the figures of a drawing on paper are taken for."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from mockup2code.vision.measure import measure
from mockup2code.vision.measurement import ControlKind, PictureKind
from tests.vision.drawn import PEN, Paper, font, kinds, picture


@pytest.fixture
def paper() -> Paper:
    sheet = Paper()
    sheet.words("Booking", 80, 40, 52)
    return sheet


def test_two_fields_side_by_side_are_no_select(paper: Paper) -> None:
    paper.words("Phone", 80, 140)
    paper.box(80, 200, 300, 70)
    paper.words("Guests", 420, 140)
    paper.box(420, 200, 300, 70)
    assert kinds(paper.measured()) == [ControlKind.INPUT, ControlKind.INPUT]


def test_a_field_with_a_line_before_its_arrow_is_a_select(paper: Paper) -> None:
    paper.box(80, 200, 360, 70)
    paper.words("Two", 100, 212)
    paper.stroke((370, 200), (371, 270))
    paper.stroke((388, 222), (420, 222), (404, 250), (388, 222))
    assert kinds(paper.measured()) == [ControlKind.SELECT]


def test_ticks_in_a_row_have_the_words_behind_them(paper: Paper) -> None:
    for x, name in ((80, "Red"), (400, "Blue"), (720, "Green")):
        paper.box(x, 210, 36, 36)
        paper.words(name, x + 70, 204)
    measured = paper.measured()
    assert kinds(measured) == [ControlKind.CHECKBOX] * 3
    assert all(c.span and c.span.right > c.box.right + c.box.width for c in measured.controls)


def test_ticks_at_the_end_have_the_words_ahead_of_them(paper: Paper) -> None:
    for x, name in ((80, "Male"), (420, "Women")):
        paper.words(name, x, 204)
        paper.box(x + 160, 210, 36, 36)
    measured = paper.measured()
    assert kinds(measured) == [ControlKind.CHECKBOX] * 2
    assert all(c.span and c.span.x < c.box.x - c.box.width for c in measured.controls)


def test_a_checked_box_whose_sign_sticks_out(paper: Paper) -> None:
    paper.box(80, 210, 40, 40)
    paper.stroke((86, 226), (98, 244), (142, 188))
    paper.words("By the window", 170, 204)
    (tick,) = paper.measured().controls
    assert tick.kind is ControlKind.CHECKBOX
    assert tick.checked


def test_circles_are_radio_buttons_and_the_filled_one_is_chosen(paper: Paper) -> None:
    for y, name in ((200, "Lunch"), (280, "Dinner")):
        paper.circle(80, y + 6, 36)
        paper.words(name, 140, y)
    paper.pen.ellipse((90, 216, 106, 232), fill=PEN)
    first, second = sorted(paper.measured().controls, key=lambda c: c.box.y)
    assert {first.kind, second.kind} == {ControlKind.RADIO}
    assert first.checked
    assert not second.checked


def test_letters_and_figures_are_no_ticks(paper: Paper) -> None:
    paper.words("12 Old Road, 10 000 People", 80, 200)
    paper.words("Order on Oxford Street", 80, 280)
    assert paper.measured().controls == ()


def test_words_in_a_box_are_no_picture(paper: Paper) -> None:
    paper.box(80, 200, 300, 90)
    paper.words("Send order", 120, 222)
    measured = paper.measured()
    assert kinds(measured) == [ControlKind.BUTTON]
    assert measured.images == ()


def test_a_row_of_crossed_boxes_is_a_row_of_pictures(paper: Paper) -> None:
    for x in (80, 260, 440):
        paper.box(x, 200, 130, 140)
        paper.stroke((x, 200), (x + 130, 340))
        paper.stroke((x + 130, 200), (x, 340))
    assert len(paper.measured().images) == 3


def test_strokes_below_each_other_are_a_paragraph(paper: Paper) -> None:
    for y in (220, 270, 320):
        paper.stroke((80, y), (520, y + 3))
    texts = [t.text for t in paper.measured().texts]
    assert len([t for t in texts if t.startswith("Lorem")]) == 1
    assert len(texts) >= 3


def test_a_scribble_in_a_box_is_a_button_with_words(paper: Paper) -> None:
    paper.words("Name", 80, 150)
    paper.box(80, 300, 300, 90)
    paper.stroke(*((130 + 8 * i, 345 + (18 if i % 2 else -18)) for i in range(26)))
    measured = paper.measured()
    assert kinds(measured) == [ControlKind.BUTTON]
    assert any(t.box.y * measured.scale > 300 for t in measured.texts)


def test_underlined_words_have_their_line(paper: Paper) -> None:
    paper.words("See the menu", 80, 200)
    paper.stroke((80, 256), (330, 258))
    rules = [s for s in paper.measured().shapes if s.fill]
    assert len(rules) == 1


def test_a_screenshot_is_no_drawing() -> None:
    image = Image.new("RGB", (1000, 700), "#f3f4f6")
    d = ImageDraw.Draw(image)
    for y in (100, 200, 300):
        d.rectangle((100, y, 700, y + 50), "white", "#9ca3af")
        d.text((100, y - 30), "Grey wireframe", "#4b5563", font(20))
    assert measure(picture(image)).kind is PictureKind.SCREEN


def test_a_row_of_stars_is_one_picture(paper: Paper) -> None:
    for x in range(100, 500, 80):
        turns = np.linspace(0, 2 * np.pi, 11) - np.pi / 2
        reach = [26 if i % 2 == 0 else 11 for i in range(11)]
        points = [(x + r * np.cos(t), 240 + r * np.sin(t)) for t, r in zip(turns, reach, strict=True)]
        paper.pen.line(points, PEN, 4)
    (image,) = paper.measured().images
    assert image.box.width > 5 * image.box.height


def test_a_label_close_to_its_field_is_read_without_the_fields_line(paper: Paper) -> None:
    for place, words in enumerate(("Province", "Cinema", "Seats")):
        paper.words(words, 80, 150 + 150 * place)
        paper.box(85 + paper.pen.textlength(words, font(40)), 150 + 150 * place, 420, 60)
    assert [t.text for t in paper.measured().texts] == ["Booking", "Province", "Cinema", "Seats"]
