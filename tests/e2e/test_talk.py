"""The conversation in a browser, against the stand-in: refining, pictures, regions, recordings, variants, elements."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect

from tests.e2e.conftest import expect_workspace_ready, point, sign_up, watched
from tests.kimi_server import RunningServer, running_server
from tests.kimi_server.scenarios import ANSWER
from tests.pictures import plain
from tests.servers import App, running_app
from tests.vision.films import film, page

LONG = 30_000
NAME = '        <p className="text-lg font-semibold">Harbour</p>'


@pytest.fixture(scope="module")
def model() -> Iterator[RunningServer]:
    """A stand-in that says what `texts["talk"]` is just now, without delay."""
    with running_server() as server:
        yield server


@pytest.fixture(scope="module")
def talk_app(model: RunningServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    variables = {"MOONSHOT_API_KEY": "sk-scenario:good+talk", "MOONSHOT_BASE_URL": model.base_url}
    with running_app(tmp_path_factory.mktemp("talk"), variables) as app:
        yield app


@pytest.fixture(scope="module")
def speaker(browser: Browser, talk_app: App) -> dict[str, object]:
    return sign_up(browser, talk_app, "speaker@example.org")


@pytest.fixture
def talk(
    browser: Browser, talk_app: App, speaker: dict[str, object], model: RunningServer, tmp_path: Path
) -> Iterator[Page]:
    """The workspace of a fresh project with one picture."""
    model.app.texts["talk"] = ANSWER
    picture = tmp_path / "Sign in.png"
    picture.write_bytes(plain(640, 400, 250))
    context = browser.new_context(
        base_url=talk_app.url, storage_state=speaker, viewport={"width": 1440, "height": 900}, reduced_motion="reduce"
    )
    page, faults = watched(context)
    page.goto("/")
    page.get_by_label("Choose a picture").set_input_files(picture)
    expect_workspace_ready(page)
    yield page
    context.close()
    assert faults == []


def say(model: RunningServer, new: str) -> None:
    """The next answer gives the page this name."""
    renamed = NAME.replace("Harbour", new)
    pair = f"<<<<<<< SEARCH\n{NAME}\n=======\n{renamed}\n>>>>>>> REPLACE"
    model.app.texts["talk"] = f"It is called {new} now.\n\n```edit src/App.tsx\n{pair}\n```\n"


def made(page: Page, number: int) -> None:
    """The run is over, and the talk has its version."""
    expect(turns(page).get_by_role("link", name=f"Version {number}", exact=True)).to_be_visible(timeout=LONG)
    expect(page.locator("[data-status]")).to_have_attribute("data-state", "finished")


def turns(page: Page) -> Locator:
    return page.get_by_role("list", name="What was asked for and what came of it")


def message(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Message").fill(text)


def generated(page: Page) -> None:
    page.get_by_role("button", name="Generate", exact=True).click()
    made(page, 1)


def preview(page: Page) -> FrameLocator:
    return page.frame_locator("iframe[title='Preview of the generated page']")


def asked(model: RunningServer) -> str:
    return json.dumps(model.chats[-1].body["messages"], ensure_ascii=False)


def test_a_message_changes_the_version_that_is_shown(talk: Page, model: RunningServer) -> None:
    generated(talk)
    say(model, "Haven")
    message(talk, "Call it Haven.")
    talk.get_by_role("button", name="Send", exact=True).click()
    expect(preview(talk).get_by_text("Haven", exact=True)).to_be_visible(timeout=LONG)
    made(talk, 2)
    expect(turns(talk)).to_contain_text("Call it Haven.")
    expect(turns(talk)).to_contain_text("It is called Haven now.")
    expect(turns(talk)).to_contain_text(re.compile(r"Changed\s+App\.tsx"))
    expect(talk.get_by_role("textbox", name="Message")).to_have_value("")

    turns(talk).get_by_role("link", name="Version 1", exact=True).click()
    expect(preview(talk).get_by_text("Harbour", exact=True)).to_be_visible()
    say(model, "Berth")
    message(talk, "No, Berth.")
    talk.reload()
    expect(talk.get_by_role("textbox", name="Message")).to_have_value("No, Berth.")
    expect(talk.get_by_text("Changes version 1")).to_be_visible()
    talk.get_by_role("button", name="Send", exact=True).click()
    made(talk, 3)
    expect(turns(talk)).not_to_contain_text("Call it Haven.")
    expect(preview(talk).get_by_text("Berth", exact=True)).to_be_visible()


def test_an_empty_message_is_not_sent(talk: Page, model: RunningServer) -> None:
    generated(talk)
    before = len(model.chats)
    talk.get_by_role("button", name="Send", exact=True).click()
    expect(talk.get_by_role("alert").filter(visible=True)).to_contain_text("Write what should change.")
    assert len(model.chats) == before


def test_pictures_and_a_region_go_along(talk: Page, model: RunningServer, tmp_path: Path) -> None:
    files = [tmp_path / "Sign in error.png", tmp_path / "Phone.png"]
    files[0].write_bytes(plain(640, 400, 120))
    files[1].write_bytes(plain(390, 844, 130))
    talk.get_by_label("Attach pictures or a recording").set_input_files(files)
    shelf = talk.get_by_role("list", name="Pictures of the project")
    expect(shelf.get_by_role("button")).to_have_count(3)
    expect(talk.locator("[data-attaching]")).to_be_hidden()
    shelf.get_by_role("button", name="Picture 3").focus()
    talk.keyboard.press("Alt+ArrowLeft")
    expect(shelf.get_by_role("button").nth(1)).to_have_accessible_name(re.compile("Picture 3"))
    talk.keyboard.press("Enter")
    talk.get_by_label("Note", exact=True).fill("The narrow one.")
    talk.get_by_label("What it shows").select_option("breakpoint")
    talk.keyboard.press("Escape")

    talk.get_by_role("button", name="Mark a region of a picture").click()
    talk.get_by_role("button", name="Add a box").click()
    box = talk.get_by_role("button", name=re.compile("^Region 1: arrow keys"))
    before = box.bounding_box()
    box.focus()
    talk.keyboard.press("ArrowRight")
    after = box.bounding_box()
    assert before and after  # noqa: PT018 - both are there
    assert after["x"] > before["x"]
    talk.get_by_label("What about region 1").fill("Rounder here.")
    talk.get_by_role("region", name="Regions").get_by_role("button", name="Done").click()
    expect(talk.get_by_role("list", name="With this message")).to_contain_text("Rounder here.")
    talk.locator("[data-estimate]").filter(has_text="tokens").wait_for()

    generated(talk)
    sent = asked(model)
    assert sent.count("data:image/") >= 3
    assert "Rounder here." in sent
    assert "The narrow one." in sent
    expect(turns(talk).get_by_role("listitem").filter(has_text="Rounder here.").first).to_be_visible()
    expect(talk.get_by_role("list", name="With this message").filter(visible=True)).to_have_count(1)


def test_a_recording_is_shown_as_moments_of_which_some_are_left_out(
    talk: Page, model: RunningServer, tmp_path: Path
) -> None:
    talk.goto("/")
    moments = [(page("Home"), 1.0), (page("Menu", "#b3261e"), 1.0), (page("Done", "#1e7f4f"), 1.0)]
    talk.get_by_label("Choose a picture").set_input_files(film(tmp_path / "Checkout.mp4", moments))
    expect(talk.get_by_role("heading", level=1)).to_have_text("Checkout", timeout=LONG)
    along = talk.get_by_role("list", name="With this message")
    expect(along.get_by_text("0:01")).to_be_visible()
    talk.get_by_role("button", name=re.compile("^Take picture 2")).click()
    expect(along.get_by_text("0:01")).to_be_hidden()
    generated(talk)
    expect(turns(talk).get_by_role("link", name=re.compile("Checkout"))).to_have_count(2)
    assert re.search(r"data:(image|video)/", asked(model))


def test_a_file_that_is_no_recording_is_refused_in_place(talk: Page, tmp_path: Path) -> None:
    wrong = tmp_path / "words.mp4"
    wrong.write_bytes(b"these are words")
    message(talk, "Kept.")
    talk.get_by_label("Attach pictures or a recording").set_input_files(wrong)
    expect(talk.get_by_role("alert").filter(visible=True)).to_contain_text("is not a recording that can be read here")
    expect(talk.get_by_role("textbox", name="Message")).to_have_value("Kept.")


def test_variants_side_by_side_of_which_one_is_kept(talk: Page, model: RunningServer) -> None:
    talk.get_by_role("combobox", name="Variants").select_option("2")
    talk.get_by_role("button", name="Generate", exact=True).click()
    pane = talk.get_by_role("region", name="Variants")
    for number in (1, 2):
        shown = talk.frame_locator(f"iframe[title='Variant {number}']")
        expect(shown.get_by_role("heading").first).to_be_visible(timeout=LONG)
    pane.get_by_role("button", name="Star variant 2").click()
    expect(pane.get_by_role("button", name="Star variant 2")).to_have_attribute("aria-pressed", "true")
    pane.get_by_role("button", name="Go on with variant 2").click()
    expect(pane).to_be_hidden()
    expect(turns(talk).get_by_role("link", name=re.compile("Variant 2.*starred"))).to_have_attribute(
        "aria-current", "true"
    )
    talk.get_by_role("button", name="Side by side").first.click()
    expect(pane.get_by_role("figure")).to_have_count(2)
    say(model, "Haven")
    message(talk, "Call it Haven.")
    talk.get_by_role("button", name="Send", exact=True).click()
    made(talk, 3)
    talk.reload()
    turns(talk).get_by_role("button", name="Side by side").click()
    expect(pane.get_by_role("figure")).to_have_count(2)


def test_a_change_of_just_one_element(talk: Page, model: RunningServer) -> None:
    generated(talk)
    say(model, "Haven")
    message(talk, "Not sent yet.")
    point(talk)
    preview(talk).get_by_text("Harbour", exact=True).click()
    talk.get_by_label("Ask for a change of just this element").fill("Call it Haven.")
    talk.get_by_role("button", name="Ask", exact=True).click()
    made(talk, 2)
    assert NAME.strip() in asked(model).replace('\\"', '"')
    expect(turns(talk)).to_contain_text("Call it Haven.")
    expect(talk.get_by_role("textbox", name="Message")).to_have_value("Not sent yet.")


def test_it_can_be_done_with_a_phone(
    browser: Browser, talk_app: App, speaker: dict[str, object], model: RunningServer, tmp_path: Path
) -> None:
    model.app.texts["talk"] = ANSWER
    picture = tmp_path / "Sign in.png"
    picture.write_bytes(plain(390, 700, 240))
    context = browser.new_context(
        base_url=talk_app.url,
        storage_state=speaker,
        viewport={"width": 390, "height": 760},
        has_touch=True,
        is_mobile=True,
    )
    phone, faults = watched(context)
    phone.goto("/")
    phone.get_by_label("Choose a picture").set_input_files(picture)
    expect_workspace_ready(phone)
    phone.get_by_role("button", name="Generate", exact=True).click()
    expect(phone.locator("[data-status]")).to_have_attribute("data-state", "finished", timeout=LONG)
    phone.get_by_role("navigation", name="Parts of the workspace").get_by_role("button", name="Mockup").click()
    expect(turns(phone).get_by_role("link", name="Version 1", exact=True)).to_be_visible()
    expect(phone.get_by_role("button", name="Send", exact=True)).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
    assert faults == []
