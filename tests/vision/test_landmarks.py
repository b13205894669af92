"""What a caller gets of the regions of a page."""

from mockup2code.vision.measure import measure
from mockup2code.vision.measurement import RegionKind
from tests.vision.drawn import font, page


def regions(draw, size=(960, 640), ground="#f8fafc"):
    return {r.kind: r for r in measure(page(draw, size=size, ground=ground)).regions}


def test_dashboard_has_a_sidebar_a_header_and_a_main_part():
    def draw(d):
        d.rectangle((0, 0, 199, 639), "#1e293b")
        d.rectangle((200, 0, 959, 59), "#ffffff")
        d.text((220, 20), "Overview", "#111827", font(18))
        d.text((24, 100), "Reports", "#f8fafc", font(16))
        d.text((220, 200), "Nothing to see yet", "#111827", font(16))

    found = regions(draw)
    assert set(found) == {RegionKind.SIDEBAR, RegionKind.HEADER, RegionKind.MAIN}
    assert (found[RegionKind.SIDEBAR].box.width, found[RegionKind.SIDEBAR].fill) == (200, "#1e293b")
    main = found[RegionKind.MAIN].box
    assert (main.x, main.y, main.width, main.height) == (200, 60, 760, 580)


def test_footer_at_the_end():
    def draw(d):
        d.text((40, 60), "Welcome", "#111827", font(30))
        d.rectangle((0, 520, 959, 639), "#0f172a")
        d.text((40, 570), "All rights reserved", "#f8fafc", font(14))

    found = regions(draw)
    assert set(found) == {RegionKind.MAIN, RegionKind.FOOTER}
    assert found[RegionKind.FOOTER].box.y == 520


def test_modal_over_a_dimmed_page():
    def draw(d):
        for row in range(5):
            d.text((40, 40 + 120 * row), "Words on the page", "#333333", font(18))
        d.rectangle((280, 180, 679, 439), "#ffffff")
        d.text((310, 210), "Delete the project?", "#111827", font(20))

    (modal,) = regions(draw, ground="#7f7f7f").values()
    assert modal.kind is RegionKind.MODAL
    assert (modal.box.x, modal.box.width, modal.fill, modal.backdrop) == (280, 400, "#ffffff", "#7f7f7f")


def test_card_on_a_coloured_page_is_no_modal():
    def draw(d):
        d.rectangle((280, 180, 679, 439), "#ffffff")
        d.text((310, 210), "Sign in", "#111827", font(20))

    assert RegionKind.MODAL not in regions(draw, ground="#1d4ed8")
