"""Puts painted pieces together: cards and bars out of their parts, rows with their lines, tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from mockup2code.vision.bands import Band, find_bands, joined_rules
from mockup2code.vision.cards import Card, find_cards, rows_of, whole_bars, with_media, with_sidebars
from mockup2code.vision.depth import with_shadows
from mockup2code.vision.measurement import Box, Image, Shape, Table, TextLine
from mockup2code.vision.nearby import Nearby
from mockup2code.vision.pixels import Pixels
from mockup2code.vision.ruled import Ground, columns_of, ruled_rows, underlined
from mockup2code.vision.tables import find_table

SPECK = 40
"""The largest side of a shape that an icon may be made of, in pixels."""


CORNER = 24
"""The largest radius of a frame's corners, in pixels."""


@dataclass(frozen=True, slots=True)
class Assembly:
    """The shapes as a person would name them, the rules that only divide, and the tables."""

    shapes: list[Shape]
    rules: list[Shape]
    tables: list[Table]


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found on a picture before it is put together."""

    pixels: Pixels
    background: str
    shapes: Sequence[Shape]
    rules: Sequence[Shape]
    texts: Sequence[TextLine]
    images: Sequence[Image]

    @property
    def page(self) -> Box:
        return Box(0, 0, self.pixels.shape[1], self.pixels.shape[0])


def assemble(seen: Seen) -> Assembly:
    """Everything painted, the largest first."""
    shapes = [s for s in _without_ground(seen.shapes, seen) if not _is_pictured(s, seen)]
    shapes = whole_bars(seen.pixels, with_media(shapes, seen.images))
    cards = find_cards(seen.pixels, shapes)
    lone = [r for r in seen.rules if not _is_framing(r, seen.rules)]
    runs = find_bands(_pieces(cards, shapes), joined_rules(lone), seen.texts)
    found = [(run, find_table(run, seen.texts, seen.images, seen.rules)) for run in runs]
    tables = [table for _, table in found if table]
    lists = [run for run, table in found if table is None and not any(_is_divided(b.box, shapes) for b in run)]
    shapes = with_sidebars(_with_cards(shapes, cards))
    rules = [r for r in seen.rules if not any(_lies_on(r.box, b) for b in _framed(shapes, tables))]
    own = [r for r in rules if _in_table(r, tables)]
    rest = [r for r in rules if r not in own]
    rows, rules = _rows(lists, rest, Ground(seen.page, shapes, seen.texts, seen.images))
    shapes = [s for s in shapes if not (s.edges and _in_table(s, tables))]
    shapes = [s for s in shapes if not any(_alike(s.box, row.box) for row in rows)] + rows
    shapes = with_shadows(seen.pixels, shapes)
    return Assembly(sorted(shapes, key=lambda s: -s.box.width * s.box.height), [*own, *rules], tables)


def _pieces(cards: Sequence[Card], shapes: Sequence[Shape]) -> list[Shape]:
    stacked = [piece for card in cards for piece in card.pieces]
    return [*stacked, *(s for s in shapes if s.fill and not s.border and not s.radius and s.box.height < 120)]


def _with_cards(shapes: Sequence[Shape], cards: Sequence[Card]) -> list[Shape]:
    """The shapes with the cards in place of their pieces."""
    own = [piece.box for card in cards for piece in card.pieces]
    near = Nearby(own)
    rest = [s for s in shapes if not any(_alike(s.box, own[i]) for i in near.meeting(s.box))]
    rest = [s for s in rest if s.fill or not any(_alike(s.box, card.shape.box, 0.97) for card in cards)]
    return [*rest, *(card.shape for card in cards), *(row for card in cards for row in rows_of(card))]


def _rows(lists: Sequence[Sequence[Band]], rules: Sequence[Shape], ground: Ground) -> tuple[list[Shape], list[Shape]]:
    """Shapes that rules are a border of, and the rules that are left."""
    rows = [row for run in lists for row in ruled_rows(run)]
    left = [r for r in rules if not any(_lies_on(r.box, row.box) for row in rows)]
    upright = [r for r in left if r.box.height > r.box.width and _is_free(r, rules, ground)]
    for rule in upright:
        alike = [r for r in upright if abs(r.box.y - rule.box.y) <= 2 and abs(r.box.bottom - rule.box.bottom) <= 2]
        if rule == alike[0] and (columns := columns_of(alike, ground)):
            rows += columns
            left = [r for r in left if r not in alike]
    divided = {r.box: underlined(r, ground) for r in left if r.box.width > r.box.height and _is_free(r, rules, ground)}
    rows += [row for row in divided.values() if row]
    return rows, [r for r in left if not divided.get(r.box)]


def _is_free(rule: Shape, rules: Sequence[Shape], ground: Ground) -> bool:
    """Whether a rule is no side of a shape or of a frame, no part of a shadow, and no underline of a link."""
    boxes = (s.box for s in ground.shapes if s.fill or s.border)
    if any(_is_side(rule.box, box) for box in boxes) or any(_underlines(rule.box, t.box) for t in ground.texts):
        return False
    return not _is_framing(rule, rules)


def _is_framing(rule: Shape, rules: Sequence[Shape]) -> bool:
    """Whether a rule is a side of a round-cornered frame, or a line of a shadow."""
    return any(_meets(rule.box, r.box) or _shades(rule.box, r.box) for r in rules if r is not rule)


def _is_divided(row: Box, shapes: Sequence[Shape]) -> bool:
    """Whether a wide button or field stands in what lies between two rules: they only divide then."""
    return any(
        _lies_on(s.box, row) and 0.9 * row.width < s.box.width and s.box.height < 0.8 * row.height for s in shapes
    )


def _is_side(rule: Box, box: Box) -> bool:
    """Whether a rule runs along a side of a box that is not much larger than the rule is long."""
    if rule.width > rule.height:
        level = min(abs(box.y - rule.bottom), abs(box.bottom - rule.y)) <= 4 and box.width < 3 * rule.width
        return level and box.x - 4 < rule.right and rule.x < box.right + 4
    beside = min(abs(box.x - rule.right), abs(box.right - rule.x)) <= 4 and box.height < 3 * rule.height
    return beside and box.y - 4 < rule.bottom and rule.y < box.bottom + 4


def _underlines(rule: Box, text: Box) -> bool:
    within = abs(rule.x - text.x) <= 4 and abs(rule.right - text.right) <= 4
    return within and text.y < rule.y <= text.bottom + 2


def _meets(rule: Box, other: Box) -> bool:
    """Whether two rules are sides of a frame whose corner between them is round."""
    if (rule.width > rule.height) == (other.width > other.height):
        return False
    flat, upright = (rule, other) if rule.width > rule.height else (other, rule)
    across = min(abs(flat.x - upright.x), abs(flat.right - upright.right))
    along = min(abs(upright.y - flat.y), abs(upright.bottom - flat.bottom))
    return 0 < across <= CORNER and 0 < along <= CORNER


def _shades(rule: Box, other: Box) -> bool:
    """Whether another line lies right beside a rule, as the lines of a shadow do."""
    if rule.width > rule.height:
        return abs(rule.x - other.x) <= 3 and abs(rule.right - other.right) <= 3 and abs(rule.y - other.y) <= 4
    return abs(rule.y - other.y) <= 3 and abs(rule.bottom - other.bottom) <= 3 and abs(rule.x - other.x) <= 4


def _without_ground(shapes: Sequence[Shape], seen: Seen) -> list[Shape]:
    """The shapes without the page itself where other things leave it: of its colour, out to its edges, the largest."""
    page = seen.page
    own = [s for s in shapes if s.fill == seen.background and not s.border and _at_edge(s.box, page)]
    own = [s for s in own if s.box.width * s.box.height > 0.1 * page.width * page.height]
    largest = max(own, key=lambda s: s.box.width * s.box.height, default=None)
    return [s for s in shapes if s is not largest]


def _at_edge(box: Box, page: Box) -> bool:
    sides = (box.x <= 1, box.y <= 1, box.right >= page.right - 1, box.bottom >= page.bottom - 1)
    return any(sides)


def _is_pictured(shape: Shape, seen: Seen) -> bool:
    """Whether a shape is the largest part of an icon, or a photograph's ground."""
    box = shape.box
    if any(not i.icon and _alike(i.box, box) for i in seen.images) and not shape.border:
        return True
    if max(box.width, box.height) > SPECK or any(_lies_on(t.box, box) for t in seen.texts):
        return False
    return any(i.icon and _lies_on(box, i.box) and _area(i.box) < 3 * _area(box) for i in seen.images)


def _area(box: Box) -> float:
    return box.width * box.height


def _framed(shapes: Sequence[Shape], tables: Sequence[Table]) -> list[Box]:
    return [s.box for s in shapes if s.edges and not _in_table(s, tables)]


def _in_table(shape: Shape, tables: Sequence[Table]) -> bool:
    return any(_lies_on(shape.box, t.box) for t in tables)


def _lies_on(inner: Box, outer: Box) -> bool:
    across = outer.x - 3 <= inner.x and inner.right <= outer.right + 3
    return across and outer.y - 3 <= inner.y and inner.bottom <= outer.bottom + 3


def _alike(box: Box, other: Box, least: float = 0.85) -> bool:
    width = min(box.right, other.right) - max(box.x, other.x)
    height = min(box.bottom, other.bottom) - max(box.y, other.y)
    both = max(0.0, width) * max(0.0, height)
    return both > least * (box.width * box.height + other.width * other.height - both)
