"""Letter widths of common interface fonts: which font a page is set in, and how wide its words will be."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mockup2code.vision.measurement import TextLine

STACKS = {
    "Inter": '"Inter Variable", Inter, ui-sans-serif, system-ui, sans-serif',
    "Roboto": 'Roboto, "Roboto Variable", ui-sans-serif, system-ui, sans-serif',
    "Open Sans": '"Open Sans", "Open Sans Variable", ui-sans-serif, sans-serif',
    "Lato": "Lato, ui-sans-serif, system-ui, sans-serif",
    "Arial": 'Arial, "Liberation Sans", Helvetica, sans-serif',
    "DejaVu Sans": '"DejaVu Sans", Verdana, sans-serif',
}
_COMMON = (11, 12, 12.8, 13, 13.6, 14, 15, 16, 18, 20, 24, 28, 30, 32, 36, 40, 48, 60)
BEARING = 0.1
"""The air at both ends of a line of text, in shares of its size."""

_BASELINE = 0.8
"""Where the baseline lies in a measured line box, as a share of its height."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font's measures in thousandths of its size; `widths` by weight, for the characters from space to `~`."""

    name: str
    ascent: int
    descent: int
    widths: dict[int, tuple[int, ...]]

    def width(self, text: str, size: float, weight: int) -> float:
        """How wide a line of text is set, in pixels; kerning is left out."""
        row = self.widths[min(self.widths, key=lambda w: (abs(w - weight), w))]
        average = row[ord("n") - 32]
        return sum(row[ord(c) - 32] if " " <= c <= "~" else average for c in text) * size / 1000

    def centre(self, line: TextLine) -> float:
        """The y of the middle of the line's content area when it is set in this font on its measured baseline."""
        baseline = line.box.y + _BASELINE * line.box.height
        return baseline - (self.ascent - self.descent) / 2000 * line.size


@cache
def typefaces() -> dict[str, Typeface]:
    """All fonts that are known here, by name."""
    table = json.loads((Path(__file__).parent / "metrics.json").read_text())
    return {
        name: Typeface(
            name=name,
            ascent=row["ascent"],
            descent=row["descent"],
            widths={int(w): tuple(v) for w, v in row["widths"].items()},
        )
        for name, row in table.items()
    }


def closest(lines: Sequence[TextLine]) -> Typeface:
    """The font whose letter widths, taken with the measured sizes, explain the lines best."""
    samples = [line for line in lines if len(line.text) >= 6 and line.size >= 9]
    if not samples:
        return typefaces()["Inter"]
    return min(typefaces().values(), key=lambda face: _misfit(face, samples))


def _misfit(face: Typeface, lines: Sequence[TextLine]) -> float:
    """How far the sizes that follow from the widths are from common and from measured ones; long lines count more."""
    total = 0.0
    for line in lines:
        size = (line.box.width + BEARING * line.size) / face.width(line.text, 1, line.weight)
        stray = min(abs(size / common - 1) for common in _COMMON)
        total += len(line.text) * (2 * min(0.03, stray) + 0.5 * min(0.1, abs(size / line.size - 1)))
    return total / sum(len(line.text) for line in lines)
