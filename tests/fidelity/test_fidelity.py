"""Figures and regions, each from one change to a page."""

import pytest

from mockup2code.fidelity.fidelity import fidelity
from mockup2code.fidelity.region import Difference, Region, Subject
from mockup2code.vision.measurement import Box
from tests.fidelity.pages import form, page, reference, seen, text


def regions(wanted, found) -> list[Region]:
    return list(fidelity(reference(wanted), seen(found)).regions)


def test_the_same_page_has_all_figures_full_and_no_regions():
    result = fidelity(reference(form()), seen(form()))
    assert set(result.figures.named().values()) == {1.0}
    assert (result.score, result.regions) == (100, ())


def test_an_empty_page_has_nothing():
    result = fidelity(reference(form()), seen(page()))
    assert result.score == 0
    assert result.figures.words == 0
    assert {r.difference for r in result.regions} == {Difference.MISSING}


def test_nothing_wanted_and_nothing_shown_is_right():
    assert fidelity(reference(page()), seen(page())).score == 100


def test_nothing_wanted_and_words_shown_is_wrong():
    assert fidelity(reference(page()), seen(page(texts=[text("Extra", 10, 10)]))).score == 0


def test_a_missing_line_is_told_at_its_place():
    found = form()
    del found["texts"][1]
    (region,) = regions(form(), found)
    assert (region.difference, region.subject) == (Difference.MISSING, Subject.TEXT)
    assert (region.expected, region.found) == (Box(60, 120, 88, 20), None)
    assert region.detail == "“Your e-mail”"


def test_an_extra_line_is_told_where_it_is():
    found = form()
    found["texts"].append(text("Not asked for", 500, 400))
    (region,) = regions(form(), found)
    assert (region.difference, region.expected, region.found) == (Difference.EXTRA, None, Box(500, 400, 104, 20))


def test_other_words_in_the_same_place_are_a_wrong_text():
    found = form()
    found["texts"][1]["text"] = "Your e-nail"
    (region,) = regions(form(), found)
    assert region.difference is Difference.TEXT
    assert region.detail == "“Your e-nail” in place of “Your e-mail”"


@pytest.mark.parametrize(("by", "place8", "place24"), [(8, 1, 1), (9, 0.75, 1), (24, 0.75, 1), (25, 0.75, 0.75)])
def test_places_count_to_8_and_to_24_pixels(by, place8, place24):
    texts = [text(word, 40, 40 * number) for number, word in enumerate(["one", "two", "three", "four"])]
    moved = [*texts[:3], text("four", 40 + by, 120)]
    figures = fidelity(reference(page(texts=texts)), seen(page(texts=moved))).figures
    assert (figures.place8, figures.place24) == (place8, place24)


def test_a_moved_line_is_told_with_both_places():
    found = form()
    found["texts"][0] = text("Sign in", 60, 100, size=32)
    (region,) = regions(form(), found)
    assert (region.difference, region.detail) == (Difference.MOVED, "“Sign in” by 40 px")
    assert (region.expected.y, region.found.y) == (60, 100)


def test_another_colour_and_another_size_of_words():
    found = form()
    found["texts"][0] = text("Sign in", 60, 60, "rgb(200, 30, 30)", 24)
    result = fidelity(reference(form()), seen(found))
    assert (result.figures.color, result.figures.size) == pytest.approx((5 / 7, 5 / 7))
    assert {r.difference: r.detail for r in result.regions} == {
        Difference.COLOR: "#c81e1e in place of #141414",
        Difference.SIZE: "24 px in place of 32 px",
    }


def test_a_hardly_different_colour_is_the_same():
    found = form()
    found["texts"][0]["color"] = "rgba(28, 26, 24, 0.9)"
    assert fidelity(reference(form()), seen(found)).score == 100


def test_boxes_that_are_moved_recoloured_and_missing():
    found = form()
    found["boxes"] = [
        {"box": [40, 40, 400, 200], "fill": "rgb(255, 255, 255)"},
        {"box": [60, 205, 120, 36], "fill": "rgb(20, 160, 90)"},
    ]
    result = fidelity(reference(form()), seen(found))
    assert result.figures.boxes == pytest.approx(0.4)
    details = {r.difference: r.detail for r in result.regions}
    assert details[Difference.MOVED] == "box: 100 px shorter"
    assert details[Difference.COLOR] == "#14a05a in place of #2353e0"
    assert details[Difference.MISSING] == "box of 300 by 40 px"


def test_specks_washes_and_doubled_boxes_do_not_count():
    found = form()
    found["boxes"] += [{"box": [0, 0, 800, 600]}, {"box": [10, 10, 4, 4]}, {"box": [41, 41, 398, 298]}]
    assert fidelity(reference(form()), seen(found)).figures.boxes == 1


def test_a_control_of_another_kind_is_not_the_same():
    found = form()
    found["controls"][0]["kind"] = "select"
    result = fidelity(reference(form()), seen(found))
    assert result.figures.controls == 0.5
    assert [(r.difference, r.detail) for r in result.regions] == [(Difference.KIND, "select in place of input")]


def test_a_link_that_looks_like_a_button_is_one():
    found = form()
    found["controls"][1]["kind"] = "link"
    assert fidelity(reference(form()), seen(found)).figures.controls == 1


def test_a_page_that_is_too_wide_has_no_flow_and_keeps_its_score():
    found = form()
    found["structure"]["overflow"] = True
    result = fidelity(reference(form()), seen(found))
    assert (result.figures.flow, result.score) == (0, 100)


def test_flow_is_the_share_of_what_is_not_positioned():
    found = form()
    found["structure"] |= {"elements": 40, "positioned": 10}
    assert fidelity(reference(form()), seen(found)).figures.flow == 0.75


def test_the_worst_come_first_and_neighbours_are_one():
    rows = [text(f"row{number} of the table", 40, 100 + 30 * number) for number in range(8)]
    wanted = page(texts=[*rows, text("Title", 40, 20)], images=[{"box": [500, 40, 100, 100]}])
    first, *_ = regions(wanted, page(texts=[text("Title", 40, 20)], images=[{"box": [500, 40, 100, 100]}]))
    assert (first.difference, first.count) == (Difference.MISSING, 8)
    assert (first.expected.y, first.expected.bottom) == (100, 330)
    assert first.detail.endswith("and 5 more")


def test_costs_sum_to_about_what_is_lost():
    found = form()
    del found["texts"][0]
    result = fidelity(reference(form()), seen(found))
    assert sum(r.cost for r in result.regions) == pytest.approx(100 - result.score, abs=1)


def test_a_drawing_counts_controls_wherever_its_margins_are():
    drawing = {
        "page": {"width": 900, "height": 1200},
        "controls": [
            {"kind": "heading", "box": [100, 100, 400, 60]},
            {"kind": "input", "box": [100, 300, 600, 80]},
            {"kind": "button", "box": [100, 500, 300, 80]},
            {"kind": "image", "box": [500, 500, 200, 200]},
        ],
    }
    half = page(
        width=1280,
        texts=[text("Title", 20, 20)],
        controls=[{"kind": "textarea", "box": [20, 120, 300, 40]}, {"kind": "button", "box": [20, 220, 150, 40]}],
        images=[{"box": [220, 220, 100, 100]}],
    )
    result = fidelity(reference(drawing), seen(half))
    assert result.figures.named() == {"controls": 1.0, "flow": 1.0}
    assert (result.score, result.regions) == (100, ())
    half["controls"].pop()
    result = fidelity(reference(drawing), seen(half))
    assert result.figures.controls == pytest.approx(0.8)
    (region,) = result.regions
    assert (region.difference, region.detail) == (Difference.MISSING, "button of 150 by 40 px")
    assert (region.expected.x, region.expected.y) == pytest.approx((100, 500))
