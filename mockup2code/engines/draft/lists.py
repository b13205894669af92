"""Lists and navigation: like things that follow each other at even distances."""

from collections.abc import Iterator
from dataclasses import replace
from statistics import mean

from mockup2code.engines.draft.elements import Element
from mockup2code.engines.draft.likeness import alike
from mockup2code.engines.draft.styles import pixels, step

_LEAST = 3
_UNEVEN = 3.0
"""By how much, in pixels, the distances in a list may differ."""

_COLUMNS = frozenset({"div", "section", "aside", "main", "footer"})
_ITEMS = frozenset({"p", "div", "a", "span"})


def listed(element: Element) -> Element:
    """The element with its lists as `ul` and its rows of links as `nav`."""
    children = [listed(c) if isinstance(c, Element) else c for c in element.children]
    element = replace(element, children=children)
    parts = [c for c in children if isinstance(c, Element)]
    if element.tag == "div" and len(parts) == len(children) >= _LEAST and all(c.tag == "a" for c in parts):
        return replace(element, tag="nav")
    if element.tag not in _COLUMNS or "flex-col" not in " ".join(element.classes) or len(parts) != len(children):
        return element
    return _with_lists(element, parts)


def _with_lists(column: Element, parts: list[Element]) -> Element:
    even = any(name.startswith("gap-") for name in column.classes)
    out: list[Element | str] = []
    for run in _runs(parts, even=even):
        if len(run) < _LEAST or run[0].tag not in _ITEMS or not _says_something(run[0]):
            out += run
        elif len(run) == len(parts) and even and column.tag == "div":
            return replace(column, tag="ul", children=[_item(part) for part in run])
        elif even:
            out += run
        else:
            gap = f"gap-{step(mean(_margin(part.classes[0]) for part in run[1:]))}"
            items = [replace(part, classes=part.classes[1:]) for part in run]
            classes = [run[0].classes[0], "flex", "flex-col", gap]
            out.append(Element("ul", classes, children=[_item(part) for part in items]))
    return replace(column, children=out)


def _says_something(element: Element) -> bool:
    """Whether there is anything in an element but paint."""
    inner = (c for c in element.children if isinstance(c, Element))
    return element.tag == "img" or any(isinstance(c, str) for c in element.children) or any(map(_says_something, inner))


def _runs(parts: list[Element], *, even: bool) -> Iterator[list[Element]]:
    """Neighbours of one make, and of about one distance where the column has no gap."""
    run: list[Element] = []
    for part in parts:
        if run and not (_like(run[0], part) and (even or _follows(run, part))):
            yield run
            run = []
        run.append(part)
    if run:
        yield run


def _like(one: Element, other: Element) -> bool:
    return alike(replace(one, classes=one.classes[1:]), replace(other, classes=other.classes[1:]))


def _follows(run: list[Element], part: Element) -> bool:
    margin = _margin(part.classes[0] if part.classes else "")
    return margin >= 0 and (len(run) == 1 or abs(margin - _margin(run[1].classes[0])) <= _UNEVEN)


def _margin(name: str) -> float:
    """The pixels of a class such as `mt-4`."""
    if not name.lstrip("-").startswith("mt-"):
        return 0.0
    given = pixels(name.rpartition("-")[2])
    return -given if name.startswith("-") else given


def _item(part: Element) -> Element:
    """A list item: around a link, instead of what only groups."""
    if part.tag == "a":
        # A line of a link in the list's own font size would be as high as that.
        shown = "" if {"flex", "block"} & set(part.classes) else "block"
        return Element("li", children=[replace(part, classes=[*part.classes, shown])])
    return replace(part, tag="li")
