"""Pictures on their way in: chosen, dropped, pasted, from an example, refused."""

import base64
import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import expect_workspace_ready
from tests.pictures import plain
from tests.servers import App

DELIVER = """([kind, name, type, base64]) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name, { type }));
  const event = kind === "paste"
    ? new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true })
    : new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true });
  document.querySelector("h2").dispatchEvent(event);
}"""


def deliver(page: Page, kind: str, name: str, content: bytes, media_type: str = "image/png") -> None:
    """Drags over, drops or pastes a file somewhere on the page."""
    page.evaluate(DELIVER, [kind, name, media_type, base64.b64encode(content).decode()])


def expect_workspace(page: Page, name: str) -> None:
    expect(page.get_by_role("button", name="Generate")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_choosing_a_picture_leads_to_its_project(page: Page, picture: Path) -> None:
    page.get_by_label("Choose a picture").set_input_files(picture)
    expect_workspace(page, "Sign in")
    expect(page.get_by_role("region", name="Mockup", exact=True)).to_contain_text(re.compile(r"640 . 400 px"))


def test_dropping_anywhere(page: Page, png: bytes) -> None:
    deliver(page, "dragenter", "Dropped.png", png)
    expect(page.locator("body")).to_have_attribute("data-dragging", "")
    deliver(page, "drop", "Dropped.png", png)
    expect_workspace(page, "Dropped")


def test_pasting(page: Page, png: bytes) -> None:
    deliver(page, "paste", "Pasted.png", png)
    expect_workspace(page, "Pasted")


def test_an_example(page: Page) -> None:
    page.get_by_role("region", name="No picture at hand?").get_by_role("button").first.click()
    expect(page.get_by_role("button", name="Generate")).to_be_visible()


def test_a_picture_that_is_none_is_refused_in_place(page: Page) -> None:
    deliver(page, "drop", "notes.png", b"these are words")
    error = page.get_by_role("alert").filter(visible=True)
    expect(error).to_be_visible()
    expect(error).not_to_be_empty()
    expect(page.get_by_text("Choose a picture")).to_be_visible()


def test_another_kind_of_file_is_refused_before_it_is_sent(page: Page) -> None:
    deliver(page, "drop", "plan.pdf", b"%PDF-", "application/pdf")
    expect(page.get_by_role("alert").filter(visible=True)).to_have_text(
        "plan.pdf is not a PNG, JPEG or WebP picture. Save it as one of these."
    )


def test_without_scripts_the_form_works_too(
    browser: Browser, live_app: App, member: dict[str, object], picture: Path
) -> None:
    context = browser.new_context(base_url=live_app.url, storage_state=member, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.locator("input[name=picture]").set_input_files(picture)
    page.get_by_role("button", name="Upload", exact=True).click()
    expect_workspace(page, "Sign in")
    page.get_by_role("button", name="Generate").click()
    expect(page.get_by_role("button", name="Generate again")).to_be_visible()
    context.close()


def test_a_project_is_found_again_and_renamed(page: Page, picture: Path) -> None:
    page.get_by_label("Choose a picture").set_input_files(picture)
    expect_workspace(page, "Sign in")
    project = page.url.split("/projects/")[1].split("/")[0]
    page.goto("/")
    card = page.get_by_role("article").filter(has=page.locator(f'a[href*="{project}"]'))
    expect(card).to_contain_text("Sign in")
    card.get_by_role("button", name="Rename Sign in").click()
    page.get_by_role("textbox", name="Name").fill("Front door")
    page.get_by_role("dialog").get_by_role("button", name="Rename").click()
    expect(card).to_contain_text("Front door")
    page.reload()
    expect(card).to_contain_text("Front door")
    page.get_by_role("link", name="Front door", exact=True).click()
    expect_workspace(page, "Front door")


def test_another_picture_goes_along_with_the_message(page: Page, png: bytes) -> None:
    deliver(page, "drop", "First.png", png)
    expect_workspace(page, "First")
    expect_workspace_ready(page)
    deliver(page, "drop", "Second.png", plain(390, 800, 200))
    along = page.get_by_role("list", name="With this message")
    expect(along.get_by_role("listitem")).to_have_count(2)
    expect(page.get_by_role("list", name="Pictures of the project").get_by_role("button")).to_have_count(2)
    deliver(page, "paste", "Third.png", plain(390, 800, 200))
    expect(page.get_by_role("alert").filter(visible=True)).to_have_text(
        "Third.png is in the project already, as picture 2: it goes along once."
    )
    expect(along.get_by_role("listitem")).to_have_count(2)
    page.reload()
    expect(along.get_by_role("listitem")).to_have_count(2)


def test_several_pictures_are_one_project_or_several(page: Page, tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.png" for name in ("Home", "Home mobile", "Home error")]
    for shade, file in enumerate(files):
        file.write_bytes(plain(390 if "mobile" in file.name else 800, 600, 40 + shade))
    page.get_by_label("Choose a picture").set_input_files(files)
    page.get_by_role("button", name="3 projects").wait_for()
    page.get_by_role("button", name="One project").click()
    expect_workspace(page, "Home")
    shelf = page.get_by_role("list", name="Pictures of the project")
    expect(shelf.get_by_role("button")).to_have_count(3)
    shelf.get_by_role("button", name="Picture 2").click()
    expect(page.get_by_label("What it shows")).to_have_value("breakpoint")


def test_twenty_pictures_at_once_are_too_many(page: Page, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.png" for number in range(20)]
    for number, file in enumerate(files):
        file.write_bytes(plain(64, 64, number))
    page.get_by_label("Choose a picture").set_input_files(files)
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("20 files are too many at once")
