"""A file of the page as text: what it imports, its lists, and the component."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mockup2code.engines.draft.elements import Element, Repeat, lines
from mockup2code.engines.draft.leaves import Cut
from mockup2code.engines.draft.literals import listing

_IDENTIFIER = re.compile(r"(?<![.\w])[A-Za-z_]\w*")
"""A name of its own, not that of a field."""

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'')
_MOVABLE = frozenset({"div", "section", "nav", "ul", "form", "table", "tbody", "tr"})
_LONGEST, _LEAST, _PART = 165, 30, "Part"
"""How many lines an element may take in its file, the least that are moved out of it, and how these are called."""

_PIECE = 6
"""How many lines come at once, at least."""


@dataclass(frozen=True, slots=True)
class Source:
    """A component and where its file lies: `base` leads to src, `beside` to the other components."""

    name: str
    element: Element
    base: str
    beside: str

    def components(self) -> set[str]:
        """The components that the file uses."""
        return {tag for tag in _tags(self.element) if tag[0].isupper()}

    def cuts(self, cuts: Sequence[Cut]) -> list[Cut]:
        """The pictures that the file shows, in the order they were cut out."""
        used = set(_used(self.element))
        return [cut for cut in cuts if cut.name in used]

    def pieces(self, cuts: Sequence[Cut]) -> Iterator[str]:
        """The file's text in pieces of whole lines."""
        repeats = _repeats(self.element)
        imports = [f'import {name} from "{self.beside}/{name}";\n' for name in sorted(self.components())]
        imports += [f'import {cut.name} from "{self.base}/assets/{cut.name}.png";\n' for cut in self.cuts(cuts)]
        if imports:
            yield "".join(imports) + "\n"
        for repeat in repeats:
            yield "".join(listing(repeat.name, repeat.items)) + "\n"
        held = f"export default function {self.name}() {{\n  return (\n"
        for piece in lines(self.element, 2):
            held += piece
            if held.count("\n") >= _PIECE:
                yield held
                held = ""
        yield held + "  );\n}\n"


def shortened(source: Source) -> "Iterator[Source]":
    """The file, and those that its largest parts are moved to where it would be too long."""
    count = 0
    while (long := _length(source.element)) > _LONGEST and (part := _movable(source.element, long)):
        count += 1
        name = f"{source.name}{_PART}{'' if count == 1 else count}"
        yield Source(name, replace(part), "..", ".")
        part.tag, part.classes, part.attributes, part.children = name, [], {}, []
    yield source


def _movable(element: Element, whole: int) -> Element | None:
    """The largest element in it that fits a file and is worth one."""
    inner = [e for e in _inside(element) if min(0.1 * whole, _LEAST) <= _length(e) <= _LONGEST]
    return max(inner, key=_length, default=None)


def _inside(element: Element) -> Iterator[Element]:
    """The elements in it that depend on nothing around them."""
    for child in element.children:
        if isinstance(child, Element) and not isinstance(element, Repeat):
            if child.tag in _MOVABLE:
                yield child
            yield from _inside(child)


def _length(element: Element) -> int:
    """How many lines an element takes with its lists."""
    own = sum(piece.count("\n") for piece in lines(element, 2))
    return own + sum("".join(listing(r.name, r.items)).count("\n") + 1 for r in _repeats(element))


def named(element: Element, taken: Sequence[str]) -> None:
    """Gives the lists in the element names of their own."""
    used = set(taken)
    for repeat in _repeats(element):
        base = repeat.name
        repeat.name = next(name for i in range(1, 1000) if (name := base if i == 1 else f"{base}{i}") not in used)
        used.add(repeat.name)


def _repeats(element: Element) -> list[Repeat]:
    own = [element] if isinstance(element, Repeat) else []
    return own + [r for child in element.children if isinstance(child, Element) for r in _repeats(child)]


def _tags(element: Element) -> Iterator[str]:
    if element.tag:
        yield element.tag
    for child in element.children:
        if isinstance(child, Element):
            yield from _tags(child)


def _used(element: Element) -> Iterator[str]:
    """The identifiers in the element's expressions and in the lists."""
    values = [value for value in element.attributes.values() if value and value.startswith("{")]
    if isinstance(element, Repeat):
        values += [value for item in element.items for value in item.values()]
    for value in values:
        yield from _IDENTIFIER.findall(_STRING.sub("", value))
    for child in element.children:
        if isinstance(child, Element):
            yield from _used(child)
