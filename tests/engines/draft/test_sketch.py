"""What a drawing becomes: controls with their words, at the size of a page."""

from mockup2code.vision.measurement import Box, Control, ControlKind, Measurement, PictureKind
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
