"""Forms: the smallest part that holds the controls and the button that sends them; groups of radio buttons."""

from collections.abc import Iterator
from dataclasses import replace

from mockup2code.engines.draft.elements import Element

_FIELDS = frozenset({"input", "select", "textarea"})
_GROUPS = frozenset({"div", "section", "main"})
"""What a form may stand in or in the place of: not, for instance, between a table and its cells."""


def formed(element: Element) -> Element:
    """The element with its fields in a form, and its radio buttons in groups."""
    _group(element)
    return _with_form(element)


def _with_form(element: Element) -> Element:
    if not _is_form(element):
        return element
    fields = _count(element)
    inner = [c for c in element.children if isinstance(c, Element) and _is_form(c) and c.tag in _GROUPS]
    if sum(_count(child) for child in inner) == fields:
        children = [_with_form(c) if isinstance(c, Element) else c for c in element.children]
        return replace(element, children=children)
    if element.tag not in _GROUPS:
        return element
    _sending(element)
    sends: dict[str, str | None] = {"onSubmit": "{(event) => event.preventDefault()}"}
    if element.tag != "main":
        return replace(element, tag="form", attributes={**element.attributes, **sends})
    return replace(element, children=[Element("form", ["contents"], sends, element.children)])


def _is_form(element: Element) -> bool:
    """Whether there is a button beside a field, or two fields that are more than ticks."""
    typed = sum(_is_typed(e) for e in _walk(element))
    return typed > 1 or (_count(element) > 0 and any(e.tag == "button" and e.children for e in _walk(element)))


def _is_typed(element: Element) -> bool:
    kind = element.attributes.get("type")
    return element.tag in {"select", "textarea"} or (element.tag == "input" and kind == '"text"')


def _sending(element: Element) -> None:
    """The last button with words sends the form."""
    buttons = [e for e in _walk(element) if e.tag == "button" and any(isinstance(c, str) for c in e.children)]
    if buttons:
        buttons[-1].attributes["type"] = '"submit"'


def _group(element: Element) -> None:
    """Radio buttons that stand together are one choice."""
    inner = [child for child in element.children if isinstance(child, Element) and len(_radios(child)) > 1]
    for child in inner:
        _group(child)
    taken = [id(radio) for child in inner for radio in _radios(child)]
    for group in _groups(element, taken):
        name = (group[0].attributes["id"] or "").strip('"')
        for radio in group:
            radio.attributes["name"] = f'"{name}Choice"'


def _groups(element: Element, taken: list[int]) -> list[list[Element]]:
    """The radio buttons of an element but those taken: apart where words stand between two groups."""
    groups: list[list[Element]] = [[]]
    for child in element.children:
        if not isinstance(child, Element):
            continue
        radios = [radio for radio in _radios(child) if id(radio) not in taken]
        if radios:
            groups[-1] += radios
        elif groups[-1] and child.tag != "label":
            groups.append([])
    groups = [group for group in groups if group]
    apart = all(len(group) > 1 for group in groups)
    return groups if apart else [[radio for group in groups for radio in group]]


def _radios(element: Element) -> list[Element]:
    return [e for e in _walk(element) if e.attributes.get("type") == '"radio"']


def _count(element: Element) -> int:
    return sum(e.tag in _FIELDS for e in _walk(element))


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        if isinstance(child, Element):
            yield from _walk(child)
