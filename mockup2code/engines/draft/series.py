"""Series: things of one kind that follow each other at an even pitch are a group of their own."""

from collections.abc import Iterator

from mockup2code.engines.draft.nodes import Axis, Frame, Group, Node, Words, around
from mockup2code.engines.draft.styles import difference

_LEAST = 3
_UNEVEN = 3.0
"""By how much, in pixels, the pitch of a series may vary."""


def series(children: list[Node]) -> list[Node]:
    """The children of a column with each series in a column of its own, unless all of them are one."""
    out: list[Node] = []
    for run in _runs(children):
        if _LEAST <= len(run) < len(children):
            out.append(Group(Axis.COLUMN, run, around([n.box for n in run])))
        else:
            out += run
    return out


def _runs(children: list[Node]) -> Iterator[list[Node]]:
    run: list[Node] = []
    for child in children:
        if run and not (alike(run[0], child) and _even(run, child)):
            yield run
            run = []
        run.append(child)
    if run:
        yield run


def _even(run: list[Node], child: Node) -> bool:
    pitch = child.box.y - run[-1].box.y
    if len(run) == 1:
        return pitch < 3 * max(run[0].box.height, 24)
    return abs(pitch - (run[-1].box.y - run[0].box.y) / (len(run) - 1)) <= _UNEVEN


def alike(one: Node, other: Node) -> bool:
    """Whether two nodes look like two of one kind."""
    if type(one) is not type(other) or abs(one.box.x - other.box.x) > 2:
        return False
    match one, other:
        case Words(), Words():
            a, b = one.lines[0], other.lines[0]
            same = a.size == b.size and abs(a.weight - b.weight) <= 100 and difference(a.color, b.color) < 8
            return same and len(one.lines) == len(other.lines) == 1
        case Group(), Group():
            kinds = [type(c) for c in one.children] == [type(c) for c in other.children]
            return kinds and one.axis is other.axis and abs(one.box.height - other.box.height) <= 3
        case Frame(), Frame():
            return abs(one.box.height - other.box.height) <= 2 and abs(one.box.width - other.box.width) <= 2
        case _:
            return False
