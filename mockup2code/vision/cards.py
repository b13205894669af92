"""Cards out of their pieces: what lines across a card leave of it, and what the filled part of a bar leaves of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from mockup2code.vision.colours import css
from mockup2code.vision.measurement import Box, Edge, Edges, Image, Shape
from mockup2code.vision.pixels import Pixels

LINE = 3
"""The thickest line between two pieces of a card, in pixels."""

PIECE = 60
"""The narrowest piece of a card, in pixels."""

BAR = 48
"""The highest bar of which a part is filled, in pixels."""

SLIM = 20
"""The highest bar of progress, in pixels."""

SIDEBAR = (120, 400)
"""How wide a column at the side of a page is, in pixels."""

RIM = 6
"""How exactly the edges of a photograph are known, in pixels."""

BODY = 90
"""A piece of a card that is at least as high as this, and the highest, is its body rather than a row, in pixels."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card, its pieces from the top down without their borders, and the lines below each of them but the last."""

    shape: Shape
    pieces: tuple[Shape, ...]
    lines: tuple[Edge | None, ...]


def find_cards(pixels: Pixels, shapes: Sequence[Shape]) -> list[Card]:
    """Cards that lines or changes of fill part from one side to the other."""
    return [card for stack in _stacks(shapes) if (card := _card(pixels, stack))]


def rows_of(card: Card) -> list[Shape]:
    """The pieces that can be seen on the card: of another fill, or with a line that is theirs."""
    body = max(range(len(card.pieces)), key=lambda i: card.pieces[i].box.height)
    lone = card.pieces[body].box.height >= BODY
    rows = []
    for i, piece in enumerate(card.pieces):
        fill = None if piece.fill == card.shape.fill else piece.fill
        below = card.lines[i] if i < len(card.lines) and not (lone and i >= body) else None
        above = card.lines[i - 1] if lone and i > body else None
        if not fill and (not (below or above) or (lone and i == body)):
            continue
        rows.append(edged(replace(piece, fill=fill, radius=0.0), above, below))
    return rows


def edged(shape: Shape, above: Edge | None, below: Edge | None) -> Shape:
    """The shape grown by the lines above and below it."""
    top, bottom = above.width if above else 0.0, below.width if below else 0.0
    box = Box(shape.box.x, shape.box.y - top, shape.box.width, shape.box.height + top + bottom)
    return replace(shape, box=box, edges=Edges(top=above, bottom=below) if above or below else shape.edges)


def whole_bars(pixels: Pixels, shapes: Sequence[Shape]) -> list[Shape]:
    """The shapes with bars (of progress, of a poll) whole: the free part alone is what the filled part leaves."""
    out = list(shapes)
    for free in shapes:
        full = next((s for s in shapes if s is not free and _fills_from_left(s, free)), None)
        if not full:
            continue
        box = replace(free.box, x=full.box.x, width=free.box.right - full.box.x)
        border = _sides(pixels, box) if free.box.height > SLIM else None
        if free.box.height <= SLIM:
            out[out.index(free)] = replace(free, box=box)
        elif border:
            out[out.index(free)] = _framed(replace(free, box=box), border)
    return out


def with_media(shapes: Sequence[Shape], images: Sequence[Image]) -> list[Shape]:
    """The shapes grown by the photograph that takes one side of a card."""
    out = []
    for shape in shapes:
        photo = next((i.box for i in images if not i.icon and shape.fill and _takes_side(i.box, shape.box)), None)
        out.append(replace(shape, box=_widened(shape.box, photo)) if photo else shape)
    return out


def with_sidebars(shapes: Sequence[Shape]) -> list[Shape]:
    """The shapes with a column at a side of the page whole that its rows of other paint have cut up."""
    out = list(shapes)
    for shape in shapes:
        if shape.box.x > 1 or not SIDEBAR[0] < shape.box.width < SIDEBAR[1] or shape not in out:
            continue
        alike = [s for s in out if s.fill == shape.fill and s.box.x <= 1 and abs(s.box.right - shape.box.right) <= 8]
        if shape.fill and len(alike) > 1:
            box = alike[0].box
            for other in alike[1:]:
                box = _union(box, other.box)
            out = [s for s in out if s not in alike]
            out.append(replace(shape, box=box))
    return out


def _takes_side(photo: Box, box: Box) -> bool:
    level = abs(photo.y - box.y) <= RIM and abs(photo.bottom - box.bottom) <= RIM
    beside = min(abs(photo.right - box.x), abs(box.right - photo.x)) <= RIM
    return level and beside and min(photo.width, photo.height) > 64


def _widened(box: Box, photo: Box) -> Box:
    x = min(box.x, photo.x)
    return replace(box, x=x, width=max(box.right, photo.right) - x)


def _union(box: Box, other: Box) -> Box:
    x, y = min(box.x, other.x), min(box.y, other.y)
    return Box(x, y, max(box.right, other.right) - x, max(box.bottom, other.bottom) - y)


def _framed(shape: Shape, side: Edge) -> Shape:
    b, by = shape.box, side.width
    box = Box(b.x - by, b.y - by, b.width + 2 * by, b.height + 2 * by)
    return replace(shape, box=box, border=side.color, border_width=by)


def _fills_from_left(full: Shape, free: Shape) -> bool:
    a, b = full.box, free.box
    if not (full.fill and free.fill) or full.fill == free.fill or free.border or b.height > BAR:
        return False
    level = abs(a.y - b.y) <= 1 and abs(a.bottom - b.bottom) <= 1
    return level and abs(a.right - b.x) <= 4 and a.width + b.width > 4 * b.height


def _stacks(shapes: Sequence[Shape]) -> Iterator[list[Shape]]:
    """Pieces of the same left and right side, each right below the one before."""
    left = sorted((_inner(s) for s in shapes if s.fill and s.box.width >= PIECE), key=lambda s: s.box.y)
    while left:
        stack = [left.pop(0)]
        while following := next((s for s in left if _follows(stack[-1], s)), None):
            left.remove(following)
            stack.append(following)
        if len(stack) > 1:
            yield stack


def _inner(shape: Shape) -> Shape:
    if not shape.border:
        return shape
    b, by = shape.box, shape.border_width
    inner = Box(b.x + by, b.y + by, b.width - 2 * by, b.height - 2 * by)
    return replace(shape, box=inner, border=None, border_width=1.0)


def _follows(upper: Shape, lower: Shape) -> bool:
    a, b = upper.box, lower.box
    return abs(a.x - b.x) <= 1 and abs(a.right - b.right) <= 1 and -1 <= b.y - a.bottom <= LINE


def _card(pixels: Pixels, stack: list[Shape]) -> Card | None:
    page = pixels.shape[1]
    x, right = min(s.box.x for s in stack), max(s.box.right for s in stack)
    y, bottom = stack[0].box.y, stack[-1].box.bottom
    sides = _sides(pixels, Box(x, y, right - x, bottom - y))
    lines = tuple(_line(pixels, a.box, b.box) for a, b in pairwise(stack))
    around = css(np.median(pixels[round(y) : round(bottom), max(0, round(x) - 4)], axis=0))
    alike = len({s.fill for s in stack}) == 1 and all(line and line.color != around for line in lines)
    if right - x > 0.97 * page or not (sides or alike):
        return None
    areas: dict[str, float] = {}
    for s in stack:
        areas[s.fill or ""] = areas.get(s.fill or "", 0.0) + s.box.height
    by = sides.width if sides else 0.0
    radius = 1.5 * max(stack[0].radius, stack[-1].radius)
    box = Box(x - by, y - by, right - x + 2 * by, bottom - y + 2 * by)
    fill = max(areas, key=lambda f: areas[f])
    border = sides.color if sides else None
    shadow = any(s.shadow for s in stack)
    card = Shape(box, fill, border, radius if radius >= 2 else 0.0, shadow, border_width=by or 1.0)
    return Card(card, tuple(stack), lines)


def _line(pixels: Pixels, upper: Box, lower: Box) -> Edge | None:
    top, bottom = round(upper.bottom), round(lower.y)
    if bottom <= top:
        return None
    part = pixels[top:bottom, round(upper.x) + 4 : round(upper.right) - 4].reshape(-1, 3)
    return Edge(css(np.median(part, axis=0)), float(bottom - top)) if part.size else None


def _sides(pixels: Pixels, box: Box) -> Edge | None:
    """The border that the left and the right side have alike."""
    x, right = round(box.x), round(box.right)
    rows = slice(round(box.y) + 6, max(round(box.bottom) - 6, round(box.y) + 7))
    if x < 5 or right > pixels.shape[1] - 5:
        return None
    left = [pixels[rows, x - step].astype(np.int16) for step in range(1, 5)]
    others = [pixels[rows, right - 1 + step].astype(np.int16) for step in range(1, 5)]
    first, beyond = np.median(left[0], axis=0), np.median(left[3], axis=0)
    even = np.abs(np.concatenate([left[0], others[0]]) - first).max(axis=1) <= 8
    if even.mean() < 0.9 or np.abs(first - beyond).max() < 4:
        return None
    width = next((w for w in (1, 2, 3) if np.abs(np.median(left[w], axis=0) - first).max() > 3), None)
    return Edge(css(first), float(width)) if width else None
