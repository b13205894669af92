"""Repeated elements as data and a map: siblings of one make, three or more, that differ in words and pictures only."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from mockup2code.engines.draft.elements import SPACE, Element, Repeat
from mockup2code.engines.draft.fields import VARIABLE, Column, Kind, columns
from mockup2code.engines.draft.likeness import agreed, alike, evened, meant, toned
from mockup2code.engines.draft.literals import literal

_LEAST = 3
_HEADINGS = frozenset({"h2", "h3", "h4"})


def fold(element: Element) -> Element:
    """The element with every run of like children as one Repeat."""
    if isinstance(element, Repeat):
        return element
    out: list[Element | str] = []
    for run in _runs(element.children):
        elements = [child for child in run if isinstance(child, Element)]
        repeat = _repeat(elements) if len(elements) == len(run) >= _LEAST and element.tag != "tr" else None
        out += [repeat] if repeat else [fold(c) if isinstance(c, Element) else c for c in run]
    return replace(element, children=out)


def _runs(children: "list[Element | str]") -> "Iterator[list[Element | str]]":
    run: list[Element | str] = []
    for child in children:
        if run and not alike(run[0], child):
            yield run
            run = []
        run.append(child)
    if run:
        yield run


def _repeat(run: list[Element]) -> Repeat | None:
    run = toned(meant(evened(run)))
    template = agreed(run)
    values = [list(_values(element)) for element in run]
    table = columns([[kind for kind, _ in row] for row in values], [[value for _, value in row] for row in values])
    named = [column for column in dict.fromkeys(column for column in table if column) if column]
    if not named:
        return None
    items = [{column.name: row[column.place] for column in named} for row in [[v for _, v in row] for row in values]]
    key = _key(items)
    if not key:
        return None
    plural, one = _called(template)
    plain = len(named) == 1
    shown = _template(template, iter(table), "" if plain else one, one)
    shown.attributes = {"key": f"{{{one}}}" if plain else f"{{{one}.{key}}}", **shown.attributes}
    if plain:
        items = [{"": item[named[0].name]} for item in items]
    return Repeat("", children=[shown], items=items, name=plural, item=one)


def _values(node: Element | str) -> Iterator[tuple[str, str]]:
    """Every variable part in order: its kind and its value as source."""
    if isinstance(node, str):
        if node != SPACE:
            yield Kind.TEXT, node[1:-1] if node.startswith("{") else literal(node)
        return
    for name, kind in VARIABLE.items():
        if name in node.attributes:
            yield kind, _source(node.attributes[name])
    for child in node.children:
        for inner, value in _values(child):
            yield (_word_kind(node) if inner == Kind.TEXT and isinstance(child, str) else inner), value


def _word_kind(node: Element) -> str:
    """What the words of an element are: by its name, or else by its tag."""
    if node.called:
        return node.called
    return Kind.TITLE if node.tag in _HEADINGS else Kind.LABEL if node.tag == "label" else Kind.TEXT


def _source(value: str | None) -> str:
    if value is None:
        return "true"
    return value[1:-1] if value.startswith("{") else value


def _template(node: Element, table: "Iterator[Column | None]", prefix: str, one: str) -> Element:
    """The element with fields in place of what varies; takes the columns in the order of `_values`."""
    attributes = dict(node.attributes)
    for name in VARIABLE:
        if name in attributes and (column := next(table)):
            attributes[name] = f"{{{_field(column, prefix, one)}}}"
    children: list[Element | str] = []
    for child in node.children:
        if isinstance(child, Element):
            children.append(_template(child, table, prefix, one))
        elif child == SPACE:
            children.append(child)
        else:
            column = next(table)
            children.append(f"{{{_field(column, prefix, one)}}}" if column else child)
    return replace(node, attributes=attributes, children=children)


def _field(column: Column, prefix: str, one: str) -> str:
    return f"{prefix}.{column.name}" if prefix else one


def _key(items: list[dict[str, str]]) -> str:
    """A field whose values tell the items apart; nothing where none does."""
    wanted = [name for name in items[0] if not name.startswith(("image", "icon"))] + list(items[0])
    return next((n for n in wanted if len({item[n] for item in items}) == len(items)), "")


_CALLED = {
    "a": ("links", "link"),
    "img": ("images", "image"),
    "button": ("actions", "action"),
    "p": ("lines", "line"),
    "tr": ("rows", "row"),
    "th": ("columns", "column"),
    "td": ("cells", "cell"),
    "option": ("options", "option"),
    "label": ("options", "option"),
    "dl": ("facts", "fact"),
}


def _called(template: Element) -> tuple[str, str]:
    """What the list and one of its items are called."""
    tags = Counter(_tags(template))
    if tags["input"] or tags["label"]:
        return "fields", "field"
    if template.tag == "li" and tags["a"]:
        return _CALLED["a"]
    if template.tag in _CALLED:
        return _CALLED[template.tag]
    if template.tag in {"div", "article", "section"} and (tags["h2"] or tags["h3"] or tags["h4"] or tags["img"]):
        return "cards", "card"
    return "items", "item"


def _tags(element: Element) -> Iterator[str]:
    yield element.tag
    for child in element.children:
        if isinstance(child, Element):
            yield from _tags(child)
