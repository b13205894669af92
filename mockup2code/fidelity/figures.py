"""How near a page is to its reference, in figures from 0 to 1 and as one from 0 to 100."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from mockup2code.fidelity.drawings import Placing
from mockup2code.fidelity.geometry import covers, pairs
from mockup2code.fidelity.parts import controls, painted, same_kind
from mockup2code.fidelity.seen import Seen, SeenControl, Structure
from mockup2code.fidelity.words import Match, Word, matches, words_of
from mockup2code.vision.measurement import Box

NEAR, NEARBY = 8, 24
"""Pixels within which a word is at its place, and in its surroundings."""

BOX_COVER, IMAGE_COVER, CONTROL_COVER = 0.75, 0.5, 0.5
"""The least intersection over union at which two boxes are the same."""

WEIGHTS = {
    "words": 20,
    "place8": 10,
    "place24": 10,
    "color": 10,
    "size": 10,
    "boxes": 15,
    "images": 10,
    "controls": 15,
}
"""What each figure counts for in the one figure."""

_OF_FOUND_WORDS = ("color", "size")


@dataclass(frozen=True, slots=True)
class Figures:
    """Each from 0 to 1, the higher the better; None where the reference has nothing to compare.

    docs/fidelity.md defines them.
    """

    words: float | None = None
    place8: float | None = None
    place24: float | None = None
    color: float | None = None
    size: float | None = None
    boxes: float | None = None
    images: float | None = None
    controls: float | None = None
    flow: float | None = None

    def named(self) -> dict[str, float]:
        """Those that are there, by name, in their order."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        return {name: value for name, value in values.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Compared:
    """The words, boxes, images and controls of two pages, and which of them are the same (pairs of numbers)."""

    wanted_words: list[Word]
    found_words: list[Word]
    words: list[Match]
    wanted_boxes: list[Box]
    found_boxes: list[Box]
    boxes: list[tuple[int, int]]
    wanted_images: list[Box]
    found_images: list[Box]
    images: list[tuple[int, int]]
    wanted_controls: list[SeenControl]
    found_controls: list[SeenControl]
    controls: list[tuple[int, int]]


def compare(wanted: Seen, found: Seen) -> Compared:
    """Finds what is the same on both pages of a screen."""
    words = words_of(wanted.texts), words_of(found.texts)
    boxes = [b.box for b in painted(wanted)], [b.box for b in painted(found)]
    images = list(wanted.images), list(found.images)
    fields_of = controls(wanted), controls(found)
    return Compared(
        *words,
        matches(*words),
        *boxes,
        _covering(*boxes, BOX_COVER),
        *images,
        _covering(*images, IMAGE_COVER),
        *fields_of,
        _same_controls(*fields_of),
    )


def screen(compared: Compared, structure: Structure | None) -> Figures:
    """The figures of a screen."""
    of_words = _word_figures(compared.wanted_words, compared.found_words, compared.words)
    return Figures(
        **of_words,
        boxes=f1(len(compared.boxes), compared.wanted_boxes, compared.found_boxes),
        images=f1(len(compared.images), compared.wanted_images, compared.found_images),
        controls=f1(len(compared.controls), compared.wanted_controls, compared.found_controls),
        flow=_flow(structure),
    )


def drawing(placing: Placing, structure: Structure | None) -> Figures:
    """The figures of a drawing: its controls and images."""
    return Figures(controls=f1(len(placing.same), placing.wanted, placing.found), flow=_flow(structure))


def one_figure(figures: Figures) -> float:
    """0 to 100: the weighted mean of the figures that are there.

    Colour and size count for the words that were found, and so for that share; flow does not count, it says how the
    page is made and not what it looks like. 100 where there was nothing to show and nothing is shown.
    """
    there = {name: value for name, value in figures.named().items() if name in WEIGHTS}
    if not there:
        return 100.0
    words = figures.words or 0.0
    counted = {name: value * (words if name in _OF_FOUND_WORDS else 1.0) for name, value in there.items()}
    return 100 * sum(WEIGHTS[name] * value for name, value in counted.items()) / sum(WEIGHTS[name] for name in there)


def f1(same: int, wanted: Sequence[object], found: Sequence[object]) -> float | None:
    """The harmonic mean of precision and recall; None where there is nothing on either side."""
    return 2 * same / (len(wanted) + len(found)) if wanted or found else None


def _word_figures(wanted: list[Word], found: list[Word], same: list[Match]) -> dict[str, float | None]:
    def share(right: int) -> float | None:
        return right / len(wanted) if wanted else None

    return {
        "words": f1(len(same), wanted, found),
        "place8": share(sum(m.away <= NEAR for m in same)),
        "place24": share(sum(m.away <= NEARBY for m in same)),
        "color": _mean([m.same_color for m in same if m.same_color is not None], bool(wanted)),
        "size": _mean([m.same_size for m in same if m.same_size is not None], bool(wanted)),
    }


def _mean(right: list[bool], wanted: bool) -> float | None:
    if right:
        return sum(right) / len(right)
    return 0.0 if wanted else None


def _flow(structure: Structure | None) -> float | None:
    if structure is None:
        return None
    return 0.0 if structure.overflow else 1 - structure.positioned / max(1, structure.elements)


def _covering(wanted: list[Box], found: list[Box], least: float) -> list[tuple[int, int]]:
    cover = covers(wanted, found)
    return pairs(cover, cover >= least)


def _same_controls(wanted: list[SeenControl], found: list[SeenControl]) -> list[tuple[int, int]]:
    cover = covers([c.box for c in wanted], [c.box for c in found])
    return pairs(cover, (cover >= CONTROL_COVER) & same_kind(wanted, found))
