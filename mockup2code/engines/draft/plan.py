"""From things to the layout tree: text lines get their size and line box, lines that belong together one paragraph."""

import itertools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from statistics import median

from mockup2code.engines.draft.alignment import aligned
from mockup2code.engines.draft.cuts import arrange
from mockup2code.engines.draft.evening import even
from mockup2code.engines.draft.nodes import Cell, Field, Frame, Node, Picture, Row, Table, Words, around, middle
from mockup2code.engines.draft.styles import SIZES, difference
from mockup2code.engines.draft.tree import Band, Lattice, Thing
from mockup2code.engines.draft.typeface import BEARING, Typeface
from mockup2code.vision.measurement import Box, ControlKind, Image, TextLine
from mockup2code.vision.paragraphs import WIDE

_FIELDS = frozenset(ControlKind) - {ControlKind.BUTTON}
_ILLEGIBLE = "Text that could not be read"
CHOICE = 32.0
"""How wide the tick of a choice is together with the space before its words, in pixels."""
_COMMON = (10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 28, 30, 32, 36, 40, 48, 60, 72)


class Plan:
    """Turns things into nodes, with the words that are known so far."""

    def __init__(
        self, texts: Mapping[int, TextLine], face: Typeface, sizes: Collection[float] = (), *, chosen: bool = False
    ) -> None:
        self.texts = texts
        self.sizes = sizes
        """Font sizes that the page is known to have."""
        self.chosen = chosen
        """Whether the lines' sizes are chosen already, not measured."""
        self.face = face

    def region(self, things: list[Thing], box: Box) -> Node | None:
        """What a region holds, as rows and columns; nothing where nothing is."""
        return self._inside(things, box)

    def inside(self, thing: Thing) -> Node | None:
        """What is in a thing, as rows and columns; nothing where nothing is."""
        return self._inside(thing.inside, thing.box)

    def _inside(self, things: list[Thing], box: Box) -> Node | None:
        lines = self._lines(things)
        rules = [t for t in things if any(_underlines(t, line) for line in lines)]
        nodes = [self.node(t) for t in things if t.line is None and t not in rules]
        ruled = {line.box for line in lines if _is_underlined(line, rules)}
        nodes += self._unread(things)
        nodes += self._words(lines, box, [n.box for n in nodes], ruled)
        return arrange(nodes) if nodes else None

    def _lines(self, things: list[Thing]) -> list[TextLine]:
        """The lines among the things that hold words."""
        return [self.sized(line) for t in things if t.line is not None and (line := self.texts[t.line]).text]

    def _unread(self, things: list[Thing]) -> list[Node]:
        """Pictures of the lines whose words could not be read."""
        blank = [t for t in things if t.line is not None and not self.texts[t.line].text]
        wide = [t.box for t in blank if not self.chosen and t.box.width >= WIDE * t.box.height]
        return [Picture(Image(box, icon=False), box, alt=_ILLEGIBLE) for box in wide]

    def node(self, thing: Thing) -> Node:
        """One thing that is not a bare line of text."""
        if thing.table:
            return self._table(thing.table, thing.box)
        if thing.control and thing.control.kind in _FIELDS:
            if any(t.control for t in thing.inside):
                return self._shared_field(thing)
            lines = self._lines(thing.inside)
            joined = _joined(lines) if lines else None
            return Field(thing.control, self._choice_box(thing, joined), thing.shape, joined)
        if thing.image and not thing.inside:
            return Picture(thing.image, thing.box)
        return Frame(thing.box, thing.shape, thing.image, thing.control, self.inside(thing))

    def _choice_box(self, thing: Thing, words: TextLine | None) -> Box:
        """The box of a control; that of a choice is as wide as its words need."""
        if not (thing.is_choice and words):
            return thing.box
        needed = CHOICE + 1.02 * self.face.width(words.text, words.size, words.weight)
        return replace(thing.box, width=max(thing.box.width, needed))

    def _shared_field(self, thing: Thing) -> Frame:
        """A field with a button in it: a frame that holds both, the field as wide as the button leaves it."""
        controls = [t for t in thing.inside if t.control]
        stop = min(t.box.x for t in controls)
        own = [t for t in thing.inside if not t.control and middle(t.box)[0] < stop]
        if not thing.control or stop - thing.box.x < 0.4 * thing.box.width:
            return Frame(thing.box, thing.shape, thing.image, None, self.inside(thing))
        lines = self._lines(own)
        box = replace(thing.box, width=stop - thing.box.x - 4)
        field = Field(thing.control, box, None, _joined(lines) if lines else None)
        return Frame(thing.box, thing.shape, None, None, arrange([field, *(self.node(t) for t in controls)]))

    def _table(self, lattice: Lattice, box: Box) -> Table:
        """A table with what is in its cells."""
        rows = [self._row(band, lattice.edges) for band in lattice.bands]
        even(rows, head=True)
        for column in zip(*(row.cells for row in rows), strict=True):
            spans = [(cell.content.box.x, cell.content.box.right) for cell in column if cell.content]
            for cell in column:
                cell.align = aligned(spans[1:] if len(spans) > 3 else spans)
        return Table(rows, box, by_cell=lattice.by_cell, gridded=lattice.gridded)

    def _row(self, band: Band, edges: Sequence[float]) -> Row:
        cells = []
        for things, (left, right) in zip(band.cells, itertools.pairwise(edges), strict=True):
            box = Box(left, band.box.y, right - left, band.box.height)
            cells.append(Cell(self._inside(list(things), box), box))
        return Row(cells, band.box, band.fill, band.rule)

    def sized(self, line: TextLine) -> TextLine:
        """The line with the font size that its width and its ink call for."""
        if not line.text or self.chosen:
            return line
        tall = line.size
        wide = (line.box.width + BEARING * line.size) / max(0.01, self.face.width(line.text, 1, line.weight))
        size = wide if len(line.text) > 3 and abs(wide / tall - 1) < 0.18 else tall
        return replace(line, size=self._usual(size))

    def _usual(self, size: float) -> float:
        """A size that is on the page already, on the scale or common, where one is near."""
        for known, apart in ((self.sizes, 0.06), (SIZES, 0.045), (_COMMON, 0.06)):
            near = min(known, key=lambda s: abs(s - size), default=0)
            if abs(near / size - 1) < apart:
                return float(near)
        return round(size * 2) / 2

    def _words(self, lines: list[TextLine], room: Box, others: list[Box], ruled: set[Box]) -> list[Node]:
        nodes: list[Node] = []
        for run in self._paragraphs(lines):
            taken = [o.box for o in lines if o not in run] + others
            words = self._set(run, room, taken)
            words.underlined = any(line.box in ruled for line in run)
            nodes.append(words)
        return nodes

    def _set(self, run: list[TextLine], room: Box, taken: list[Box]) -> Words:
        """A run of lines with the line height that there is room for."""
        first, last = self.face.centre(run[0]), self.face.centre(run[-1])
        size = median(line.size for line in run)
        run = [replace(line, size=size) for line in run]
        if len(run) > 1:
            leading = _leading((last - first) / (len(run) - 1), len(run))
        else:
            leading = self._room(run[0], first, room, taken)
        centred = len(run) > 1 and _is_centred(run)
        top = (first + last) / 2 - leading * len(run) / 2
        run = [replace(line, box=_set_box(line)) for line in run]
        box = around([line.box for line in run])
        return Words(tuple(run), Box(box.x, top, box.width, leading * len(run)), leading, centred)

    def _room(self, line: TextLine, centre: float, room: Box, taken: list[Box]) -> float:
        """The usual line height for the size, or less where a neighbour is closer."""
        usual = float(SIZES.get(round(line.size), ("", round(line.size * 1.5 / 4) * 4))[1])
        over = [o for o in taken if o.x < line.box.right and o.right > line.box.x]
        above = max([o.bottom for o in over if middle(o)[1] < centre] + [room.y])
        below = min([o.y for o in over if middle(o)[1] >= centre] + [room.bottom])
        free = 2 * min(centre - above, below - centre)
        if free >= usual:
            return usual
        tight = max(free, round(line.size))
        return float(tight // 4 * 4 if tight // 4 * 4 >= 1.1 * line.size else round(tight))

    def _paragraphs(self, lines: list[TextLine]) -> list[list[TextLine]]:
        """Lines of one style that follow each other, each full before the next begins."""
        rest = sorted(lines, key=lambda line: (line.box.y, line.box.x))
        runs: list[list[TextLine]] = []
        while rest:
            run = [rest.pop(0)]
            while following := next((o for o in rest if self._goes_on(run, o)), None):
                run.append(following)
                rest.remove(following)
            runs.append(run)
        return [part for run in runs for part in self._full(run)]

    def _goes_on(self, run: list[TextLine], line: TextLine) -> bool:
        last = run[-1]
        step = self.face.centre(line) - self.face.centre(last)
        if not 1.05 * last.size <= step <= 2.0 * last.size:
            return False
        if len(run) > 1 and abs(step - (self.face.centre(last) - self.face.centre(run[-2]))) > 2.5:
            return False
        alike = abs(line.size / last.size - 1) < 0.12 and line.weight == last.weight
        aligned = abs(line.box.x - run[0].box.x) <= 3 or abs(middle(line.box)[0] - middle(run[0].box)[0]) <= 3
        return alike and aligned and difference(line.color, last.color) < 12

    def _full(self, run: list[TextLine]) -> list[list[TextLine]]:
        """Splits a run where a line ended although the next line's first word had room: a list, not a paragraph."""
        if len(run) == 1:
            return [run]
        widest = max(line.box.width for line in run)
        for line, following in itertools.pairwise(run):
            word = (following.text.split() or ["mmmmm"])[0]
            needed = line.box.width + self.face.width(" " + word, line.size, line.weight)
            short = widest < 8 * line.size or len(line.text.split()) == 1 == len(following.text.split())
            listed = following.text[:1].isupper() and line.text[-1:].isalnum() and len(line.text.split()) < 6
            if short or listed or needed < 0.97 * widest:
                return [[line] for line in run]
        return [run]


def _underlines(thing: Thing, line: TextLine) -> bool:
    """Whether the thing is a thin rule right under a part of the line."""
    box = thing.box
    if not thing.shape or thing.inside or box.height > 2.5 or box.width > 1.1 * line.box.width:
        return False
    below = box.y - line.box.y - 0.8 * line.box.height
    return -1 <= below <= 0.35 * line.size and line.box.x - 3 <= box.x and box.right <= line.box.right + 3


def _is_underlined(line: TextLine, rules: list[Thing]) -> bool:
    return sum(r.box.width for r in rules if _underlines(r, line)) > 0.6 * line.box.width


def _set_box(line: TextLine) -> Box:
    """From the ink of the line to the box it is set in: letters have some air at their sides."""
    air = BEARING * line.size
    return replace(line.box, x=line.box.x - 0.6 * air, width=line.box.width + air)


def _joined(lines: list[TextLine]) -> TextLine:
    ordered = sorted(lines, key=lambda line: (round(line.box.y / 8), line.box.x))
    return replace(ordered[0], text=" ".join(o.text for o in ordered if o.text), box=around([o.box for o in ordered]))


def _leading(pitch: float, count: int) -> float:
    """The pitch of a paragraph's lines, on the scale where that moves no line by two pixels."""
    for near in (round(pitch / 4) * 4, round(pitch)):
        if abs(near - pitch) * (count - 1) < 2:
            return float(near)
    return round(pitch, 1)


def _is_centred(run: list[TextLine]) -> bool:
    lefts = [line.box.x for line in run]
    return max(lefts) - min(lefts) > 4
