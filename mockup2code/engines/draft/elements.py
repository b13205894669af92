"""Elements of the page, and their text as TSX: two spaces, double quotes, 80 columns, as Prettier sets it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

WIDTH = 80
VOID = frozenset({"img", "input", "br", "hr"})
_SAFE_TEXT = re.compile(r"[{}<>&]")
_SAFE_VALUE = re.compile(r'[^"\\&{}<>\x00-\x1f\x7f]*')


@dataclass(slots=True)
class Element:
    """A tag, its attributes (values as they stand in the source) and what is in it: elements and escaped text."""

    tag: str
    classes: list[str] = field(default_factory=list)
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)

    def opening(self) -> list[str]:
        """The attributes in the order they are written."""
        pairs = list(self.attributes.items())
        names = " ".join(dict.fromkeys(c for c in self.classes if c))
        if names:
            pairs.append(("className", f'"{names}"'))
        return [name if value is None else f"{name}={value}" for name, value in pairs]


@dataclass(slots=True)
class Repeat(Element):
    """A list of items, and the element that each of them becomes."""

    items: list[dict[str, str]] = field(default_factory=list)
    """Values as they stand in the source, by field."""


def text(words: str) -> str:
    """Words as JSX text: what would be read as code stands in a string instead."""
    clean = " ".join("".join(c for c in words if c.isprintable()).split())
    return "{" + quoted(clean) + "}" if _SAFE_TEXT.search(clean) else clean


def value(words: str) -> str:
    """Words as an attribute's value, quotes included."""
    clean = " ".join("".join(c for c in words if c.isprintable()).split())
    return f'"{clean}"' if _SAFE_VALUE.fullmatch(clean) else "{" + quoted(clean) + "}"


def quoted(words: str) -> str:
    """A JavaScript string; `<` is written as its code, so that no tag can end a script around it."""
    return json.dumps(words, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "").replace("\u2029", "")


def opening(element: Element, depth: int) -> str:
    """The opening tag, on one line where it fits."""
    pad, end = "  " * depth, " />" if _is_empty(element) else ">"
    attributes = element.opening()
    line = f"{pad}<{' '.join([element.tag, *attributes])}{end}"
    if len(line) <= WIDTH or not attributes:
        return line
    if len(attributes) == 1:
        only = f"{pad}<{element.tag} {attributes[0]}{end}"
        if len(only) <= WIDTH:
            return only
    inner = "".join(f"\n{pad}  {a}" for a in attributes)
    return f"{pad}<{element.tag}{inner}\n{pad}{end.strip()}"


def closing(element: Element, depth: int) -> str:
    return f"{'  ' * depth}</{element.tag}>"


def lines(element: Element, depth: int) -> Iterator[str]:
    """The element as source, piece by piece; each piece ends a line."""
    pad = "  " * depth
    if isinstance(element, Repeat):
        yield from _mapped(element, depth)
        return
    head = opening(element, depth)
    if _is_empty(element):
        yield head + "\n"
        return
    if all(isinstance(c, str) for c in element.children):
        words = " ".join(c for c in element.children if isinstance(c, str))
        whole = f"{head}{words}</{element.tag}>"
        if "\n" not in head and len(whole) <= WIDTH:
            yield whole + "\n"
            return
        yield f"{head}\n{wrapped(words, depth + 1)}\n{pad}</{element.tag}>\n"
        return
    yield head + "\n"
    for child in element.children:
        if isinstance(child, str):
            yield wrapped(child, depth + 1) + "\n"
        else:
            yield from lines(child, depth + 1)
    yield closing(element, depth) + "\n"


def _mapped(repeat: Repeat, depth: int) -> Iterator[str]:
    """The data of a repeat and the map over it."""
    pad = "  " * depth
    yield f"{pad}{{[\n"
    for item in repeat.items:
        row = f"{pad}  {{ {', '.join(f'{k}: {v}' for k, v in item.items())} }},\n"
        if len(row) > WIDTH + 1:
            row = f"{pad}  {{\n" + "".join(f"{pad}    {k}: {v},\n" for k, v in item.items()) + f"{pad}  }},\n"
        yield row
    template = repeat.children[0]
    assert isinstance(template, Element)
    arguments = "(item, index)" if template.attributes["key"] == "{index}" else "(item)"
    yield f"{pad}].map({arguments} => (\n"
    yield from lines(template, depth + 1)
    yield f"{pad}))}}\n"


def wrapped(words: str, depth: int) -> str:
    """Text in lines of at most 80 columns; a string in braces stays whole."""
    pad = "  " * depth
    if words.startswith("{"):
        return pad + words
    out, line = [], ""
    for word in words.split(" "):
        if line and len(pad) + len(line) + 1 + len(word) > WIDTH:
            out.append(pad + line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*out, pad + line])


def _is_empty(element: Element) -> bool:
    return element.tag in VOID or not element.children
