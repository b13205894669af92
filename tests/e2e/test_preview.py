"""Generated code in the frame, as somebody sees it who watches it arrive."""

import base64
import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image
from playwright.sync_api import expect

from mockup2code.engines.job import Shown
from tests.engines.draft.builders import blank, flow
from tests.engines.draft.test_meaning import dashboard
from tests.previews.hosting import FIXTURES, Hosted, counter

STEP = 17
"""Characters from one prefix to the next; the tests of the completer go through every single one."""

LAST_WORDS = {
    "Storefront": "All of it can go on the compost.",
    "Dashboard": "Invoice #1042 was paid",
    "SignUp": "Mina Okafor, product designer",
    "Kitchen": "Edsger",
}


def project() -> dict[str, str]:
    root = FIXTURES / "project"
    paths = [*sorted(root.rglob("*.css")), root / "src/App.tsx", *sorted(root.rglob("*.ts*"))]
    return {path.relative_to(root).as_posix(): path.read_text() for path in paths}


def png(width: int, height: int) -> str:
    output = io.BytesIO()
    Image.new("RGB", (width, height), "#0f6e84").save(output, "PNG")
    return base64.b64encode(output.getvalue()).decode()


@pytest.mark.parametrize("name", LAST_WORDS)
def test_every_prefix_shows_and_the_whole_page_is_there_at_the_end(hosted: Hosted, name: str) -> None:
    source = (FIXTURES / f"{name}.tsx").read_text()
    reports = hosted.unpaced().stream({"src/App.tsx": source}, "src/App.tsx", [*range(1, len(source), STEP)])
    assert [report["cut"] for report in reports if report["held"] or report["problems"]] == []
    painted = [report["painted"] for report in reports]
    assert painted == sorted(painted), "what was on screen went away"
    report = hosted.show_app(source)
    assert report
    assert report["painted"]
    assert report["problems"] == []
    expect(hosted.frame.get_by_text(LAST_WORDS[name]).first).to_be_visible()


def test_a_project_of_several_files_arrives_one_after_another(hosted: Hosted) -> None:
    files: dict[str, str] = {}
    hosted.unpaced()
    for path, source in project().items():
        reports = hosted.stream({**files, path: source}, path, [*range(1, len(source), STEP), len(source)])
        assert [report["cut"] for report in reports if report["held"]] == []
        files[path] = source
    report = hosted.show(files)
    assert report
    assert report["problems"] == []
    frame = hosted.frame
    expect(frame.get_by_role("heading", level=1)).to_have_text("Know the tide before you leave the house")
    expect(frame.get_by_text("Harbour master")).to_be_visible()
    frame.get_by_role("button", name="Does it work without a signal?").click()
    expect(frame.get_by_text("Yes. The tables of your harbours")).to_be_visible()


def test_the_theme_of_the_project_is_honoured(hosted: Hosted) -> None:
    hosted.show(project())
    button = hosted.frame.get_by_role("link", name="See plans")
    expect(button).to_have_css("background-color", "rgb(15, 110, 132)")
    expect(hosted.frame.get_by_role("heading", level=1)).to_have_css("letter-spacing", "-0.96px")


def test_pictures_of_the_project_are_shown_and_missing_ones_leave_their_room(hosted: Hosted) -> None:
    hosted.page.evaluate(
        "async ([files, png]) => preview.show(files, true, await preview.picture('src/assets/coast.png', png))",
        [project(), png(64, 40)],
    )
    coast = hosted.frame.get_by_role("img", name="A harbour at low tide")
    assert coast.evaluate("(image) => image.decode().then(() => [image.naturalWidth, image.naturalHeight])") == [64, 40]
    logo = hosted.frame.get_by_role("img", name="Tidewater")
    assert logo.evaluate("(image) => image.decode().then(() => [image.width, image.height])") == [32, 32]
    hosted.show_app('export default () => <img alt="far" src="https://example.com/480x270.jpg" />;')
    far = hosted.frame.get_by_role("img", name="far")
    assert far.evaluate("(image) => image.decode().then(() => [image.width, image.height])") == [480, 270]


def test_state_stays_while_other_code_changes(hosted: Hosted) -> None:
    hosted.show_app(counter("One"), complete=False)
    hosted.frame.get_by_role("button").click()
    button = hosted.frame.get_by_role("button").element_handle()
    hosted.show_app(counter("Two"), complete=False)
    expect(hosted.frame.get_by_role("heading")).to_have_text("Two")
    assert button.text_content() == "Count 1"
    assert button.is_visible()


def test_the_page_before_stays_until_new_code_has_something_to_show(hosted: Hosted) -> None:
    hosted.show_app(counter("Before"))
    hosted.show_app("import", complete=False)
    expect(hosted.frame.get_by_role("heading")).to_have_text("Before")
    hosted.show_app("export default function App() { return <h1>After", complete=False)
    expect(hosted.frame.get_by_role("heading")).to_have_text("After")


def test_a_component_that_calls_other_hooks_is_mounted_anew(hosted: Hosted) -> None:
    hosted.show_app(counter("One"))
    hosted.frame.get_by_role("button").click()
    report = hosted.show_app(counter("Two", "const [more] = useState(7);"))
    assert report
    assert not report["held"]
    expect(hosted.frame.get_by_role("button")).to_have_text("Count 0")


def test_what_the_preview_does_not_have_is_named_and_has_a_place(hosted: Hosted) -> None:
    report = hosted.show_app("""
        import { Button } from "@/components/ui/button";
        import { useQuery } from "@tanstack/react-query";
        import { Camera, Twitterish } from "lucide-react";
        export default function App() {
          const { data } = useQuery({ queryKey: ["x"] });
          return <main>{data?.map((row) => <p>{row}</p>)}<Button>Save</Button><Camera /><Twitterish /></main>;
        }
    """)
    assert report
    assert report["problems"] == []
    expect(hosted.frame.get_by_text("Save")).to_be_visible()
    expect(hosted.frame.locator("[data-placeholder=Button]")).to_be_visible()
    expect(hosted.frame.locator("svg.lucide-camera")).to_be_visible()
    expect(hosted.frame.locator("svg")).to_have_count(2)
    hosted.page.wait_for_function("() => preview.reports.at(-1).notes.length === 3")
    assert hosted.page.evaluate("() => preview.reports.at(-1).notes") == [
        'There is no file for the import "@/components/ui/button".',
        'The library "@tanstack/react-query" is not there in the preview.',
        "lucide-react has no icon named Twitterish.",
    ]


def test_large_libraries_load_only_when_they_are_imported(hosted: Hosted) -> None:
    asked: list[str] = []
    hosted.page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    hosted.show_app("export default () => <p>Small</p>;")
    assert [name for name in asked if name.startswith("preview-")] == []
    hosted.show_app(
        'import { motion } from "framer-motion";'
        "export default () => <motion.p animate={{ opacity: 1 }}>Large</motion.p>;"
    )
    expect(hosted.frame.get_by_text("Large")).to_be_visible()
    hosted.page.wait_for_timeout(100)
    assert [name for name in asked if name.startswith("preview-")] == ["preview-framer-motion.js"]


def test_what_is_looked_at_stays_where_it_is_when_something_comes_above_it(hosted: Hosted) -> None:
    app = """
        import Header from "./Header";
        export default function App() {
          const rows = [...Array(60)].map((_, n) => <p key={n} className="h-10">Row {n}</p>);
          return <div><Header /><main>{rows}</main></div>;
        }
    """
    header = 'export default function Header() { return <header className="h-64">Above</header>; }'
    hosted.show_app(app, complete=False)
    hosted.frame.evaluate("() => scrollTo(0, 1000)")
    place = (
        "() => [...document.querySelectorAll('p')].find((p) => p.textContent === 'Row 30').getBoundingClientRect().top"
    )
    before = hosted.frame.evaluate(place)
    for complete in (False, True):
        hosted.show({"src/App.tsx": app, "src/Header.tsx": header}, complete=complete)
        expect(hosted.frame.get_by_text("Above")).to_have_count(1)
        hosted.frame.wait_for_function(f"(before) => Math.abs(({place})() - before) < 1", arg=before)


def test_what_comes_above_all_that_is_seen_slides_in(hosted: Hosted) -> None:
    app = """
        import Header from "./Header";
        export default function App() {
          return <div><Header /><main><h1>Boats</h1></main></div>;
        }
    """
    header = 'export default function Header() { return <header className="h-64">Above</header>; }'
    hosted.page.emulate_media(reduced_motion="no-preference")
    hosted.show_app(app, complete=False)
    session = hosted.page.context.new_cdp_session(hosted.frame)
    session.send("Animation.enable")
    session.send("Animation.setPlaybackRate", {"playbackRate": 0})
    top = "() => document.querySelector('h1').getBoundingClientRect().top"
    frames = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    hosted.frame.evaluate(frames)
    before = hosted.frame.evaluate(top)
    hosted.show({"src/App.tsx": app, "src/Header.tsx": header}, complete=False)
    hosted.frame.evaluate(frames)
    assert abs(hosted.frame.evaluate(top) - before) < 1
    session.send("Animation.setPlaybackRate", {"playbackRate": 1})
    hosted.frame.wait_for_function(f"(before) => ({top})() === before + 256", arg=before)
    hosted.page.emulate_media(reduced_motion="reduce")


def test_charts_are_drawn(hosted: Hosted) -> None:
    hosted.show_app((FIXTURES / "Dashboard.tsx").read_text())
    expect(hosted.frame.locator("path.recharts-area-area")).to_have_count(2)


@pytest.mark.parametrize("family", ["Inter", "Roboto Variable", "Open Sans Variable", "Lato"])
def test_fonts_come_from_this_server(hosted: Hosted, family: str) -> None:
    hosted.show_app(f"export default () => <p style={{{{ fontFamily: '{family}' }}}}>Words</p>;")
    load = f"() => document.fonts.load('600 16px \"{family}\"').then((faces) => faces.length)"
    assert hosted.frame.evaluate(load) == 1


def test_forms_and_links_stay_on_the_page(hosted: Hosted) -> None:
    hosted.show_app("""
        import { useState } from "react";
        export default function App() {
          const [sent, setSent] = useState(0);
          return <>
            <form onSubmit={() => setSent(sent + 1)}><button>Send</button></form>
            <a href="/elsewhere">Elsewhere</a><a href="#below">Below</a><output>{sent}</output>
            <p id="below" style={{ marginTop: 3000 }}>Bottom</p>
          </>;
        }
    """)
    frame = hosted.frame
    frame.get_by_role("button", name="Send").click()
    expect(frame.locator("output")).to_have_text("1")
    frame.get_by_role("link", name="Elsewhere").click()
    hosted.page.wait_for_function("() => preview.reports.at(-1).notes.includes('A link leads to /elsewhere')")
    frame.get_by_role("link", name="Below").click()
    expect(frame.get_by_text("Bottom")).to_be_in_viewport()
    assert hosted.paused() == []


def test_a_link_to_a_page_of_a_flow_opens_it(hosted: Hosted) -> None:
    hosted.show_app("""
        import { useSyncExternalStore } from "react";
        function subscribe(onChange: () => void) {
          window.addEventListener("hashchange", onChange);
          return () => window.removeEventListener("hashchange", onChange);
        }
        export default function App() {
          const path = useSyncExternalStore(subscribe, () => window.location.hash);
          return path === "#/basket" ? <h1>Basket</h1> : <a href="#/basket">To the basket</a>;
        }
    """)
    hosted.frame.get_by_role("link", name="To the basket").click()
    expect(hosted.frame.get_by_role("heading", name="Basket")).to_be_visible()


def test_what_a_sandbox_lacks_is_there_in_a_harmless_form(hosted: Hosted) -> None:
    report = hosted.show_app("""
        localStorage.setItem("a", "1");
        sessionStorage.setItem("b", "2");
        document.cookie = "c=3";
        alert("hello");
        history.pushState({}, "", "/somewhere");
        const answers = [confirm("sure?"), prompt("name?", "Ada"), window.open("/x")];
        export default () => <output>{localStorage.getItem("a")}{sessionStorage.getItem("b")}{String(answers)}</output>;
    """)
    assert report
    assert report["problems"] == []
    assert hosted.frame.locator("output").inner_text() == "12true,Ada,"
    assert report["notes"] == ["alert: hello", "confirm: sure?", "prompt: name?", "A window was to open: /x"]


def test_only_the_latest_of_many_inputs_is_shown(hosted: Hosted) -> None:
    hosted.show_app("export default () => <p>first</p>;")
    before = hosted.page.evaluate("() => preview.reports.length")
    hosted.page.evaluate("""() => {
      for (let n = 1; n <= 200; n += 1) {
        const files = { "src/App.tsx": `export default () => <p>number ${n}</p>` };
        preview.host.show({ files, assets: {}, complete: true });
      }
    }""")
    expect(hosted.frame.get_by_text("number 200")).to_be_visible()
    assert hosted.page.evaluate("() => preview.reports.length") <= before + 2


def test_a_host_that_is_destroyed_leaves_nothing(hosted: Hosted) -> None:
    hosted.show_app("export default () => <p>there</p>;")
    hosted.page.evaluate("() => preview.host.destroy()")
    expect(hosted.page.locator("iframe")).to_have_count(0)


def test_a_link_leads_to_the_page_of_its_name_and_one_to_nowhere_stays(hosted) -> None:
    pictures = tuple(Shown(blank(1280, 800), dashboard(), name=name) for name in ("Overview", "Section 3"))
    with ThreadPoolExecutor(1) as threads:  # this thread's event loop is the browser's
        hosted.show(threads.submit(flow, pictures).result().files)
    frame = hosted.page.frame_locator("iframe[title='Preview']")
    shown = frame.get_by_role("navigation", name="Pages").locator("[aria-current=page]")
    expect(shown).to_have_text("Overview")
    for link in ("Section 3", "Section 5"):
        frame.get_by_role("link", name=link, exact=True).first.click()
        expect(shown).to_have_text("Section 3")
