"""Tells form controls among the shapes of a screen, by size, paint and the place of what is in them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mockup2code.vision.colours import bgr, contrast
from mockup2code.vision.measurement import Box, Control, ControlKind, Image, Shape, TextLine

TICK = (10, 26)
FIELD = (26, 64)
"""Heights of checkboxes and of single-line fields and buttons, in pixels."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What controls are told from; `ground` is the page's colour."""

    shapes: Sequence[Shape]
    texts: Sequence[TextLine]
    images: Sequence[Image]
    ground: str

    def parent(self, shape: Shape) -> Shape | None:
        """The smallest shape around another."""
        around = (s for s in self.shapes if s is not shape and _contains(s.box, shape.box))
        return min(around, key=lambda s: s.box.width * s.box.height, default=None)

    def inner(self, shape: Shape) -> list[Shape]:
        return [s for s in self.shapes if s is not shape and _contains(shape.box, s.box) and s.box.height > 6]

    def words(self, shape: Shape) -> list[TextLine]:
        return [t for t in self.texts if holds(shape.box, t.box)]

    def icons(self, shape: Shape) -> list[Box]:
        return [i.box for i in self.images if i.icon and holds(shape.box, i.box)]


def find_controls(scene: Scene) -> list[Control]:
    """Controls without their labels, in the order of the shapes."""
    found = []
    for shape in scene.shapes:
        kind = _tick(shape, scene) or _field(shape, scene)
        if kind:
            checked = kind in {ControlKind.CHECKBOX, ControlKind.RADIO} and _is_checked(shape, scene)
            found.append(Control(kind, shape.box, checked=checked))
    return [_labelled(c, scene.texts) for c in found + _areas(found, scene)]


def holds(outer: Box, inner: Box) -> bool:
    """Whether the centre of one box lies in another."""
    x, y = inner.x + inner.width / 2, inner.y + inner.height / 2
    return outer.x <= x <= outer.right and outer.y <= y <= outer.bottom


def _contains(outer: Box, inner: Box) -> bool:
    within = outer.x <= inner.x + 1 and outer.y <= inner.y + 1
    return within and inner.right <= outer.right + 1 and inner.bottom <= outer.bottom + 1


def _tick(shape: Shape, scene: Scene) -> ControlKind | None:
    """Small bordered squares and circles, and switches."""
    box = shape.box
    least, most = TICK
    if scene.words(shape):
        return None
    if least <= box.height <= most and abs(box.width - box.height) <= 2:
        beside = any(_beside(box, t.box) for t in scene.texts)
        if not (shape.border and shape.fill) and not (beside and scene.icons(shape)):
            return None
        return ControlKind.RADIO if shape.radius > 0.4 * box.height else ControlKind.CHECKBOX
    switch = 16 <= box.height <= 30 and 1.6 <= box.width / box.height <= 2.4 and shape.radius > 0.35 * box.height
    return ControlKind.CHECKBOX if switch and any(_beside(box, t.box) for t in scene.texts) else None


def _beside(box: Box, text: Box) -> bool:
    return abs(text.y + text.height / 2 - box.y - box.height / 2) < box.height and 0 < text.x - box.right < 24


def _is_checked(shape: Shape, scene: Scene) -> bool:
    return bool(shape.fill) and float(contrast(bgr(shape.fill or scene.ground), bgr(scene.ground))) > 120


def _field(shape: Shape, scene: Scene) -> ControlKind | None:
    """Buttons, inputs and selects: one line high, with one line of text at most."""
    box, words = shape.box, scene.words(shape)
    least, most = FIELD
    if not (least <= box.height <= most and 36 <= box.width <= 800) or len(words) > 1 or _is_heading(shape, scene):
        return None
    inner = [s for s in scene.inner(shape) if scene.words(s) or s.box.height > 0.5 * box.height]
    light = _is_light(shape, scene)
    if any(_tick(s, scene) for s in inner):
        return None
    if any(scene.words(s) for s in inner if s.box.width < 0.8 * box.width):
        return ControlKind.INPUT if light and box.width > 160 else None
    if not words:
        return _wordless(shape, scene, light)
    return _worded(shape, scene, light, words[0].box)


def _worded(shape: Shape, scene: Scene, light: bool, text: Box) -> ControlKind | None:
    left, right = text.x - shape.box.x, shape.box.right - text.right
    if abs(left - right) < max(8, 0.08 * shape.box.width) and (left + right) / 2 < 0.48 * shape.box.width:
        return ControlKind.BUTTON
    if left > 60 or right < 0.3 * left:
        return ControlKind.BUTTON if scene.icons(shape) else None
    if shape.border and _ends_in_icon(shape, scene):
        return ControlKind.SELECT
    listed = any(_level(shape.box, s.box) and _touches(shape.box, s.box) for s in scene.shapes if s is not shape)
    if shape.border and light and not listed:
        return ControlKind.INPUT
    return ControlKind.BUTTON if shape.box.width <= 320 else None


def _wordless(shape: Shape, scene: Scene, light: bool) -> ControlKind | None:
    box = shape.box
    if box.width > 100 and light and shape.border:
        return ControlKind.SELECT if _ends_in_icon(shape, scene) else ControlKind.INPUT
    return None


def _is_light(shape: Shape, scene: Scene) -> bool:
    """Whether the fill is nearly the colour of what lies around, as in a field to write in."""
    around = scene.parent(shape)
    ground = (around.fill if around else None) or scene.ground
    return shape.fill is None or float(contrast(bgr(shape.fill), bgr(ground))) < 60 or shape.fill == "#ffffff"


def _ends_in_icon(shape: Shape, scene: Scene) -> bool:
    box = shape.box
    ends = [i for i in scene.icons(shape) if box.right - i.right < 28 and i.x > box.x + 0.6 * box.width]
    return any(i.width <= 26 for i in ends)


def _is_heading(shape: Shape, scene: Scene) -> bool:
    """Whether the shape is the head, the foot or a row of the box around it."""
    box, around = shape.box, scene.parent(shape)
    if around and around.box.height >= 1.5 * box.height and _level(box, around.box):
        return True
    return any(_level(box, s.box) and _touches(box, s.box) and s.box.height > 1.3 * box.height for s in scene.shapes)


def _level(box: Box, other: Box) -> bool:
    return abs(box.x - other.x) <= 2 and abs(box.right - other.right) <= 2


def _touches(box: Box, other: Box) -> bool:
    return min(abs(box.bottom - other.y), abs(other.bottom - box.y)) <= 3


def _areas(found: Sequence[Control], scene: Scene) -> list[Control]:
    """Tall fields of the width of an input that stands in the same column."""
    inputs = [c.box for c in found if c.kind in {ControlKind.INPUT, ControlKind.SELECT}]
    areas = []
    for shape in scene.shapes:
        box, words = shape.box, scene.words(shape)
        column = any(abs(i.x - box.x) <= 3 and abs(i.width - box.width) <= 0.1 * box.width for i in inputs)
        if not (column and shape.border and FIELD[1] < box.height < 320) or len(words) > 1:
            continue
        if all(t.box.y - box.y < 20 and t.box.x - box.x < 24 for t in words):
            areas.append(Control(ControlKind.TEXTAREA, box))
    return areas


def _labelled(control: Control, texts: Sequence[TextLine]) -> Control:
    """A checkbox or radio button with the span of its label."""
    if control.kind not in {ControlKind.CHECKBOX, ControlKind.RADIO}:
        return control
    box = control.box
    labels = [t.box for t in texts if _beside(box, t.box)]
    if not labels:
        return control
    label = min(labels, key=lambda b: b.x)
    top, bottom = min(box.y, label.y), max(box.bottom, label.bottom)
    return replace(control, span=Box(box.x, top, label.right - box.x, bottom - top))
