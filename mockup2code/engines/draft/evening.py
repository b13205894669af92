"""Evens out what was measured a little differently in cells of one column that hold the same things."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from statistics import median, median_low
from typing import TypeVar

from mockup2code.engines.draft.nodes import Cell, Frame, Group, Node, Picture, Row, Words, around
from mockup2code.engines.draft.styles import difference
from mockup2code.vision.measurement import TextLine

_FEWEST = 3
"""So many cells with the same things in them are needed to tell what was meant."""

_OFF = 6.0
"""By how much, in pixels, what stands at one place in all cells may be measured apart."""

_SIZE = 1.4
"""By how much sizes of one thing in all cells differ at most."""

_TONE = 12.0
"""Colours that differ less (CIE76) are one."""

_MOST = 0.6
"""The part of the cells that has to agree on a weight."""

T = TypeVar("T")


def even(rows: Sequence[Row], *, head: bool) -> None:
    """Gives the words of the head one size and weight, and those in each column of the body, as its pictures."""
    if head and rows:
        _even_words([words for cell in rows[0].cells for words in _lone(cell)])
    for cells in zip(*(row.cells for row in rows[1 if head else 0 :]), strict=True):
        for alike in _alike(cells):
            _even_column(alike)


def _lone(cell: Cell) -> list[Words]:
    return [cell.content] if isinstance(cell.content, Words) and len(cell.content.lines) == 1 else []


def _alike(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """The cells that hold the same kinds of things in the same order, where there are several."""
    groups: dict[str, list[Cell]] = {}
    for cell in cells:
        if cell.content:
            groups.setdefault(_make(cell.content), []).append(cell)
    yield from (group for group in groups.values() if len(group) >= _FEWEST)


def _make(node: Node) -> str:
    """What a node is made of."""
    match node:
        case Group():
            return f"{node.axis}({' '.join(map(_make, node.children))})"
        case Frame():
            return f"frame({_make(node.content) if node.content else ''})"
        case Words():
            return f"words{len(node.lines)}"
        case _:
            return type(node).__name__


def _even_column(cells: Sequence[Cell]) -> None:
    contents = [list(_ends(cell.content)) for cell in cells if cell.content]
    for ends in zip(*contents, strict=True):
        _even_words([end for end in ends if isinstance(end, Words) and len(end.lines) == 1])
        _even_pictures([end for end in ends if isinstance(end, Picture)])
    for cell in cells:
        if cell.content:
            _close(cell.content)


def _ends(node: Node) -> Iterator[Node]:
    match node:
        case Group():
            for child in node.children:
                yield from _ends(child)
        case Frame(content=content) if content:
            yield from _ends(content)
        case _:
            yield node


def _even_words(found: Sequence[Words]) -> None:
    if len(found) < _FEWEST:
        return
    lines = [words.lines[0] for words in found]
    size = median_low([line.size for line in lines])
    weight, leading = _usual([line.weight for line in lines]), _usual([words.leading for words in found])
    color = _usual([line.color for line in lines])
    for words, line in zip(found, lines, strict=True):
        if not size / _SIZE <= line.size <= size * _SIZE:
            continue
        words.lines = (_as(line, size, weight, color),)
        if leading and abs(leading - words.leading) <= _OFF:
            words.box = replace(words.box, y=words.box.y + (words.leading - leading) / 2, height=leading)
            words.leading = leading


def _as(line: TextLine, size: float, weight: int | None, color: str | None) -> TextLine:
    """The line in the size, the weight and the colour of the others, where it has no parts of its own."""
    if line.spans:
        return replace(line, size=size)
    same = color is not None and difference(color, line.color) < _TONE
    return replace(line, size=size, weight=weight or line.weight, color=color if same and color else line.color)


def _even_pictures(found: Sequence[Picture]) -> None:
    if len(found) < _FEWEST:
        return
    boxes = [picture.box for picture in found]
    left, width, height = (_middle(boxes, key) for key in (lambda b: b.x, lambda b: b.width, lambda b: b.height))
    for picture in found:
        box = picture.box
        apart = max(abs(box.x - left), abs(box.width - width), abs(box.height - height))
        if apart <= _OFF:
            picture.box = replace(box, x=left, width=width, height=height, y=box.y + (box.height - height) / 2)


def _middle(boxes: Sequence[T], key: Callable[[T], float]) -> float:
    return float(median(map(key, boxes)))


def _usual(values: Sequence[T]) -> T | None:
    """What most have."""
    value, count = Counter(values).most_common(1)[0]
    return value if count >= _MOST * len(values) else None


def _close(node: Node) -> None:
    """Draws the boxes of groups around what is in them anew."""
    if isinstance(node, Group):
        for child in node.children:
            _close(child)
        node.box = around([child.box for child in node.children])
