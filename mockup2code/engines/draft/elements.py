"""Elements of the page, and their text as TSX, set as Prettier sets it: two spaces, double quotes, 80 columns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from unicodedata import east_asian_width

from mockup2code.engines.draft.literals import literal
from mockup2code.engines.draft.order import ordered

WIDTH = 80
SPACE = '{" "}'
"""A space that a line break would swallow."""

_SAFE_TEXT = re.compile(r"[{}<>&]")
_SAFE_VALUE = re.compile(r'[^"\\&{}<>\x00-\x1f\x7f]*')


@dataclass(slots=True)
class Element:
    """A tag, its attributes (values as they stand in the source) and what is in it: elements and escaped text."""

    tag: str
    classes: list[str] = field(default_factory=list)
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)
    called: str = ""
    """What the words in it are, as the name of a field; empty where only their tag says so."""
    words: str = ""
    """All its words, where some of them are elements within the others."""

    def opening(self) -> list[str]:
        """The attributes in the order they are written."""
        pairs = [pair for pair in self.attributes.items() if pair[0] != "className"]
        tone = self.attributes.get("className") or ""
        names = " ".join(ordered([*self.classes, "" if tone.startswith("{") else tone.strip('"')]))
        if tone.startswith("{"):
            pairs.append(("className", "{`" + names + " $" + tone + "`}" if names else tone))
        elif names:
            pairs.append(("className", f'"{names}"'))
        return [name if value is None else f"{name}={value}" for name, value in pairs]


@dataclass(slots=True)
class Repeat(Element):
    """A list of items, and the element that each of them becomes: its only child."""

    items: list[dict[str, str]] = field(default_factory=list)
    """Values as they stand in the source, by field; a single field of no name where an item is a string."""
    name: str = "items"
    """What the list is called."""
    item: str = "item"
    """What one of them is called."""


def text(words: str) -> str:
    """Words as JSX text: what would be read as code stands in a string instead."""
    clean = printable(words)
    return "{" + literal(clean) + "}" if _SAFE_TEXT.search(clean) else clean


def is_plain(words: str) -> bool:
    """Whether words can stand in JSX as they are."""
    return not _SAFE_TEXT.search(words)


def value(words: str) -> str:
    """Words as an attribute's value, quotes included."""
    clean = printable(words)
    return f'"{clean}"' if _SAFE_VALUE.fullmatch(clean) else "{" + literal(clean) + "}"


def printable(words: str) -> str:
    """The words without what cannot be seen, one space between two of them."""
    return " ".join("".join(c for c in words if c.isprintable()).split())


def opening(element: Element, depth: int) -> str:
    """The opening tag, on one line where it fits or where its only attribute is a string."""
    pad, end = "  " * depth, "/>" if not element.children else ">"
    attributes = element.opening()
    line = f"{pad}<{' '.join([element.tag, *attributes])}{' ' if end == '/>' else ''}{end}"
    alone = len(attributes) == 1 and attributes[0].endswith('"')
    if columns(line) <= WIDTH or not attributes or alone:
        return line
    inner = "".join(f"\n{_attribute(attribute, pad + '  ')}" for attribute in attributes)
    return f"{pad}<{element.tag}{inner}\n{pad}{end}"


def _attribute(attribute: str, pad: str) -> str:
    """An attribute on a line of its own, a long string in braces on the next."""
    name, _, shown = attribute.partition("=")
    if shown.startswith(('{"', "{'")) and columns(pad + attribute) > WIDTH:
        return f"{pad}{name}=" + _broken(shown, pad).lstrip()
    return pad + attribute


def _broken(words: str, pad: str) -> str:
    return f"{pad}{{\n{pad}  {words[1:-1]}\n{pad}}}"


def closing(element: Element, depth: int) -> str:
    return f"{'  ' * depth}</{element.tag}>"


def lines(element: Element, depth: int) -> Iterator[str]:
    """The element as source, piece by piece; each piece ends a line."""
    if isinstance(element, Repeat):
        yield from _mapped(element, depth)
        return
    head = opening(element, depth)
    if not element.children:
        yield head + "\n"
        return
    whole = _whole(element, head)
    if whole:
        yield whole + "\n"
        return
    yield head + "\n"
    yield from [_filled(element, depth + 1)] if element.words else _children(element.children, depth + 1)
    yield closing(element, depth) + "\n"


def _whole(element: Element, head: str) -> str:
    """The element on one line, where it is set so: one attribute at most, and words or one expression in it."""
    words = [child for child in element.children if isinstance(child, str)]
    if len(words) < len(element.children) or len(element.opening()) > 1 or "\n" in head:
        return ""
    line = f"{head}{' '.join(words)}</{element.tag}>"
    return line if columns(line) <= WIDTH and sum(word.startswith("{") for word in words) <= 1 else ""


def _children(children: "list[Element | str]", depth: int) -> Iterator[str]:
    """What is in an element, each child on lines of its own; a break may follow the words before it."""
    held = ""
    for child in children:
        if isinstance(child, str):
            held = held + SPACE if child == SPACE else wrapped(child, depth)
            continue
        piece = "".join(lines(child, depth))
        if held.endswith(SPACE):
            shown = held.removesuffix(SPACE)
            last = shown.rpartition("\n")[2]
            if len(last) + 1 + len(piece.strip()) <= WIDTH:
                yield f"{shown} {piece.strip()}\n"
            else:
                yield f"{held}\n{piece}"
            held = ""
            continue
        if held:
            yield held + "\n"
            held = ""
        yield piece
    if held:
        yield held + "\n"


def _filled(element: Element, depth: int) -> str:
    """Words with elements among them, as many on a line as fit; a space beside an element is kept where lines break."""
    pad = "  " * depth
    out, line, before = "", "", ""
    for child in element.children:
        if child == SPACE:
            continue
        inner = isinstance(child, Element)
        parts = ["".join(lines(child, depth)).strip()] if isinstance(child, Element) else child.split(" ")
        for part in parts:
            whole = "\n" not in part and "\n" not in before
            if line and whole and columns(f"{line} {part}") <= WIDTH:
                line = f"{line} {part}"
            else:
                edge = line and (inner or before.startswith("<"))
                out += f"{line}{SPACE if edge else ''}\n" if line else ""
                *above, last = (pad + part).split("\n")
                out += "".join(f"{row}\n" for row in above)
                line = last
            before = part
    return out + line + "\n"


def _mapped(repeat: Repeat, depth: int) -> Iterator[str]:
    """The map over a list."""
    pad = "  " * depth
    template = repeat.children[0]
    assert isinstance(template, Element)
    yield f"{pad}{{{repeat.name}.map(({repeat.item}) => (\n"
    yield from lines(template, depth + 1)
    yield f"{pad}))}}\n"


def columns(line: str) -> int:
    """How many columns a line takes: letters of East Asia take two."""
    return len(line) if line.isascii() else sum(2 if east_asian_width(c) in "WF" else 1 for c in line)


def wrapped(words: str, depth: int) -> str:
    """Text in lines of at most 80 columns; a string in braces stays whole."""
    pad = "  " * depth
    if words.startswith("{"):
        return pad + words if columns(pad + words) <= WIDTH or '"' not in words else _broken(words, pad)
    out, line = [], ""
    for word in words.split(" "):
        if line and columns(f"{pad}{line} {word}") > WIDTH:
            out.append(pad + line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*out, pad + line])
