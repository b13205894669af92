"""Tells form controls among the shapes of a screen, by size, border and the place of the text in them."""

from collections.abc import Sequence

from mockup2code.vision.measurement import Box, Control, ControlKind, Shape, TextLine


def find_controls(shapes: Sequence[Shape], texts: Sequence[TextLine]) -> list[Control]:
    """Controls without their labels, in the order of the shapes."""
    found = ((shape.box, _kind(shape, texts)) for shape in shapes)
    return [Control(kind, box) for box, kind in found if kind]


def holds(outer: Box, inner: Box) -> bool:
    """Whether the centre of one box lies in another."""
    x, y = inner.x + inner.width / 2, inner.y + inner.height / 2
    return outer.x <= x <= outer.right and outer.y <= y <= outer.bottom


def _kind(shape: Shape, texts: Sequence[TextLine]) -> ControlKind | None:
    box = shape.box
    if 28 <= box.height <= 60 and 40 <= box.width <= 700:
        inside = [t for t in texts if holds(box, t.box)]
        centred = inside and abs(inside[0].box.x + inside[0].box.width / 2 - box.x - box.width / 2) < 6
        if len(inside) == 1 and centred:
            return ControlKind.BUTTON
        if len(inside) <= 1 and shape.border:
            return ControlKind.INPUT
    if shape.border and 12 <= box.width <= 24 and abs(box.width - box.height) <= 2:
        return ControlKind.CHECKBOX
    return None
