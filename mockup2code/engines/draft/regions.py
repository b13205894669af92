"""The page's regions: the upper levels of the layout, and parts small enough to be read at once."""

from dataclasses import dataclass

from mockup2code.engines.draft.cuts import arrange
from mockup2code.engines.draft.nodes import Axis, Frame, Group, Node, around
from mockup2code.engines.draft.tree import CHECKS, Thing
from mockup2code.vision.measurement import Box, ControlKind

_FEW = 3
"""So many words above a table are its title."""

_LINES = 12
"""How many text lines are read at once, about: one region's worth of words."""


@dataclass(slots=True)
class Region:
    """Things that are read, laid out and written together; a leaf of the upper layout."""

    things: list[Thing]
    box: Box

    def lines(self) -> list[int]:
        """The text lines in it, as indices into the measurement's texts, in reading order."""
        return [i for t in self.things for i in _lines(t)]

    def images(self) -> list[Thing]:
        """The things in it that stay pictures."""
        return [i for t in self.things for i in _images(t)]


@dataclass(slots=True)
class Shell:
    """A painted rectangle whose content is laid out region by region."""

    thing: Thing
    box: Box
    content: "Upper"


@dataclass(slots=True)
class Split:
    """Regions below each other or side by side."""

    axis: Axis
    children: "list[Upper]"
    box: Box


Upper = Region | Shell | Split


def upper(root: Thing) -> Upper:
    """The upper layout of a page."""
    return _split(root.inside) if root.inside else Region([], root.box)


def regions(node: Upper) -> list[Region]:
    """The regions in the order they are written."""
    match node:
        case Region():
            return [node]
        case Shell():
            return regions(node.content)
        case Split():
            return [r for child in node.children for r in regions(child)]


def _split(things: list[Thing]) -> Upper:
    count = sum(len(list(_lines(t))) for t in things)
    box = around([_roomy(t) for t in things])
    if count <= _LINES and box.height < 900:
        return Region(things, box)
    if len(things) == 1:
        thing = things[0]
        if thing.table:
            return Region(things, box)
        if thing.shape and thing.inside and not thing.control and not thing.image:
            return Shell(thing, thing.box, _split(thing.inside))
        return Region(things, box)
    # Each thing stands for itself here: the cuts need its box only.
    proxies: dict[int, Thing] = {}
    nodes: list[Node] = []
    for thing in things:
        proxy = Frame(_roomy(thing))
        proxies[id(proxy)] = thing
        nodes.append(proxy)
    return _mirror(arrange(nodes), proxies, things)


def _mirror(node: Node, proxies: dict[int, Thing], things: list[Thing]) -> Upper:
    if not isinstance(node, Group) or node.axis is Axis.LAYERS:
        return Region(things, around([_roomy(t) for t in things]))
    parts = [[proxies[id(leaf)] for leaf in _leaves(child)] for child in node.children]
    if node.axis is Axis.ROW and node.box.height < 120:
        return Region(things, around([_roomy(t) for t in things]))
    children = [_split(part) for part in parts]
    if node.axis is Axis.COLUMN:
        children = _merged(children)
    if len(children) == 1:
        return children[0]
    return Split(node.axis, children, around([c.box for c in children]))


def _merged(children: list[Upper]) -> list[Upper]:
    """Small regions that follow each other are read together."""
    out: list[Upper] = []
    for child in children:
        last = out[-1] if out else None
        if isinstance(child, Region) and isinstance(last, Region) and _go_together(last, child):
            things = last.things + child.things
            out[-1] = Region(things, around([last.box, child.box]))
        else:
            out.append(child)
    return out


def _go_together(above: Region, below: Region) -> bool:
    """Few lines, and no band that stands for itself, such as a header, a card or a footer."""
    if any(thing.table for thing in below.things):
        return len(above.things) <= _FEW and not any(thing.shape or thing.table for thing in above.things)
    few = len(above.lines()) + len(below.lines()) <= _LINES
    return few and not any(len(r.things) == 1 and r.things[0].shape and r.box.height > 40 for r in (above, below))


def _leaves(node: Node) -> list[Node]:
    return [leaf for child in node.children for leaf in _leaves(child)] if isinstance(node, Group) else [node]


def _roomy(thing: Thing) -> Box:
    """A thing's box; for a line of text with the leading that it will have."""
    box = thing.box
    if thing.line is None:
        return box
    return Box(box.x, box.y - box.height * 0.2, box.width, box.height * 1.4)


def _lines(thing: Thing) -> list[int]:
    own = [thing.line] if thing.line is not None else []
    inner = sorted(thing.inside, key=lambda t: (round(t.box.y / 10), t.box.x))
    return own + [i for t in inner for i in _lines(t)]


def _images(thing: Thing) -> list[Thing]:
    if thing.control and (thing.control.kind in CHECKS or thing.control.kind is not ControlKind.BUTTON):
        return []
    return ([thing] if thing.image else []) + [i for t in thing.inside for i in _images(t)]
