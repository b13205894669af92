"""The regions of a page: header, sidebar, main part, footer, and a modal over a dimmed page."""

from collections.abc import Sequence

import numpy as np

from mockup2code.vision.colours import css, ground
from mockup2code.vision.measurement import Box, Region, RegionKind, Shape, TextLine
from mockup2code.vision.pixels import Pixels, cut

BAR = (36, 140)
"""How high a header or a footer of one fill is, in pixels."""

SIDE = (120, 400)
"""How wide a sidebar is, in pixels."""

DIM = 0.85
"""How bright the page around a modal is at most, of the modal's own brightness."""


def find_landmarks(pixels: Pixels, shapes: Sequence[Shape], texts: Sequence[TextLine], background: str) -> list[Region]:
    """The regions that are painted apart, and the main part that they leave."""
    height, width = pixels.shape[:2]
    modal = _modal(pixels, shapes, texts)
    if modal:
        return [modal]
    page = Box(0, 0, width, height)
    side = _first(RegionKind.SIDEBAR, [s for s in shapes if _is_sidebar(s.box, page)])
    free = _beside(page, side.box) if side else page
    header = _first(RegionKind.HEADER, [s for s in shapes if s.box.y <= 2 and _is_bar(s.box, free)])
    footer = _first(
        RegionKind.FOOTER, [s for s in shapes if s.box.bottom >= height - 2 and s.box.y > 0 and _is_foot(s.box, free)]
    )
    top = header.box.bottom if header else free.y
    bottom = footer.box.y if footer else free.bottom
    main = Region(RegionKind.MAIN, Box(free.x, top, free.width, max(0.0, bottom - top)), background)
    return [region for region in (header, side, main, footer) if region]


def _first(kind: RegionKind, shapes: Sequence[Shape]) -> Region | None:
    largest = max(shapes, key=lambda s: s.box.width * s.box.height, default=None)
    return Region(kind, largest.box, largest.fill) if largest else None


def _is_sidebar(box: Box, page: Box) -> bool:
    at_side = box.x <= 2 or box.right >= page.right - 2
    return at_side and SIDE[0] <= box.width <= SIDE[1] and box.height >= 0.6 * page.height


def _beside(page: Box, side: Box) -> Box:
    """What a sidebar leaves of a page."""
    x = side.right if side.x <= 2 else 0.0
    return Box(x, 0, page.width - side.width, page.height)


def _is_bar(box: Box, free: Box) -> bool:
    return box.width >= 0.98 * free.width and BAR[0] <= box.height <= BAR[1]


def _is_foot(box: Box, free: Box) -> bool:
    return box.width >= 0.98 * free.width and BAR[0] <= box.height <= 0.4 * free.height


def _modal(pixels: Pixels, shapes: Sequence[Shape], texts: Sequence[TextLine]) -> Region | None:
    """A box in the middle of a page that is darker all around, as under a veil."""
    height, width = pixels.shape[:2]
    for shape in shapes:
        box = shape.box
        centred = abs(box.x + box.width / 2 - width / 2) < 0.05 * width
        sized = 0.04 * width * height < box.width * box.height < 0.6 * width * height
        inside = box.x > 16 and box.right < width - 16 and box.y > 8
        outer = [t for t in texts if not (box.x <= t.box.x <= box.right and box.y <= t.box.y <= box.bottom)]
        if not (centred and sized and inside and shape.fill and len(outer) >= 3):
            continue
        around = pixels[::4, ::4].max(axis=2).astype(np.float32)
        around[int(box.y) // 4 : int(box.bottom) // 4 + 1, int(box.x) // 4 : int(box.right) // 4 + 1] = 0
        own = float(np.median(cut(pixels, box).max(axis=2)))
        if float(np.percentile(around[around > 0], 99.5)) <= DIM * own:
            backdrop = css(ground(pixels[: max(1, int(box.y))]))
            return Region(RegionKind.MODAL, box, shape.fill, backdrop)
    return None
