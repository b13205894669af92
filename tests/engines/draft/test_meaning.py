"""What things are: headings, labels, controls, landmarks."""

import re
from dataclasses import replace

import pytest

from mockup2code.vision.measurement import Box, Control, ControlKind, Image, Measurement, PictureKind, Shape
from tests.engines.draft.builders import app, line, measurement, result

WHITE = "#ffffff"


def field(
    kind: ControlKind, x: float, y: float, width: float = 300, height: float = 40, text: str = ""
) -> tuple[Control, Shape]:
    box = Box(x, y, width, height)
    return Control(kind, box, text), Shape(box, WHITE, "#d1d5db", 6.0)


def form() -> Measurement:
    mail, outline = field(ControlKind.INPUT, 100, 130)
    terms = Control(ControlKind.CHECKBOX, Box(100, 200, 16, 16))
    button = Control(ControlKind.BUTTON, Box(100, 240, 120, 40), "Send")
    return measurement(
        [
            line("Contact us", 100, 40, size=30, weight=700),
            line("Email", 100, 104),
            line("I agree", 124, 198),
            line("Send", 144, 250, color=WHITE),
        ],
        [outline, Shape(button.box, "#155dfc", None, 6.0)],
        controls=[mail, terms, button],
    )


def test_a_label_is_tied_to_the_input_below_it() -> None:
    page = app(form())
    name = re.search(r'<label htmlFor="(\w+)"[^>]*> Email </label>|<label htmlFor="(\w+)"[^>]*>Email</label>', page)
    assert name
    assert f'<input id="{name.group(1) or name.group(2)}" type="text"' in page


def test_a_label_is_tied_to_the_checkbox_before_it() -> None:
    page = app(form())
    name = re.search(r'<input id="(\w+)" type="checkbox"', page)
    assert name
    assert f'<label htmlFor="{name.group(1)}"' in page


def test_a_button_is_a_button_with_its_words() -> None:
    assert re.search(r'<button type="submit" className="[^"]*bg-blue-600[^"]*" ?> ?Send ?</button>', app(form()))


def test_the_largest_line_is_the_title() -> None:
    assert re.search(r"<h1[^>]*> ?Contact us ?</h1>", app(form()))


def test_headings_leave_no_level_out() -> None:
    lines = [line("Small first heading", 100, 40, size=20), line("A very large heading", 100, 100, size=48)]
    lines += [line("Middle heading here", 100, 200, size=28)]
    lines += [line(f"Body text that is long enough number {i}", 100, 300 + 80 * i) for i in range(4)]
    assert re.findall(r"<h([1-6])", app(measurement(lines))) == ["2", "1", "2"]


def test_the_title_of_a_page_is_settled_before_its_parts_are_written() -> None:
    """The main file comes first, and what stands in it of its own."""
    hero = [line("Quiet cabins by the lake", 100, 100, size=48)]
    hero += [line(f"Words in the first part, number {i}", 100, 180 + 30 * i) for i in range(9)]
    photograph = Image(Box(760, 100, 420, 300), icon=False)
    between = line("Free this weekend", 100, 600, size=24, weight=700)
    below = [line(f"Place {n} line {i}", 100 + 300 * n, 700 + 30 * i) for n in range(4) for i in range(9)]
    made = result(measurement([*hero, between, *below], images=[photograph], height=2000)).files
    assert "<h1" not in made["src/App.tsx"]
    code = "".join(text for path, text in made.items() if path.endswith(".tsx"))
    assert re.findall(r"<h1[^>]*>\s*([^<]*?)\s*</h1>", code) == ["Quiet cabins by the lake"]
    assert re.search(r"<h2[^>]*>\s*Free this weekend", code)


def test_one_of_several_prices_is_no_title() -> None:
    lines = [line("Choose a plan", 100, 40, size=28)]
    for i, price in enumerate(("$20", "$40", "Custom")):
        lines += [line(price, 100 + 360 * i, 200, size=48)]
        lines += [line(f"What you get with it, {n}", 100 + 360 * i, 280 + 40 * n) for n in range(3)]
    assert re.findall(r"<h1[^>]*>\s*([^<]*?)\s*</h1>", app(measurement(lines))) == ["Choose a plan"]


def test_the_title_labels_no_field_beside_it() -> None:
    mail, outline = field(ControlKind.INPUT, 700, 100)
    usual = [line(f"Words of the usual size, number {i}", 100, 300 + 80 * i) for i in range(4)]
    page = app(measurement([line("Read what we write", 100, 100, size=48), *usual], [outline], controls=[mail]))
    assert "<h1" in page
    assert "<label" not in page


def test_a_title_in_figures_leaves_the_place_to_the_first_heading() -> None:
    lines = [line("4,200", 100, 40, size=48), line("Orders this week", 100, 200, size=28)]
    lines += [line(f"Body text that is long enough number {i}", 100, 300 + 80 * i) for i in range(4)]
    assert re.findall(r"<h([1-6])", app(measurement(lines))) == ["1"]


def test_a_long_sentence_in_large_letters_is_no_heading() -> None:
    usual = [line(f"A line of the usual size, number {i}", 40, 200 + 40 * i, size=14) for i in range(3)]
    sentence = line("The charts below were made for this theme, with some more options.", 40, 120, size=17)
    page = app(measurement([line("Charts", 40, 40, size=28), sentence, *usual]))
    assert re.search(r"<p [^>]*>\s*The charts below", page)


def test_an_input_without_a_label_says_what_it_is() -> None:
    control, outline = field(ControlKind.INPUT, 100, 100, text="Search for anything")
    texts = [line("Orders", 100, 300), line("Customers", 100, 400)]
    texts.append(line("Search for anything", 112, 110, color="#6a7282"))
    page = app(measurement(texts, [outline], controls=[control]))
    assert 'placeholder="Search for anything"' in page
    assert 'aria-label="Search for anything"' in page


@pytest.mark.parametrize(
    ("kind", "tag"),
    [(ControlKind.SELECT, "<select"), (ControlKind.TEXTAREA, "<textarea"), (ControlKind.RADIO, 'type="radio"')],
)
def test_controls_are_real_controls(kind: ControlKind, tag: str) -> None:
    control, outline = field(kind, 100, 100)
    assert tag in app(measurement([line("Choose", 100, 70)], [outline], controls=[control]))


def dashboard() -> Measurement:
    texts = [line("Acme", 20, 20, color=WHITE)] + [line(f"Section {i}", 20, 80 + 40 * i, color=WHITE) for i in range(6)]
    texts += [line("Search", 280, 20), line("Account", 1150, 20)]
    texts += [line(f"Row {i} of the table with words", 280, 100 + 40 * i) for i in range(12)]
    texts += [line("Copyright Acme", 280, 760), line("Privacy", 1150, 760)]
    bars = [Shape(Box(0, 0, 250, 800), "#1f2937", None, 0), Shape(Box(250, 0, 1030, 60), "#f9fafb", None, 0)]
    return measurement(texts, [*bars, Shape(Box(250, 740, 1030, 60), "#f9fafb", None, 0)])


def test_landmarks_have_files_of_their_own() -> None:
    files = result(dashboard()).files
    assert "<aside" in files["src/components/Sidebar.tsx"]
    assert "<header" in files["src/components/Header.tsx"]
    assert "<footer" in files["src/components/Footer.tsx"]
    main = files["src/App.tsx"]
    assert 'import Sidebar from "./components/Sidebar";' in main
    assert "<Sidebar />" in main
    assert "<main" in main


def test_a_drawing_becomes_a_form_with_clean_controls() -> None:
    drawn = measurement(
        [line("Neme", 60, 300, size=40), line("SEND", 150, 480, size=40)],
        controls=[
            Control(ControlKind.INPUT, Box(62, 350, 700, 90)),
            Control(ControlKind.BUTTON, Box(66, 460, 300, 84)),
        ],
        width=900,
        height=1200,
        kind=PictureKind.SKETCH,
    )
    page = app(drawn)
    assert re.search(r'<input id="\w+" type="text" className="[^"]*border', page)
    assert re.search(r"<button[^>]*bg-blue-600[^>]*> ?SEND", page)
    assert "Neme" in page


def test_pictures_in_a_drawing_are_placeholders() -> None:
    drawn = measurement(
        [line("Shoes", 60, 300, size=40)], images=[Image(Box(60, 60, 300, 200), icon=False)], kind=PictureKind.SKETCH
    )
    made = result(drawn)
    assert list(made.assets) == ["src/assets/placeholder.png"]
    assert "src={placeholder}" in made.files["src/App.tsx"]


def test_a_glyph_takes_its_colour_from_the_page() -> None:
    glyphs = [Image(Box(40, 100 + 200 * row, 16, 16), icon=True, ink="#dc2626") for row in range(2)]
    made = result(measurement([line("Messages", 64, 98), line("Calendar", 64, 298)], images=glyphs))
    content = made.files["src/components/Content.tsx"]
    assert re.search(r'<Glyph src=\{icon\w*\} className="size-4 text-danger" />', content)
    assert 'import Glyph from "./Glyph";' in content
    assert "--color-danger: #dc2626;" in made.files["src/index.css"]
    assert "aria-hidden" in made.files["src/components/Glyph.tsx"]


def test_a_page_without_glyphs_has_no_component_for_them() -> None:
    assert "src/components/Glyph.tsx" not in result(form()).files


def test_a_checkbox_and_a_label_off_its_middle_stay_where_they_were() -> None:
    row = Shape(Box(40, 100, 600, 60), "#f3f4f6", None, 0.0)
    tick = Control(ControlKind.CHECKBOX, Box(60, 122, 16, 16))
    texts = [line("Label", 90, 110), line("Below the middle", 300, 130.8)]
    page = app(measurement(texts, [row], controls=[tick]))
    assert "self-start" not in page
    assert re.search(r'className="[^"]*items-start[^"]*pt-2', page)


def test_a_switch_has_its_track_and_its_role() -> None:
    switch = Control(ControlKind.SWITCH, Box(100, 100, 44, 24), checked=True, accent="#155dfc")
    page = app(measurement([line("Tell me by mail", 156, 102)], controls=[switch]))
    tag = re.search(r"<input [^>]*>", page)
    assert tag
    parts = ('type="checkbox"', 'role="switch"', "defaultChecked", "h-6 w-11", "text-blue-600")
    assert all(part in tag[0] for part in parts)


def test_a_field_shares_its_plate_with_the_button_in_it() -> None:
    plate = Box(100, 100, 448, 56)
    button = Box(440, 105, 100, 46)
    page = app(
        measurement(
            [line("you@example.com", 124, 118, color="#6b7280"), line("Subscribe", 456, 118, color=WHITE)],
            [Shape(plate, "#f3f4f6", None, 28.0), Shape(button, "#155dfc", None, 23.0)],
            controls=[Control(ControlKind.INPUT, plate), Control(ControlKind.BUTTON, button)],
        )
    )
    assert re.search(r'<input[^>]*"you@example.com"', page)
    assert re.search(r"<button[^>]*>\s*Subscribe\s*</button>", page)


def test_a_control_that_is_greyed_out_is_disabled() -> None:
    mail, outline = field(ControlKind.INPUT, 100, 130)
    button = Control(ControlKind.BUTTON, Box(100, 240, 120, 40), "Send", disabled=True)
    texts = [line("Email", 100, 104), line("Send", 144, 250, color=WHITE)]
    shapes = [outline, Shape(button.box, "#155dfc", None, 6.0)]
    page = app(measurement(texts, shapes, controls=[replace(mail, disabled=True), button]))
    assert re.search(r"<input[^>]* disabled", page)
    assert re.search(r"<button[^>]* disabled", page)


def test_dark_words_are_a_placeholder_where_they_were_measured_so() -> None:
    control, outline = field(ControlKind.INPUT, 100, 100, text="Search")
    texts = [line("Search", 112, 110), line("Orders", 100, 300)]
    page = app(measurement(texts, [outline], controls=[replace(control, placeholder=True)]))
    assert 'placeholder="Search"' in page


def test_words_darker_than_the_ink_are_a_value_in_their_colour() -> None:
    control, outline = field(ControlKind.INPUT, 100, 100, text="Ada")
    texts = [line("Ada", 112, 110, color="#000000"), line("All orders of today", 100, 300, color="#374151")]
    page = app(measurement(texts, [outline], controls=[control]))
    assert 'defaultValue="Ada"' in page
    assert "placeholder:" not in page
    assert re.search(r'<input[^>]*className="[^"]*text-black', page)


def test_a_slider_is_a_range_as_far_set_and_of_the_colour_that_was_measured() -> None:
    slider = Control(ControlKind.SLIDER, Box(100, 100, 300, 16), value=0.363, accent="#155dfc")
    page = app(measurement([line("Volume", 100, 70)], controls=[slider]))
    tag = re.search(r"<input [^>]*>", page)
    assert tag
    assert all(part in tag[0] for part in ('type="range"', "defaultValue={36}", "accent-blue-600"))


def test_lines_in_nearly_the_pages_ink_have_no_colour_of_their_own() -> None:
    page = app(measurement([line("One line of it", 40, 40), line("Another line of it", 40, 80, color="#131a2a")]))
    assert page.count("text-gray-900") == 1


def test_the_ink_of_a_page_is_not_its_placeholders() -> None:
    fields = [Control(ControlKind.INPUT, Box(40, y, 400, 40), placeholder=True) for y in (40, 100, 160)]
    hints = [line("What you want to tell us", 52, f.box.y + 10, color="#9ca3af") for f in fields]
    page = app(measurement([*hints, line("Send", 40, 240)], controls=fields))
    assert "bg-page text-gray-900" in page
