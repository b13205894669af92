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


@dataclass(frozen=True, slots=True)
class Shape:
    """A painted rectangle: a fill, a border, or both. A rule is a shape with a fill, at most three pixels thin."""

    box: Box
    fill: str | None
    border: str | None
    radius: float
    shadow: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """A photograph, an illustration, a logo or (small) an icon, to be cut out of the picture.

    `ink` is set for a glyph, an icon of one solid colour as fonts for icons have them: it can be drawn in any colour.
    """

    box: Box
    icon: bool
    ink: str | None = None


@dataclass(frozen=True, slots=True)
class Control:
    """A form control; `text` is its label, value or placeholder.

    `span` is the box of a checkbox or radio button together with the label beside it, where there is one.
    """

    kind: ControlKind
    box: Box
    text: str = ""
    checked: bool = False
    span: Box | None = None


@dataclass(frozen=True, slots=True)
class Measurement:
    """One picture, measured. `scale` is picture pixels per CSS pixel (2.0 for a 2x screenshot)."""

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

    def to_json(self) -> dict[str, Any]:
        """The measurement as JSON data, the shape that is stored with a mockup."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: object) -> "Measurement":
        """The measurement that `to_json` gave; raises ValueError where the data has another shape."""
        return TypeAdapter(cls).validate_python(data)
