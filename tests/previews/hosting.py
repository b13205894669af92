"""A page with a real PreviewHost in it, as the workspace has one, driven from Python."""

import functools
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Frame, Page

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = Path(__file__).resolve().parent / "fixtures"

# A page of the product without a login: its own headers govern what the frame may do.
HOST_PAGE = "/accounts/login/"

MOUNT = """
() => {
  document.body.innerHTML = "";
  const container = document.createElement("div");
  container.style.cssText = "position:fixed;inset:0";
  document.body.append(container);
  const answers = [];
  const state = { reports: [], paused: [] };
  state.host = new previewHost.PreviewHost(container, {
    src: "/preview/",
    title: "Preview",
    onReport: (report) => { state.reports.push(report); answers.splice(0).forEach((answer) => answer(report)); },
    onPaused: (reason) => { state.paused.push(reason); answers.splice(0).forEach((answer) => answer(null)); },
  });
  state.show = (files, complete = true, assets = {}) => {
    state.host.show({ files, complete, assets });
    // Code that was shown before may have had it paused meanwhile: then no answer comes until it is resumed.
    if (state.host.paused) return Promise.resolve(null);
    return new Promise((answer) => answers.push(answer));
  };
  state.stream = async (files, path, cuts) => {
    const reports = [];
    for (const cut of cuts) {
      reports.push({ cut, ...(await state.show({ ...files, [path]: files[path].slice(0, cut) }, false)) });
    }
    return reports;
  };
  state.picture = async (path, base64) => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    return { [path]: new Blob([bytes], { type: "image/png" }) };
  };
  window.preview = state;
}
"""

# The host sends at most once a frame; for what is only counted that is a waste of time.
UNPACED = "() => { window.requestAnimationFrame = (act) => setTimeout(act, 0); }"

Report = dict[str, Any]


def counter(title: str, extra: str = "") -> str:
    """The main file of a page with a title and a button that counts how often it was pressed."""
    return f"""
        import {{ useState }} from "react";
        export default function App() {{
          const [count, setCount] = useState(0);
          {extra}
          return <main><h1>{title}</h1><button onClick={{() => setCount(count + 1)}}>Count {{count}}</button></main>;
        }}
    """


@dataclass(frozen=True)
class Hosted:
    """The page, with `window.preview` in it."""

    page: Page

    def show(self, files: dict[str, str], *, complete: bool = True) -> Report | None:
        """The report on these files; None where the host paused instead."""
        answer: Report | None = self.page.evaluate(
            "([files, complete]) => preview.show(files, complete)", [files, complete]
        )
        return answer

    def show_app(self, source: str, *, complete: bool = True) -> Report | None:
        return self.show({"src/App.tsx": source}, complete=complete)

    def stream(self, files: dict[str, str], path: str, cuts: list[int]) -> list[Report]:
        """The reports on the file at `path` cut at each place, one after another."""
        reports: list[Report] = self.page.evaluate(
            "([files, path, cuts]) => preview.stream(files, path, cuts)", [files, path, cuts]
        )
        return reports

    def unpaced(self) -> "Hosted":
        """Sends without waiting for the browser's next frame."""
        self.page.evaluate(UNPACED)
        return self

    @property
    def frame(self) -> Frame:
        return self.page.main_frame.child_frames[-1]

    def paused(self) -> list[str]:
        reasons: list[str] = self.page.evaluate("() => preview.paused")
        return reasons


@functools.cache
def bundle() -> str:
    """The host as a script that sets `previewHost`."""
    command = ["node_modules/.bin/esbuild", "static/src/preview/host.ts", "--bundle", "--format=iife"]
    built = subprocess.run(
        [*command, "--global-name=previewHost"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return built.stdout.replace("var previewHost", "window.previewHost", 1)


def mount(page: Page, address: str) -> Hosted:
    """Opens the host page at the product's address and puts a PreviewHost in it."""
    page.goto(address + HOST_PAGE)
    page.evaluate(bundle())
    page.evaluate(MOUNT)
    return Hosted(page)
