"""What was measured on one picture, as plain data. All lengths are CSS pixels, all colours `#rrggbb`."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter


class PictureKind(StrEnum):
    SCREEN = "screen"
    SKETCH = "sketch"


class ControlKind(StrEnum):
    BUTTON = "button"
    INPUT = "input"
    TEXTAREA = "textarea"
    SELECT = "select"
    CHECKBOX = "checkbox"
    RADIO = "radio"
    SWITCH = "switch"
    SLIDER = "slider"
    TABS = "tabs"
    PAGINATION = "pagination"
    BREADCRUMB = "breadcrumb"


COMPOSED = frozenset({ControlKind.TABS, ControlKind.PAGINATION, ControlKind.BREADCRUMB})
"""Controls that are made of others, which are measured beside them."""


class ImageKind(StrEnum):
    """What an image shows; PICTURE where that cannot be told."""

    PICTURE = "picture"
    PHOTO = "photo"
    ICON = "icon"
    AVATAR = "avatar"
    LOGO = "logo"
    CHART = "chart"


class Align(StrEnum):
    START = "start"
    CENTER = "center"
    END = "end"


class RegionKind(StrEnum):
    HEADER = "header"
    SIDEBAR = "sidebar"
    MAIN = "main"
    FOOTER = "footer"
    MODAL = "modal"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Span:
    """The words of a line from letter `start` to before `end` that have another colour than the rest of it."""

    start: int
    end: int
    color: str
    weight: int


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text; `size` is the font size, `weight` 400 to 800, `confidence` 0 to 1.

    `box` is as wide as the ink. Its top lies 0.96 sizes above the baseline and it is 1.2 sizes high, as a browser
    reports it; so its middle is the middle of the line, whichever letters the line has.
    """

    text: str
    box: Box
    color: str
    size: float
    weight: int
    confidence: float
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """The border at one side of a shape."""

    color: str
    width: float


@dataclass(frozen=True, slots=True)
class Edges:
    """Borders that only some sides have, or have in a colour of their own."""

    top: Edge | None = None
    right: Edge | None = None
    bottom: Edge | None = None
    left: Edge | None = None


@dataclass(frozen=True, slots=True)
class Gradient:
    """A fill from one colour to another. `angle` is as in CSS: 180 degrees run from the top down, 90 to the right."""

    start: str
    end: str
    angle: float


@dataclass(frozen=True, slots=True)
class Shape:
    """A painted rectangle: a fill, a border, or both. A rule is a shape with a fill, at most three pixels thin.

    `border` is the colour of the border on all sides, `border_width` how wide it is. `edges` are borders of single
    sides (the line below a row, the coloured side of a card), also in place of the common one at their side. `fill` is
    the middle colour of a `gradient`.
    """

    box: Box
    fill: str | None
    border: str | None
    radius: float
    shadow: bool = False
    border_width: float = 1.0
    edges: Edges | None = None
    gradient: Gradient | None = None

    @property
    def inner(self) -> Box:
        """The box within the borders."""
        even, edges = self.border_width if self.border else 0.0, self.edges or Edges()
        sides = (edges.top, edges.right, edges.bottom, edges.left)
        top, right, bottom, left = (edge.width if edge else even for edge in sides)
        box = self.box
        return Box(box.x + left, box.y + top, box.width - left - right, box.height - top - bottom)


@dataclass(frozen=True, slots=True)
class Image:
    """A photograph, an illustration, a logo or (small) an icon, to be cut out of the picture.

    `ink` is set for a glyph, an icon of one solid colour as fonts for icons have them: it can be drawn in any colour.
    """

    box: Box
    icon: bool
    ink: str | None = None
    kind: ImageKind = ImageKind.PICTURE


@dataclass(frozen=True, slots=True)
class Control:
    """A form control; `text` is its label, value or placeholder.

    `span` is the box of a checkbox or radio button together with the label beside it, where there is one.
    `placeholder` says that the text of a field stands in for a value. `parts` are the single tabs, pages or steps of
    tabs, a pagination or a breadcrumb, and `current` is the one of them that is chosen. `value` is how far a slider is
    set, 0 to 1, and `accent` the colour of what is filled: of a slider, or of a switch that is on.
    """

    kind: ControlKind
    box: Box
    text: str = ""
    checked: bool = False
    span: Box | None = None
    disabled: bool = False
    placeholder: bool = False
    parts: tuple[Box, ...] = ()
    current: int | None = None
    value: float | None = None
    accent: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text lines that belong together, from the top down: places in `Measurement.texts`.

    `leading` is the distance from line to line; 0 for a single line.
    """

    lines: tuple[int, ...]
    align: Align
    leading: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows and columns: `rows` are the edges of the rows from the top down, one more than there are rows.

    `columns` are the edges of the columns from the left. `header` says that the first row is a head. `ruled` says that
    lines part the rows (`by_cell` that each cell seems to draw its own, rather than the row), `gridded` that lines part
    the columns too; `line` is their colour. The fills of rows and the lines are shapes as well.
    """

    box: Box
    rows: tuple[float, ...]
    columns: tuple[float, ...]
    header: bool = False
    ruled: bool = False
    gridded: bool = False
    by_cell: bool = False
    line: str | None = None

    def cell(self, row: int, column: int) -> Box:
        """The box of one cell; both count from 0."""
        x, y = self.columns[column], self.rows[row]
        return Box(x, y, self.columns[column + 1] - x, self.rows[row + 1] - y)


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the page. Where a modal is open, its `backdrop` is the colour of the dimmed page around it."""

    kind: RegionKind
    box: Box
    fill: str | None = None
    backdrop: str | None = None


@dataclass(frozen=True, slots=True)
class Omitted:
    """What a measurement lacks: painted areas and lines of text beyond the limits, and lines that could not be read.

    The last are among the images. `coarse` says that there was so much text that it was read less closely.
    """

    shapes: int = 0
    lines: int = 0
    unread: int = 0
    coarse: bool = False


@dataclass(frozen=True, slots=True)
class Measurement:
    """One picture, measured. `scale` is picture pixels per CSS pixel (2.0 for a 2x screenshot).

    Boxes are those of the page seen from the front; `slant` (nine numbers) leads from it to the picture.
    """

    width: float
    height: float
    scale: float
    kind: PictureKind
    background: str
    texts: tuple[TextLine, ...] = ()
    shapes: tuple[Shape, ...] = ()
    images: tuple[Image, ...] = ()
    controls: tuple[Control, ...] = ()
    palette: tuple[str, ...] = field(default=())
    paragraphs: tuple[Paragraph, ...] = ()
    tables: tuple[Table, ...] = ()
    regions: tuple[Region, ...] = ()
    omitted: Omitted = Omitted()
    slant: tuple[float, ...] | None = None

    def to_json(self) -> dict[str, Any]:
        """The measurement as JSON data, the shape that is stored with a mockup."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: object) -> "Measurement":
        """The measurement that `to_json` gave; raises ValueError where the data has another shape."""
        return TypeAdapter(cls).validate_python(data)
