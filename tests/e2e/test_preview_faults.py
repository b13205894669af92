"""Generated code that is wrong, in the frame: what is said of it, and that the page around it lives on."""

import pytest
from playwright.sync_api import expect

from tests.previews.hosting import FIXTURES, Hosted, counter


@pytest.mark.parametrize(
    ("broken", "message", "line"),
    [
        ('throw new Error("no luck");', "no luck", 5),
        ("missing.value();", "ReferenceError: missing is not defined", 5),
        ("const x = 1 +;", "Syntax error: Unexpected token", 5),
        ("return <p>{{ a: 1 }}</p>;", "Objects are not valid as a React child (found: object with keys {a}).", None),
        ("const Gone = undefined; return <Gone />;", "Element type is invalid", None),
    ],
)
def test_an_error_is_named_and_the_last_good_page_stays(
    hosted: Hosted, broken: str, message: str, line: int | None
) -> None:
    hosted.show_app(counter("Good"))
    hosted.frame.get_by_role("button").click()
    report = hosted.show_app(counter("Bad", broken))
    assert report
    assert report["held"]
    [problem] = report["problems"]
    assert problem["message"].startswith(message)
    assert problem["line"] == line
    assert problem["file"] == ("src/App.tsx" if line else None)
    expect(hosted.frame.get_by_role("heading")).to_have_text("Good")
    hosted.frame.get_by_role("button").click()
    expect(hosted.frame.get_by_role("button")).to_have_text("Count 2")
    mended = hosted.show_app(counter("Mended"))
    assert mended
    assert mended["problems"] == []
    expect(hosted.frame.get_by_role("heading")).to_have_text("Mended")
    expect(hosted.frame.get_by_role("button")).to_have_text("Count 2")


def test_code_that_was_cut_off_shows_what_there_is_and_says_so(hosted: Hosted) -> None:
    source = (FIXTURES / "Storefront.tsx").read_text()
    report = hosted.show_app(source[: len(source) // 3])
    assert report
    assert report["painted"]
    assert report["problems"][0]["message"].startswith("Syntax error")
    expect(hosted.frame.get_by_text("Hearth & Loom")).to_be_visible()


def test_an_effect_that_throws_leaves_the_page_on_screen(hosted: Hosted) -> None:
    effect = """
        import { useEffect } from "react";
        export default function App() {
          useEffect(() => { throw new Error("late") }, []);
          return <p>Still here</p>;
        }
    """
    report = hosted.show_app(effect)
    assert report
    assert [problem["message"] for problem in report["problems"]] == ["late"]
    expect(hosted.frame.get_by_text("Still here")).to_be_visible()


def test_errors_that_nothing_catches_are_reported(hosted: Hosted) -> None:
    hosted.show_app('setTimeout(() => { throw new TypeError("tick") }, 20); export default () => null;')
    hosted.page.wait_for_function("() => preview.reports.at(-1).problems.length > 0")
    assert hosted.page.evaluate("() => preview.reports.at(-1).problems") == [
        {"message": "TypeError: tick", "file": "src/App.tsx", "line": 1}
    ]
    hosted.show_app('Promise.reject(new Error("never")); console.error("said"); export default () => null;')
    hosted.page.wait_for_function("() => preview.reports.at(-1).problems.length > 1")
    messages = [problem["message"] for problem in hosted.page.evaluate("() => preview.reports.at(-1).problems")]
    assert messages == ["said", "never"]


@pytest.mark.parametrize(
    "loop",
    [
        "while (true) {}",
        "useEffect(() => { while (true) {} });",
    ],
)
def test_an_endless_loop_pauses_the_preview_and_not_the_page(hosted: Hosted, loop: str) -> None:
    page = hosted.page
    page.evaluate("() => { window.ticks = 0; setInterval(() => window.ticks++, 20); }")
    app = f'import {{ useEffect }} from "react"; export default function App() {{ {loop} return <p>Never</p>; }}'
    page.evaluate("(app) => { preview.show({ 'src/App.tsx': app }); }", app)
    page.wait_for_timeout(500)
    before = page.evaluate("() => window.ticks")
    page.wait_for_timeout(500)
    assert page.evaluate("() => window.ticks") > before
    page.wait_for_function("() => preview.paused.length > 0")
    assert hosted.paused()[0].startswith("The preview stopped answering")
    page.evaluate(
        "() => { preview.show({ 'src/App.tsx': 'export default () => <p>Better</p>' }); preview.host.resume(); }"
    )
    expect(hosted.frame.get_by_text("Better")).to_be_visible()
    assert len(hosted.paused()) == 1
