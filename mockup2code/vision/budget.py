"""How much of a page's text is read, and how closely: reading takes most of the time of a page full of words."""

from collections.abc import Sequence

from mockup2code.vision import ocr
from mockup2code.vision.measurement import TextLine

CLOSELY = 70_000
"""How many columns of pixels the recognition model sees of a page that is read closely: some thousand words."""

READ = 64_000
"""How many columns it sees of one page at most."""


def coarseness(texts: Sequence[TextLine]) -> float:
    """How wide the model sees lines, as a part of their width: all of it, but for pages with more than it can read."""
    return ocr.COARSE if sum(map(_columns, texts)) > CLOSELY else 1.0


def readable(texts: Sequence[TextLine]) -> tuple[list[TextLine], int]:
    """The lines from the top that are read in bounded time, and how many are left out below them."""
    room, width = float(READ), coarseness(texts)
    for line in sorted(texts, key=lambda t: t.box.y):
        room -= width * _columns(line)
        if room < 0:
            last = line.box.y
            kept = [t for t in texts if t.box.y < last]
            return kept, len(texts) - len(kept)
    return list(texts), 0


def _columns(line: TextLine) -> float:
    return line.box.width / max(1.0, line.box.height) * ocr.LINE_HEIGHT
