"""Generated code is a stranger's: nothing that it tries may reach anyone, nor what belongs to the page around it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.previews.hosting import HOST_PAGE, Hosted, mount
from tests.previews.listener import Listener, listening
from tests.servers import App

# Each is the body of a function of `url`, an address of the listener. `add` puts markup into the page.
WAYS = {
    "fetch": "fetch(url, { mode: 'no-cors' })",
    "fetch that outlives the page": "fetch(url, { method: 'POST', body: 'secret', mode: 'no-cors', keepalive: true })",
    "XMLHttpRequest": "const x = new XMLHttpRequest(); x.open('GET', url); x.send()",
    "beacon": "navigator.sendBeacon(url, 'secret')",
    "websocket": "new WebSocket(url.replace('http', 'ws'))",
    "event source": "new EventSource(url)",
    "img": "add(`<img src='${url}'>`)",
    "image object": "window.kept = new Image(); window.kept.src = url",
    "img srcset": "add(`<img srcset='${url} 1x'>`)",
    "picture source": "add(`<picture><source srcset='${url}'><img></picture>`)",
    "input image": "add(`<input type='image' src='${url}'>`)",
    "svg image": "add(`<svg><image href='${url}' width='9' height='9' /></svg>`)",
    "video": "add(`<video src='${url}' preload='auto'></video>`)",
    "video poster": "add(`<video poster='${url}'></video>`)",
    "audio": "new Audio(url).load()",
    "object": "add(`<object data='${url}'></object>`)",
    "embed": "add(`<embed src='${url}'>`)",
    "iframe": "add(`<iframe src='${url}'></iframe>`)",
    "iframe with its own document": "add(`<iframe srcdoc=\"<img src='${url}'>\"></iframe>`)",
    "style attribute": "add(`<p style='background: url(${url})'>text</p>`)",
    "style element": "add(`<style>body { background: url(${url}) }</style>`)",
    "style import": "add(`<style>@import url(${url});</style>`)",
    "font face": "new FontFace('Elsewhere', `url(${url})`).load()",
    "font in a style": (
        "add(`<style>@font-face { font-family: E; src: url(${url}) } p { font-family: E }</style><p>text</p>`)"
    ),
    "stylesheet": "add(`<link rel='stylesheet' href='${url}'>`)",
    "prefetch": "add(`<link rel='prefetch' href='${url}'>`)",
    "preload": "add(`<link rel='preload' as='image' href='${url}'>`)",
    "preconnect": "add(`<link rel='preconnect' href='${url}'>`)",
    "module preload": "add(`<link rel='modulepreload' href='${url}'>`)",
    "script": "const s = document.createElement('script'); s.src = url; document.head.append(s)",
    "dynamic import": "new Function('url', 'return import(url)')(url)",
    "worker": "new Worker(URL.createObjectURL(new Blob([`fetch('${url}')`])))",
    "shared worker": "new SharedWorker(URL.createObjectURL(new Blob([`fetch('${url}')`])))",
    "peer connection": (
        "const c = new RTCPeerConnection({ iceServers: [{ urls: url.replace('http://', 'stun:') }] });"
        "c.createDataChannel('d'); c.createOffer().then((offer) => c.setLocalDescription(offer))"
    ),
    "popup": "window.open(url)",
    "popup of the window's own": "Window.prototype.open?.call(window, url); document.open(url, '_blank', '')",
    "link to a new window": "const a = document.createElement('a'); a.href = url; a.target = '_blank'; a.click()",
    "link's ping": (
        "const a = document.createElement('a'); a.href = '#x'; a.setAttribute('ping', url);"
        "document.body.append(a); a.click()"
    ),
    "link to the same window": "const a = document.createElement('a'); a.href = url; a.click()",
    "link to the top": "const a = document.createElement('a'); a.href = url; a.target = '_top'; a.click()",
    "top navigation": "window.top.location.href = url",
    "parent navigation": "window.parent.location.replace(url)",
    "own navigation": "window.location.href = url",
    "form": (
        "const f = document.createElement('form'); f.action = url; f.method = 'post';"
        "document.body.append(f); f.submit()"
    ),
    "form to the top": (
        "const f = document.createElement('form'); f.action = url; f.target = '_top';"
        "document.body.append(f); f.submit()"
    ),
    "meta refresh": "document.head.innerHTML += `<meta http-equiv='refresh' content='0; url=${url}'>`",
    "base": "document.head.innerHTML += `<base href='${url}'>`; add(`<img src='x.png'>`)",
    "speculation rules": (
        "const s = document.createElement('script'); s.type = 'speculationrules';"
        "s.textContent = JSON.stringify({ prefetch: [{ source: 'list', urls: [url] }] }); document.head.append(s)"
    ),
    "service worker": "navigator.serviceWorker.register(url)",
}

# What cannot be compared: a bare page may not do it either, or does it where the loopback does not hear.
NEVER = {
    "base",
    "form to the top",
    "link to a new window",
    "link to the top",
    "parent navigation",
    "peer connection",
    "popup",
    "popup of the window's own",
    "preconnect",
    "service worker",
    "speculation rules",
    "top navigation",
}

# Expressions whose value the code may not have.
READS = {
    "the page's document": "window.parent.document.title",
    "the page's storage": "window.parent.localStorage.length",
    "the top's address": "window.top.location.href",
    "the frame's own element": "window.frameElement.outerHTML",
    "cookies": "document.cookie || fail()",
    "cookies, past the stand-in": "Object.getOwnPropertyDescriptor(Document.prototype, 'cookie').get.call(document)",
    "cookies, by the newer way": "window.cookieStore.getAll().constructor.name && fail()",
    "a database": "indexedDB.open('x').constructor.name",
    "caches": "window.caches.keys().constructor.name && fail()",
    "peer connections": "RTCPeerConnection.name",
    "peer connections of a fresh window": "fresh().RTCPeerConnection.name",
    "fetch of a fresh window": "fresh().fetch.name",
    "its own page again": "window.open('/preview/').document.title",
    "this server's pages": "synchronous('/accounts/login/')",
    "this server's pages with cookies": "synchronous('/')",
}

RUN = """
const run = (url) => {
  const add = (markup) => document.body.insertAdjacentHTML("beforeend", markup);
  try { %s } catch (error) { console.warn(String(error)); }
};
"""

APP = """
import { useEffect } from "react";
export default function App() {
  useEffect(() => { run("%s"); }, []);
  return <p>Running</p>;
}
"""

READING = """
const fail = () => { throw new Error("nothing there"); };
const fresh = () => document.body.appendChild(document.createElement("iframe")).contentWindow;
const synchronous = (address) => {
  const request = new XMLHttpRequest();
  request.open("GET", address, false);
  request.send();
  return request.responseText;
};
const read = () => {
  try { return "read: " + (%s); } catch (error) { return "refused"; }
};
export default function App() {
  return <output>{read()}</output>;
}
"""

EMPTY = "export default () => null;"
QUIET_MS = 250
HEARD_MS = 5000


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with listening() as started:
        yield started


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def elsewhere(page: Page) -> Iterator[Page]:
    another = page.context.new_page()
    yield another
    another.close()


@pytest.fixture(scope="module")
def first(page: Page, live_app: App) -> Hosted:
    return mount(page, live_app.url)


@pytest.fixture
def hosted(first: Hosted, live_app: App) -> Hosted:
    """The one preview of this module, empty; a new one where the last code made the host stop it, be it only now."""
    if first.show_app(EMPTY) is None:
        mount(first.page, live_app.url).show_app(EMPTY)
    return first


@pytest.mark.parametrize("way", WAYS)
def test_nothing_reaches_anyone(hosted: Hosted, listener: Listener, way: str) -> None:
    listener.heard.clear()
    hosted.show_app(RUN % WAYS[way] + APP % f"{listener.url}/secret")
    hosted.page.wait_for_timeout(QUIET_MS)
    assert listener.heard == []
    assert hosted.page.evaluate("() => location.pathname") == HOST_PAGE
    assert len(hosted.page.context.pages) == 1


@pytest.mark.parametrize("way", [way for way in WAYS if way not in NEVER])
def test_the_same_way_is_heard_from_a_page_without_a_policy(elsewhere: Page, listener: Listener, way: str) -> None:
    elsewhere.goto(listener.url)
    elsewhere.wait_for_timeout(50)
    listener.heard.clear()
    address = f"http://localhost:{listener.port}/secret"
    elsewhere.evaluate(f"() => {{ {RUN % WAYS[way]} run('{address}'); }}")
    waited = 0
    while not listener.heard and waited < HEARD_MS:
        elsewhere.wait_for_timeout(20)
        waited += 20
    assert listener.heard != []


@pytest.mark.parametrize("secret", READS)
def test_nothing_of_the_page_around_is_read(hosted: Hosted, secret: str) -> None:
    hosted.show_app(READING % READS[secret])
    assert hosted.frame.locator("output").inner_text() == "refused"


def test_code_that_leaves_the_page_is_stopped(hosted: Hosted) -> None:
    hosted.show_app(RUN % "location.href = '/static/preview.js'" + APP % "")
    hosted.page.wait_for_function("() => preview.paused.length > 0")
    assert hosted.paused() == ["The code tried to leave the preview page, and was paused."]


LIES = """
for (const lie of [
  null, 7, "report", [], { kind: "report" }, { kind: "report", id: "1", report: {} }, { kind: "nonsense" },
  { kind: "report", id: 1, report: "x" }, { kind: "report", id: 1e9, report: { problems: "x", notes: 5 } },
  { kind: "show", files: {} }, { __proto__: null, kind: "report", id: NaN, report: null },
]) window.parent.postMessage(lie, "*");
export default () => <p>Lied</p>;
"""


def test_messages_of_another_shape_change_nothing(hosted: Hosted) -> None:
    hosted.show_app("export default () => null;")
    before = hosted.page.evaluate("() => preview.reports.length")
    report = hosted.show_app(LIES)
    assert report
    assert report["problems"] == []
    assert hosted.page.evaluate("() => preview.reports.length") == before + 1
    hosted.page.evaluate("() => window.postMessage({ kind: 'report', id: 1, report: {} }, '*')")
    hosted.page.wait_for_timeout(50)
    assert hosted.page.evaluate("() => preview.reports.length") == before + 1


def test_what_a_report_says_is_cut_to_size(hosted: Hosted) -> None:
    report = hosted.show_app(
        "console.error('x'.repeat(100000)); export default () => { throw new Error('y'.repeat(1e5)) };"
    )
    assert report
    assert max(len(problem["message"]) for problem in report["problems"]) <= 600
