"""The layout tree: what lies where on the page, before it becomes elements."""

from dataclasses import dataclass
from enum import StrEnum

from mockup2code.vision.measurement import Box, Control, ControlKind, Image, Shape, TextLine


class Axis(StrEnum):
    """How the children of a group follow each other; LAYERS lie over each other."""

    ROW = "row"
    COLUMN = "column"
    LAYERS = "layers"


@dataclass(slots=True)
class Words:
    """One line of text, or a paragraph of several; `box` is its line boxes, leading included."""

    lines: tuple[TextLine, ...]
    box: Box
    leading: float
    centred: bool = False
    underlined: bool = False
    tag: str = ""
    """What the words are, where that is known: `h2`, `label`, `a`."""
    target: str = ""
    """The id of the control that a label names."""


@dataclass(slots=True)
class Picture:
    """A part of the mockup that is kept as pixels."""

    image: Image
    box: Box
    alt: str = ""
    """What it shows, going by the words near it."""


@dataclass(slots=True)
class Field:
    """A form control, with the shape it is painted as and the icons that lie in it."""

    control: Control
    box: Box
    shape: Shape | None
    text: TextLine | None = None
    name: str = ""
    label: str = ""
    """How it is called where no words on the page name it."""

    @property
    def small(self) -> bool:
        """Whether it keeps its size wherever it stands: a tick or a switch without words in it."""
        return self.box.width < 32 or (self.control.kind is ControlKind.SWITCH and self.text is None)


@dataclass(slots=True)
class Group:
    """Children that follow each other along an axis, without paint of their own."""

    axis: Axis
    children: "list[Node]"
    box: Box


@dataclass(slots=True)
class Frame:
    """A painted rectangle (or a picture that things lie on) and what is in it."""

    box: Box
    shape: Shape | None = None
    image: Image | None = None
    control: Control | None = None
    content: "Node | None" = None


@dataclass(slots=True)
class Cell:
    """A cell of a table: what is in it, and how its column is aligned."""

    content: "Node | None"
    box: Box
    align: str = "left"


@dataclass(slots=True)
class Row:
    """A row of a table: its cells, its fill where it has one of its own, and the colour of the line under it."""

    cells: list[Cell]
    box: Box
    fill: str | None = None
    rule: str | None = None


@dataclass(slots=True)
class Table:
    """A table; its first row is its head where `head` says so."""

    rows: list[Row]
    box: Box
    head: bool = True
    by_cell: bool = False
    """Whether each cell has the line under it, rather than the row."""
    gridded: bool = False
    """Whether each cell has lines at all its sides."""


Node = Words | Picture | Field | Group | Frame | Table


def around(boxes: list[Box]) -> Box:
    """The smallest box that holds all of them."""
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    return Box(left, top, max(b.right for b in boxes) - left, max(b.bottom for b in boxes) - top)


def shared(a: Box, b: Box) -> float:
    """The area that two boxes have in common."""
    width = min(a.right, b.right) - max(a.x, b.x)
    height = min(a.bottom, b.bottom) - max(a.y, b.y)
    return max(0.0, width) * max(0.0, height)


def area(box: Box) -> float:
    return box.width * box.height


def likeness(a: Box, b: Box) -> float:
    """Intersection over union."""
    common = shared(a, b)
    union = area(a) + area(b) - common
    return common / union if union else 0.0


def middle(box: Box) -> tuple[float, float]:
    return box.x + box.width / 2, box.y + box.height / 2
