"""What the collector sees on pages in a real browser."""

import pytest

from mockup2code.fidelity.seen import Seen
from tests.evaluate.sites import looked_at, seen_in, site


def texts(report) -> list[str]:
    return [text["text"] for text in report["texts"]]


async def test_a_text_is_told_line_by_line_with_its_look(tmp_path):
    report = await seen_in(
        tmp_path,
        "<h1>Two words</h1><p>One line that is broken</p>",
        "h1 { font-size: 32px; font-weight: 600; color: #123456 } p { width: 90px; line-height: 24px }",
    )
    first, *lines = report["texts"]
    assert (first["text"], first["size"], first["weight"], first["tag"]) == ("Two words", 32, 600, "h1")
    assert first["color"] == "rgb(18, 52, 86)"
    assert [line["text"] for line in lines] == ["One line", "that is", "broken"]
    assert lines[1]["box"][1] - lines[0]["box"][1] == 24


@pytest.mark.parametrize(
    "style",
    [
        "display: none",
        "visibility: hidden",
        "opacity: 0.01",
        "position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)",
        "position: absolute; left: -9999px",
        "height: 0; overflow: hidden",
    ],
)
async def test_what_cannot_be_seen_is_not_told(tmp_path, style):
    hidden = f'<div style="{style}"><b>Hidden</b><img width="50" height="50" src="data:,"><button>No</button></div>'
    report = await seen_in(tmp_path, f"<p>Shown</p>{hidden}")
    assert texts(report) == ["Shown"]
    assert (report["images"], report["controls"]) == ([], [])


async def test_a_clipped_box_is_told_as_far_as_it_is_seen(tmp_path):
    report = await seen_in(
        tmp_path,
        '<div class="out"><div class="in"></div></div>',
        ".out { width: 100px; height: 50px; overflow: hidden } .in { width: 300px; height: 300px; background: red }",
    )
    assert [(box["box"], box["fill"]) for box in report["boxes"]] == [([0, 0, 100, 50], "rgb(255, 0, 0)")]


async def test_painted_boxes_have_a_fill_a_border_a_shadow_or_a_gradient(tmp_path):
    looks = {
        "filled": "background: oklch(0.623 0.214 259.815)",
        "edged": "border: 2px solid rgb(0 0 0 / 50%)",
        "raised": "box-shadow: 0 1px 4px black; border-radius: 8px",
        "graded": "background: linear-gradient(red, blue)",
        "plain": "border: 2px solid transparent",
        "none": "border: 0 solid red",
    }
    style = "".join(f".{name} {{ width: 40px; height: 20px; {look} }}" for name, look in looks.items())
    report = await seen_in(tmp_path, "".join(f'<div class="{name}"></div>' for name in looks), style)
    found = [(box["fill"], box["border"], box["shadow"], box["radius"]) for box in report["boxes"]]
    assert found == [
        ("rgb(43, 127, 255)", False, False, 0),
        (None, True, False, 0),
        (None, False, True, 8),
        (None, False, False, 0),
    ]


async def test_controls_by_kind_with_what_fields_show(tmp_path):
    report = await seen_in(
        tmp_path,
        """<input placeholder="Your name"><input type="email" value="a@example.org"><textarea>Long</textarea>
        <select><option>First</option><option selected>Second</option></select><input type="checkbox">
        <input type="radio"><button>Go</button><input type="submit" value="Send"><a href="#">Link</a><a>Plain</a>
        <div role="switch" style="width:20px;height:10px"></div><input type="hidden">""",
    )
    kinds = [control["kind"] for control in report["controls"]]
    assert kinds == [
        *("input", "input", "textarea", "select", "checkbox", "radio", "button", "button", "link", "checkbox")
    ]
    fields = [text["text"] for text in report["texts"] if text.get("control")]
    assert fields == ["Your name", "a@example.org", "Long", "Second"]


async def test_images_and_drawings_once_each(tmp_path):
    report = await seen_in(
        tmp_path,
        """<img width="100" height="50" src="data:,">
        <svg width="24" height="24"><svg><rect width="9" height="9"/></svg></svg>
        <div style="width:60px;height:60px;background:url(data:,)"></div><canvas width="30" height="30"></canvas>
        <svg width="4" height="4"></svg>""",
    )
    assert [image["tag"] for image in report["images"]] == ["img", "svg", "div", "canvas"]


async def test_the_structure_and_a_page_too_wide(tmp_path):
    body = '<main><p>In</p><div style="position:absolute">Out</div></main><div style="width:900px;height:1px"></div>'
    structure = (await seen_in(tmp_path, body))["structure"]
    assert (structure["elements"], structure["positioned"], structure["depth"]) == (4, 1, 2)
    assert structure["overflow"] is True


async def test_places_are_the_pages_however_it_is_scrolled_and_a_report_can_be_read(tmp_path):
    body = '<div style="height:3000px"></div><p id="end">Below</p><script>scrollTo(0, 2000)</script>'
    look = await looked_at(site(tmp_path / "site", body))
    seen = Seen.from_json(look.report)
    assert seen.texts[0].box.y == 3000
    assert (seen.width, seen.structure.overflow) == (800, False)
