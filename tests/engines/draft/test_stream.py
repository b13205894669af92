"""How code arrives: in order, in pieces, with what was measured, and honest about what was not found."""

import asyncio
import io

import pytest
from PIL import Image as Pixels
from PIL import ImageDraw

from mockup2code.engines.base import Asset, Delta, FileStart, Measured, Message, Result, Stage, StageName
from mockup2code.engines.draft import DraftEngine
from mockup2code.engines.job import Job
from mockup2code.vision.measurement import Box, Image
from mockup2code.vision.picture import Picture
from tests.engines.draft.builders import blank, events, line, measurement, result
from tests.engines.draft.test_meaning import dashboard


def drawn_form() -> Picture:
    """A small screen with a title, an input and a button."""
    image = Pixels.new("RGB", (640, 400), "#ffffff")
    draw = ImageDraw.Draw(image)
    draw.text((40, 40), "Sign in", fill="#111827", font_size=32)
    draw.rectangle((40, 120, 400, 160), outline="#9ca3af")
    draw.text((52, 130), "Email address", fill="#6b7280", font_size=16)
    draw.rectangle((40, 180, 180, 224), fill="#2353e0")
    draw.text((72, 192), "Continue", fill="#ffffff", font_size=16)
    out = io.BytesIO()
    image.save(out, "PNG")
    return Picture("form", out.getvalue(), *image.size)


@pytest.fixture(scope="module")
def form_events() -> list[object]:
    return list(events(None, drawn_form()))


def test_the_theme_begins_then_comes_the_main_file_then_its_components() -> None:
    starts = [e.path for e in events(dashboard()) if isinstance(e, FileStart)]
    assert starts[:2] == ["src/index.css", "src/App.tsx"]
    assert {"src/components/Header.tsx", "src/components/Sidebar.tsx"} < set(starts[2:])


def test_header_and_sidebar_are_written_before_what_they_would_move() -> None:
    written = [e.path for e in events(dashboard()) if isinstance(e, Delta) and e.path.endswith(".tsx")]
    first = list(dict.fromkeys(written))[:3]
    assert first == ["src/components/Sidebar.tsx", "src/components/Header.tsx", "src/App.tsx"]


def test_the_theme_has_the_ground_and_the_font_of_the_page() -> None:
    theme = result(dashboard()).files["src/index.css"]
    assert theme.startswith('@import "tailwindcss";\n\n@theme {\n  --color-page: #')
    assert theme.endswith("sans-serif;\n}\n")


def test_stages_come_in_order() -> None:
    stages = [e.name for e in events(dashboard()) if isinstance(e, Stage)]
    assert stages == [StageName.MEASURING, StageName.WRITING, StageName.CHECKING]


def test_code_comes_in_many_small_pieces_of_whole_lines() -> None:
    deltas = [e for e in events(dashboard()) if isinstance(e, Delta)]
    assert len(deltas) > 12
    assert all(d.text.endswith("\n") for d in deltas)
    assert max(len(d.text) for d in deltas) < 2000


def test_pictures_are_there_before_they_are_used() -> None:
    measured = measurement([line("Team", 100, 60)], images=[Image(Box(100, 100, 320, 200), icon=False)])
    said = events(measured)
    shown = next(i for i, e in enumerate(said) if isinstance(e, Delta) and "assets/image.png" in e.text)
    assert next(i for i, e in enumerate(said) if isinstance(e, Asset)) < shown


def test_a_measured_picture_is_not_measured_again() -> None:
    given = dashboard()
    told = [e.measurement for e in events(given) if isinstance(e, Measured)]
    assert told == [given]


def test_a_picture_becomes_a_page_with_its_words(form_events: list[object]) -> None:
    made = Result()
    for event in form_events:
        made.apply(event)  # type: ignore[arg-type]
    assert "<SignInForm />" in made.files["src/App.tsx"]
    page = made.files["src/components/SignInForm.tsx"]
    assert "Sign in" in page
    assert "Continue" in page
    assert "<button" in page


def test_the_measurement_is_told_once_with_its_words(form_events: list[object]) -> None:
    told = [e.measurement for e in form_events if isinstance(e, Measured)]
    assert len(told) == 1
    assert "Sign in" in [t.text for t in told[0].texts]


def test_a_blank_picture_is_put_on_the_page_and_said_so() -> None:
    said = events(None, blank(320, 200))
    messages = [e.text for e in said if isinstance(e, Message)]
    assert messages == ["I found no interface in this picture; I put the picture itself on the page."]
    made = Result()
    for event in said:
        made.apply(event)
    assert [(a.width, a.height) for a in made.assets.values()] == [(320, 200)]
    assert "<img" in made.files["src/App.tsx"]


def test_it_stops_when_it_is_closed() -> None:
    async def first_code() -> int:
        stream = DraftEngine().generate(Job.of(blank(), measurement=dashboard()))
        seen = 0
        async for event in stream:
            seen += isinstance(event, Delta)
            if seen == 2:
                break
        await stream.aclose()
        return seen + len([e async for e in stream])

    assert asyncio.run(first_code()) == 2
