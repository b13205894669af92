"""What a caller gets of cards, bars and the page's ground."""

import pytest

from mockup2code.vision.measure import measure
from mockup2code.vision.measurement import Box
from tests.vision.drawn import font, page


def place(box: Box) -> tuple[float, float, float, float]:
    return box.x, box.y, box.width, box.height


def test_card_that_lines_part_is_one_with_its_rows():
    def draw(d):
        d.rectangle((40, 40, 439, 339), "#ffffff", "#cbd5e1")
        for row, words in enumerate(("Sent mail", "Drafts", "Archive")):
            d.text((60, 62 + 60 * row), words, "#111827", font(16))
            d.line((40, 100 + 60 * row, 439, 100 + 60 * row), "#cbd5e1")

    shapes = measure(page(draw, ground="#f1f5f9")).shapes
    assert (place(shapes[0].box), shapes[0].fill, shapes[0].border) == ((40, 40, 400, 300), "#ffffff", "#cbd5e1")
    rows = [s for s in shapes if s.edges]
    assert [s.edges.bottom.color for s in rows] == ["#cbd5e1"] * 3
    assert [round(s.box.bottom) for s in sorted(rows, key=lambda s: s.box.y)] == [101, 161, 221]


def test_head_of_another_fill_lies_in_its_card():
    def draw(d):
        d.rectangle((40, 40, 439, 339), "#ffffff", "#cbd5e1")
        d.rectangle((41, 41, 438, 89), "#e2e8f0")
        d.line((40, 90, 439, 90), "#cbd5e1")
        d.text((60, 56), "Earnings", "#111827", font(16))

    card, head = measure(page(draw, ground="#f8fafc")).shapes
    assert (place(card.box), card.fill, card.border) == ((40, 40, 400, 300), "#ffffff", "#cbd5e1")
    assert (head.fill, head.edges.bottom.color) == ("#e2e8f0", "#cbd5e1")


def test_bar_of_progress_is_whole_under_its_filled_part():
    def draw(d):
        d.rectangle((40, 40, 439, 55), "#e2e8f0")
        d.rectangle((40, 40, 139, 55), "#2563eb")

    assert {place(s.box): s.fill for s in measure(page(draw)).shapes} == {
        (40, 40, 400, 16): "#e2e8f0",
        (40, 40, 100, 16): "#2563eb",
    }


def test_ground_is_what_reaches_the_edges_below_cards():
    def draw(d):
        d.rectangle((0, 0, 639, 59), "#ffffff")
        d.rectangle((21, 81, 619, 379), "#ffffff")

    found = measure(page(draw, ground="#eef2f7"))
    assert found.background == "#eef2f7"
    assert [place(s.box) for s in found.shapes] == [(21, 81, 599, 299), (0, 0, 640, 60)]


def test_page_left_of_a_band_is_no_shape():
    found = measure(page(lambda d: d.rectangle((0, 0, 639, 99), "#0f172a")))
    assert (found.background, [s.fill for s in found.shapes]) == ("#ffffff", ["#0f172a"])


@pytest.mark.parametrize("top", [29, 229])
def test_badge_on_the_side_of_a_card_takes_nothing_of_it(top):
    def draw(d):
        d.rounded_rectangle((40, 40, 339, 239), 8, "#ffffff", "#0d6efd", 1)
        d.rounded_rectangle((130, top, 249, top + 21), 6, "#0d6efd")
        d.text((144, top + 2), "Most popular", "#ffffff", font(14))
        d.text((64, 120), "For growing teams", "#111827", font(16))

    found = measure(page(draw, ground="#f8f9fa"))

    assert {place(s.box): (s.fill, s.border) for s in found.shapes} == {
        (40, 40, 300, 200): ("#ffffff", "#0d6efd"),
        (130, top, 120, 22): ("#0d6efd", None),
    }
    assert "Most popular" in {t.text for t in found.texts}


def test_words_that_cut_into_a_side_are_no_badge():
    def draw(d):
        d.rectangle((40, 40, 339, 239), "#ffffff", "#0d6efd")
        d.text((130, 30), "Address", "#111827", font(16))

    assert all(s.fill != "#111827" for s in measure(page(draw, ground="#ffffff")).shapes)
