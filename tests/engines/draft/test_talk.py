"""What the draft engine does with a message, a box and several pictures: by rules, and said where it cannot."""

import asyncio
import re
from dataclasses import replace

import pytest

from mockup2code.engines.base import MAIN_FILE, Event, FileDropped, Measured, Message, Result
from mockup2code.engines.draft import DraftEngine
from mockup2code.engines.draft.page import Page
from mockup2code.engines.draft.wishes import wishes
from mockup2code.engines.job import Base, Job, PictureRole, RegionNote, Shown
from mockup2code.engines.kimi.check import problems
from mockup2code.vision.measurement import Box, PictureKind
from tests.engines.draft.builders import blank, flow
from tests.engines.draft.test_meaning import dashboard

PAGE = Shown(blank(1280, 800), dashboard(), name="Overview.png")


def events(job: Job) -> list[Event]:
    async def collected() -> list[Event]:
        return [event async for event in DraftEngine().generate(job)]

    return asyncio.run(collected())


def result(job: Job) -> Result:
    made = Result(job.base)
    for event in events(job):
        made.apply(event)
    return made


def said(job: Job) -> list[str]:
    return [event.text for event in events(job) if isinstance(event, Message)]


@pytest.fixture(scope="module")
def prototype() -> Result:
    shown = (
        PAGE,
        Shown(blank(1280, 800), dashboard(), name="Details", role=PictureRole.SCREEN),
        Shown(blank(1280, 800), dashboard(), role=PictureRole.FRAME),
    )
    return flow(shown)


def test_each_picture_is_a_page_and_the_address_chooses(prototype) -> None:
    pages = re.findall(r'path: "(.*?)",\s+title: "(.*?)"', prototype.files[MAIN_FILE])
    assert pages == [("overview", "Overview"), ("details", "Details"), ("step-3", "Step 3")]
    assert "hashchange" in prototype.files[MAIN_FILE]
    assert "export default function DetailsPage()" in prototype.files["src/pages/details/DetailsPage.tsx"]


def test_the_pages_of_a_flow_find_all_that_they_import(prototype) -> None:
    assert problems(prototype.files, list(prototype.assets)) == []
    assert prototype.files["src/index.css"].count("@theme") == 1
    assert not any(path.startswith("src/components/") for path in prototype.files if "Glyph" not in path)


def test_pages_of_other_colours_set_them_for_themselves() -> None:
    dark = replace(dashboard(), background="#101828")
    made = result(Job((PAGE, Shown(blank(1280, 800), dark, name="Night", role=PictureRole.SCREEN))))
    assert ".night-page {\n  --color-page: #101828;" in made.files["src/index.css"]
    assert 'className="night-page font-sans ' in made.files["src/pages/night/NightPage.tsx"]


def test_every_picture_is_measured_once_and_said_which() -> None:
    shown = (PAGE, Shown(blank(320, 200)), Shown(blank(320, 200)))
    assert [event.place for event in events(Job(shown)) if isinstance(event, Measured)] == [0, 1, 2]


def test_a_detail_is_no_page_and_that_is_said() -> None:
    job = Job((PAGE, Shown(blank(320, 200), name="Icon", role=PictureRole.DETAIL)))
    assert said(job) == ["“Icon” shows a detail: I lay pictures out one by one, and left it aside."]
    assert MAIN_FILE in result(job).files


def test_a_message_that_rules_cannot_follow_changes_nothing_and_says_what_they_can() -> None:
    base = Base({MAIN_FILE: "export default function App() {\n  return null; // mine\n}\n"})
    job = Job((PAGE,), note="Make the header friendlier", base=base)
    assert result(job).files == base.files
    (sentence,) = said(job)
    assert "“Make the header friendlier”" in sentence
    assert "as a drawing" in sentence


def test_the_same_with_a_first_page_makes_the_page_and_says_it() -> None:
    job = Job((PAGE,), note="Make the header friendlier")
    assert result(job).files.keys() > {MAIN_FILE}
    assert "could not follow" in said(job)[-1]


def test_without_a_message_nothing_is_said() -> None:
    assert said(Job((PAGE,))) == []


def test_another_kind_of_picture_is_followed_and_old_files_go() -> None:
    base = Base({MAIN_FILE: "old", "src/components/Old.tsx": "old"})
    job = Job((PAGE,), note="Please read it as a drawing", base=base)
    told = events(job)
    assert FileDropped("src/components/Old.tsx") in told
    assert [event.measurement.kind for event in told if isinstance(event, Measured)] == [PictureKind.SKETCH]
    assert said(job)[-1] == "I read the picture as a drawing."


def test_another_width_is_followed() -> None:
    job = Job((Shown(blank(1280, 800)),), note="The page is 640 px wide")
    (measured,) = [event.measurement for event in events(job) if isinstance(event, Measured)]
    assert measured.width == 640


@pytest.mark.parametrize(
    ("note", "kind", "width", "refused"),
    [
        ("", None, None, 0),
        ("as a wireframe", PictureKind.SKETCH, None, 0),
        ("It's a screenshot, width 390px please", PictureKind.SCREEN, 390, 0),
        ("1280 wide", None, 1280, 0),
        ("Treat the picture as a drawing and make the title red", PictureKind.SKETCH, None, 1),
        ("Add 300 rows", None, None, 1),
        ("width 99999", None, None, 1),
    ],
)
def test_what_of_a_message_is_followed(note, kind, width, refused) -> None:
    found = wishes(Job((PAGE,), note=note))
    assert (found.kind, found.width, len(found.refused)) == (kind, width, refused)


def test_a_box_with_a_name_names_the_component_there() -> None:
    page = Page(dashboard())
    part = page.parts[0]
    job = Job((PAGE,), regions=(RegionNote(0, part.node.box, "Call this Fancy part"),))
    assert "src/components/FancyPart.tsx" in result(job).files
    assert said(job) == []


def test_a_box_where_no_part_is_says_so() -> None:
    job = Job((PAGE,), regions=(RegionNote(0, Box(1270, 790, 8, 8), "named “Footer”"),))
    assert "no part of the page where “Footer”" in said(job)[0]


def test_a_box_that_wants_what_rules_cannot_do_says_so() -> None:
    job = Job((PAGE,), regions=(RegionNote(0, Box(0, 0, 250, 800), "Rounder."),))
    assert "could not follow the box on picture 1" in said(job)[0]
