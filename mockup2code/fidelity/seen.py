"""What is seen on a page, as plain data: the same for a picture's reference, a measurement and a rendered page."""

import re
from dataclasses import dataclass
from typing import Annotated, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from mockup2code.vision.measurement import Box

MOST = 2000
"""The most texts, boxes, images and controls of a page that are looked at, each."""

Rgb: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class SeenText:
    """A line of text; `control` says that it stands in a field, and then its box is the field's."""

    text: str
    box: Box
    color: Rgb | None = None
    size: float | None = None
    control: bool = False


@dataclass(frozen=True, slots=True)
class SeenBox:
    """A painted box: a fill, a border or a shadow. `fill` is None where the box shows what lies under it."""

    box: Box
    fill: Rgb | None = None


@dataclass(frozen=True, slots=True)
class SeenControl:
    """A control: a field, a button, a link; on drawings also labels and pictures, by the names of their labelling."""

    kind: str
    box: Box


@dataclass(frozen=True, slots=True)
class Structure:
    """How the page is laid out: elements, those taken out of the flow, and whether it is wider than its window."""

    elements: int
    positioned: int
    overflow: bool
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """A page in CSS pixels. `structure` is there for rendered pages only."""

    width: float
    height: float
    texts: tuple[SeenText, ...] = ()
    boxes: tuple[SeenBox, ...] = ()
    images: tuple[Box, ...] = ()
    controls: tuple[SeenControl, ...] = ()
    structure: Structure | None = None

    @classmethod
    def from_json(cls, report: object) -> "Seen":
        """What the collector in the browser reports (static/src/seen); raises ValueError for any other shape."""
        page = _Page.model_validate(report)
        return cls(
            page.page.width,
            page.page.height,
            tuple(_text(t) for t in page.texts[:MOST]),
            tuple(SeenBox(Box(*b.box), rgb(b.fill)) for b in page.boxes[:MOST]),
            tuple(Box(*i.box) for i in page.images[:MOST]),
            tuple(SeenControl(c.kind, Box(*c.box)) for c in page.controls[:MOST]),
            _structure(page.structure),
        )


def rgb(css: str | None) -> Rgb | None:
    """The colour of `#rrggbb`, `rgb()` or `rgba()`, without its transparency; None for anything else."""
    if css and re.fullmatch(r"#[0-9a-fA-F]{6}", css):
        return int(css[1:3], 16), int(css[3:5], 16), int(css[5:7], 16)
    if not css or not css.startswith("rgb"):
        return None
    parts = [round(float(part)) for part in re.findall(r"\d+(?:\.\d+)?", css)[:3]]
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else None


class _Finite(BaseModel):
    model_config = ConfigDict(allow_inf_nan=False)


_Box = tuple[float, float, float, float]


class _Size(_Finite):
    width: float
    height: float


class _Text(_Finite):
    text: Annotated[str, Field(max_length=20_000)]
    box: _Box
    color: str | None = None
    size: float | None = None
    control: bool = False


class _Painted(_Finite):
    box: _Box
    fill: str | None = None


class _Placed(_Finite):
    box: _Box


class _Control(_Finite):
    kind: str
    box: _Box


class _Structure(BaseModel):
    elements: int
    positioned: int
    overflow: bool
    depth: int = 0


class _Page(BaseModel):
    page: _Size
    texts: list[_Text] = []
    boxes: list[_Painted] = []
    images: list[_Placed] = []
    controls: list[_Control] = []
    structure: _Structure | None = None


def _text(text: _Text) -> SeenText:
    return SeenText(text.text, Box(*text.box), rgb(text.color), text.size, text.control)


def _structure(found: _Structure | None) -> Structure | None:
    if found is None:
        return None
    return Structure(found.elements, found.positioned, found.overflow, found.depth)
