"""What a drawing becomes: controls with their words, at the size of a page."""

import re
from collections.abc import Sequence

import pytest

from mockup2code.engines.draft.apart import apart
from mockup2code.engines.draft.nodes import middle
from mockup2code.engines.draft.script import in_latin, is_latin
from mockup2code.engines.draft.sketch import fitting, tidy, worded
from mockup2code.engines.draft.typeface import typefaces
from mockup2code.vision.measurement import Box, Control, ControlKind, Measurement, PictureKind, TextLine
from tests.engines.draft.builders import app, line, measurement, result


def drawing(*, label_x: float, tick_x: float, checked: bool = False) -> Measurement:
    span = Box(min(label_x, tick_x), 100, 140, 30)
    tick = Control(ControlKind.CHECKBOX, Box(tick_x, 100, 24, 24), checked=checked, span=span)
    field = Control(ControlKind.INPUT, Box(40, 40, 300, 44))
    return measurement(
        [line("I agree", label_x, 102, size=20, width=90)],
        controls=[field, tick],
        width=600,
        height=400,
        kind=PictureKind.SKETCH,
    )


def source(measured: Measurement) -> str:
    return " ".join(result(measured).files["src/App.tsx"].split())


def test_a_checkbox_comes_with_its_words() -> None:
    page = source(drawing(tick_x=40, label_x=80))
    assert '<Choice kind="checkbox" id="iAgree" label="I agree"' in page
    assert page.count("I agree") == 1


def test_a_component_shows_it() -> None:
    files = result(drawing(tick_x=40, label_x=80)).files
    assert 'import Choice from "./components/Choice";' in files["src/App.tsx"]
    assert "appearance-none" in files["src/components/Choice.tsx"]


def test_a_drawing_without_checkboxes_has_no_such_component() -> None:
    field = Control(ControlKind.INPUT, Box(40, 40, 300, 44))
    files = result(measurement(controls=[field], width=600, height=400, kind=PictureKind.SKETCH)).files
    assert "src/components/Choice.tsx" not in files
    assert "Choice" not in files["src/App.tsx"]


def test_words_before_their_checkbox_stay_before_it() -> None:
    assert "labelFirst" in source(drawing(tick_x=156, label_x=40))
    assert "labelFirst" not in source(drawing(tick_x=40, label_x=80))


def test_a_checked_one_is_checked() -> None:
    assert "defaultChecked" in source(drawing(tick_x=40, label_x=80, checked=True))
    assert "defaultChecked" not in source(drawing(tick_x=40, label_x=80))


def test_a_line_that_goes_on_under_another_of_its_size_is_no_heading() -> None:
    others = [line(f"Usual words {n}", 40, 300 + 60 * n, size=18, width=160) for n in range(4)]
    above = line("Made by hand since 1962, with", 40, 100, size=23, width=300)
    below = line("eggs and flour from the valley", 40, 124, size=25, width=300)
    page = app(measurement([above, below, *others], width=600, height=700, kind=PictureKind.SKETCH))
    assert "eggs and flour" in page
    assert "<h" not in page


def test_a_larger_line_that_stands_apart_is_one() -> None:
    others = [line(f"Usual words {n}", 40, 300 + 60 * n, size=18, width=160) for n in range(4)]
    title = line("Fresh pasta every day", 40, 100, size=30, width=300)
    page = app(measurement([title, *others], width=600, height=700, kind=PictureKind.SKETCH))
    assert "<h1" in page


def form(*texts: TextLine, controls: Sequence[Control] = ()) -> Measurement:
    usual = [line(f"Usual words {n}", 40, 500 + 60 * n, size=18, width=150) for n in range(4)]
    return measurement([*texts, *usual], controls=controls, width=600, height=800, kind=PictureKind.SKETCH)


def field(x: float, y: float, kind: ControlKind = ControlKind.INPUT) -> Control:
    return Control(kind, Box(x, y, 240, 44))


def test_a_label_is_no_heading_however_large_and_stands_clear_of_its_field() -> None:
    tidied = tidy(form(line("Headline", 40, 84, size=30, width=110), controls=[field(40, 104)]))
    label, box = tidied.texts[0], tidied.controls[0].box
    assert label.weight == 400
    assert label.box.bottom < box.y


def test_words_behind_others_in_their_row_are_no_heading() -> None:
    before, behind = line("Address", 40, 100, size=18, width=80), line("One Way", 300, 92, size=30, width=110)
    assert tidy(form(before, behind)).texts[1].weight == 400


def test_figures_alone_are_no_heading() -> None:
    assert "<h1" not in app(form(line("20.00", 40, 100, size=34, width=90)))
    assert "<h1" in app(form(line("Basket", 40, 100, size=34, width=110)))


def test_words_beside_a_field_and_in_a_button_are_level_with_it() -> None:
    button = Control(ControlKind.BUTTON, Box(40, 200, 200, 44))
    texts = (line("Name", 40, 100, size=18, width=60), line("Send", 90, 202, size=18, width=60))
    tidied = tidy(form(*texts, controls=[field(120, 104), button]))
    for words, control in zip(tidied.texts, tidied.controls, strict=False):
        assert middle(words.box)[1] == pytest.approx(middle(control.box)[1])


def test_the_words_of_a_choice_do_not_break_on_a_phone() -> None:
    tick = Control(ControlKind.RADIO, Box(40, 100, 20, 20), span=Box(40, 98, 60, 24))
    page = app(form(line("Standard delivery", 66, 100, size=18, width=60), controls=[tick]))
    (width,) = re.findall(r'<Choice[^>]*className="[^"]*\b(?:max-)?w-([\d.]+)', page)
    assert 4 * float(width) > 32 + typefaces()["Inter"].width("Standard delivery", 13, 400)


def test_the_blank_paper_around_a_drawing_is_left_out() -> None:
    texts = [line(f"Usual words {n}", 700, 600 + 60 * n, size=18, width=150) for n in range(4)]
    tidied = tidy(measurement(texts, width=1600, height=1000, kind=PictureKind.SKETCH))
    assert min(t.box.x for t in tidied.texts) == pytest.approx(24, abs=1)
    assert tidied.width < 400


def test_usual_words_have_one_size() -> None:
    drawn = {"Name of owner": 78, "Password again": 88, "E-mail address": 84}
    lines = [line(words, 40, 100, width=width) for words, width in drawn.items()]
    words = [worded(each, each.text, fitting(lines)) for each in lines]
    assert {each.size for each in words} == {13.0}


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("其200", "$200"),
        ("其。", "$0"),
        ("Find out More 口", "Find out More"),
        ("會知會公", ""),
        ("Café & Co", "Café & Co"),
    ],
)
def test_signs_that_are_read_as_ideographs_are_no_words_of_a_latin_drawing(read: str, words: str) -> None:
    assert in_latin(read) == words


def test_a_drawing_in_ideographs_keeps_them() -> None:
    assert not is_latin(["登录", "密码 abc", "用户名称"])
    assert is_latin(["Sign in", "口"])


def test_what_stands_below_moves_down_with_all_that_begins_lower() -> None:
    boxes = [Box(0, 0, 100, 40), Box(0, 30, 100, 40), Box(200, 60, 100, 20), Box(10, 35, 20, 20)]
    moved = apart(boxes, {3: 1})
    assert [box.y for box in moved] == [0, 42, 72, 52]
