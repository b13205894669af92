"""The parts of a page that become components of their own, and what they are called."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mockup2code.engines.draft.alignment import in_one_row
from mockup2code.engines.draft.landmarks import Landmarks
from mockup2code.engines.draft.names import pascal
from mockup2code.engines.draft.regions import Region, Shell, Split, Upper, regions
from mockup2code.engines.draft.tree import CHECKS, Thing
from mockup2code.vision.measurement import Box, ControlKind, TextLine

_WHOLE = 30
"""A part with at most so many things stays in one file."""

_SMALL = 3
"""A region with at most so many things stays where it is."""

_ENOUGH = 0.4
"""Of what a box and a part cover together, so much is shared where the one means the other."""
_FEW_WORDS = 3
_LOWEST_CARD = 60.0


@dataclass(slots=True)
class Part:
    """A part of the page that has a file of its own."""

    node: Upper
    name: str
    tag: str
    linked: bool = False
    """Whether short words in it are links, as in a header."""


def find_parts(root: Upper, landmarks: Landmarks) -> list[Part]:
    """The parts in the order of the page, their names by what they look like; a part may hold others."""
    found: list[Part] = []
    _search(root, landmarks, found, linked=False)
    return found


def _search(node: Upper, landmarks: Landmarks, found: list[Part], *, linked: bool) -> None:
    landmark = landmarks.of(node)
    if landmark:
        found.append(Part(node, landmark.value, landmark.tag, linked=True))
        if size(node) > 1.5 * _WHOLE:
            for child in _children(node):
                _search(child, landmarks, found, linked=True)
        return
    holds = any(other is not node and other in _nodes(node) for other, _ in landmarks.components)
    whole = _is_one(node) or (size(node) <= _WHOLE and node is not landmarks.body)
    if not holds and whole:
        if size(node) > _SMALL:
            found.append(Part(node, "", "section", linked=linked))
        return
    for child in _children(node):
        _search(child, landmarks, found, linked=linked)


def _is_one(node: Upper) -> bool:
    """Whether a part is read at once: a region, also on a card of its own."""
    return isinstance(node, Region) or (isinstance(node, Shell) and isinstance(node.content, Region))


def size(node: Upper) -> int:
    """How many things a part has."""
    return sum(_count(thing) for region in regions(node) for thing in region.things)


def title(part: Part, lines: Sequence[TextLine], body: float) -> int | None:
    """The line that says what a part is about: its largest, where one stands out, and is not the first of a row."""
    things = [thing for region in regions(part.node) for thing in region.things]
    inner = [i for thing in things if not thing.table for i in Region([thing], thing.box).lines()]
    if not inner or part.name:
        return None
    best = max(inner, key=lambda i: (round(lines[i].size / 2), lines[i].weight >= 600, -lines[i].box.y))
    line = lines[best]
    if sum(in_one_row(line, lines[i]) for i in inner) >= _SMALL:
        return None
    return best if line.size >= 1.15 * body or line.weight >= 600 else None


def name_boxes(parts: Sequence[Part], named: Sequence[tuple[Box, str]]) -> list[str]:
    """Names the parts that lie in these boxes; gives the names for which there is none."""
    left = []
    for box, name in named:
        taken = {part.name for part in parts} | {"App", "Glyph", "Choice"}
        part = max(parts, key=lambda part: _shared(part.node.box, box), default=None)
        if part is None or name in taken or _shared(part.node.box, box) < _ENOUGH:
            left.append(name)
        else:
            part.name = name
    return left


def _shared(one: Box, other: Box) -> float:
    """The area that two boxes share, of that which they cover together."""
    width = min(one.right, other.right) - max(one.x, other.x)
    height = min(one.bottom, other.bottom) - max(one.y, other.y)
    both = max(0.0, width) * max(0.0, height)
    return both / max(1.0, one.width * one.height + other.width * other.height - both)


def name_parts(parts: Sequence[Part], titles: Mapping[int, str], page: Box) -> None:
    """Gives every part its name: by its title where it is short, else by what it is. `titles` by place in the list."""
    taken: set[str] = {"App", "Glyph"} | {part.name for part in parts}
    first = next((part for part in parts if not part.name), None)
    for place, part in enumerate(parts):
        if part.name:
            continue
        base = _named(titles.get(place, ""), _kind(part.node, page, first=part is first))
        part.name = next(n for i in range(1, 1000) if (n := base if i == 1 else f"{base}{i}") not in taken)
        taken.add(part.name)


def _named(words: str, kind: str) -> str:
    """`SignInForm` for a form called Sign in; what it is alone, where its title is no name."""
    plain = re.sub(r"[^A-Za-z0-9 ]+", "", words.replace("-", " ").replace("&", " and ")).split()
    letters = sum(len(word) for word in plain)
    if not plain or len(plain) > _FEW_WORDS or not plain[0][0].isalpha() or not 3 <= letters <= 28:
        return kind
    if letters < 0.7 * len(words.replace(" ", "")):
        return kind
    name = pascal(" ".join(plain))
    return name if kind not in {"Form", "Table", "Cards"} or name.endswith(kind) else name + kind


def _kind(node: Upper, page: Box, *, first: bool) -> str:
    """What a part is, going by what is in it."""
    every = [inner for region in regions(node) for thing in region.things for inner in _all(thing)]
    controls = [thing.control.kind for thing in every if thing.control]
    fields = [kind for kind in controls if kind is not ControlKind.BUTTON]
    typed = [kind for kind in fields if kind not in CHECKS]
    button = ControlKind.BUTTON in controls
    top = first and node.box.y < 0.25 * page.height and node.box.width > 0.5 * page.width
    kinds = (
        ("Table", any(thing.table for thing in every)),
        ("Form", len(typed) > 1 or (bool(fields) and button)),
        ("Options", bool(fields)),
        ("Cards", len([t for t in every if t.shape and t.inside and t.box.height >= _LOWEST_CARD]) >= _SMALL),
        ("Gallery", len([t for t in every if t.image and not t.image.icon]) >= _SMALL),
        ("Hero", top),
        ("CallToAction", button),
    )
    return next((name for name, is_so in kinds if is_so), "Content")


def _children(node: Upper) -> list[Upper]:
    match node:
        case Region():
            return []
        case Shell():
            return [node.content]
        case Split():
            return node.children


def _nodes(node: Upper) -> list[Upper]:
    return [node, *(inner for child in _children(node) for inner in _nodes(child))]


def _all(thing: Thing) -> list[Thing]:
    return [thing, *(inner for child in thing.inside for inner in _all(child))]


def _count(thing: Thing) -> int:
    return len(_all(thing))
