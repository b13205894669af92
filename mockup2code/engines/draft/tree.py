"""Containment: which things of a measurement lie in which painted rectangle."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mockup2code.engines.draft.bars import with_bars
from mockup2code.engines.draft.hairlines import settled
from mockup2code.engines.draft.nodes import area, likeness, middle, shared
from mockup2code.vision.measurement import COMPOSED, Box, Control, ControlKind, Image, Measurement, Shape, TextLine
from mockup2code.vision.nearby import Nearby

CHECKS = (ControlKind.CHECKBOX, ControlKind.RADIO, ControlKind.SWITCH)


@dataclass(frozen=True, slots=True)
class Band:
    """A row of a table: the things in each of its columns."""

    box: Box
    cells: "tuple[tuple[Thing, ...], ...]"
    fill: str | None = None
    rule: str | None = None
    """The colour of the line under it."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """The rows of a table, and where its columns begin and end: one edge more than columns."""

    bands: tuple[Band, ...]
    edges: tuple[float, ...]
    by_cell: bool = False
    """Whether each cell has the line under it, rather than the row."""
    gridded: bool = False
    """Whether lines part the columns too."""


@dataclass(slots=True, eq=False)
class Thing:
    """Anything measured, with what lies in it. `line` is an index into the measurement's texts."""

    box: Box
    shape: Shape | None = None
    image: Image | None = None
    control: Control | None = None
    line: int | None = None
    table: "Lattice | None" = None
    """The rows and columns in which the things inside stand."""
    inside: "list[Thing]" = field(default_factory=list)

    @property
    def is_choice(self) -> bool:
        """Whether this is a checkbox or radio button whose box takes its words in."""
        return self.control is not None and self.control.span == self.control.box

    @property
    def holds(self) -> bool:
        """Whether other things may lie in this one."""
        if self.control and self.control.kind in CHECKS:
            return self.is_choice
        return self.shape is not None or (self.image is not None and not self.image.icon) or self.control is not None


def nest(measurement: Measurement) -> Thing:
    """All things of the measurement under one root, each in the smallest that contains it."""
    page = Box(0, 0, measurement.width, measurement.height)
    root = Thing(page, shape=Shape(page, measurement.background, None, 0))
    things = _things(measurement)
    holders = sorted((t for t in things if t.holds), key=lambda t: area(t.box))
    near = Nearby(h.box for h in holders)
    for thing in things:
        around = (holders[i] for i in near.meeting(thing.box))
        parent = next((h for h in around if h is not thing and _contains(h, thing)), root)
        parent.inside.append(thing)
    for holder in holders:
        _edge(holder)
    return root


def _edge(holder: Thing) -> None:
    """Thin lines along two or more sides of a rectangle are its border."""
    if holder.shape is None or holder.shape.border or holder.shape.edges:
        return
    rules = [t for t in holder.inside if t.shape and not t.inside and _runs_along(t.box, holder.box)]
    if len(rules) > 1 and rules[0].shape:
        holder.inside = [t for t in holder.inside if t not in rules]
        holder.shape = replace(holder.shape, border=rules[0].shape.fill)


def _runs_along(rule: Box, box: Box) -> bool:
    flat = rule.height <= 2 and rule.width >= 0.7 * box.width
    upright = rule.width <= 2 and rule.height >= 0.7 * box.height
    level = min(abs(rule.y - box.y), abs(rule.bottom - box.bottom)) <= 2
    beside = min(abs(rule.x - box.x), abs(rule.right - box.right)) <= 2
    return (flat and level) or (upright and beside)


def _things(measurement: Measurement) -> list[Thing]:
    tabs = [c for c in measurement.controls if c.kind is ControlKind.TABS]
    controls = [Thing(c.box, control=_in_row(c, tabs)) for c in measurement.controls if c.kind not in COMPOSED]
    things = list(controls)
    for shape in with_bars(settled(measurement.shapes)):
        if shape.box.width < 1 or shape.box.height < 1:
            continue
        twin = next((t for t in controls if not t.shape and likeness(t.box, shape.box) > 0.6), None)
        if twin:
            twin.shape = shape
        else:
            things.append(Thing(shape.box, shape=shape))
    things += [Thing(i.box, image=i) for i in measurement.images if i.box.width >= 1 and i.box.height >= 1]
    things += [Thing(line.box, line=i) for i, line in enumerate(measurement.texts) if _is_seen(line, measurement)]
    return things


def _in_row(control: Control, tabs: Sequence[Control]) -> Control:
    """A button that is one of a row of tabs knows it: its only part is itself, the current one where it is chosen."""
    row = next((t for t in tabs if control.kind is ControlKind.BUTTON and control.box in t.parts), None)
    if row is None:
        return control
    return replace(control, parts=(control.box,), current=0 if row.parts.index(control.box) == row.current else None)


def _is_seen(line: TextLine, measurement: Measurement) -> bool:
    x, y = middle(line.box)
    return 0 <= x <= measurement.width and 0 <= y <= measurement.height


def _contains(holder: Thing, thing: Thing) -> bool:
    """Most of the thing lies in the holder, which is larger; of two alike the shape holds the picture."""
    size = area(thing.box)
    if thing.line is not None:
        x, y = middle(thing.box)
        box = holder.box
        return box.x <= x <= box.right and box.y <= y <= box.bottom and size <= 1.5 * area(box)
    if size >= area(holder.box):
        return False
    return shared(holder.box, thing.box) >= 0.7 * size
