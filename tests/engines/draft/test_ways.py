"""Ways through a site and dialogs: named as what they are, without moving."""

import re
from dataclasses import replace

import pytest

from mockup2code.vision.measurement import (
    Box,
    Control,
    ControlKind,
    Image,
    Measurement,
    Region,
    RegionKind,
    Shape,
    Span,
)
from tests.engines.draft.builders import line, measurement, result

TITLE = line("Invoices of the harbour", 100, 100, size=32, weight=700)


def ways() -> Measurement:
    """A page with a breadcrumb, tabs of which the second is chosen, and page numbers of which 2 is the current one."""
    texts, shapes, controls = [line("Home / Projects / Harbour", 100, 60, size=14), TITLE], [], []
    for place, word in enumerate(("Boats", "Berths", "Bills")):
        box = Box(100 + 90 * place, 300, 80, 40)
        texts.append(line(word, box.x + 15, 310, size=15))
        controls.append(Control(ControlKind.BUTTON, box))
    tabs = tuple(c.box for c in controls)
    shapes.append(Shape(Box(190, 338, 80, 2), "#2353e0", None, 0))
    for place, word in enumerate(("Previous", "1", "2", "3", "Next")):
        box = Box(100 + 100 * place, 500, 92, 36)
        current = word == "2"
        ink = "#ffffff" if current else "#111827"
        texts.append(line(word, box.x + 16, 509, size=15, color=ink))
        shapes.append(Shape(box, "#2353e0" if current else "#ffffff", "#cbd5e1", 6))
        controls.append(Control(ControlKind.BUTTON, box))
    row = Control(ControlKind.TABS, Box(100, 300, 260, 40), parts=tabs, current=1)
    return measurement(texts, shapes, controls=[*controls, row])


def code(measured: Measurement) -> str:
    """All that was written, in one line."""
    return " ".join(" ".join(result(measured).files.values()).split())


@pytest.fixture(scope="module")
def page() -> str:
    return code(ways())


def test_a_breadcrumb_is_a_list_in_a_nav_whose_last_step_is_the_page(page: str) -> None:
    trail = page.split('<nav aria-label="Breadcrumb"')[1].split("</nav>", maxsplit=1)[0]
    assert '<a href="#home">Home</a>' in trail
    assert '<a href="#projects">Projects</a>' in trail
    assert trail.count('aria-hidden="true"') == 2
    assert '<li aria-current="page" className="inline"> Harbour </li>' in trail


def test_a_breadcrumb_of_two_steps_is_told_by_the_colour_of_its_link() -> None:
    step = replace(line("Home / Berths", 100, 60, size=14), spans=(Span(0, 4, "#1d4ed8", 400),))
    trail = code(measurement([TITLE, step, line("All boats of the harbour", 100, 200)]))
    trail = trail.split('<nav aria-label="Breadcrumb"')[1].split("</nav>", maxsplit=1)[0]
    assert re.search(r'<a href="#home" className="text-[a-z0-9-]+">', trail)
    assert trail.count("<li") == 2
    assert '<li aria-current="page" className="inline">' in trail


def test_steps_that_stand_apart_are_a_breadcrumb_too() -> None:
    words = [("Home", 100), ("/", 150), ("Library", 170), ("/", 232), ("Data", 252)]
    trail = code(measurement([TITLE, *(line(word, x, 200, size=14) for word, x in words)]))
    assert '<nav aria-label="Breadcrumb"' in trail
    assert trail.count("<li") == 5
    assert trail.count("<a ") == 2


def test_page_numbers_are_a_list_in_a_nav_that_says_which_is_open(page: str) -> None:
    pages = page.split('<nav aria-label="Pagination"')[1].split("</nav>", maxsplit=1)[0]
    assert pages.count('aria-current="page"') == 1
    assert " 2 </a>" in pages.split('aria-current="page"')[1]
    assert pages.count("<li") >= 3
    assert pages.count('href="#page-') == 3
    assert '<a href="#previous"' in pages
    assert "<button" not in pages


def test_arrows_beside_page_numbers_say_where_they_lead() -> None:
    numbers = [line(str(i), 100 + 44 * i, 500, size=16) for i in (1, 2, 3)]
    arrows = [Image(Box(x, 498, 20, 20), icon=True) for x in (100, 272)]
    pages = code(replace(measurement([TITLE, *numbers]), images=tuple(arrows)))
    pages = pages.split('<nav aria-label="Pagination"')[1].split("</nav>", maxsplit=1)[0]
    assert pages.index('aria-label="Previous page"') < pages.index("#page-1") < pages.index('aria-label="Next page"')


def test_tabs_are_a_tablist_with_one_chosen(page: str) -> None:
    tabs = page.split('role="tablist"')[1].split("</div>", maxsplit=1)[0]
    assert tabs.count('role="tab"') == 3
    assert tabs.count("aria-selected={true}") == 1
    assert "Berths" in tabs.split("aria-selected={true}")[1].split("</button>")[0]


@pytest.mark.parametrize("words", [("1", "5", "9"), ("3", "2", "1"), ("10 berths", "11", "12")])
def test_other_numbers_in_a_row_are_no_pages(words: tuple[str, ...]) -> None:
    texts = [line(word, 100 + 100 * place, 300, size=20) for place, word in enumerate(words)]
    assert "Pagination" not in code(measurement([TITLE, *texts]))


def test_a_sentence_with_a_slash_is_no_breadcrumb() -> None:
    said = line("Open on weekdays and / or at night / by appointment only please", 100, 200)
    assert "Breadcrumb" not in code(measurement([TITLE, said]))


def test_an_open_modal_is_a_dialog_that_is_called_by_its_title() -> None:
    box = Box(440, 240, 400, 240)
    texts = [line("Harbour office", 40, 40, color="#333333"), line("Delete the berth?", 464, 270, size=22, weight=700)]
    texts.append(line("Its bookings go with it.", 464, 320))
    measured = measurement(texts, [Shape(box, "#ffffff", None, 12)])
    dimmed = replace(measured, background="#7f7f7f")
    opened = code(replace(dimmed, regions=(Region(RegionKind.MODAL, box, "#ffffff", "#7f7f7f"),)))
    assert 'role="dialog" aria-modal="true" aria-label="Delete the berth?"' in opened
    assert "dialog" not in code(dimmed)
