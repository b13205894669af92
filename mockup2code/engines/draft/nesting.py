"""Elements that do nothing but wrap another one: the two become one, so that no page is deeper than it has to be."""

import re
from dataclasses import replace

from mockup2code.engines.draft.cells import bared, names
from mockup2code.engines.draft.elements import Element, Repeat
from mockup2code.engines.draft.styles import pixels, step

_BOXES = frozenset({"div", "section", "header", "footer", "nav", "main", "aside", "li"})
_WORDS = frozenset({"p", "span", "a", "h1", "h2", "h3", "h4"})
_VARIANT = r"(?:[a-z-]+:|\*:)?"
_TYPE = re.compile(_VARIANT + r"(?:whitespace-|font-|text-|tracking-|leading-|underline)")
_ACROSS = re.compile(_VARIANT + r"-?(?:m[xlr]-|w-|max-w-|self-)")
_LAYOUT = re.compile(_VARIANT + r"(?:flex|grid|items-|justify-|gap-|min-w-0|overflow-)")
_COLUMN = re.compile(_VARIANT + r"(?:flex|flex-col|gap-\S+)$")
_TALL = re.compile(_VARIANT + r"(?:min-)?h-")
_DOWN = re.compile(r"(-?)mt-(\d+(?:\.\d+)?|px)")
_BLEEDS, _PADDED = re.compile(r"(\S+:)-mx-(\S+)"), "{}px-{}"


def flattened(element: Element) -> Element:
    """The element without what only wraps: around words, around one other box, and columns within a column."""
    if isinstance(element, Repeat):
        return element
    children = [flattened(child) if isinstance(child, Element) else child for child in element.children]
    element = _with_columns(replace(element, children=children))
    if element.tag in {"td", "th"}:
        return bared(element)
    only = element.children[0] if len(element.children) == 1 else None
    if not isinstance(only, Element) or isinstance(only, Repeat):
        return element
    return (_around_words(element, only) or _around_box(element, only) or element) if element.tag in _BOXES else element


def _around_words(outer: Element, words: Element) -> Element | None:
    """A painted box around one line or paragraph as that: its words stand right in it."""
    if outer.tag != "div" or outer.attributes or words.tag not in _WORDS or not all(map(_TYPE.match, names(words))):
        return None
    if any(isinstance(child, Element) for child in words.children) and not _is_column(outer):
        return None
    down, own = _parted(outer)
    own = [name for name in own if not (_is_column(outer) and _COLUMN.match(name))]
    tag = "p" if words.tag == "span" else words.tag
    return replace(words, tag=tag, classes=[_margin(down), *own, *words.classes, "block" if tag == "a" else ""])


def _around_box(outer: Element, inner: Element) -> Element | None:
    """Two boxes as one: where the outer is bare, or where the inner only lays out and its margin can be a padding."""
    if not _is_column(outer) or inner.tag not in {"div", "ul"} or inner.attributes:
        return None
    if inner.tag != "div" and (outer.tag != "div" or outer.attributes):
        return None
    tag = outer.tag if inner.tag == "div" else inner.tag
    (down, own), (below, rest) = _parted(outer), _parted(inner)
    own = [name for name in own if not _COLUMN.match(name)]
    own, rest = _unbled(own, rest)
    if all(map(_ACROSS.match, own)) and not (own and any(map(_ACROSS.match, rest))):
        return replace(outer, tag=tag, classes=[_margin(down + below), *rest, *own], children=inner.children)
    tall = any(map(_TALL.match, own))
    padded = _lowered(own, below)
    if padded is None or not all(map(_LAYOUT.match, rest)) or (tall and "flex" in rest and "flex-col" not in rest):
        return None
    held = "content-start" if tall and "grid" in rest else ""
    return replace(outer, tag=tag, classes=[_margin(down), *padded, *rest, held], children=inner.children)


def _with_columns(column: Element) -> Element:
    """A column with the children of bare columns in it as its own."""
    if not _is_column(column) or any(name.startswith("gap-") for name in names(column)):
        return column
    out: list[Element | str] = []
    for child in column.children:
        out += _own_children(child) if isinstance(child, Element) else [child]
    return replace(column, children=out)


def _own_children(child: Element) -> "list[Element | str]":
    """The children of a column that has nothing of its own but where it begins, or else the column."""
    first = child.children[0] if child.children else None
    down, own = _parted(child)
    bare = child.tag == "div" and not child.attributes and sorted(own) == ["flex", "flex-col"]
    if not bare or not isinstance(first, Element) or isinstance(first, Repeat) or not first.tag[0].islower():
        return [child]
    more, rest = _parted(first)
    return [replace(first, classes=[_margin(down + more), *rest]), *child.children[1:]]


def _unbled(own: list[str], rest: list[str]) -> tuple[list[str], list[str]]:
    """The classes of both without a padding of the outer one that the inner one takes back."""
    for name in rest:
        bled = _BLEEDS.fullmatch(name)
        if bled and (padded := _PADDED.format(*bled.groups())) in own:
            return [n for n in own if n != padded], [n for n in rest if n != name]
    return own, rest


def _lowered(own: list[str], down: float) -> list[str] | None:
    """The classes with so much more padding above; None where that is not said in one place."""
    if not down:
        return own
    tops = [name for name in own if re.match(r"(?:p|py|pt)-", name)]
    if down < 0 or len(tops) > 1 or any(not name.startswith("pt-") for name in tops):
        return None
    given = pixels(tops[0].removeprefix("pt-")) if tops else 0.0
    return [*(name for name in own if name not in tops), f"pt-{step(given + down)}"]


def _is_column(element: Element) -> bool:
    return {"flex", "flex-col"} <= set(names(element))


def _parted(element: Element) -> tuple[float, list[str]]:
    """How far below what is above it an element begins, in pixels, and its other classes."""
    own = list(names(element))
    found = next((match for name in own if (match := _DOWN.fullmatch(name))), None)
    if found is None:
        return 0.0, own
    return pixels(found[2]) * (-1 if found[1] else 1), [name for name in own if name != found[0]]


def _margin(down: float) -> str:
    return f"{'-' if down < 0 else ''}mt-{step(abs(down))}" if down else ""
