"""What a caller gets of the ways through a site: breadcrumbs and page numbers, their parts, the current one."""

import pytest

from mockup2code.vision.measure import measure
from mockup2code.vision.measurement import Control, ControlKind
from tests.vision.drawn import font, page

INK, BLUE = "#111827", "#1d4ed8"


def ways(draw, kind: ControlKind) -> list[Control]:
    return [c for c in measure(page(draw)).controls if c.kind is kind]


def arrow(d, x, y, step):
    d.line([(x + step, y), (x, y + 5), (x + step, y + 10)], INK, 2)


def test_page_numbers_without_plates():
    def draw(d):
        arrow(d, 52, 55, 5)
        for i in range(5):
            d.text((100 + 44 * i, 50), str(i + 1), BLUE if i == 2 else INK, font(17))
        arrow(d, 322, 55, -5)

    (row,) = ways(draw, ControlKind.PAGINATION)
    assert (len(row.parts), row.current) == (7, 3)
    assert all(part.width == pytest.approx(40, abs=1) for part in row.parts)
    assert [round(b.x - a.x) for a, b in zip(row.parts[1:-2], row.parts[2:-1], strict=True)] == pytest.approx(
        [44] * 4, abs=2
    )


def test_page_numbers_on_plates_of_which_one_is_filled():
    def draw(d):
        for i in range(4):
            d.rectangle((60 + 40 * i, 40, 95 + 40 * i, 75), BLUE if i == 1 else "#f3f4f6")
            d.text((73 + 40 * i, 48), str(i + 1), "#ffffff" if i == 1 else INK, font(17))
        d.line((41, 141, 341, 141), INK, 1)

    (row,) = ways(draw, ControlKind.PAGINATION)
    assert (len(row.parts), row.current) == (4, 1)
    assert [(round(p.x), round(p.width)) for p in row.parts] == [(60 + 40 * i, 36) for i in range(4)]


def test_days_of_a_calendar_are_no_pages():
    def draw(d):
        for week in range(3):
            for day in range(7):
                d.text((60 + 40 * day, 40 + 36 * week), str(10 + 7 * week + day), INK, font(16))

    assert ways(draw, ControlKind.PAGINATION) == []


def test_breadcrumb_in_one_line_and_in_several():
    def draw(d):
        d.text((40, 40), "Home", BLUE, font(16))
        d.text((92, 40), "/", INK, font(16))
        d.text((106, 40), "Cards", INK, font(16))
        for x, word in ((40, "Library"), (156, "Data"), (258, "Tables")):
            d.text((x, 120), word, INK, font(16))
        for x in (126, 226):
            arrow(d, x, 124, -5)

    rows = ways(draw, ControlKind.BREADCRUMB)
    assert [(len(row.parts), row.current) for row in rows] == [(2, 1), (3, 2)]
    assert rows[0].parts[1].x == pytest.approx(107, abs=6)


def test_choice_in_a_sentence_is_no_breadcrumb():
    assert ways(lambda d: d.text((40, 40), "Answer with yes / no / maybe", INK, font(16)), ControlKind.BREADCRUMB) == []
