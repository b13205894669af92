"""Measurements written by hand, and what the draft engine makes of them."""

import asyncio
import io
from collections.abc import Sequence

from PIL import Image as Pixels

from mockup2code.engines.base import Event, Result
from mockup2code.engines.draft import DraftEngine
from mockup2code.engines.draft.typeface import typefaces
from mockup2code.engines.job import Job, Shown
from mockup2code.vision.measurement import Box, Control, Image, Measurement, PictureKind, Shape, Table, TextLine
from mockup2code.vision.picture import Picture


def line(
    text: str,
    x: float,
    y: float,
    *,
    size: float = 16,
    width: float | None = None,
    color: str = "#111827",
    weight: int = 400,
) -> TextLine:
    """A text line whose box begins at x, y; about as wide as its words are."""
    set_width = typefaces()["Inter"].width(text, size, weight) - 0.1 * size
    box = Box(x, y, width or set_width, 1.2 * size)
    return TextLine(text, box, color, size, weight, 0.99)


def measurement(
    texts: Sequence[TextLine] = (),
    shapes: Sequence[Shape] = (),
    images: Sequence[Image] = (),
    controls: Sequence[Control] = (),
    tables: Sequence[Table] = (),
    *,
    width: float = 1280,
    height: float = 800,
    kind: PictureKind = PictureKind.SCREEN,
) -> Measurement:
    return Measurement(
        width=width,
        height=height,
        scale=1.0,
        kind=kind,
        background="#ffffff",
        texts=tuple(texts),
        shapes=tuple(shapes),
        images=tuple(images),
        controls=tuple(controls),
        tables=tuple(tables),
    )


def blank(width: int = 1280, height: int = 800) -> Picture:
    """A white picture."""
    out = io.BytesIO()
    Pixels.new("RGB", (width, height), "white").save(out, "PNG")
    return Picture("blank", out.getvalue(), width, height)


def events(measured: Measurement | None, picture: Picture | None = None) -> list[Event]:
    """Everything that the engine says about a picture."""

    async def collect() -> list[Event]:
        job = Job.of(picture or blank(), measurement=measured)
        return [event async for event in DraftEngine().generate(job)]

    return asyncio.run(collect())


def result(measured: Measurement | None, picture: Picture | None = None) -> Result:
    """The files and pictures that the engine leaves behind."""
    out = Result()
    for event in events(measured, picture):
        out.apply(event)
    return out


def app(measured: Measurement) -> str:
    """The main file and its components, their line breaks and indents taken out."""
    files = result(measured).files
    return " ".join(" ".join(text for path, text in files.items() if path.endswith(".tsx")).split())


def flow(pictures: Sequence[Shown]) -> Result:
    """What becomes of several pictures."""
    made = Result()

    async def collect() -> None:
        async for event in DraftEngine().generate(Job(tuple(pictures))):
            made.apply(event)

    asyncio.run(collect())
    return made
