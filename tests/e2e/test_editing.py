"""Editing by hand in a browser: the preview follows, nothing is lost, and saving makes a version."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import expect_workspace_ready, files, show_files


@pytest.fixture
def written(page: Page, copied: str) -> Page:
    """A workspace with one version, preview and code side by side."""
    page.goto(copied)
    expect_workspace_ready(page)
    page.get_by_role("button", name="Both", exact=True).click()
    expect(page.locator("[data-file-name]")).to_have_text("App.tsx")
    expect(page.locator(".cm-content")).to_have_attribute("contenteditable", "true")
    return page


def open_file(page: Page, words: str) -> None:
    """Opens the file of the code in which these words stand."""
    for number in range(files(page).count()):
        show_files(page)
        files(page).nth(number).click()
        if words in page.locator(".cm-content").inner_text():
            return
    raise AssertionError(f"no file says {words}")


def edit(page: Page, before: str, after: str) -> None:
    """Replaces the first occurrence of some text in the code, as somebody would with the keyboard."""
    open_file(page, before)
    page.locator(".cm-content").click()
    page.keyboard.press("Control+f")
    page.keyboard.type(before)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.insert_text(after)


def heading(page: Page) -> object:
    return page.frame_locator("iframe[title='Preview of the generated page']").get_by_role("heading").first


def test_the_preview_follows_an_edit_and_saving_makes_a_version(written: Page) -> None:
    edit(written, "Sign in", "Welcome")
    expect(heading(written)).to_have_text("Welcome")
    expect(written.locator("[data-edit-words]")).to_have_text("1 file changed, not saved")
    written.keyboard.press("Control+s")
    expect(written.locator("[data-edit-words]")).to_have_text("Saved as version 2")
    expect(written).to_have_url(re.compile(r"\?version="))
    written.reload()
    expect(heading(written)).to_have_text("Welcome")
    expect(written.locator("[data-history-version]").first).to_contain_text("Edited ")


def test_edits_survive_a_reload_and_can_be_discarded(written: Page) -> None:
    edit(written, "Sign in", "Welcome")
    expect(heading(written)).to_have_text("Welcome")
    written.reload()
    expect(heading(written)).to_have_text("Welcome")
    expect(written.locator("[data-edit-words]")).to_have_text("Changes that you had not saved are back")
    written.on("dialog", lambda dialog: dialog.accept())
    written.get_by_role("button", name="Discard").click()
    expect(heading(written)).to_have_text("Sign in")
    expect(written.locator("[data-edit-save]")).to_be_hidden()


def test_files_are_walked_and_folders_closed_with_the_keyboard(written: Page) -> None:
    written.locator(".code-head").get_by_role("button", name=re.compile("^Files")).press("Enter")
    tree = written.get_by_role("tree", name="Files")
    expect(tree.get_by_role("treeitem", name="App.tsx")).to_be_focused()
    expect(tree.get_by_role("treeitem", name="App.tsx")).to_have_attribute("aria-selected", "true")
    written.keyboard.press("Home")
    folder = tree.get_by_role("treeitem", name="src")
    expect(folder).to_be_focused()
    written.keyboard.press("ArrowLeft")
    expect(folder).to_have_attribute("aria-expanded", "false")
    expect(tree.get_by_role("treeitem", name="App.tsx")).to_have_count(0)
    written.keyboard.press("ArrowRight")
    written.keyboard.press("End")
    expect(tree.get_by_role("treeitem", name="index.css")).to_be_focused()
    written.keyboard.press("Enter")
    expect(written.locator("[data-file-name]")).to_have_text("index.css")
    expect(written.locator(".cm-content")).to_contain_text("tailwindcss")


def test_words_are_found_in_whichever_file_they_stand(written: Page) -> None:
    written.locator("body").press("s")
    written.keyboard.type("@IMPORT")
    expect(written.locator("[data-find-count]")).to_have_text("1 place")
    written.keyboard.press("Enter")
    expect(written.locator("[data-file-name]")).to_have_text("index.css")
    expect(written.locator(".cm-content")).to_be_focused()
    assert written.evaluate("getSelection().toString()") == "@import"


def test_an_edit_is_undone_and_done_again(written: Page) -> None:
    edit(written, "Sign in", "Welcome")
    expect(heading(written)).to_have_text("Welcome")
    written.get_by_role("button", name="Undo").click()
    expect(heading(written)).to_have_text("Sign in")
    written.get_by_role("button", name="Redo").click()
    expect(heading(written)).to_have_text("Welcome")


def test_the_file_is_formatted_on_request(written: Page) -> None:
    edit(written, "return (", "return     (  ")
    written.get_by_role("button", name="Format the file").click()
    expect(written.locator("[data-edit-words]")).to_have_text("Formatted")
    written.wait_for_function("() => !document.querySelector('.cm-content').textContent.includes('return     (')")


def test_code_that_cannot_be_formatted_stays_and_says_why(written: Page) -> None:
    edit(written, "return (", "return ((((")
    written.get_by_role("button", name="Format the file").click()
    expect(written.locator("[data-edit-words]")).to_contain_text("Not formatted.")
    expect(written.locator(".cm-content")).to_contain_text("return ((((")


def test_two_who_save_at_once_both_keep_their_work(written: Page) -> None:
    other = written.context.new_page()
    other.goto(written.url)
    other.get_by_role("button", name="Both", exact=True).click()
    edit(written, "Sign in", "Mine")
    expect(heading(written)).to_have_text("Mine")
    edit(other, "Sign in", "Theirs")
    expect(heading(other)).to_have_text("Theirs")
    written.keyboard.press("Control+s")
    expect(written.locator("[data-edit-words]")).to_have_text("Saved as version 2")
    other.keyboard.press("Control+s")
    expect(other.locator("[data-edit-words]")).to_contain_text("made version 2 while you were editing")
    expect(heading(other)).to_have_text("Theirs")


def open_menu(page: Page, number: int) -> None:
    page.keyboard.press("Escape")
    if not page.locator("[data-workspace][data-history-open]").count():
        page.get_by_role("button", name="History", exact=True).click()
    page.get_by_role("button", name=f"What to do with version {number}", exact=True).click()


@pytest.fixture
def edited(written: Page) -> Page:
    """A workspace with a second version, edited by hand."""
    edit(written, "Sign in", "Welcome")
    expect(heading(written)).to_have_text("Welcome")
    written.keyboard.press("Control+s")
    expect(written.locator("[data-edit-words]")).to_have_text("Saved as version 2")
    return written


def test_restoring_an_earlier_version_makes_a_new_one(edited: Page) -> None:
    open_menu(edited, 1)
    edited.get_by_role("button", name="Restore as a new version").click()
    expect(heading(edited)).to_have_text("Sign in")
    expect(edited.locator("[data-status-words]")).to_have_text("Version 3")
    expect(edited.locator("[data-history-version]")).to_have_count(3)


def test_a_list_that_is_read_anew_leaves_what_is_pressed_in_its_place(edited: Page) -> None:
    edited.get_by_role("button", name="History", exact=True).click()
    button = edited.get_by_role("button", name="What to do with version 1", exact=True)
    expect(button).to_be_visible()
    button.evaluate("button => button.dataset.old = ''")
    button.hover()
    edited.mouse.down()
    with edited.expect_response(re.compile("/history/")) as answer:
        edited.evaluate("document.dispatchEvent(new CustomEvent('live:changed'))")
    answer.value.finished()
    edited.wait_for_timeout(300)
    edited.mouse.up()
    expect(edited.get_by_role("dialog", name="Version", exact=True)).to_be_visible()
    expect(edited.locator("[data-version-menu][data-old]")).to_have_count(0)


def test_a_version_is_starred_and_named_for_good(edited: Page) -> None:
    open_menu(edited, 2)
    edited.get_by_role("button", name="Name", exact=True).click()
    edited.locator("#version-name").fill("For the client")
    edited.get_by_role("button", name="Save the name").click()
    expect(edited.locator("[data-history-version]").first).to_contain_text("For the client")
    with edited.expect_response("**/star/"):
        edited.get_by_role("button", name="Star version 2").click()
    edited.reload()
    edited.get_by_role("button", name="History", exact=True).click()
    expect(edited.get_by_role("button", name="Star version 2")).to_have_attribute("aria-pressed", "true")
    expect(edited.locator("[data-history-version]").first).to_contain_text("For the client")


def test_what_was_done_just_before_the_page_is_left_is_kept(edited: Page) -> None:
    address = edited.url
    edited.get_by_role("button", name="History", exact=True).click()
    edited.get_by_role("button", name="Star version 2").click()
    edited.goto("/")
    edited.goto(address)
    edited.get_by_role("button", name="History", exact=True).click()
    expect(edited.get_by_role("button", name="Star version 2")).to_have_attribute("aria-pressed", "true")


def test_two_versions_are_compared_in_code_and_as_pages(edited: Page) -> None:
    open_menu(edited, 1)
    edited.locator("#version-menu").get_by_role("button", name="Compare").click()
    dialog = edited.get_by_role("dialog", name="Compare two versions")
    expect(dialog.locator("[data-diff-words]")).to_have_text("1 file changed")
    expect(dialog.locator(".cm-merge-a")).to_contain_text("Sign in")
    expect(dialog.locator(".cm-merge-b")).to_contain_text("Welcome")
    dialog.get_by_role("button", name="Unified").click()
    expect(dialog.locator(".cm-deletedChunk").first).to_contain_text("Sign in")
    dialog.get_by_role("button", name="Pages").click()
    for number, words in ((1, "Sign in"), (2, "Welcome")):
        page = dialog.frame_locator(f"iframe[title='Page of version {number}']")
        expect(page.get_by_role("heading").first).to_have_text(words)
    dialog.get_by_role("button", name="Picture").click()
    expect(dialog.locator("[data-diff-words]")).to_have_text(re.compile(r"^\d+\.\d % of the page looks different"))
    expect(dialog.get_by_role("img", name="Where the pages differ")).to_be_visible()


def test_a_version_that_is_not_listed_yet_is_compared_all_the_same(written: Page) -> None:
    written.route("**/history/**", lambda route: route.abort())
    edit(written, "Sign in", "Welcome")
    written.keyboard.press("Control+s")
    expect(written.locator("[data-edit-words]")).to_have_text("Saved as version 2")
    expect(written.locator("[data-history-version]")).to_have_count(1)
    written.unroute("**/history/**")
    open_menu(written, 1)
    written.locator("#version-menu").get_by_role("button", name="Compare").click()
    dialog = written.get_by_role("dialog", name="Compare two versions")
    expect(dialog.locator("[data-diff-words]")).to_have_text("1 file changed")


def test_a_problem_leads_to_its_line_and_the_page_stays(written: Page) -> None:
    edit(written, "export default function App() {", "export default function App() {\nconst list = missing.length;")
    problems = written.locator("[data-problems=page]")
    expect(problems).to_be_visible()
    problems.locator("summary").click()
    problems.get_by_role("button", name="missing is not defined").click()
    written.wait_for_function("() => getSelection().toString().includes('missing.length')")
    expect(heading(written)).to_have_text("Sign in")
    written.get_by_role("button", name="Code", exact=True).click()
    expect(written.locator("[role=treeitem][data-faulty]")).to_have_attribute("aria-description", "has a problem")
    expect(written.locator("[data-problems=code]")).to_contain_text("1 problem")
