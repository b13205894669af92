"""How readable generated files are. As a program: a line for each project in a folder, and the mean.

usage: python -m tests.engines.draft.readable FOLDER
"""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import tree_sitter_typescript
from tree_sitter import Language, Node, Parser

_CLASSES = re.compile(r"className=(?:\"([^\"]*)\"|\{`([^`]*)`\})|\btone\d*: \"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class Readability:
    """Arbitrary values (`[13px]`) for each element, the deepest nesting on the page, and the lines of the longest
    file.
    """

    arbitrary: float
    depth: int
    longest: int
    elements: int
    lists: int


def readability(files: Mapping[str, str]) -> Readability:
    """The measure of one page's components, by path."""
    sources = [text for path, text in files.items() if path.endswith(".tsx")]
    elements = sum(len(re.findall(r"<[A-Za-z]", text)) for text in sources)
    classes = [name for text in sources for found in _CLASSES.findall(text) for name in "".join(found).split()]
    return Readability(
        arbitrary=sum("[" in name for name in classes) / max(1, elements),
        depth=page_depth(files),
        longest=max(text.count("\n") for text in files.values()),
        elements=elements,
        lists=sum(text.count(".map(") for text in sources),
    )


def page_depth(files: Mapping[str, str], component: str = "App") -> int:
    """How many elements lie in each other on the page, its root element `#root` included."""
    return 1 + _Depths({Path(path).stem: text for path, text in files.items() if path.endswith(".tsx")}).of(component)


class _Depths:
    """The depth of each component, with that of the components in it; those that come from elsewhere count as one."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources
        self._known: dict[str, int] = {}

    def of(self, component: str) -> int:
        if component not in self._sources:
            return 1
        if component not in self._known:
            self._known[component] = 1  # an element of its own name is no component
            root = Parser(Language(tree_sitter_typescript.language_tsx())).parse(self._sources[component].encode())
            self._known[component] = self._below(root.root_node)
        return self._known[component]

    def _below(self, node: Node) -> int:
        deepest = max((self._below(child) for child in node.children), default=0)
        if node.type not in {"jsx_element", "jsx_self_closing_element"}:
            return deepest
        opening = node.child_by_field_name("open_tag") or node
        name = opening.child_by_field_name("name")
        tag = (name.text or b"").decode() if name else ""
        return self.of(tag) if tag[:1].isupper() and tag in self._sources else 1 + deepest


def main(folder: Path) -> None:
    pages = {}
    for project in sorted(path for path in folder.iterdir() if (path / "src").is_dir()):
        paths = [p for p in (project / "src").rglob("*") if p.suffix in {".tsx", ".css"} and p.name != "main.tsx"]
        pages[project.name] = readability({str(path): path.read_text(encoding="utf-8") for path in paths})
    rows = [f"{'page':48} arbitrary depth longest elements lists"]
    rows += [_row(name, page) for name, page in pages.items()]
    found = list(pages.values())
    whole = Readability(
        arbitrary=mean(p.arbitrary for p in found),
        depth=max(p.depth for p in found),
        longest=max(p.longest for p in found),
        elements=sum(p.elements for p in found),
        lists=sum(p.lists for p in found),
    )
    sys.stdout.write("\n".join([*rows, _row("mean, deepest, longest, all, all", whole), ""]))


def _row(name: str, page: Readability) -> str:
    return f"{name:48} {page.arbitrary:9.2f} {page.depth:5} {page.longest:7} {page.elements:8} {page.lists:5}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
