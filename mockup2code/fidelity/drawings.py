"""Drawings: controls and images, placed by their share of the whole, so that margins and scale do not count."""

from collections.abc import Sequence
from dataclasses import dataclass

from mockup2code.fidelity.geometry import around, distances, pairs
from mockup2code.fidelity.parts import area, controls, same_kind
from mockup2code.fidelity.seen import Seen, SeenControl
from mockup2code.vision.measurement import Box, ControlKind

NEAR = 0.08
"""How far apart two centres may be, as a share of the extent of everything."""

TEXT, IMAGE = "text", "image"
KINDS = frozenset({kind.value for kind in ControlKind} - {"textarea"} | {IMAGE})
"""What is compared on drawings; a field of many lines is drawn as one of one line is."""

_UNIT = Box(0, 0, 1, 1)
_WRITTEN = frozenset({"label", "heading", "paragraph", "link"})

Items = Sequence[SeenControl]


@dataclass(frozen=True, slots=True)
class Placing:
    """What is on a drawing and on its page, and which are the same (numbers in `wanted` and `found`)."""

    wanted: list[SeenControl]
    found: list[SeenControl]
    same: list[tuple[int, int]]
    extents: tuple[Box, Box]


def place(wanted: Seen, found: Seen) -> Placing:
    """Pairs controls and images of the same kind, the nearest first."""
    labelled = [SeenControl(_kind(c.kind), c.box) for c in wanted.controls]
    before = [*labelled, *_images(wanted, least=0), *_texts(wanted)]
    after = [SeenControl(_kind(c.kind), c.box) for c in controls(found)]
    after += [*_images(found, least=900), *_texts(found)]
    extents = _extent(before), _extent(after)
    ours, theirs = compared(before), compared(after)
    away = distances(*(_normal(items, extent) for items, extent in zip((ours, theirs), extents, strict=True)))
    return Placing(ours, theirs, pairs(-away, (away <= NEAR) & same_kind(ours, theirs)), extents)


def compared(items: Items) -> list[SeenControl]:
    """The controls and images among what is on a page."""
    return [i for i in items if i.kind in KINDS]


def carried(box: Box, extent: Box, onto: Box) -> Box:
    """The box that takes the same share of `onto` as `box` takes of `extent`."""
    across, down = (onto.width or 1) / (extent.width or 1), (onto.height or 1) / (extent.height or 1)
    left, top = onto.x + (box.x - extent.x) * across, onto.y + (box.y - extent.y) * down
    return Box(left, top, box.width * across, box.height * down)


def _kind(kind: str) -> str:
    if kind in _WRITTEN:
        return TEXT
    return "input" if kind == "textarea" else kind


def _images(page: Seen, least: float) -> list[SeenControl]:
    return [SeenControl(IMAGE, box) for box in page.images if area(box) > least]


def _texts(page: Seen) -> list[SeenControl]:
    return [SeenControl(TEXT, t.box) for t in page.texts]


def _extent(items: Items) -> Box:
    return around([i.box for i in items]) if items else _UNIT


def _normal(items: Items, extent: Box) -> list[Box]:
    return [carried(i.box, extent, _UNIT) for i in items]
