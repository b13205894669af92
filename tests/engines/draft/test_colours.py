"""Colours of words: several in one line, and one ink in several strengths."""

import re
from dataclasses import replace

from mockup2code.vision.measurement import Box, Measurement, Shape, Span, TextLine
from tests.engines.draft.builders import app, line, measurement

INK, LINK, MUTED = "#212529", "#0d6efd", "#6c757d"


def coloured(words: TextLine, part: str, color: str) -> TextLine:
    """The line with a part of it in another colour."""
    start = words.text.index(part)
    return replace(words, spans=(Span(start, start + len(part), color, words.weight),))


def account() -> Measurement:
    """A sentence with a link, and a line with a value."""
    sentence = coloured(line("No account yet? Sign up for free.", 40, 100, color=INK), "Sign up", LINK)
    value = coloured(line("Company: Northwind Ltd", 40, 160, color=INK), "Company:", MUTED)
    return measurement([line("Sign in", 40, 40, size=30, color=INK), sentence, value])


def test_blue_words_in_a_sentence_are_a_link() -> None:
    page = app(account())
    assert re.search(r'No account yet\?\{" "\}\s+<a href="#sign-up" className="text-[a-z0-9-]+">', page)


def test_grey_words_in_a_line_are_a_span_of_their_colour() -> None:
    assert re.search(r'<span className="text-[a-z0-9-]+">Company:</span> Northwind Ltd', app(account()))


def test_a_line_break_keeps_the_space_beside_a_link() -> None:
    long = "The quick brown fox jumps over the lazy dog and over all the others, then rests a while"
    page = app(measurement([coloured(line(long, 40, 40, color=INK), "over all the others,", LINK)]))
    assert re.search(r'lazy dog\s+and\{" "\}\s+<a', page)
    assert re.search(r'</a>\{" "\}\s+then rests', page)


def test_rows_of_which_one_has_a_span_are_still_one_list() -> None:
    rows = [line(f"Invoice of month {i} — paid in full", 40, 100 + 40 * i, color=INK) for i in range(4)]
    rows[2] = coloured(rows[2], "paid in full", MUTED)
    page = app(measurement(rows))
    assert page.count(".map(") == 1
    assert "paid in full" in page


def test_a_weaker_ink_is_the_ink_let_through() -> None:
    strong = [line("What everybody reads first of all", 40, 40 + 40 * i, color=INK) for i in range(3)]
    page = app(measurement([*strong, line("and what is said by the way", 40, 300, color="#595c5f")]))
    assert re.search(r"text-[a-z0-9-]+/75\b", page)


def test_a_grey_of_its_own_is_no_part_of_the_ink() -> None:
    strong = [line("What everybody reads first of all", 40, 40 + 40 * i, color=INK) for i in range(3)]
    page = app(measurement([*strong, line("and what is said by the way", 40, 300, color=MUTED)]))
    assert not re.search(r"text-[a-z0-9-]+/\d\d\b", page)


def test_white_let_through_is_told_on_a_dark_bar() -> None:
    bar = Shape(Box(0, 0, 1280, 60), "#343a40", None, 0.0)
    words = [line("What everybody reads first of all", 40, 140, color=INK), line("AdminBoard", 40, 20, color="#d6d7d9")]
    assert "text-white/80" in app(measurement(words, [bar]))
