"""Several pictures as one prototype: a page for each, shown by what the address names behind its `#`."""

import re
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from mockup2code.engines.base import MAIN_FILE, Asset, Delta, Event, FileStart, Measured, Message, Result, Stage
from mockup2code.engines.draft.choice import CHOICE_FILE
from mockup2code.engines.draft.files import STYLE_FILE
from mockup2code.engines.draft.glyph import GLYPH_FILE
from mockup2code.engines.draft.names import pascal, slug
from mockup2code.engines.job import Job, PictureRole, Shown

LayOut = Callable[[Shown, int], AsyncGenerator[Event, None]]
"""The events of one picture's page; the number is the picture's place in the job."""

SHARED = {GLYPH_FILE, CHOICE_FILE}
"""Components that are the same on every page."""
ASIDE = {PictureRole.BREAKPOINT: "another width", PictureRole.DETAIL: "a detail"}
"""Roles of pictures that are no page of their own, and what rules can do nothing with."""

ROUTER = Path(__file__).with_name("router.txt")
"""The main file, with the places of its imports and pages."""
_FILE = re.compile(r"(.+)\.(?:png|jpe?g|webp)", re.IGNORECASE)
_TOKEN = re.compile(r"^  (--[\w-]+): (.+);$", re.MULTILINE)
_IMPORT = re.compile(r'(?<= from ")(\.{1,2}/[^"]+)(?=";)')


@dataclass(frozen=True, slots=True)
class FlowPage:
    """A page of the flow: what it is called, in the address, and as a component."""

    place: int
    shown: Shown
    title: str
    path: str
    component: str

    @property
    def folder(self) -> str:
        return f"src/pages/{self.path}"

    @property
    def file(self) -> str:
        return f"{self.folder}/{self.component}.tsx"


def pages(job: Job) -> list[FlowPage]:
    """The pages of a job, in the order of its pictures; the first picture is always one."""
    found: list[FlowPage] = []
    for place, shown in enumerate(job.pictures):
        if place and shown.role in ASIDE:
            continue
        title = _title(shown, place)
        taken = {page.path for page in found}
        paths = (slug(title) if number == 1 else f"{slug(title)}-{number}" for number in range(1, 1000))
        path = next(path for path in paths if path not in taken)
        component = pascal(path.replace("-", " ")) + "Page"
        found.append(FlowPage(place, shown, title, path, component if component[0].isalpha() else f"The{component}"))
    return found


def left_aside(job: Job) -> Iterator[str]:
    """What is said of the pictures that are no page."""
    for shown in job.pictures[1:]:
        if shown.role in ASIDE:
            name = f"“{shown.name}”" if shown.name else "A picture"
            yield f"{name} shows {ASIDE[shown.role]}: I lay pictures out one by one, and left it aside."


def pages_in(files: Mapping[str, str]) -> int:
    """How many pages of a flow a version has; 1 where it is a single page."""
    folders = {PurePosixPath(path).parts[2] for path in files if path.startswith("src/pages/") and path.count("/") == 3}
    return max(1, len(folders))


async def flow(found: Sequence[FlowPage], lay_out: LayOut) -> AsyncGenerator[Event, None]:
    """The files of all pages, and the main file that chooses among them."""
    theme = _Theme()
    yield FileStart(STYLE_FILE)
    yield Delta(STYLE_FILE, '@import "tailwindcss";\n')
    for event in _file(MAIN_FILE, _router(found)):
        yield event
    shared: set[str] = set()
    for number, page in enumerate(found, start=1):
        made = Result()
        async with aclosing(lay_out(page.shown, page.place)) as events:
            async for event in events:
                match event:
                    case Stage():
                        yield replace(event, detail=f"{event.detail} ({number} of {len(found)})")
                    case Measured():
                        yield replace(event, place=page.place)
                    case Message(text):
                        yield Message(f"{page.title}: {text}")
                    case _:
                        made.apply(event)
        for event in _moved(made, page, theme, shared):
            yield event
    yield Delta(STYLE_FILE, theme.css())


def _title(shown: Shown, place: int) -> str:
    """The picture's name; one that a file brought along, as words."""
    name = shown.name.strip()
    file = _FILE.fullmatch(name)
    if file:
        words = re.sub(r"[-_\s]+", " ", file[1]).strip()
        name = words[:1].upper() + words[1:]
    return name or (f"Step {place + 1}" if shown.role is PictureRole.FRAME else f"Page {place + 1}")


def _moved(made: Result, page: FlowPage, theme: "_Theme", shared: set[str]) -> Iterator[Event]:
    """A page's assets and files, at their places in the flow; what is shared comes once."""
    for asset in made.assets.values():
        yield Asset(_asset(asset.path, page), asset.png, asset.width, asset.height)
    own = theme.add(page, made.text(STYLE_FILE))
    for path, text in made.files.items():
        if path == STYLE_FILE or path in shared:
            continue
        if path in SHARED:
            shared.add(path)
            yield from _file(path, text)
            continue
        moved = _IMPORT.sub(lambda match: _import(match[1], page), text)
        if path == MAIN_FILE:
            moved = moved.replace("function App()", f"function {page.component}()", 1)
            moved = moved.replace('className="', f'className="{page.path}-page font-sans ', 1) if own else moved
        yield from _file(_place(path, page), moved)


def _place(path: str, page: FlowPage) -> str:
    return page.file if path == MAIN_FILE else f"{page.folder}/{PurePosixPath(path).name}"


def _asset(path: str, page: FlowPage) -> str:
    return f"src/assets/{page.path}-{PurePosixPath(path).name}"


def _import(specifier: str, page: FlowPage) -> str:
    """The address of an import, from a file that has moved to the page's folder."""
    name = PurePosixPath(specifier).name
    if specifier.endswith(".png"):
        return f"../../assets/{page.path}-{name}"
    if f"src/components/{name}.tsx" in SHARED:
        return f"../../components/{name}"
    return f"./{name}"


def _file(path: str, text: str) -> Iterator[Event]:
    yield FileStart(path)
    yield Delta(path, text)


class _Theme:
    """One theme for all pages: a page that has another value for a name sets it for itself."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._own: list[str] = []

    def add(self, page: FlowPage, css: str) -> bool:
        """Takes in a page's theme; whether it differs from what the others have."""
        own = []
        for name, value in _TOKEN.findall(css):
            if self._names.setdefault(name, value) != value:
                own.append(f"  {name}: {value};\n")
        if own:
            self._own.append(f"\n.{page.path}-page {{\n{''.join(own)}}}\n")
        return bool(own)

    def css(self) -> str:
        lines = "".join(f"  {name}: {value};\n" for name, value in self._names.items())
        return f"\n@theme {{\n{lines}}}\n" + "".join(self._own)


def _router(found: Sequence[FlowPage]) -> str:
    imports = "".join(
        f'import {page.component} from "./{page.file.removeprefix("src/").removesuffix(".tsx")}";\n'
        for page in sorted(found, key=lambda page: page.file)
    )
    rows = "".join(_row(page) for page in found)
    router = ROUTER.read_text(encoding="utf-8")
    return router.replace("IMPORTS\n", imports).replace("FIRST", found[0].component).replace("ROWS\n", rows)


def _row(page: FlowPage) -> str:
    """As Prettier breaks it."""
    title = page.title.replace("\\", "\\\\").replace('"', '\\"')
    row = f'  {{ path: "{page.path}", title: "{title}", Page: {page.component} }},\n'
    if len(row) <= 81:
        return row
    return f'  {{\n    path: "{page.path}",\n    title: "{title}",\n    Page: {page.component},\n  }},\n'
