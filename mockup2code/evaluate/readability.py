"""How easily the code of a page is read, in figures."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import tree_sitter_typescript
from tree_sitter import Language, Parser, Query, QueryCursor

_ELEMENTS = "[(jsx_opening_element) (jsx_self_closing_element)] @element"
_STRINGS = "[(string_fragment)] @string"
_ARBITRARY = re.compile(r"(?:^|\s)(?:[a-z0-9-]+:)*-?[a-z][a-z-]*-\[[^\]\s]+\](?=\s|$)")

AIMS = {"arbitrary": 0.25, "depth": 12, "longest": 200}
"""The most arbitrary values an element, elements inside each other, and lines a file that a good page has."""


@dataclass(frozen=True, slots=True)
class Readability:
    """The arbitrary values (`w-[13px]`) for each element that is written, the deepest nesting on the page, and the
    lines of the longest file.
    """

    arbitrary: float
    depth: int
    longest: int
    longest_file: str


def readability(files: Mapping[str, str], depth: int) -> Readability:
    """Of the files that an engine wrote; `depth` is that of the rendered page."""
    code = {path: text for path, text in files.items() if path.endswith((".tsx", ".ts"))}
    elements = arbitrary = 0
    for text in code.values():
        for name, node_text in _parts(text):
            elements += name == "element"
            arbitrary += len(_ARBITRARY.findall(node_text)) if name == "string" else 0
    longest = max(files, key=lambda path: files[path].count("\n"), default="")
    return Readability(arbitrary / max(1, elements), depth, files.get(longest, "").count("\n"), longest)


def _parts(text: str) -> list[tuple[str, str]]:
    root = Parser(_language()).parse(text.encode()).root_node
    captures = QueryCursor(_query()).captures(root)
    return [(name, (node.text or b"").decode()) for name, nodes in captures.items() for node in nodes]


@cache
def _language() -> Language:
    return Language(tree_sitter_typescript.language_tsx())


@cache
def _query() -> Query:
    return Query(_language(), f"{_ELEMENTS}\n{_STRINGS}")
