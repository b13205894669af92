"""Ways through a site, by what their words say: breadcrumbs and page numbers as navigation, tabs as tabs.

Also the name of an open dialog, which is its title.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from mockup2code.engines.draft.elements import SPACE, Element, value
from mockup2code.engines.draft.names import slug

_BETWEEN = frozenset({"/", "\u203a", "»", "→", "&gt;", '{">"}', "\\"})
"""What stands between the steps of a breadcrumb, as it is written in the source."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_LONGEST, _WIDEST = 4, 32
"""The most words, and the most letters, of one step."""

_TURNING = frozenset({"previous", "prev", "next", "first", "last", "\u2039", "\u203a", "«", "»", "…", "...", "←", "→"})


def trailed(element: Element) -> Element:
    """The element with its breadcrumbs, page numbers and tabs named as such; nothing moves by it."""
    children = [trailed(c) if isinstance(c, Element) else c for c in element.children]
    element = replace(element, children=children)
    if element.tag in {"p", "span"} or (element.tag == "a" and element.words):
        return _written_out(element)
    if element.attributes.get("role") == '"dialog"':
        return _titled(element)
    parts = [c for c in children if isinstance(c, Element)]
    if (
        element.tag not in {"div", "section"}
        or len(parts) != len(children)
        or "flex-col" in element.classes
        or len(parts) < 2
    ):
        return element
    return _way(element, parts)


def _titled(dialog: Element) -> Element:
    title = next((_words(e) for e in _walk(dialog) if e.tag in _HEADINGS), "")
    return replace(dialog, attributes={**dialog.attributes, "aria-label": value(title or "Dialog")})


def _way(element: Element, parts: Sequence[Element]) -> Element:
    """A row as what its parts make of it."""
    if all(part.attributes.get("role") == '"tab"' for part in parts):
        return replace(element, attributes={**element.attributes, "role": '"tablist"'})
    if _is_crumbs(parts):
        return _named(element, "Breadcrumb", [_step(part, last=part is parts[-1]) for part in parts])
    if _is_pages(parts):
        return _named(element, "Pagination", [_page(part, parts) for part in parts])
    return element


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        if isinstance(child, Element):
            yield from _walk(child)


def _named(row: Element, name: str, items: Sequence[Element]) -> Element:
    """The row as a list in a `nav` that has the row's classes: nothing moves."""
    listing = Element("ol" if name == "Breadcrumb" else "ul", ["contents"], children=list(items))
    return replace(row, tag="nav", attributes={**row.attributes, "aria-label": f'"{name}"'}, children=[listing])


def _words(element: Element) -> str:
    """All words in an element, as they are written."""
    parts = [c if isinstance(c, str) else _words(c) for c in element.children]
    return " ".join(part for part in parts if part and part != SPACE).strip()


def _is_crumbs(parts: Sequence[Element]) -> bool:
    """Whether every second of the parts stands between two steps."""
    words = [_words(part) for part in parts]
    steps = words[::2]
    between = len(words) % 2 == 1 and len(words) >= 3 and all(sign in _BETWEEN for sign in words[1::2])
    return between and all(_is_step(step) for step in steps)


def _is_step(words: str) -> bool:
    """Whether words name a place, as those of a sentence do not."""
    return bool(words) and not words[0].islower() and len(words.split()) <= _LONGEST and len(words) <= _WIDEST


def _step(part: Element, *, last: bool) -> Element:
    if _words(part) in _BETWEEN:
        return replace(part, tag="li", attributes={**part.attributes, "aria-hidden": '"true"'})
    if part.tag in {"p", "span"} and last:
        return replace(part, tag="li", attributes={**part.attributes, "aria-current": '"page"'})
    if part.tag in {"p", "span"}:
        link = Element("a", [], {"href": f'"#{slug(_words(part))}"'}, part.children)
        return replace(part, tag="li", children=[link])
    return Element("li", ["contents"], children=[part])


def _written_out(line: Element) -> Element:
    """A line of words that is a breadcrumb, step by step; two steps are one where their colours differ."""
    steps, signs = _split(line)
    fewest = 2 if line.words else 3
    if line.tag not in {"p", "a"} or len(steps) < fewest or not all(_is_step(words) for words, _ in steps):
        return line
    items: list[Element] = []
    for (words, classes), sign in zip(steps, [*signs, ""], strict=True):
        if not sign:
            items.append(Element("li", ["inline", *classes], {"aria-current": '"page"'}, [words]))
            continue
        link = Element("a", classes, {"href": f'"#{slug(words)}"'}, [words])
        mark = Element("span", ["px-1"], {"aria-hidden": '"true"'}, [sign])
        items.append(Element("li", ["inline"], {}, [link, mark]))
    return replace(_named(line, "Breadcrumb", items), attributes={"aria-label": '"Breadcrumb"'}, words="")


def _split(line: Element) -> tuple[list[tuple[str, list[str]]], list[str]]:
    """The steps of a line with the classes of their colours, and the signs between them."""
    steps: list[tuple[str, list[str]]] = []
    signs: list[str] = []
    for child in line.children:
        classes = child.classes if isinstance(child, Element) else []
        for word in (_words(child) if isinstance(child, Element) else child.replace(SPACE, "")).split():
            if word in _BETWEEN:
                signs.append(word)
            elif len(steps) > len(signs):
                steps[-1] = (f"{steps[-1][0]} {word}", steps[-1][1])
            else:
                steps.append((word, classes))
    return (steps, signs) if len(steps) == len(signs) + 1 else ([], [])


def _is_pages(parts: Sequence[Element]) -> bool:
    """Whether the parts are page numbers in their order, with nothing but words or signs for turning beside them."""
    words = [_words(part).lower() for part in parts]
    numbers = [int(word) for word in words if word.isascii() and word.isdecimal()]
    rest = [word for word in words if word and not word.isdecimal()]
    rising = len(numbers) >= 3 and numbers[0] < 1000 and all(a < b for a, b in pairwise(numbers))
    return rising and numbers[1] - numbers[0] == 1 and all(word in _TURNING for word in rest)


def _page(part: Element, parts: Sequence[Element]) -> Element:
    """An item around the link to one page; the number that is painted as no other is the current one."""
    paints = [_paint(other) for other in parts if _words(other).isdecimal()]
    words, own = _words(part), _paint(part)
    current = words.isdecimal() and bool(own) and paints.count(own) == 1 and len(set(paints)) == 2
    turning = "" if words else "Previous page" if part is parts[0] else "Next page"
    links: dict[str, str | None] = {"href": f'"#{_target(words, turning)}"'}
    links |= {"aria-label": value(turning)} if turning else {}
    links |= {"aria-current": '"page"'} if current else {}
    if part.tag not in {"button", "a", "p", "span"}:
        return Element("li", ["contents"], children=[Element("a", ["block"], links, [part])])
    links |= {"aria-disabled": '"true"'} if "disabled" in part.attributes else {}
    kept = {name: shown for name, shown in part.attributes.items() if name not in {"type", "aria-label", "disabled"}}
    return Element("li", ["contents"], children=[replace(part, tag="a", attributes={**kept, **links})])


def _target(words: str, turning: str) -> str:
    """Where a link leads: to a page by its number, or to the one before or after."""
    return f"page-{words}" if words.isdecimal() else slug(words or turning)


def _paint(element: Element) -> tuple[str, ...]:
    """The classes that give an element its colours."""
    return tuple(name for name in element.classes if name.startswith(("bg-", "text-", "border-")))
