"""Pictures that are hard to read: a page comes of each all the same, and a sentence says what is missing."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from mockup2code.engines.base import Event, Measured, Message, Result
from mockup2code.engines.draft import engine
from mockup2code.vision import budget, screen
from mockup2code.vision.measurement import Measurement
from mockup2code.vision.picture import Picture
from tests.engines.draft.builders import events
from tests.vision.pictures import noise

ALONE = "I found no interface in this picture; I put the picture itself on the page."


def picture(image: Image.Image) -> Picture:
    output = io.BytesIO()
    image.convert("RGB").save(output, "PNG")
    return Picture("picture.png", output.getvalue(), *image.size)


def said(made: list[Event]) -> str:
    return " ".join(e.text for e in made if isinstance(e, Message))


def files(made: list[Event]) -> Result:
    result = Result()
    for event in made:
        result.apply(event)
    return result


def measured(made: list[Event]) -> Measurement:
    return next(e.measurement for e in made if isinstance(e, Measured))


def page(width: int = 480, height: int = 400) -> Image.Image:
    """A list of cards with two lines of words each."""
    image = Image.new("RGB", (width, height), "#f8fafc")
    draw = ImageDraw.Draw(image)
    for top in range(16, height - 100, 92):
        draw.rectangle((16, top, width - 16, top + 80), "#ffffff", "#cbd5e1")
        draw.text((32, top + 14), f"Berth number {top}", "#0f172a", font_size=18)
        draw.text((32, top + 44), "Free from Monday", "#64748b", font_size=15)
    return image


def sheet(rows: int, columns: int) -> Image.Image:
    """A spreadsheet with hairlines between its cells."""
    image = Image.new("RGB", (columns * 90 + 1, rows * 24 + 1), "#ffffff")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, image.width, 24), "#f1f3f4")
    for row in range(rows + 1):
        draw.line((0, row * 24, image.width, row * 24), "#d0d0d0")
    for column in range(columns + 1):
        draw.line((column * 90, 0, column * 90, image.height), "#d0d0d0")
    for row in range(rows):
        for column in range(columns):
            word = f"Head {column}" if row == 0 else f"{row * 37 + column}.50"
            draw.text((column * 90 + 8, row * 24 + 5), word, "#202124", font_size=14)
    return image


def squares(across: int, down: int) -> Image.Image:
    image = Image.new("RGB", (across * 20, down * 20), "#ffffff")
    draw = ImageDraw.Draw(image)
    for x in range(0, image.width, 20):
        for y in range(0, image.height, 20):
            draw.rectangle((x + 3, y + 3, x + 15, y + 15), "#eef2ff", "#4338ca")
    return image


@pytest.mark.parametrize(
    "image",
    [Image.new("RGB", (1, 1)), Image.new("RGB", (900, 3), "#808080"), noise(320, 200)],
    ids=["one pixel", "a line", "noise"],
)
def test_a_picture_without_an_interface_is_put_on_the_page_and_said_so(image: Image.Image) -> None:
    made = events(None, picture(image))
    assert said(made) == ALONE
    assert "<img" in files(made).files["src/App.tsx"]


def test_a_narrow_page_keeps_its_words_and_needs_no_remark() -> None:
    made = events(None, picture(page(width=200)))
    assert said(made) == ""
    assert [t.text for t in measured(made).texts].count("Free from Monday") == 4


def test_letters_that_cannot_be_read_stay_as_pictures_and_it_is_said() -> None:
    path = Path(__file__).parent / "fixtures" / "cyrillic.png"
    made = events(None, picture(Image.open(path)))
    assert "I could not read 4 lines of text" in said(made)
    result = files(made)
    assert len(result.assets) >= 4
    assert any('alt="Text that could not be read"' in text for text in result.files.values())
    assert measured(made).omitted.unread == 4


@pytest.mark.parametrize(
    ("turn", "sentence"),
    [
        (Image.Transpose.ROTATE_180, "stand on their heads"),
        (Image.Transpose.ROTATE_90, "turn it a quarter to the right"),
        (Image.Transpose.ROTATE_270, "turn it a quarter to the left"),
    ],
)
def test_it_says_when_the_picture_does_not_stand_upright(turn: Image.Transpose, sentence: str) -> None:
    made = events(None, picture(page().transpose(turn)))
    assert sentence in said(made)
    assert files(made).files["src/App.tsx"]


def test_a_spreadsheet_is_one_table_with_all_its_cells() -> None:
    made = events(None, picture(sheet(12, 6)))
    table = measured(made).tables[0]
    assert (len(table.rows) - 1, len(table.columns) - 1) == (12, 6)
    assert table.gridded
    assert said(made) == ""
    text = "".join(files(made).files.values())
    assert text.count("<table") == 1
    assert "407.50" in text
    assert "border border-" in text


def test_text_beyond_the_limit_is_left_out_from_below_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "READ", 1600)
    made = events(None, picture(page()))
    texts = [t.text for t in measured(made).texts]
    left_out = 8 - len(texts)
    assert 0 < left_out < 8
    assert texts[0] == "Berth number 16"
    assert f"the lowest {left_out} lines are left out" in said(made)


def test_lines_that_there_was_no_time_to_read_are_pictures_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_READING", 0)
    assert len(measured(events(None, picture(page()))).texts) == 8, "a page of few words is never cut short"

    monkeypatch.setattr(budget, "CLOSELY", 1600)
    made = events(None, picture(page()))
    assert measured(made).texts == ()
    assert "too slow to read all of the words in time: 8 lines are without them" in said(made)
    assert "Latin" not in said(made)
    assert len([path for path in files(made).assets if path.endswith(".png")]) == 8


def test_very_many_words_are_read_less_closely_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    closely = measured(events(None, picture(page())))
    monkeypatch.setattr(budget, "CLOSELY", 1600)
    made = events(None, picture(page()))
    assert [t.text for t in measured(made).texts] == [t.text for t in closely.texts]
    assert "I read them less closely" in said(made)
    assert not closely.omitted.coarse


def test_boxes_beyond_the_limit_are_left_out_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "MOST", 40)
    made = events(None, picture(squares(10, 8)))
    assert len(measured(made).shapes) <= 40
    assert "and 40 are left out" in said(made)


def test_a_very_large_picture_is_said_to_be_looked_at_smaller() -> None:
    image = Image.new("RGB", (6400, 5000), "#ffffff")
    ImageDraw.Draw(image).text((200, 200), "Harbour", "#111827", font_size=200)
    made = events(None, picture(image))
    assert "2.8 times smaller" in said(made)
    assert "Harbour" in [t.text for t in measured(made).texts]
