"""Letter widths of common interface fonts: which font a page is set in, and how wide its words will be."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median

from mockup2code.vision.measurement import TextLine

STACKS = {
    "Inter": '"Inter Variable", Inter, ui-sans-serif, system-ui, sans-serif',
    "Roboto": "Roboto, ui-sans-serif, system-ui, sans-serif",
    "Open Sans": '"Open Sans", "Noto Sans", ui-sans-serif, system-ui, sans-serif',
    "Lato": "Lato, ui-sans-serif, system-ui, sans-serif",
    "Arial": 'Arial, "Liberation Sans", Helvetica, sans-serif',
    "DejaVu Sans": '"DejaVu Sans", Verdana, sans-serif',
}
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
    """How much the sizes that follow from the widths stray from whole pixels and from the measured sizes."""
    sizes = [(line.box.width / face.width(line.text, 1, line.weight), line.size) for line in lines]
    stray = median(abs(size - round(size)) / size for size, _ in sizes)
    apart = median(abs(size / measured - 1) for size, measured in sizes)
    return stray + apart
