"""Scores a page against its reference, and tells the regions that cost most."""

from dataclasses import dataclass, replace

from mockup2code.fidelity.drawings import Placing, carried, place
from mockup2code.fidelity.figures import WEIGHTS, Compared, Figures, compare, drawing, one_figure, screen
from mockup2code.fidelity.reference import Reference
from mockup2code.fidelity.region import Region, worst
from mockup2code.fidelity.seen import Seen
from mockup2code.fidelity.surfaces import box_regions, control_regions, image_regions
from mockup2code.fidelity.texts import Points, text_regions
from mockup2code.vision.measurement import Measurement, PictureKind
from mockup2code.vision.slant import on_picture

MOST_REGIONS = 40


@dataclass(frozen=True, slots=True)
class Fidelity:
    """The figures (0 to 1), the one figure (0 to 100), and the costliest differences, the worst first."""

    figures: Figures
    score: float
    regions: tuple[Region, ...]


def fidelity(reference: Reference, seen: Seen) -> Fidelity:
    """How near what is seen on a page is to its reference."""
    if reference.kind is PictureKind.SKETCH:
        return _of_drawing(reference.seen, seen)
    compared = compare(reference.seen, seen)
    figures = screen(compared, seen.structure)
    regions = worst(_of_screen(reference.seen, seen, compared, figures), MOST_REGIONS)
    return Fidelity(figures, one_figure(figures), regions)


def told_on_picture(found: Fidelity, measured: Measurement) -> Fidelity:
    """What was found against a measurement, with its regions where they lie on the picture that was measured."""
    regions = [replace(r, expected=r.expected and on_picture(measured, r.expected)) for r in found.regions]
    return replace(found, regions=tuple(regions))


def _of_drawing(wanted: Seen, seen: Seen) -> Fidelity:
    placing = place(wanted, seen)
    figures = drawing(placing, seen.structure)
    return Fidelity(figures, one_figure(figures), worst(_placing_regions(placing, figures), MOST_REGIONS))


def _of_screen(wanted: Seen, seen: Seen, compared: Compared, figures: Figures) -> list[Region]:
    """Every difference, with about what it takes from the one figure."""
    there = figures.named()
    whole = sum(weight for name, weight in WEIGHTS.items() if name in there)

    def points(name: str, among: int) -> float:
        return 100 * WEIGHTS[name] / whole / max(1, among) if name in there else 0.0

    def half(name: str, wanted: int, found: int) -> float:
        """What one thing without a counterpart takes from a harmonic mean."""
        return points(name, wanted + found)

    words, pages = len(compared.wanted_words), (len(compared.wanted_words), len(compared.found_words))
    place8, place24 = points("place8", words), points("place24", words)
    one_sided = half("words", *pages) + half("color", *pages) + half("size", *pages)
    looks = points("color", words), points("size", words)
    of_a_word = Points(one_sided + place8 + place24, one_sided, place8, place24, *looks)
    boxes = half("boxes", len(compared.wanted_boxes), len(compared.found_boxes))
    images = half("images", len(compared.wanted_images), len(compared.found_images))
    controls = half("controls", len(compared.wanted_controls), len(compared.found_controls))
    return [
        *text_regions(wanted, seen, compared, of_a_word),
        *box_regions(wanted, seen, compared, boxes),
        *image_regions(compared, images),
        *control_regions(compared.wanted_controls, compared.found_controls, compared.controls, controls),
    ]


def _placing_regions(placing: Placing, figures: Figures) -> list[Region]:
    """Differences of a drawing: found where its page has things, told where the drawing has them."""
    drawn, shown = placing.extents
    wanted = [replace(item, box=carried(item.box, drawn, shown)) for item in placing.wanted]
    points = 100 / max(1, len(wanted) + len(placing.found)) if figures.controls is not None else 0.0
    regions = control_regions(wanted, placing.found, placing.same, points)
    return [replace(r, expected=carried(r.expected, shown, drawn)) if r.expected else r for r in regions]
