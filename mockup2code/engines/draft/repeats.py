"""Repeated elements as data and a map: siblings of one shape, three or more, that differ in words and pictures only."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from mockup2code.engines.draft.elements import Element, Repeat, quoted

_LEAST = 3
_VARIABLE = ("src", "alt")
_UNIQUE = ("id", "htmlFor", "name")


def fold(element: Element) -> Element:
    """The element with every run of like children as one Repeat."""
    children = [fold(c) if isinstance(c, Element) else c for c in element.children]
    out: list[Element | str] = []
    for run in _runs(children):
        first = run[0]
        if len(run) >= _LEAST and isinstance(first, Element) and (repeat := _repeat(run)):
            out.append(repeat)
        else:
            out += run
    return replace(element, children=out)


def _runs(children: "list[Element | str]") -> "Iterator[list[Element | str]]":
    run: list[Element | str] = []
    for child in children:
        if run and shape(child) != shape(run[0]):
            yield run
            run = []
        run.append(child)
    if run:
        yield run


def shape(node: Element | str) -> object:
    """What must be equal for two siblings to be of one kind; None never is."""
    if isinstance(node, str):
        return "words"
    if isinstance(node, Repeat) or any(name in node.attributes for name in _UNIQUE):
        return object()
    fixed = tuple((k, None if k in _VARIABLE else v) for k, v in node.attributes.items())
    classes = tuple(c for c in node.classes if c)
    return node.tag, classes, fixed, tuple(shape(c) for c in node.children)


def _repeat(run: "list[Element | str]") -> Repeat | None:
    elements = [e for e in run if isinstance(e, Element)]
    values = [list(_values(e)) for e in elements]
    columns = list(zip(*values, strict=True))
    names = _names([kind for kind, _ in values[0]], [len({v for _, v in c}) > 1 for c in columns])
    if not any(names):
        return None
    items = [{name: value for name, (_, value) in zip(names, row, strict=True) if name} for row in values]
    template = _template(elements[0], iter(names))
    template.attributes = {"key": _key(items), **template.attributes}
    return Repeat("", children=[template], items=items)


def _values(node: Element | str) -> Iterator[tuple[str, str]]:
    """Every variable part in order: its kind and its value as source."""
    if isinstance(node, str):
        yield "text", node[1:-1] if node.startswith("{") else quoted(node)
        return
    for name in _VARIABLE:
        if (value := node.attributes.get(name)) is not None:
            yield name, value[1:-1] if value.startswith("{") else value
    for child in node.children:
        for kind, value in _values(child):
            yield ("title" if kind == "text" and re.fullmatch("h[1-6]", node.tag) else kind), value


def _names(kinds: list[str], varies: list[bool]) -> list[str]:
    """A field name for each part that differs between the items, empty for the others."""
    count: Counter[str] = Counter()
    words = sum(k == "text" and v for k, v in zip(kinds, varies, strict=True))
    out = []
    for kind, differs in zip(kinds, varies, strict=True):
        base = {"src": "image", "text": "label" if words == 1 else "text"}.get(kind, kind)
        if differs:
            count[base] += 1
        number = "" if count[base] == 1 else str(count[base])
        out.append(base + number if differs else "")
    return out


def _template(node: Element, names: Iterator[str]) -> Element:
    """The element with fields in place of what varies; takes the names in the order of `_values`."""
    attributes = dict(node.attributes)
    for name in _VARIABLE:
        if attributes.get(name) is not None and (variable := next(names)):
            attributes[name] = f"{{item.{variable}}}"
    children: list[Element | str] = []
    for child in node.children:
        if isinstance(child, str):
            variable = next(names)
            children.append(f"{{item.{variable}}}" if variable else child)
        else:
            children.append(_template(child, names))
    return replace(node, attributes=attributes, children=children)


def _key(items: list[dict[str, str]]) -> str:
    """A field whose values tell the items apart, or else their place."""
    names = sorted(items[0], key=lambda n: (not n.startswith(("title", "label", "text")), n))
    unique = next((n for n in names if len({item[n] for item in items}) == len(items)), None)
    return f"{{item.{unique}}}" if unique else "{index}"
