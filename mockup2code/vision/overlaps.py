"""Which drawings are parts of larger ones, and which only lie over them, on a card."""

from collections.abc import Sequence

from mockup2code.vision.measurement import Box
from mockup2code.vision.scene import contains, holds

CARD = 64
"""The shorter side of a card is longer than this, in pixels."""


def is_card(box: Box, words: Sequence[Box]) -> bool:
    """Whether a shape holds several lines: it lies on a photograph rather than being a part of it."""
    return min(box.width, box.height) > CARD and sum(holds(box, word) for word in words) > 1


def outermost(boxes: list[Box], cards: Sequence[Box]) -> list[Box]:
    """The boxes that lie in no larger one, or on a card that lies on it."""
    out: list[Box] = []
    for box in sorted(boxes, key=lambda b: -b.width * b.height):
        around = [other for other in out if covers(other, box)]
        if not around or any(_lies_over(card, box, around) for card in cards):
            out.append(box)
    return sorted(out, key=lambda b: (b.y, b.x))


def _lies_over(card: Box, box: Box, around: Sequence[Box]) -> bool:
    """Whether a card holds a box, and is no larger than what covers that."""
    return contains(card, box) and all(_area(card) < _area(other) for other in around)


def _area(box: Box) -> float:
    return box.width * box.height


def covers(outer: Box, inner: Box) -> bool:
    """Whether more than half of a box lies in another."""
    width = min(outer.right, inner.right) - max(outer.x, inner.x)
    height = min(outer.bottom, inner.bottom) - max(outer.y, inner.y)
    return width > 0 and height > 0 and width * height > 0.6 * inner.width * inner.height
