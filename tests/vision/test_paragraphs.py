"""What a caller gets of paragraphs."""

from dataclasses import replace

from mockup2code.vision.measurement import Align, Box, Measurement, PictureKind, TextLine
from mockup2code.vision.paragraphs import find_paragraphs, with_texts


def line(x: float, y: float, width: float, size: float = 16, color: str = "#111827") -> TextLine:
    return TextLine("words", Box(x, y, width, 1.2 * size), color, size, 400, 0.9)


def test_lines_that_begin_alike_are_one():
    (found,) = find_paragraphs([line(40, 40, 300), line(40, 64, 280), line(41, 88, 120)])
    assert (found.lines, found.align, found.leading) == ((0, 1, 2), Align.START, 24)


def test_centred_lines():
    (found,) = find_paragraphs([line(100, 40, 200), line(130, 64, 140)])
    assert found.align is Align.CENTER


def test_lines_that_end_alike():
    (found,) = find_paragraphs([line(100, 40, 200), line(220, 64, 80)])
    assert found.align is Align.END


def test_heading_is_no_part_of_the_text_below():
    found = find_paragraphs([line(40, 40, 200, size=28), line(40, 80, 300), line(40, 104, 290)])
    assert [p.lines for p in found] == [(0,), (1, 2)]


def test_another_colour_or_a_wide_gap_begins_anew():
    found = find_paragraphs([line(40, 40, 200), line(40, 64, 200, color="#dc2626"), line(40, 140, 200)])
    assert [p.lines for p in found] == [(0,), (1,), (2,)]


def test_two_columns_side_by_side():
    found = find_paragraphs([line(40, 40, 200), line(340, 40, 200), line(40, 64, 180), line(340, 64, 190)])
    assert [p.lines for p in found] == [(0, 2), (1, 3)]


def test_paragraphs_follow_the_lines_that_were_read():
    lines = (line(40, 40, 200), line(40, 64, 200), line(40, 140, 200))
    paragraphs = tuple(find_paragraphs(lines))
    whole = Measurement(640, 400, 1.0, PictureKind.SCREEN, "#ffffff", texts=lines, paragraphs=paragraphs)
    assert [p.lines for p in with_texts(whole, lines[1:]).paragraphs] == [(0,), (1,)]
    assert with_texts(replace(whole, paragraphs=()), lines[1:]).paragraphs == ()
