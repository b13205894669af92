"""One page on its way to code: what is laid out, in which font and ink, and what its parts are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mockup2code.engines.draft.landmarks import find_landmarks
from mockup2code.engines.draft.lattice import take_tables
from mockup2code.engines.draft.leaves import Leaves
from mockup2code.engines.draft.nodes import Node
from mockup2code.engines.draft.parts import find_parts, name_boxes, name_parts, title
from mockup2code.engines.draft.plan import Plan
from mockup2code.engines.draft.regions import Region, upper
from mockup2code.engines.draft.roles import Roles
from mockup2code.engines.draft.script import in_latin, is_latin
from mockup2code.engines.draft.sketch import fitting, tidy, worded
from mockup2code.engines.draft.styles import difference
from mockup2code.engines.draft.tables import find_tables
from mockup2code.engines.draft.tokens import tokens
from mockup2code.engines.draft.tree import nest
from mockup2code.engines.draft.typeface import closest, typefaces
from mockup2code.vision.measurement import Box, ControlKind, Image, Measurement, PictureKind, RegionKind, TextLine
from mockup2code.vision.scene import contains

_SAMPLE = 12
_DARK = "#111827"
_ALIKE = 5.0
"""Colours of text that differ less (CIE76) are one, read from lines of thin and thick strokes."""
_VARIANTS = ((1100, "lg:"), (760, "md:"), (640, "sm:"))
"""From which picture width on which variant has the picture's own layout; below it things stack."""


class Page:
    """The layout of one measurement; words and font become known later."""

    def __init__(self, measurement: Measurement, named: Sequence[tuple[Box, str]] = ()) -> None:
        self.is_blank = not (measurement.texts or measurement.controls)
        if self.is_blank:
            measurement = _picture_alone(measurement)
        self.drawn = measurement.kind is PictureKind.SKETCH
        self.measurement = page = tidy(measurement) if self.drawn else measurement
        wide = next((name for least, name in _VARIANTS if page.width >= least), "sm:" if self.drawn else "")
        ink = _ink(page)
        self.leaves = Leaves(typefaces()["Inter"], wide, ink, page.width, tokens(page, ink), drawn=self.drawn)
        self.leaves.modal = next((r.box for r in page.regions if r.kind is RegionKind.MODAL), None)
        self.sizes: set[float] = set()
        self.latin = True
        self.share = 1.0
        self.roles = Roles(page.texts, ink, self.leaves.names)
        root = nest(page)
        take_tables(root, page.tables)
        find_tables(root, page.tables)
        self.upper = upper(root)
        self.landmarks = find_landmarks(self.upper, Box(0, 0, page.width, page.height))
        self.parts = find_parts(self.upper, self.landmarks)
        self.unnamed = name_boxes(self.parts, named)
        """Names that a person gave to boxes in which no part is."""

    def sample(self) -> list[int]:
        """The lines to read first: the longest tell the font or a drawing's script, titles what parts are called."""
        return list(dict.fromkeys([*self._longest(), *self._titles().values()]))

    def _longest(self) -> list[int]:
        """The longest lines."""
        lines = self.measurement.texts
        return sorted(range(len(lines)), key=lambda i: -lines[i].box.width)[:_SAMPLE]

    def _titles(self) -> dict[int, int]:
        """The line with its title for each part that has one, by the part's place."""
        lines, body = self.measurement.texts, self.roles.body
        found = {place: title(part, lines, body) for place, part in enumerate(self.parts)}
        return {place: line for place, line in found.items() if line is not None}

    def choose_names(self, texts: Mapping[int, TextLine]) -> None:
        """Settles the font and the names of the parts once the sample is read."""
        page = Box(0, 0, self.measurement.width, self.measurement.height)
        name_parts(self.parts, {place: texts[line].text for place, line in self._titles().items()}, page)
        self.latin = is_latin(texts[i].text for i in self._longest())
        if self.drawn:
            lines = [replace(self.measurement.texts[i], text=texts[i].text) for i in self._longest()]
            self.share = fitting(lines)
        if not self.drawn and (lines := [texts[i] for i in self._longest()]):
            self.leaves.face = closest(lines)
            plan = Plan({}, self.leaves.face)
            self.sizes = {plan.sized(line).size for line in lines if len(line.text) > 8}

    def nodes(self, region: Region, texts: Mapping[int, TextLine], *, linked: bool) -> Node | None:
        """What a region holds, once its words are known; nothing where nothing is."""
        known = {i: self._line(i, texts[i]) for i in region.lines()}
        plan = Plan(known, self.leaves.face, self.sizes, chosen=self.drawn)
        node = plan.region(region.things, region.box)
        if node:
            self.roles.assign(node, linked=linked)
        return node

    def _line(self, index: int, read: TextLine) -> TextLine:
        """The line as it is set: a drawing's are set anew."""
        if not self.drawn:
            return read
        return worded(self.measurement.texts[index], in_latin(read.text) if self.latin else read.text, self.share)


def _ink(page: Measurement) -> str:
    """The colour that most text has, by length; words in fields do not count, for they may be a placeholder's."""
    fields = [c.box for c in page.controls if c.kind is not ControlKind.BUTTON]
    lines = [line for line in page.texts if not any(contains(field, line.box) for field in fields)]
    lengths: Counter[str] = Counter()
    for line in lines:
        lengths[line.color] += round(line.box.width)

    def support(color: str) -> int:
        return sum(length for other, length in lengths.items() if difference(color, other) < _ALIKE)

    return max(lengths, key=lambda color: (support(color), lengths[color]), default=_DARK)


def _picture_alone(measurement: Measurement) -> Measurement:
    whole = Image(Box(0, 0, measurement.width, measurement.height), icon=False)
    return replace(measurement, kind=PictureKind.SCREEN, shapes=(), images=(whole,))
