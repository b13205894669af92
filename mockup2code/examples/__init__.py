"""Three pictures that the project made itself, for a first try without a picture at hand; make.py draws them."""

from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Example:
    """A picture to try; `width` and `height` in pixels."""

    slug: str
    title: str
    description: str
    path: Path
    width: int
    height: int


def _example(slug: str, title: str, description: str, width: int, height: int) -> Example:
    return Example(slug, title, description, _HERE / f"{slug}.png", width, height)


EXAMPLES: tuple[Example, ...] = (
    _example("drawing", "A drawing", "A restaurant's booking form, drawn by hand on paper", 1200, 900),
    _example("wireframe", "A wireframe", "A bicycle shop in grey boxes, crosses and lines", 1280, 900),
    _example("screen", "A finished screen", "Cabins to rent, with pictures, colours and prices", 1280, 800),
)
