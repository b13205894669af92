"""What lies on a picture: the page sets it, so that the picture is to be without it."""

from collections.abc import Iterator

from mockup2code.engines.draft.nodes import Frame, Group, Node, Table, Words
from mockup2code.vision.erasing import Mark


def marks(node: Node | None) -> Iterator[Mark]:
    """Words by their colours, and whatever is painted, shown or filled in as a whole."""
    match node:
        case None | Table():
            return
        case Words():
            for line in node.lines:
                for ink in {line.color, *(span.color for span in line.spans if span.color)}:
                    yield Mark(line.box, ink)
        case Group():
            for child in node.children:
                yield from marks(child)
        case Frame(shape=None, image=None, control=None):
            yield from marks(node.content)
        case _:
            yield Mark(node.box)
