"""The theme of a page: names for its colours and font sizes that Tailwind's scales do not have."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import sqrt

from mockup2code.engines.draft.opacity import WHITE, Letters, faded
from mockup2code.engines.draft.styles import SIZES, chroma, difference, hue, lightness, scale_color, step
from mockup2code.vision.measurement import ControlKind, Measurement, Shape, TextLine
from mockup2code.vision.scene import holds

_JUST_NOTICEABLE = 2.3
_SAME_INK = 5.0
"""Colours of letters are measured less exactly than those of surfaces, so more of them are one."""

_INKS = 6
"""So many of a page's colours of letters, the most used, are inks that others may be a part of."""

_HUES = ((15, 60, "danger"), (60, 105, "warning"), (105, 190, "success"), (190, 250, "info"))
"""What colours by their hue mean, where they are not the brand's."""

SIZE_NAMES = (
    (10.5, "3xs"), (11.5, "2xs"), (13.6, "caption"), (15.6, "note"), (17.6, "lead"), (19.6, "subtitle"),
    (23.6, "title"), (29.6, "heading"), (35.6, "headline"), (47.6, "display"), (1000.0, "hero"),
)  # fmt: skip
"""What font sizes are called: up to which size, in pixels, which name."""


@dataclass(slots=True)
class Tokens:
    """Names what a page uses; `new` answers the lines of the theme for what was named since it was last asked."""

    page: str
    """The page's ground."""
    ink: str = "#000000"
    """Its usual text colour."""
    colors: dict[str, str] = field(default_factory=dict)
    """Name to hex value, the most used first."""
    sizes: dict[str, float] = field(default_factory=dict)
    """Name to pixels."""
    _known: dict[str, str] = field(default_factory=dict)
    _unsaid: list[str] = field(default_factory=list)
    _said: set[str] = field(default_factory=set)

    def color(self, value: str) -> str:
        """The colour's name: the theme's or Tailwind's where no eye tells them apart, else a new one of the theme."""
        if value not in self._known:
            self._known[value] = self._near(value) or self._added(value, "accent")
        whole = self._known[value]
        name = whole.partition("/")[0]
        if name in self.colors and name not in self._said:
            self._said.add(name)
            self._unsaid.append(f"  --color-{name}: {self.colors[name]};\n")
        return whole

    def letters(self, value: str) -> str:
        """The name of a colour that some words have."""
        if value not in self._known:
            self._known[value] = self._near(value) or self._added(value, _letters(value, self.ink, self.page))
        return self.color(value)

    def fade(self, uses: Iterable[tuple[str, float, str]]) -> None:
        """Learns which colours of letters are others in part. `uses`: value, weight, ground."""
        weights: Counter[str] = Counter()
        grounds: dict[str, str] = {}
        for value, weight, ground in uses:
            weights[value] += weight  # type: ignore[assignment]
            grounds.setdefault(value, ground)
        inks = [self.ink, WHITE, *(value for value, _ in weights.most_common(_INKS))]
        left = [value for value, _ in weights.most_common()]
        while left:
            alike = [value for value in left if difference(value, left[0]) <= _SAME_INK]
            left = [value for value in left if value not in alike]
            measured = [Letters(value, grounds[value], weights[value]) for value in alike]
            if found := faded(measured, inks):
                base = "ink" if self.ink in alike else _letters(found.ink, self.ink, self.page)
                self.learn([(found.ink, 1.0, base)], _SAME_INK)
                self._known |= dict.fromkeys(alike, f"{self._known[found.ink]}/{found.percent}")

    def text(self, size: float, leading: float) -> str:
        """`text-sm` where size and line height are the scale's, else with a line height of its own."""
        whole = round(size)
        name, usual = SIZES.get(whole, ("", 0)) if abs(size - whole) <= 0.5 else ("", 0)
        if name and abs(usual - leading) < 0.6:
            return f"text-{name}"
        return f"text-{name or self._size(size)}/{step(leading)}"

    def new(self) -> str:
        """The theme's lines for what was named since the last call."""
        lines, self._unsaid = "".join(self._unsaid), []
        return lines

    def _size(self, size: float) -> str:
        near = min(self.sizes, key=lambda name: abs(self.sizes[name] - size), default="")
        if near and abs(self.sizes[near] - size) <= 0.5:
            return near
        base = next(name for most, name in SIZE_NAMES if size < most)
        name = _free(base, self.sizes)
        self.sizes[name] = size
        self._unsaid.append(f"  --text-{name}: {size / 16:g}rem;\n")
        return name

    def _near(self, value: str) -> str:
        scale = scale_color(value, _JUST_NOTICEABLE)
        if scale:
            return scale
        name = min(self.colors, key=lambda n: difference(self.colors[n], value), default="")
        return name if name and difference(self.colors[name], value) <= _SAME_INK else ""

    def _added(self, value: str, base: str) -> str:
        name = _free(base, self.colors)
        self.colors[name] = value.lower()
        return name

    def learn(self, uses: Iterable[tuple[str, float, str]], same: float) -> None:
        """Names colours, the most used first, nearly equal ones as one. `uses`: value, weight, wanted name."""
        weights: Counter[str] = Counter()
        bases: dict[str, Counter[str]] = {}
        for value, weight, base in uses:
            weights[value] += weight  # type: ignore[assignment]
            bases.setdefault(value, Counter())[base] += weight  # type: ignore[assignment]
        kept: list[tuple[str, str]] = []
        for value, _ in weights.most_common():
            known = self._known.get(value) or next((n for other, n in kept if difference(other, value) <= same), "")
            if not known:
                base = bases[value].most_common(1)[0][0]
                known = self._near(value) or self._added(value, base)
                kept.append((value, known))
            self._known.setdefault(value, known)


def tokens(page: Measurement, ink: str) -> Tokens:
    """The names of a measured page's colours."""
    found = Tokens(page.background, ink)
    buttons = [c.box for c in page.controls if c.kind is ControlKind.BUTTON]
    fills = [
        (s.fill, _weight(s.box.width * s.box.height), _fill(s.fill, s.box in buttons)) for s in page.shapes if s.fill
    ]
    found.learn(_branded(fills), _JUST_NOTICEABLE)
    found.learn([(c.accent, 1.0, _fill(c.accent, on_button=False)) for c in page.controls if c.accent], _SAME_INK)
    found.learn([(color, 1.0, "line") for s in page.shapes for color in _lines(s)], _JUST_NOTICEABLE)
    found.fade([(t.color, t.box.width, _ground(t, page)) for t in page.texts])
    found.learn([(t.color, t.box.width, _letters(t.color, ink, page.background)) for t in page.texts], _SAME_INK)
    glyphs = [(i.ink, i.box.width, _letters(i.ink, ink, page.background)) for i in page.images if i.ink]
    found.learn(glyphs, _SAME_INK)
    return found


def _ground(line: TextLine, page: Measurement) -> str:
    """The colour that a line stands on."""
    around = [s for s in page.shapes if s.fill and holds(s.box, line.box) and s.box.height >= line.size]
    return min(around, key=lambda s: s.box.width * s.box.height).fill or "" if around else page.background


def _lines(shape: Shape) -> list[str]:
    """The colours of a shape's borders, and of its gradient."""
    edges = shape.edges
    lone = [e.color for e in (edges.top, edges.right, edges.bottom, edges.left) if e] if edges else []
    blend = [shape.gradient.start, shape.gradient.end] if shape.gradient else []
    return [*([shape.border] if shape.border else []), *lone, *blend]


def _weight(area: float) -> float:
    """Large surfaces count for more, but not by as much as they are larger."""
    return sqrt(area)


def _branded(fills: list[tuple[str, float, str]]) -> list[tuple[str, float, str]]:
    """The colourful fill that is used most is the brand's."""
    weights: Counter[str] = Counter()
    for value, weight, _ in fills:
        if chroma(value) > 25:
            weights[value] += weight  # type: ignore[assignment]
    brand = weights.most_common(1)[0][0] if weights else ""
    return [(value, weight, "brand" if value == brand else base) for value, weight, base in fills]


def _fill(value: str, on_button: bool) -> str:
    if chroma(value) > 25:
        return _meaning(value)
    if lightness(value) < 35:
        return "panel"
    if lightness(value) > 88:
        return "surface"
    return "secondary" if on_button else "subtle"


def _letters(value: str, ink: str, page: str) -> str:
    if difference(value, ink) <= _SAME_INK:
        return "ink"
    if chroma(value) > 25:
        return _meaning(value)
    far = abs(lightness(value) - lightness(page))
    if far < 25:
        return "on-panel"
    return "muted" if far > 40 else "faint"


def _meaning(value: str) -> str:
    return next((name for low, high, name in _HUES if low <= hue(value) < high), "accent")


def _free(base: str, taken: Iterable[str]) -> str:
    """The name, or with a number where it is taken."""
    names = set(taken)
    return next(name for i in range(1, 1000) if (name := base if i == 1 else f"{base}-{i}") not in names)
