"""Lines of several colours, and lines that are set tightly."""

import pytest
from PIL import ImageDraw

from mockup2code.vision.measure import measure
from mockup2code.vision.measurement import Box, TextLine
from mockup2code.vision.pixels import decode
from mockup2code.vision.typography import find_ink
from tests.vision.drawn import font, page

INK, LINK, FAINT = "#111827", "#2563eb", "#9ca3af"


def drawn(*words: tuple[str, str], size: float = 18) -> TextLine:
    """The line that words in these colours are read as."""

    def draw(d: ImageDraw.ImageDraw) -> None:
        x = 40.0
        for text, color in words:
            d.text((x, 60), text, color, font(size))
            x += d.textlength(f"{text} ", font(size))

    (found,) = measure(page(draw)).texts
    return found


def parts(line: TextLine) -> list[str]:
    return [line.text[span.start : span.end] for span in line.spans]


def test_a_link_in_a_line_is_a_span_of_it() -> None:
    found = drawn(("No account yet?", INK), ("Sign up here", LINK), ("for free", INK))
    assert parts(found) == ["Sign up here"]
    assert int(found.spans[0].color[5:], 16) > 180


def test_the_colour_of_a_line_is_that_of_most_of_it() -> None:
    found = drawn(("Bread", INK), ("and everything else for the month", FAINT))
    assert parts(found) == ["Bread"]
    assert int(found.color[1:3], 16) > 120


def test_faint_words_beside_dark_ones_are_not_lost() -> None:
    def draw(d: ImageDraw.ImageDraw) -> None:
        d.text((40, 60), "Total", INK, font(18))
        d.text((90, 60), "charges of the current month", FAINT, font(18))

    assert " ".join(line.text for line in measure(page(draw)).texts) == "Total charges of the current month"


def test_two_words_of_two_colours_beside_each_other_are_two_spans() -> None:
    found = drawn(("Everything that we saw", INK), ("failed", "#dc2626"), ("passed", "#16a34a"))
    assert parts(found) == ["failed", "passed"]


@pytest.mark.parametrize("size", [12, 16, 28])
def test_a_line_of_one_colour_has_no_spans(size: float) -> None:
    assert drawn(("A bill at last, in all its 11 lines", INK), size=size).spans == ()


def test_tight_lines_do_not_reach_into_each_other() -> None:
    def draw(d: ImageDraw.ImageDraw) -> None:
        for y, text in ((60, "Understand the flow"), (108, "and all the details"), (156, "of one land")):
            d.text((60, y), text, INK, font(48))

    sizes = [line.size for line in measure(page(draw)).texts]
    assert sizes == [pytest.approx(48, rel=0.15)] * 3


def test_bars_of_an_icon_stay_one() -> None:
    def draw(d: ImageDraw.ImageDraw) -> None:
        for y in (61, 69, 77):
            d.rectangle((41, y, 52, y + 3), INK)

    found = find_ink(decode(page(draw)), Box(36, 54, 22, 34))
    assert found is not None
    assert (found.box.y, found.box.height) == (61, 20)
