"""What the draft engine says of what it did not recognise, in sentences for the person."""

from collections.abc import Iterator

from mockup2code.vision.measurement import Measurement, PictureKind
from mockup2code.vision.upright import Turn

_SMALL = 1.25
"""By how much a screen is shrunk, beyond what its density asks, before its letters suffer."""

_UNSURE, _FEW = 0.75, 0.34
"""Lines that are read with less confidence are unsure; from which share of them on that is worth a word."""

_TURNED = {
    Turn.HALF: "The words stand on their heads: turn the picture upright and drop it again.",
    Turn.LEFT: "The picture lies on its side: turn it a quarter to the right and drop it again.",
    Turn.RIGHT: "The picture lies on its side: turn it a quarter to the left and drop it again.",
}


def remarks(page: Measurement, turn: Turn | None, *, alone: bool, late: int = 0) -> str:
    """All that is to be said, or nothing.

    `alone` says that the page is nothing but the picture; `late` is how many lines there was no time to read.
    """
    return " ".join(_sentences(page, turn, alone=alone, late=late))


def _sentences(page: Measurement, turn: Turn | None, *, alone: bool, late: int) -> Iterator[str]:
    if alone:
        yield "I found no interface in this picture; I put the picture itself on the page."
    if turn:
        yield _TURNED[turn]
    elif late:
        yield (
            f"This server was too slow to read all of the words in time: {_lines(late)} are without them, "
            "with pictures in place of the longer ones. Nothing else is missing; try again when less is going on."
        )
    elif page.omitted.unread:
        yield (
            f"I could not read {_lines(page.omitted.unread)} of text and put pictures of them on the page; "
            "I read Latin, Greek, Chinese and Japanese letters."
        )
    elif _is_unsure(page):
        yield "I am not sure of many words in this picture: compare them with it."
    if page.omitted.lines:
        yield f"The picture holds more text than I read at once: the lowest {_lines(page.omitted.lines)} are left out."
    if page.omitted.coarse:
        yield "There are so many words that I read them less closely: compare them with the picture."
    if page.omitted.shapes and not alone:
        yield (
            f"The picture holds more boxes than I lay out at once: I kept the largest, "
            f"and {page.omitted.shapes} are left out."
        )
    if page.kind is PictureKind.SCREEN and page.scale > 2 * _SMALL:
        yield f"The picture is so large that I looked at it {page.scale:.1f} times smaller: small letters may be wrong."


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"


def _is_unsure(page: Measurement) -> bool:
    read = [t for t in page.texts if t.text]
    unsure = sum(t.confidence < _UNSURE for t in read)
    return page.kind is PictureKind.SCREEN and len(read) >= 4 and unsure > _FEW * len(read)
