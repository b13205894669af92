"""Where the texts of a page differ from the reference: line by line, from the words that were matched."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from mockup2code.fidelity.colours import hexadecimal
from mockup2code.fidelity.figures import NEAR, NEARBY, Compared
from mockup2code.fidelity.geometry import around
from mockup2code.fidelity.region import Difference, Region, Subject
from mockup2code.fidelity.seen import Seen, SeenText
from mockup2code.fidelity.words import Match, Word
from mockup2code.vision.measurement import Box

LONGEST = 60
"""The most letters of a text that are quoted."""


@dataclass(frozen=True, slots=True)
class Points:
    """What one word takes from the one figure: not there, there for nothing, or there with other looks."""

    absent: float
    extra: float
    place8: float
    place24: float
    color: float
    size: float


def text_regions(wanted: Seen, found: Seen, compared: Compared, points: Points) -> list[Region]:
    """Lines that are missing, that are not in the reference, or that are there with other words or looks."""
    return _Lines(wanted, found, compared, points).regions()


class _Lines:
    def __init__(self, wanted: Seen, found: Seen, compared: Compared, points: Points) -> None:
        self.wanted, self.found, self.compared, self.points = wanted.texts, found.texts, compared, points
        self.matched: dict[int, list[Match]] = defaultdict(list)
        for match in compared.words:
            self.matched[compared.wanted_words[match.wanted].line].append(match)
        self.missing = _by_line(compared.wanted_words, {m.wanted for m in compared.words})
        self.extra = _by_line(compared.found_words, {m.found for m in compared.words})

    def regions(self) -> list[Region]:
        regions = [self._absent(line, count) for line, count in self.missing.items()]
        for line, count in self.extra.items():
            text = self.found[line]
            cost = count * self.points.extra
            regions.append(Region(Difference.EXTRA, Subject.TEXT, None, text.box, cost, quoted(text.text)))
        for line, same in self.matched.items():
            regions += self._looks(self.wanted[line], same)
        return regions

    def _absent(self, line: int, count: int) -> Region:
        """A line with words that are not on the page: written otherwise where others stand in its place."""
        text = self.wanted[line]
        cost = count * self.points.absent
        other = self._in_place_of(line)
        if other is None:
            return Region(Difference.MISSING, Subject.TEXT, text.box, None, cost, quoted(text.text))
        del self.extra[other]
        seen = self.found[other]
        detail = f"{quoted(seen.text)} in place of {quoted(text.text)}"
        return Region(Difference.TEXT, Subject.TEXT, text.box, seen.box, cost, detail)

    def _in_place_of(self, line: int) -> int | None:
        """The line of the page that has words of its own where this line should be."""
        partners = Counter(self.compared.found_words[m.found].line for m in self.matched.get(line, []))
        known = [other for other, _ in partners.most_common() if other in self.extra]
        if known:
            return known[0]
        box = self.wanted[line].box
        there = [other for other in self.extra if _is_there(box, self.found[other].box)]
        return min(there, key=lambda other: abs(self.found[other].box.x - box.x), default=None)

    def _looks(self, text: SeenText, same: Sequence[Match]) -> list[Region]:
        """What is wrong with a line's words that are on the page: their place, their colour, their size."""
        words = [self.compared.found_words[m.found] for m in same]
        there = around([w.box for w in words])
        regions = []

        def tell(difference: Difference, cost: float, detail: str) -> None:
            regions.append(Region(difference, Subject.TEXT, text.box, there, cost, detail))

        far = sum(m.away > NEAR for m in same) * self.points.place8
        far += sum(m.away > NEARBY for m in same) * self.points.place24
        if far and median(m.away for m in same) > NEAR:
            tell(Difference.MOVED, far, f"{quoted(text.text)} by {_pixels(median(m.away for m in same))}")
        off = [w for w, m in zip(words, same, strict=True) if m.same_color is False]
        if off:
            detail = f"{hexadecimal(off[0].color)} in place of {hexadecimal(text.color)}"
            tell(Difference.COLOR, len(off) * self.points.color, detail)
        off = [w for w, m in zip(words, same, strict=True) if m.same_size is False]
        if off:
            tell(
                Difference.SIZE,
                len(off) * self.points.size,
                f"{_tenth(off[0].size)} px in place of {_tenth(text.size)} px",
            )
        return regions


def quoted(text: str) -> str:
    """The text between quotation marks, cut where it is long."""
    return f"“{text if len(text) <= LONGEST else text[: LONGEST - 1] + '…'}”"


def _by_line(words: Sequence[Word], known: set[int]) -> dict[int, int]:
    """How many words of each line are not among the known."""
    return dict(Counter(word.line for number, word in enumerate(words) if number not in known))


def _is_there(wanted: Box, found: Box) -> bool:
    over = min(wanted.right, found.right) - max(wanted.x, found.x)
    down = min(wanted.bottom, found.bottom) - max(wanted.y, found.y)
    return over > 0.3 * min(wanted.width, found.width) and down > 0.5 * min(wanted.height, found.height)


def _tenth(size: float | None) -> str:
    return f"{round(size or 0, 1):g}"


def _pixels(length: float) -> str:
    return f"{length:.0f} px"
