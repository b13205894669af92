"""What controls are told from: shapes, lines and icons of a screen, and how they lie to each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from mockup2code.vision.colours import bgr, contrast
from mockup2code.vision.measurement import Box, Image, Shape, TextLine
from mockup2code.vision.nearby import Nearby


@dataclass(frozen=True)
class Scene:
    """Everything found on a screen besides its controls; `ground` is the page's colour."""

    shapes: Sequence[Shape]
    texts: Sequence[TextLine]
    images: Sequence[Image]
    ground: str

    def parent(self, shape: Shape) -> Shape | None:
        """The smallest shape around another."""
        holders = (self.shapes[i] for i in self._shapes.around(shape.box, slack=1))
        around = (s for s in holders if s is not shape)
        return min(around, key=lambda s: s.box.width * s.box.height, default=None)

    def inner(self, shape: Shape) -> list[Shape]:
        """The shapes in another, apart from rules."""
        near = (self.shapes[i] for i in self._shapes.meeting(shape.box))
        return [s for s in near if s is not shape and contains(shape.box, s.box) and s.box.height > 6]

    def words(self, shape: Shape) -> list[TextLine]:
        """The lines in a shape, from the left."""
        return sorted((self.texts[i] for i in self._texts.middled(shape.box)), key=lambda t: t.box.x)

    def icons(self, shape: Shape) -> list[Image]:
        return [image for i in self._images.middled(shape.box) if (image := self.images[i]).icon]

    @cached_property
    def _shapes(self) -> Nearby:
        return Nearby(s.box for s in self.shapes)

    @cached_property
    def _texts(self) -> Nearby:
        return Nearby(t.box for t in self.texts)

    @cached_property
    def _images(self) -> Nearby:
        return Nearby(i.box for i in self.images)

    def around(self, shape: Shape) -> str:
        """The colour that a shape lies on."""
        parent = self.parent(shape)
        return (parent.fill if parent else None) or self.ground

    def is_light(self, shape: Shape) -> bool:
        """Whether the fill is nearly the colour of what lies around, as in a field to write in."""
        return shape.fill in {None, "#ffffff"} or distance(shape.fill, self.around(shape)) < 60

    def is_faint(self, text: TextLine, shape: Shape) -> bool:
        """Whether words are much paler than the page's darkest on a ground like this."""
        ground = shape.fill or self.around(shape)
        usual = sorted(distance(t.color, ground) for t in self.texts)
        return bool(usual) and distance(text.color, ground) < 0.72 * usual[round(0.8 * (len(usual) - 1))]

    def is_outlined(self, shape: Shape) -> bool:
        """Whether the shape has a border: one that was measured, or what else parts it from the same colour."""
        return bool(shape.border) or distance(shape.fill, self.around(shape)) < 6


@lru_cache(maxsize=4096)
def distance(one: str | None, other: str | None) -> float:
    """How far two colours are apart, 0 to 441; nothing is the same as anything."""
    return float(contrast(bgr(one), bgr(other))) if one and other else 0.0


def holds(outer: Box, inner: Box) -> bool:
    """Whether the centre of one box lies in another."""
    x, y = inner.x + inner.width / 2, inner.y + inner.height / 2
    return outer.x <= x <= outer.right and outer.y <= y <= outer.bottom


def contains(outer: Box, inner: Box) -> bool:
    within = outer.x <= inner.x + 1 and outer.y <= inner.y + 1
    return within and inner.right <= outer.right + 1 and inner.bottom <= outer.bottom + 1


def stands_beside(box: Box, text: Box) -> bool:
    """Whether words stand at the right of a box, as a label of it."""
    return abs(text.y + text.height / 2 - box.y - box.height / 2) < box.height and 0 < text.x - box.right < 24


def is_level(box: Box, other: Box) -> bool:
    """Whether two boxes begin and end at the same columns."""
    return abs(box.x - other.x) <= 2 and abs(box.right - other.right) <= 2


def is_stacked(box: Box, other: Box) -> bool:
    """Whether two boxes touch, one below the other."""
    return min(abs(box.bottom - other.y), abs(other.bottom - box.y)) <= 3


def is_attached(box: Box, other: Box) -> bool:
    """Whether two boxes of one height touch, side by side."""
    even = abs(box.y - other.y) <= 3 and abs(box.bottom - other.bottom) <= 3
    return even and min(abs(box.right - other.x), abs(other.right - box.x)) <= 3
