"""Tells form controls among the shapes of a screen, by size, paint and the place of what is in them."""

from collections.abc import Sequence
from dataclasses import replace

from mockup2code.vision.checks import is_tick_sized
from mockup2code.vision.entries import HEIGHT, entry_kind, in_field
from mockup2code.vision.measurement import Box, Control, ControlKind, Image, Shape, TextLine
from mockup2code.vision.scene import Scene, distance, holds, stands_beside
from mockup2code.vision.states import with_states

ROUND = 0.36
"""The least radius of a round tick, by its side."""

TALL = 320
"""The highest textarea, in pixels."""

AREA = 48
"""The lowest textarea, in pixels."""

BADGE = 32
"""The highest badge with a sign before its word, in pixels."""

MOST = 500
"""The most shapes among which controls are looked for."""

TICKS = (ControlKind.CHECKBOX, ControlKind.RADIO, ControlKind.SWITCH)


def find_controls(scene: Scene, switches: Sequence[Box] = ()) -> list[Control]:
    """Controls without their labels, in the order of the shapes; of very many shapes only the largest may be one."""
    if len(scene.shapes) > MOST:
        largest = sorted(scene.shapes, key=lambda s: -s.box.width * s.box.height)[:MOST]
        scene = replace(scene, shapes=largest)
    found = [Control(ControlKind.SWITCH, box, checked=_is_on(box, scene)) for box in switches]
    for shape in scene.shapes:
        if any(_overlaps(shape.box, box) for box in switches):
            continue
        kind = _tick(shape, scene) or entry_kind(shape, scene)
        if kind:
            found.append(Control(kind, shape.box, checked=kind in TICKS and _is_checked(shape, scene)))
        if kind is ControlKind.INPUT and (button := in_field(shape, scene)):
            found.append(Control(ControlKind.BUTTON, button))
    found = _grown(found + _marked(found, scene), scene)
    return [_labelled(c, scene.texts) for c in with_states(found + _areas(found, scene), scene)]


def _marked(found: Sequence[Control], scene: Scene) -> list[Control]:
    """Icons that stand in a column of ticks: ticks of the same kind, with a mark that hides their outline."""
    ticks = [c for c in found if c.kind in TICKS]
    marked = []
    for icon in (i.box for i in scene.images if i.icon and not any(holds(t.box, i.box) for t in ticks)):
        column = [t for t in ticks if is_tick_sized(t.box) and _stands_in_column(icon, t.box)]
        if not column or not any(stands_beside(icon, t.box) for t in scene.texts):
            continue
        row = [t for t in ticks if is_tick_sized(t.box) and abs(_middle(t.box) - _middle(icon)) <= 2]
        like = min(row or column, key=lambda t: (abs(t.box.y - icon.y) // 8, t.kind is not ControlKind.RADIO))
        side, middle = like.box.width, icon.y + icon.height / 2
        left = _centre(icon) - side / 2 if row else like.box.x
        marked.append(Control(like.kind, Box(left, middle - side / 2, side, side), checked=True))
    return marked


def _stands_in_column(icon: Box, tick: Box) -> bool:
    level = abs(_centre(tick) - _centre(icon)) <= 3
    return level and 0.8 * tick.width <= icon.width <= 1.45 * tick.width


def _centre(box: Box) -> float:
    return box.x + box.width / 2


def _middle(box: Box) -> float:
    return box.y + box.height / 2


def drawn_by_controls(controls: Sequence[Control], images: Sequence[Image]) -> list[Image]:
    """The icons that controls draw themselves: the arrow of a select, the mark of a checkbox."""
    own = [c.box for c in controls if c.kind in TICKS]
    arrows = [Box(c.box.right - 34, c.box.y, 34, c.box.height) for c in controls if c.kind is ControlKind.SELECT]
    return [i for i in images if i.icon and any(holds(box, i.box) for box in [*own, *arrows])]


def _tick(shape: Shape, scene: Scene) -> ControlKind | None:
    """Small squares and circles, light or with a mark in them."""
    box = shape.box
    plate = scene.parent(shape)
    on_button = plate is not None and (max(plate.box.width, plate.box.height) <= HEIGHT[1] or _is_badge(plate))
    if not is_tick_sized(box) or scene.words(shape) or not shape.fill or on_button or _is_sign(shape, scene):
        return None
    beside = any(stands_beside(box, t.box) for t in scene.texts)
    blank = scene.is_light(shape) and (bool(shape.border) or (beside and shape.fill == "#ffffff"))
    if not blank and not (beside and scene.icons(shape) and _has_like(shape, scene)):
        return None
    return ControlKind.RADIO if shape.radius > ROUND * box.height else ControlKind.CHECKBOX


def _is_badge(plate: Shape) -> bool:
    return plate.box.height <= BADGE and plate.radius > ROUND * plate.box.height


def _is_sign(shape: Shape, scene: Scene) -> bool:
    """Whether a ring has a check in it rather than a dot: it is an icon that says that all is well."""
    marks = [i.box for i in scene.icons(shape)]
    ring = shape.radius > ROUND * shape.box.height and bool(shape.border)
    return ring and any(abs(_centre(m) - _centre(shape.box)) > 1 or abs(m.width - m.height) > 1.5 for m in marks)


def _has_like(shape: Shape, scene: Scene) -> bool:
    """Whether another tick stands in the same column: one of the same fill, or a light one."""
    column = [s for s in scene.shapes if s is not shape and is_tick_sized(s.box) and abs(s.box.x - shape.box.x) <= 2]
    return any(distance(s.fill, shape.fill) < 12 or scene.is_light(s) for s in column if s.fill)


def _is_checked(shape: Shape, scene: Scene) -> bool:
    return bool(scene.icons(shape)) or distance(shape.fill, scene.around(shape)) > 120


def _is_on(box: Box, scene: Scene) -> bool:
    """Whether the knob of a switch stands at its right end."""
    knobs = [s.box for s in scene.shapes if _overlaps(s.box, box) and is_tick_sized(s.box)]
    return any(k.x + k.width / 2 > box.x + box.width / 2 for k in knobs)


def _overlaps(box: Box, other: Box) -> bool:
    across = min(box.right, other.right) - max(box.x, other.x)
    down = min(box.bottom, other.bottom) - max(box.y, other.y)
    return across > 0 and down > 0 and across * down > 0.5 * box.width * box.height


def _areas(found: Sequence[Control], scene: Scene) -> list[Control]:
    """Tall fields of the width of an input that stands in the same column."""
    inputs = [c.box for c in found if c.kind in {ControlKind.INPUT, ControlKind.SELECT}]
    areas = []
    for shape in scene.shapes:
        box = shape.box
        column = any(abs(i.x - box.x) <= 3 and abs(i.width - box.width) <= 0.1 * box.width for i in inputs)
        if not (column and scene.is_outlined(shape) and HEIGHT[1] - 6 < box.height < TALL):
            continue
        words = [t for t in scene.words(shape) if not _is_grip(t.box, box)]
        if len(words) <= 1 and all(t.box.y - box.y < 20 and t.box.x - box.x < 24 for t in words):
            areas.append(Control(ControlKind.TEXTAREA, box))
    return [a for a in areas if not any(_overlaps(c.box, a.box) for c in found)]


def _grown(found: Sequence[Control], scene: Scene) -> list[Control]:
    """The controls with those fields told as textareas that are much higher than the page's other fields."""
    heights = sorted(c.box.height for c in found if c.kind is ControlKind.INPUT)
    usual = heights[len(heights) // 2] if len(heights) > 2 else HEIGHT[1]
    return [replace(c, kind=ControlKind.TEXTAREA) if _is_area(c, usual, scene) else c for c in found]


def _is_area(control: Control, usual: float, scene: Scene) -> bool:
    """Whether an input has room for a second line, with words, if any, in its upper half."""
    box = control.box
    words = [t.box for t in scene.texts if holds(box, t.box)]
    upper = all(w.bottom < box.y + 0.66 * box.height for w in words)
    return control.kind is ControlKind.INPUT and box.height >= max(AREA, 1.4 * usual) and upper


def _is_grip(part: Box, area: Box) -> bool:
    """Whether something small stands in the right bottom corner, where a textarea is pulled larger."""
    return max(part.width, part.height) < 20 and area.right - part.right < 12 and area.bottom - part.bottom < 12


def _labelled(control: Control, texts: Sequence[TextLine]) -> Control:
    """A checkbox or radio button with the span of its label."""
    if control.kind not in TICKS:
        return control
    box = control.box
    labels = [t.box for t in texts if stands_beside(box, t.box)]
    if not labels:
        return control
    label = min(labels, key=lambda b: b.x)
    top, bottom = min(box.y, label.y), max(box.bottom, label.bottom)
    return replace(control, span=Box(box.x, top, label.right - box.x, bottom - top))


__all__ = ["drawn_by_controls", "find_controls", "holds"]
