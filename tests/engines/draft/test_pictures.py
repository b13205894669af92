"""Small pictures of whole pages, drawn here: from pixels to code."""

import io
import re

import pytest
from PIL import Image, ImageDraw

from mockup2code.vision.measure import measure
from mockup2code.vision.measurement import RegionKind
from tests.engines.draft.builders import result
from tests.engines.draft.test_bad_pictures import picture

INK, FAINT = "#111827", "#64748b"


def code(image: Image.Image) -> dict[str, str]:
    """The files by name, each in one line."""
    return {
        path.rpartition("/")[2]: " ".join(text.split()) for path, text in result(None, picture(image)).files.items()
    }


@pytest.fixture(scope="module")
def columns() -> str:
    image = Image.new("RGB", (1280, 480), "#ffffff")
    draw = ImageDraw.Draw(image)
    for left, title, word in ((80, "Moorings", "Calm water"), (680, "Workshop", "Dry docks")):
        draw.text((left, 80), title, INK, font_size=30)
        for row in range(4):
            draw.text((left, 150 + 40 * row), f"{word} number {row + 1}", FAINT, font_size=18)
    return " ".join(code(image).values())


def test_two_columns_stand_side_by_side_only_where_there_is_room(columns: str) -> None:
    grid = next(names for names in re.findall(r'className="([^"]*)"', columns) if "lg:grid-cols-" in names)
    assert "grid-cols-1 gap-8" in grid
    assert re.search(r"lg:gap-\d{2,}", grid)
    assert columns.index("> Moorings <") < columns.index("> Workshop <")


@pytest.fixture(scope="module")
def rail() -> Image.Image:
    """A page with a sidebar that goes along for its whole height, beside a long list."""
    image = Image.new("RGB", (1280, 1600), "#f8fafc")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 219, 1599), "#0f172a")
    for row, word in enumerate(("Overview", "Berths", "Invoices", "Settings")):
        draw.text((32, 120 + 44 * row), word, "#e2e8f0", font_size=17)
    draw.text((260, 40), "All berths", INK, font_size=30)
    for top in range(120, 1500, 110):
        draw.rectangle((260, top, 1239, top + 89), "#ffffff", "#e2e8f0")
        draw.text((284, top + 18), f"Berth {top}", INK, font_size=18)
        draw.text((284, top + 50), "Free from Monday on", FAINT, font_size=16)
    return image


def test_a_sidebar_beside_a_long_page_is_an_aside_with_its_links(rail: Image.Image) -> None:
    files = code(rail)
    assert "<aside" in files["Sidebar.tsx"]
    assert "Invoices" in files["Sidebar.tsx"]
    assert "Free from Monday on" not in files["Sidebar.tsx"]
    assert files["App.tsx"].index("<Sidebar />") < files["App.tsx"].index("<main")


def test_a_sidebar_is_a_region_of_the_whole_height(rail: Image.Image) -> None:
    side = next(r for r in measure(picture(rail)).regions if r.kind is RegionKind.SIDEBAR)
    assert (side.box.width, side.box.height) == pytest.approx((220, 1600), abs=2)


def test_a_modal_over_a_dimmed_page_is_a_dialog_called_by_its_title() -> None:
    image = Image.new("RGB", (960, 640), "#7f7f7f")
    draw = ImageDraw.Draw(image)
    for row in range(5):
        draw.text((40, 40 + 120 * row), "Words on the page", "#333333", font_size=18)
    draw.rectangle((280, 180, 679, 439), "#ffffff")
    draw.text((310, 210), "Delete the project?", INK, font_size=26)
    draw.text((310, 270), "Its versions go with it.", FAINT, font_size=17)
    made = " ".join(code(image).values())
    assert 'role="dialog" aria-modal="true" aria-label="Delete the project?"' in made
    assert "--color-page: #7f7f7f" in made


def test_words_on_a_photograph_are_words_and_not_in_the_picture_too() -> None:
    image = Image.effect_noise((1280, 480), 40).convert("RGB")
    drawn = Image.blend(Image.radial_gradient("L").resize((1280, 480)).convert("RGB"), image, 0.2)
    page = Image.new("RGB", (1280, 900), "#ffffff")
    page.paste(drawn.point(lambda level: level // 3), (0, 200))
    draw = ImageDraw.Draw(page)
    draw.text((80, 60), "Ferries to the islands", INK, font_size=30)
    draw.text((200, 380), "Book your crossing today", "#ffffff", font_size=44)
    made = result(None, picture(page))
    assert "Book your crossing today" in " ".join("".join(made.files.values()).split())
    largest = max(made.assets.values(), key=lambda asset: asset.width * asset.height)
    shown = Image.open(io.BytesIO(largest.png)).convert("L")
    assert shown.width > 1000
    assert shown.getextrema()[1] < 200
