"""What things mean: headings in order, labels tied to their controls, links."""

from collections.abc import Iterator, Sequence
from statistics import median_low

from mockup2code.engines.draft.alignment import in_one_row
from mockup2code.engines.draft.names import Names
from mockup2code.engines.draft.nodes import Field, Frame, Group, Node, Picture, Table, Words, middle
from mockup2code.engines.draft.styles import chroma, difference
from mockup2code.engines.draft.tree import CHECKS
from mockup2code.vision.measurement import Box, TextLine

_DEEPEST = 4
_CAPTION = 80.0
"""How far words may be from a picture that they describe, in pixels."""

_SENTENCE, _TITLE = 45, 1.6
"""The shortest sentence that is no heading, in letters, unless it is so much larger than the page's usual text."""

_LARGE, _TITLE_WIDTH = 1.2, 2.5
"""How much larger than the usual text a heading is, and how wide a title is at least for its size."""

_WRITTEN = Box(-1, -1, 0, 0)
"""Where the title is looked for once it is written: nowhere."""

_REDUNDANT = frozenset({"image", "images", "photo", "photos", "picture", "pictures"})
"""Words that say no more than that there is a picture."""


class Roles:
    """Gives meaning to one region after the other, in the order of the page."""

    def __init__(self, lines: Sequence[TextLine], ink: str, names: Names) -> None:
        self.ink = ink
        self.names = names
        self.body = median_low([line.size for line in lines] or [16.0])
        self.sizes = _steps([line.size for line in lines if line.size >= _LARGE * self.body])
        self._title = _title(lines, self.body)
        self._levels: dict[int, int] = {}

    def assign(self, node: Node, *, linked: bool = False) -> None:
        """Marks the headings, labels and links among the node's words. `linked`: short words here are links."""
        words = [w for w in _words(node, control=False) if w.lines[0].text]
        fields = [n for n in _walk(node) if isinstance(n, Field)]
        tables = [n for n in _walk(node) if isinstance(n, Table)]
        cells = {id(w) for table in tables for w in _words(table, control=False)}
        self._label(fields, [w for w in words if len(w.lines) == 1 and not _holds(w, self._title)])
        _describe([n for n in _walk(node) if isinstance(n, Picture)], words)
        if any(_holds(item, self._title) and (linked or not self._is_heading(item)) for item in words):
            self._title = None
        for item in words:
            if item.target:
                continue
            if not linked and id(item) not in cells and self._is_heading(item):
                item.tag = self._heading(item)
            elif self._is_link(item, linked=linked):
                item.tag = "a"

    def _is_heading(self, words: Words) -> bool:
        line = words.lines[0]
        letters = sum(c.isalpha() for c in line.text)
        if _is_sentence(words) and line.size < _TITLE * self.body:
            return False
        if letters < 3 or letters < 0.6 * len(line.text.replace(" ", "")) or len(words.lines) > 3:
            return False
        bold = line.weight >= 600 and line.size >= 1.05 * self.body
        return line.size >= _LARGE * self.body or (bold and len(line.text) < 60)

    def _heading(self, words: Words) -> str:
        """The level from the size, the same for all of one size; no level is left out.

        Regions are written as they are read, so that which words are the page's title is settled before.
        """
        if self._title is None or _holds(words, self._title):
            self._title = _WRITTEN
            return "h1"
        size = words.lines[0].size
        rank = next((i for i, step in enumerate(self.sizes) if size >= 0.94 * step), len(self.sizes))
        deepest = max(self._levels.values(), default=1)
        level = self._levels.setdefault(rank, min(max(2, rank + 1), deepest + 1, _DEEPEST))
        return f"h{level}"

    def _is_link(self, words: Words, *, linked: bool) -> bool:
        line = words.lines[0]
        if len(words.lines) > 1 or not any(c.isalpha() for c in line.text):
            return False
        if linked:
            return len(line.text.split()) <= 4
        coloured = chroma(line.color) > 30 and difference(line.color, self.ink) > 30
        return coloured and len(line.text) < 40

    def _label(self, fields: Sequence[Field], words: Sequence[Words]) -> None:
        """Ties each control to the words that name it: beside a tick, above or before anything else."""
        for field in sorted(fields, key=lambda f: f.control.kind not in CHECKS):
            reach = _beside if field.control.kind in CHECKS else _before
            if field.control.kind in CHECKS and field.text:
                field.name = self.names.take(field.text.text)
                continue
            near = [(d, i) for i, w in enumerate(words) if not w.target and (d := reach(field, w)) is not None]
            label = words[min(near)[1]] if near else None
            spoken = field.text.text if field.text else field.control.text
            name = label.lines[0].text if label else spoken
            field.name = self.names.take(name or field.control.kind.value)
            if label:
                label.tag, label.target = "label", field.name
            else:
                field.label = spoken or field.control.kind.value.capitalize()


def _is_sentence(words: Words) -> bool:
    """Whether the words are a sentence of some length, with its full stop, as no heading has."""
    whole = " ".join(line.text for line in words.lines).rstrip()
    return len(whole) > _SENTENCE and whole.endswith((".", ",", ":", ";"))


def _describe(pictures: Sequence[Picture], words: Sequence[Words]) -> None:
    """Says of each picture what the nearest words under or beside it say."""
    for picture in pictures:
        if not picture.image.icon and not picture.alt:
            near = [
                (d, i) for i, w in enumerate(words) if _names(w) and (d := _distance(picture.box, w.box)) <= _CAPTION
            ]
            line = words[min(near)[1]].lines[0].text if near else ""
            picture.alt = " ".join(w for w in line.split()[:8] if w.lower().strip(".,:") not in _REDUNDANT)


def _names(words: Words) -> bool:
    """Whether they can say what a picture shows: letters, rather than a price or a rating."""
    text = words.lines[0].text.replace(" ", "")
    return sum(letter.isalpha() for letter in text) > 0.5 * len(text)


def _distance(box: Box, words: Box) -> float:
    """How far words are from a box; those above it seem further."""
    across = max(0.0, words.x - box.right, box.x - words.right)
    down = max(0.0, words.y - box.bottom, 2 * (box.y - words.bottom))
    return across + down


def _beside(field: Field, words: Words) -> float | None:
    """How far the words are from a tick, to its right or else to its left."""
    if abs(middle(field.box)[1] - middle(words.box)[1]) > 14:
        return None
    right, left = words.box.x - field.box.right, field.box.x - words.box.right
    if -6 <= right <= 48:
        return right
    return left + 100 if -6 <= left <= 32 else None


def _before(field: Field, words: Words) -> float | None:
    """How far the words are above a control, or else before it."""
    box = words.box
    above = field.box.y - box.bottom
    if -6 <= above <= 30 and box.x < field.box.x + 0.5 * field.box.width and box.right > field.box.x - 4:
        return above
    left = field.box.x - box.right
    if -6 <= left <= 240 and field.box.y <= middle(box)[1] <= field.box.bottom:
        return left + 30
    return None


def _walk(node: Node) -> Iterator[Node]:
    yield node
    children = node.children if isinstance(node, Group) else []
    if isinstance(node, Frame) and node.content:
        children = [node.content]
    if isinstance(node, Table):
        children = [cell.content for row in node.rows for cell in row.cells if cell.content]
    for child in children:
        yield from _walk(child)


def _words(node: Node, *, control: bool) -> Iterator[Words]:
    """The words in reading order, but those on buttons."""
    match node:
        case Words() if not control:
            yield node
        case Group():
            for child in node.children:
                yield from _words(child, control=control)
        case Frame(content=content) if content is not None:
            yield from _words(content, control=control or node.control is not None)
        case Table():
            for cell in (cell for row in node.rows for cell in row.cells):
                if isinstance(cell.content, Frame | Group):
                    yield from _words(cell.content, control=control)


def _title(lines: Sequence[TextLine], body: float) -> Box | None:
    """Where the page's title stands: the first of its largest words, but for prices and such in one row.

    Nowhere where none are larger than the others.
    """
    large = [line for line in lines if line.size >= _LARGE * body and line.box.width > _TITLE_WIDTH * line.size]
    alone = [line for line in large if not any(in_one_row(line, other) for other in lines if other is not line)]
    most = max((line.size for line in alone), default=0.0)
    first = min((o for o in alone if o.size >= 0.9 * most), key=lambda o: (o.box.y, o.box.x), default=None)
    return first.box if first else None


def _holds(words: Words, title: Box | None) -> bool:
    if title is None:
        return False
    x, y = middle(title)
    return words.box.x <= x <= words.box.right and words.box.y <= y <= words.box.bottom


def _steps(sizes: Sequence[float]) -> list[float]:
    """The sizes in groups of nearly equal ones, the largest of each group, largest first."""
    out: list[float] = []
    for size in sorted(sizes, reverse=True):
        if not out or size < 0.88 * out[-1]:
            out.append(size)
    return out
