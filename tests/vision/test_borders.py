"""What a caller gets of borders: around, at one side, under a row, between columns."""

from mockup2code.vision.measure import measure
from mockup2code.vision.measurement import Edge
from tests.vision.drawn import font, page


def test_coloured_side_of_a_card():
    def draw(d):
        d.rectangle((40, 40, 339, 139), "#ffffff")
        d.rectangle((40, 40, 43, 139), "#2563eb")

    (card,) = (s for s in measure(page(draw, ground="#e2e8f0")).shapes if s.fill == "#ffffff")
    assert (card.box.x, card.box.width) == (40, 300)
    assert card.edges.left == Edge("#2563eb", 4.0)
    assert card.inner.x == 44


def test_border_inside_of_a_shadow():
    def draw(d):
        d.rectangle((40, 40, 299, 79), "#cbd5e1")
        d.rectangle((41, 41, 298, 78), "#f1f1f1")
        d.rectangle((41, 42, 298, 78), "#fafafa")
        d.rectangle((41, 43, 298, 78), "#ffffff")

    shape = measure(page(draw)).shapes[0]
    assert (shape.box.x, shape.box.y, shape.box.width, shape.box.height) == (40, 40, 260, 40)
    assert shape.border == "#cbd5e1"


def test_line_under_a_heading_is_the_headings():
    def draw(d):
        d.text((40, 40), "Shipping address", "#111827", font(20))
        d.line((40, 74, 599, 74), "#cbd5e1")
        d.text((40, 120), "Nothing is known of it so far", "#111827", font(14))

    (head,) = measure(page(draw)).shapes
    assert head.edges.bottom == Edge("#cbd5e1", 1)
    assert (head.fill, head.box.x, head.box.width, head.box.bottom) == (None, 40, 560, 75)
    assert 30 < head.box.y < 45


def test_rules_of_a_list_are_its_rows():
    def draw(d):
        for row, words in enumerate(("Alpha", "Beta", "Gamma", "Delta")):
            d.text((50, 40 + 50 * row), words, "#111827", font(16))
        for row in range(3):
            d.line((40, 74 + 50 * row, 439, 74 + 50 * row), "#e5e7eb")

    rows = sorted(measure(page(draw)).shapes, key=lambda s: s.box.y)
    assert [s.edges.bottom.color for s in rows] == ["#e5e7eb"] * 3
    assert [s.box.bottom for s in rows] == [75, 125, 175]


def test_lines_between_columns_are_theirs():
    def draw(d):
        for column, words in enumerate(("120k", "98%", "24 h")):
            d.text((70 + 200 * column, 70), words, "#111827", font(28))
        for column in (200, 400):
            d.line((column, 40, column, 140), "#cbd5e1")

    columns = measure(page(draw)).shapes
    assert sorted((s.box.x, s.box.width, s.edges.right.color) for s in columns) == [
        (1, 200, "#cbd5e1"),
        (201, 200, "#cbd5e1"),
    ]


def test_line_far_from_words_only_divides():
    def draw(d):
        d.text((40, 40), "Above", "#111827", font(16))
        d.line((40, 180, 599, 180), "#cbd5e1")
        d.text((40, 320), "Below", "#111827", font(16))

    (rule,) = measure(page(draw)).shapes
    assert (rule.fill, rule.box.height, rule.edges) == ("#cbd5e1", 1, None)
