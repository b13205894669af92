"""Rules that are a border of one side: of the row above them, of the head of a card, of a footer, of columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mockup2code.vision.bands import Band
from mockup2code.vision.measurement import Box, Edge, Edges, Image, Shape, TextLine

CLOSE = 14
"""How far a rule lies below the words that it underlines at most, in pixels."""

LOW = 48
"""How far a rule lies above the words of a footer at most, in pixels."""

SHARE = 0.2
"""The share of a rule's length that the words above it take at least."""

LEAST = 2
"""The fewest lines between the rows of a list."""

ROW = 72
"""The highest row that a lone rule underlines, in pixels."""

WIDE = 240
"""The shortest rule that parts rows or the foot of a page; shorter ones begin where the words above them begin."""

COLUMN = 80
"""The narrowest of several columns that rules part, in pixels."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies around rules: words, icons and images, and shapes."""

    page: Box
    shapes: Sequence[Shape]
    texts: Sequence[TextLine]
    images: Sequence[Image]

    def holder(self, box: Box) -> Box:
        """The smallest shape around a box, or else the page."""
        around = [s.box for s in self.shapes if _around(s.box, box)]
        return min(around, key=lambda b: b.width * b.height, default=self.page)

    def things(self, box: Box) -> list[Box]:
        """Whatever has its middle in a box."""
        every = [*(t.box for t in self.texts), *(i.box for i in self.images), *(s.box for s in self.shapes)]
        return [b for b in every if _holds(box, b)]


def ruled_rows(run: Sequence[Band]) -> list[Shape]:
    """Rows of a list, each with the line below it; rows that have neither line nor fill are not painted."""
    if sum(bool(band.below) for band in run[:-1]) < LEAST:
        return []
    rows = []
    for i, band in enumerate(run):
        below = band.below if i < len(run) - 1 else None
        if below:
            box = Box(band.box.x, band.box.y, band.box.width, band.box.height + below.width)
            rows.append(Shape(box, band.fill, None, 0.0, edges=Edges(bottom=below)))
    return rows


def underlined(rule: Shape, ground: Ground) -> Shape | None:
    """The row above or below a lone rule that it seems to belong to; None where it only divides."""
    holder = ground.holder(rule.box)
    return _head(rule, holder, ground) or _foot(rule, holder, ground)


def columns_of(rules: Sequence[Shape], ground: Ground) -> list[Shape]:
    """Columns of one width that upright rules part, each with words in it and the line at its right."""
    rules = sorted(rules, key=lambda r: r.box.x)
    steps = [b.box.x - a.box.x for a, b in pairwise(rules)]
    if not steps or min(steps) < COLUMN or max(steps) - min(steps) > 4:
        return []
    boxes = [Box(r.box.right - steps[0], r.box.y, steps[0], r.box.height) for r in rules]
    if boxes[0].x < -4 or not all(ground.things(box) for box in boxes):
        return []
    sides = [Edges(right=_edge(rule, rule.box.width)) for rule in rules]
    return [Shape(box, None, None, 0.0, edges=edges) for box, edges in zip(boxes, sides, strict=True)]


def _head(rule: Shape, holder: Box, ground: Ground) -> Shape | None:
    line = rule.box
    above = ground.things(Box(line.x - 1, line.y - 120, line.width + 2, 120))
    above = [b for b in above if b.y >= holder.y - 1 and b.height < 100 and b.bottom <= line.y + 2]
    if not above:
        return None
    last = max(above, key=lambda b: b.bottom)
    row = [b for b in above if b.bottom > last.y and b.y < last.bottom]
    top, gap = min(b.y for b in row), line.y - last.bottom
    if gap > CLOSE or last.bottom - top > ROW or sum(b.width for b in row) < SHARE * min(line.width, 400):
        return None
    left, right = min(b.x for b in row) - line.x, line.right - max(b.right for b in row)
    if line.width < WIDE and min(abs(left), abs(left - right)) > 4:
        return None
    free = max([holder.y, *(b.bottom for b in above if b not in row and b.bottom <= top)])
    inset = top - free if top - free <= 1.8 * gap + 8 and holder.y == free else min(gap, top - free)
    box = Box(line.x, top - max(inset, 0.0), line.width, line.bottom - top + max(inset, 0.0))
    return Shape(box, None, None, 0.0, edges=Edges(bottom=_edge(rule, line.height)))


def _foot(rule: Shape, holder: Box, ground: Ground) -> Shape | None:
    line = rule.box
    below = ground.things(Box(line.x - 1, line.bottom, line.width + 2, holder.bottom - line.bottom))
    if not below:
        return None
    first, last = min(b.y for b in below), max(b.bottom for b in below)
    near_end = last - line.y < 0.5 * (holder.bottom - holder.y)
    bleeds = line.x - holder.x <= 3 and holder.right - line.right <= 3
    spans = holder == ground.page and line.width >= 0.5 * holder.width
    if first - line.bottom > LOW or not near_end or not (bleeds or spans):
        return None
    box = Box(line.x, line.y, line.width, last - line.y)
    return Shape(box, None, None, 0.0, edges=Edges(top=_edge(rule, line.height)))


def _edge(rule: Shape, width: float) -> Edge:
    return Edge(rule.fill or "#000000", width)


def _around(outer: Box, inner: Box) -> bool:
    across = outer.x <= inner.x + 1 and inner.right <= outer.right + 1
    return across and outer.y <= inner.y + 1 and inner.bottom <= outer.bottom + 1 and outer.height > 8


def _holds(box: Box, inner: Box) -> bool:
    x, y = inner.x + inner.width / 2, inner.y + inner.height / 2
    return box.x <= x <= box.right and box.y <= y <= box.bottom
