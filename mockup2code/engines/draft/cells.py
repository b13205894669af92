"""What is in a cell of a table, with as few boxes around it as it needs."""

import re
from collections.abc import Sequence
from dataclasses import replace

from mockup2code.engines.draft.elements import Element, Repeat
from mockup2code.engines.draft.styles import pixels, spacing

_BLOCKS = frozenset({"p", "div", "ul", "h1", "h2", "h3", "h4"})
_MOST = 3
"""So many lines may stand beside a picture."""

_ROW = re.compile(r"flex$|items-|gap-|justify-|-?mt-")
_COLUMN = re.compile(r"flex$|flex-col$|gap-|w-|max-w-full$")
_IN_FLEX = re.compile(r"self-start$|shrink-0$")
"""Classes that do nothing in a cell."""


def bared(cell: Element) -> Element:
    """The cell without a box that only wraps what is in it."""
    only = cell.children[0] if len(cell.children) == 1 else None
    if not isinstance(only, Element) or isinstance(only, Repeat):
        return cell
    only = _without_row(only)
    lines = _stacked(only)
    if lines:
        return replace(cell, children=lines)
    return replace(cell, children=[_beside(only) or _alone(only)])


def _without_row(row: Element) -> Element:
    """What stands alone in a row, without the row."""
    only = row.children[0] if len(row.children) == 1 else None
    bare = row.tag == "div" and not row.attributes and all(re.match(r"flex$|items-", name) for name in names(row))
    if not bare or not isinstance(only, Element) or isinstance(only, Repeat):
        return row
    return only if any(name.startswith(("w-", "size-")) for name in names(only)) else row


def _alone(element: Element) -> Element:
    """An element that no longer stands in a row."""
    return replace(element, classes=[name for name in names(element) if not _IN_FLEX.match(name)])


def _stacked(column: Element) -> "list[Element | str]":
    """The children of a bare column, which follow each other in a cell just as well; none where it is more."""
    kept = [name for name in names(column) if not re.match(r"flex$|flex-col$|gap-|max-w-", name)]
    if kept or not _is_column(column) or not all(_is_block(child) for child in column.children):
        return []
    gap = _gap(column)
    parts = [child for child in column.children if isinstance(child, Element)]
    parts = [_beside(part) or part for part in parts]
    return [*parts[:1], *(_lower(part, gap) for part in parts[1:])]


def _beside(row: Element) -> Element | None:
    """A picture, or a word, and a column of lines beside it as the cells of one grid."""
    parts = [child for child in row.children if isinstance(child, Element) and not isinstance(child, Repeat)]
    if not (row.tag == "div" and len(parts) == len(row.children) == 2 and all(map(_ROW.match, names(row)))):
        return None
    picture, column = parts
    lines = [child for child in column.children if isinstance(child, Element) and not isinstance(child, Repeat)]
    if (
        any(isinstance(child, Element) for child in picture.children)
        or not _is_column(column)
        or not all(map(_COLUMN.match, names(column)))
    ):
        return None
    if len(lines) != len(column.children) or not 1 < len(lines) <= _MOST:
        return None
    return replace(row, classes=_grid(row, column), children=[_spanning(picture, len(lines)), *map(_second, lines)])


def _grid(row: Element, column: Element) -> list[str]:
    held = [name.replace("gap-", "gap-x-") for name in names(row) if name != "flex"]
    down = [name.replace("gap-", "gap-y-") for name in names(column) if name.startswith("gap-")]
    start = [] if any(name.startswith("justify-") for name in held) else ["justify-start"]
    return ["grid", *held, *start, *down]


def _spanning(picture: Element, rows: int) -> Element:
    return replace(picture, classes=[f"row-span-{rows}", *_alone(picture).classes])


def _second(line: Element) -> Element:
    return replace(line, classes=["col-start-2", *line.classes])


def _is_column(element: Element) -> bool:
    own = names(element)
    return element.tag == "div" and not element.attributes and "flex" in own and "flex-col" in own


def _is_block(child: "Element | str") -> bool:
    """Whether what stands in a column stands on a line of its own without it."""
    if not isinstance(child, Element) or isinstance(child, Repeat):
        return False
    return child.tag in _BLOCKS or "flex" in names(child)


def _gap(column: Element) -> float:
    return next((pixels(name.removeprefix("gap-")) for name in names(column) if name.startswith("gap-")), 0.0)


def _lower(part: Element, gap: float) -> Element:
    return replace(part, classes=[f"mt-{spacing(gap)[0]}" if gap else "", *part.classes])


def names(element: Element) -> Sequence[str]:
    """The classes of an element, one by one."""
    return [name for entry in element.classes for name in entry.split()]
