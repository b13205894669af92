"""The landmarks of a page: which of its regions are its header, its sidebar, its main part and its footer."""

from dataclasses import dataclass, field
from enum import StrEnum

from mockup2code.engines.draft.nodes import Axis
from mockup2code.engines.draft.regions import Region, Shell, Split, Upper, regions
from mockup2code.vision.measurement import Box

LOGO = 90
"""How high a picture in a footer is at most, in pixels."""

_MOST = 0.6
"""So much of a column's height is nearly all of it."""


class Landmark(StrEnum):
    """Landmarks that become components; the value is the component's name."""

    HEADER = "Header"
    SIDEBAR = "Sidebar"
    FOOTER = "Footer"

    @property
    def tag(self) -> str:
        return "aside" if self is Landmark.SIDEBAR else self.value.lower()


@dataclass(slots=True)
class Landmarks:
    """What was found; nodes are told apart by identity."""

    body: Upper
    """The part whose children, but for the components, are the main part."""
    components: list[tuple[Upper, Landmark]] = field(default_factory=list)

    def of(self, node: Upper) -> Landmark | None:
        return next((landmark for known, landmark in self.components if known is node), None)


def find_landmarks(root: Upper, page: Box) -> Landmarks:
    """Sidebars stand at a side for most of the height; headers and footers are bands at the ends of the rest."""
    found = Landmarks(root)
    _search(root, page, found)
    return found


def _search(node: Upper, page: Box, found: Landmarks) -> None:
    found.body = node
    if isinstance(node, Shell) and node.box.height > 0.8 * page.height and node.box.width > 0.7 * page.width:
        _search(node.content, page, found)
    elif isinstance(node, Split) and node.axis is Axis.ROW:
        sides = [c for c in node.children if _is_side(c, page)]
        if _has_side(node, page):
            found.components.append((sides[0], Landmark.SIDEBAR))
            _search(next(c for c in node.children if c is not sides[0]), page, found)
    elif isinstance(node, Split):
        _bands(node, page, found)


def _bands(column: Split, page: Box, found: Landmarks) -> None:
    """The header and the footer of a column; between them the search goes on in the part that is nearly all of it."""
    children = list(column.children)
    if len(children) > 1 and _is_header(children[0], children[1], column.box):
        found.components.append((children.pop(0), Landmark.HEADER))
    if len(children) > 1 and _is_footer(children[-1], column.box, page):
        found.components.append((children.pop(), Landmark.FOOTER))
    if Landmark.SIDEBAR in (landmark for _, landmark in found.components):
        return
    for inner in children:
        room = Box(page.x, inner.box.y, page.width, inner.box.height)
        most = len(children) == 1 or (inner.box.height > _MOST * column.box.height and _has_side(inner, room))
        if isinstance(inner, Split) and inner.axis is Axis.ROW and most:
            _search(inner, room, found)
            return


def _has_side(node: Upper, page: Box) -> bool:
    """Whether a row is a sidebar and what stands beside it."""
    row = isinstance(node, Split) and node.axis is Axis.ROW and len(node.children) == 2
    return row and isinstance(node, Split) and sum(_is_side(child, page) for child in node.children) == 1


def _is_side(node: Upper, page: Box) -> bool:
    box = node.box
    at_side = box.x < 0.04 * page.width or box.right > 0.96 * page.width
    return at_side and 40 <= box.width <= 0.28 * page.width and box.height >= 0.45 * page.height


def _is_header(node: Upper, below: Upper, column: Box) -> bool:
    """A low band at the top that is painted or stands apart."""
    box = node.box
    painted = isinstance(node, Shell) or (isinstance(node, Region) and len(node.things) == 1)
    if not painted and below.box.y - box.bottom < 12:
        return False
    return box.y <= column.y + 8 and box.y < 60 and box.height <= 120 and box.width >= 0.75 * column.width


def _is_footer(node: Upper, column: Box, page: Box) -> bool:
    """A low band at the end; one with photographs is what the page is about."""
    box = node.box
    if any(image.box.height > LOGO for part in regions(node) for image in part.images()):
        return False
    low = box.bottom >= page.bottom - 70 and box.y > 0.6 * page.bottom
    return low and box.height <= 320 and box.width >= 0.5 * column.width
