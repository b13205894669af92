"""Finds photographs, illustrations and icons: the ink on a page that is neither text nor rectangle nor rule."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from mockup2code.vision.badges import badge_lines, lost_lines
from mockup2code.vision.blanking import EDGE, blank, blank_edges, without_lines
from mockup2code.vision.charts import find_charts
from mockup2code.vision.colours import contrast, css
from mockup2code.vision.fragments import rejoined
from mockup2code.vision.icons import ICON, Icon, glyphs_marked, icon_at, set_in
from mockup2code.vision.measurement import Box, Image, ImageKind, Shape, TextLine
from mockup2code.vision.nearby import Nearby
from mockup2code.vision.outlines import rectangle
from mockup2code.vision.overlaps import covers, is_card, outermost
from mockup2code.vision.photographs import find_photographs
from mockup2code.vision.pixels import Mask, Pixels, cut
from mockup2code.vision.plates import find_plates, framed
from mockup2code.vision.regions import Regions
from mockup2code.vision.scene import contains, holds
from mockup2code.vision.shapes import Found

GROUND = 0.012
"""The share of the page from which on a region is ground rather than drawn."""

DRAWN = 0.4
"""The share of the page that one region of an illustration covers at most."""

EVEN = 0.97
"""The share of its box that a region fills at least to be taken for a rectangle."""

JOIN = 5
"""Ink that lies nearer than this belongs together, in pixels."""

MOST = 600
"""The most drawings that are looked at."""

PLAIN = (10, 120)
"""The shorter side of the rectangles that lie in what is drawn, in pixels."""

FACE = 22
"""The shortest side of a picture of somebody, in pixels."""

HEAD = 110
"""How far down the head of a page reaches, in pixels."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """Images and icons in reading order, and what looking at them taught of the rest.

    `shapes` has plain rectangles and discs among it, and not those that are a logo's; `texts` has the pieces of words
    that lay outside of their lines.
    """

    images: list[Image]
    shapes: list[Shape]
    texts: list[TextLine]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A page, and what was found on it before its images: `controls` are drawn by their controls."""

    pixels: Pixels
    regions: Regions
    found: Sequence[Found]
    rules: Sequence[Shape]
    controls: Sequence[Box] = ()


def find_images(page: Surroundings, lines: Sequence[TextLine]) -> Pictures:
    """What is drawn on the page besides what was found on it and its text lines."""
    pixels, regions, found = page.pixels, page.regions, page.found
    shapes, words = [f.shape for f in found], [line.box for line in lines]
    photographs = find_photographs(regions, words)
    ink = _ink(regions, [f.region for f in found], words)
    for shape in [*shapes, *page.rules]:
        blank_edges(ink, shape)
    for box in page.controls:
        blank(ink, box, 2)
    ink = without_lines(ink)
    plain, ink = _plain_shapes(pixels, ink, words, photographs)
    drawn = _largest([box for box, own in _pieces(ink) if _is_drawing(pixels, own, box)])
    texts, used = rejoined(lines, [box for box in drawn if _is_small(box)])
    badges = badge_lines(pixels, [box for box in drawn if _is_small(box) and box not in used], [*shapes, *plain])
    lost = lost_lines(pixels, [box for box in drawn if box not in used and box not in badges])
    texts, used = [*texts, *badges.values(), *lost.values()], [*used, *badges, *lost]
    plates = find_plates(pixels, [box for box in drawn if box not in used])
    drawn = [plates[box].icon if box in plates else box for box in drawn]
    plain += [plate.shape for plate in plates.values()]
    cards = [s.box for s in shapes if is_card(s.box, words)]
    drawn = [box for box in drawn if box not in used and not any(_is_rim(box, p, cards) for p in photographs)]
    charts = find_charts([t.box for t in texts], [*drawn, *(s.box for s in [*shapes, *plain])])
    texts = [t for t in texts if not any(holds(chart, t.box) for chart in charts)]
    boxes = outermost([*photographs, *charts, *drawn], cards)
    icons = [icon_at(pixels, box) if _is_small(box) else None for box in boxes]
    size = (pixels.shape[1], pixels.shape[0])
    images = [_image(box, icon, size) for box, icon in zip(boxes, icons, strict=True)]
    known = dict.fromkeys(photographs, ImageKind.PHOTO) | dict.fromkeys(charts, ImageKind.CHART)
    images = [replace(i, kind=known.get(i.box, i.kind)) for i in images]
    images = framed(glyphs_marked(images, icons, [t.box for t in texts]), [*shapes, *plain])
    images, shapes = _with_logos(pixels, images, [*shapes, *plain])
    return Pictures(images, shapes, texts)


def _largest(boxes: list[Box]) -> list[Box]:
    """Not more boxes than a page has pictures: grain and patterns have thousands."""
    if len(boxes) <= MOST:
        return boxes
    kept = set(sorted(boxes, key=lambda b: -b.width * b.height)[:MOST])
    return [box for box in boxes if box in kept]


def _plain_shapes(
    pixels: Pixels, ink: Mask, words: Sequence[Box], photographs: Sequence[Box]
) -> tuple[list[Shape], Mask]:
    """Rectangles and discs of one colour among the ink, and the ink without them and without the words."""
    bare = ink.copy()
    for word in words:
        blank(bare, word, 2)
    apart = [*words, *photographs]
    near = Nearby(apart)

    def is_apart(box: Box) -> bool:
        return any(covers(apart[i], box) for i in near.meeting(box))

    plain = [s for box, own in _pieces(ink) if not is_apart(box) and (s := _plain(pixels, own, bare, box))]
    for shape in plain:
        blank(bare, shape.box, 2)
    return plain, bare


def _with_logos(pixels: Pixels, images: list[Image], shapes: list[Shape]) -> tuple[list[Image], list[Shape]]:
    """A disc at the head of the page with a figure cut out of it, so that the ground shows, is one logo with it."""
    logos: dict[Box, Shape] = {}
    discs = [s for s in shapes if _is_disc(s, pixels)]
    for image in images:
        disc = next((s for s in discs if covers(s.box, image.box)), None)
        if disc and _is_cut_out(pixels, disc, image.box):
            logos[image.box] = disc
    whole = [replace(i, box=logos[i.box].box, kind=ImageKind.LOGO) if i.box in logos else i for i in images]
    return whole, [s for s in shapes if s not in logos.values()]


def _is_disc(shape: Shape, pixels: Pixels) -> bool:
    box = shape.box
    at_head = box.y < HEAD and box.x < pixels.shape[1] / 4
    return at_head and bool(shape.fill) and 20 <= box.width <= ICON and shape.radius > 0.4 * max(box.width, box.height)


def _is_cut_out(pixels: Pixels, disc: Shape, figure: Box) -> bool:
    box = disc.box
    outside = pixels[int(box.y + box.height / 2), max(0, int(box.x) - 3)].astype(np.float64)
    inside = cut(pixels, figure)
    return float(np.percentile(contrast(inside, outside), 15)) < 24


def _pieces(ink: Mask) -> Iterator[tuple[Box, Mask]]:
    """Where ink lies together: the box, and the ink in it."""
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((2 * JOIN + 1, 2 * JOIN + 1), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    for index in range(1, len(stats)):
        x, y, w, h = (int(v) for v in stats[index][:4])
        if max(w, h) >= 8 and min(w, h) >= 4:
            own = (labels[y : y + h, x : x + w] == index) & (ink[y : y + h, x : x + w] > 0)
            yield Box(x, y, w, h), np.asarray(own, np.uint8)


def _is_drawing(pixels: Pixels, own: Mask, box: Box) -> bool:
    return _stands_out(cut(pixels, box), own) and not _is_line(own)


def _plain(pixels: Pixels, own: Mask, bare: Mask, box: Box) -> Shape | None:
    """The rectangle or disc of one colour that the ink is, apart from its words, which `bare` is without."""
    part, wordless = cut(pixels, box), cut(bare, box)
    least, most = PLAIN
    if not least <= min(box.width, box.height) <= most:
        return None
    core = cv2.erode(own & wordless, np.ones((3, 3), np.uint8)) > 0
    color = np.median(part[core], axis=0).astype(np.float64) if core.any() else np.zeros(3)
    if float((contrast(part[core], color) < 12).sum()) < 0.9 * max(1, core.sum()) or core.sum() < 0.08 * own.sum():
        return None
    filled = np.zeros_like(own)
    contours, _ = cv2.findContours(own, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.drawContours(filled, contours, -1, 1, -1)
    outline = rectangle(filled)
    even = outline is not None and not outline.ring and float(own.sum()) > 0.6 * float(filled.sum())
    return Shape(box, css(color), None, outline.radius) if outline and even else None


def _ink(regions: Regions, flat: Sequence[int], texts: Sequence[Box]) -> Mask:
    height, width = regions.labels.shape
    ground = regions.areas > GROUND * height * width
    for index in np.flatnonzero(ground):
        ground[index] = not _is_drawn(regions, int(index), texts)
    ground[list(flat)] = True
    return np.asarray(~ground[regions.labels], np.uint8)


def _is_drawn(regions: Regions, index: int, texts: Sequence[Box]) -> bool:
    """Whether a large region is the sky of an illustration rather than the ground of a page: uneven, without words."""
    box, page = regions.box(index), regions.labels.size
    if box.width * box.height > DRAWN * page or regions.areas[index] > EVEN * box.width * box.height:
        return False
    return not any(covers(box, text) for text in texts)


def _stands_out(part: Pixels, own: Mask) -> bool:
    """Whether the ink is more than the shadow of a box or the edge of a letter."""
    if own.sum() < 12:
        return False
    if min(own.shape) > ICON and own.mean() > 0.6:
        return True
    inside = part[own > 0]
    around = part[own == 0]
    if len(around) < 4:
        return True
    strong = contrast(inside, np.median(around, axis=0)) > 40
    if min(own.shape) > ICON and int(strong.sum()) > max(own.shape):
        return True
    return float(strong.mean()) > 0.1


def _is_line(own: Mask) -> bool:
    """Whether nearly all of the ink lies along one or two sides of its box: a piece of a border."""
    height, width = own.shape
    if min(height, width) < 8:
        return bool(max(height, width) > 4 * min(height, width))
    inner = own[3:-3, 3:-3]
    return float(inner.sum()) < 0.06 * float(own.sum())


def _is_small(box: Box) -> bool:
    return max(box.width, box.height) <= ICON


def _is_rim(box: Box, photo: Box, cards: Sequence[Box]) -> bool:
    """Whether what was found is a corner or the edge of a photograph, and on no card over it."""
    near = EDGE + JOIN
    inside = photo.x - near <= box.x and box.right <= photo.right + near
    inside = inside and photo.y - near <= box.y and box.bottom <= photo.bottom + near
    touches = (
        box.x < photo.x + near,
        box.right > photo.right - near,
        box.y < photo.y + near,
        box.bottom > photo.bottom - near,
    )
    return inside and any(touches) and not any(contains(card, box) for card in cards)


def _image(box: Box, icon: Icon | None, size: tuple[int, int]) -> Image:
    if icon is None:
        return Image(box, _is_small(box))
    if min(icon.box.width, icon.box.height) >= FACE and (not icon.color or icon.shaded):
        return Image(icon.box, icon=True, kind=ImageKind.AVATAR)
    large = max(icon.box.width, icon.box.height) > 28
    return Image(icon.box if large else set_in(icon, size), icon=True, kind=ImageKind.ICON)
