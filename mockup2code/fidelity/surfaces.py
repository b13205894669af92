"""Where the boxes, images and controls of a page differ from the reference."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from mockup2code.fidelity.colours import difference, hexadecimal
from mockup2code.fidelity.figures import Compared
from mockup2code.fidelity.geometry import covers, distances, pairs
from mockup2code.fidelity.parts import painted
from mockup2code.fidelity.region import Difference, Region, Subject
from mockup2code.fidelity.seen import Seen, SeenBox, SeenControl
from mockup2code.fidelity.words import SAME_COLOR
from mockup2code.vision.measurement import Box

SAME_THING = 0.2
"""The least intersection over union at which two boxes that are not in the same place are still the same thing."""


@dataclass(frozen=True, slots=True)
class Things:
    """The things of one sort on both pages, and which of them are the same (pairs of numbers)."""

    subject: Subject
    wanted: Sequence[Box]
    found: Sequence[Box]
    same: list[tuple[int, int]]
    points: float

    def left(self) -> tuple[list[int], list[int]]:
        """Those without a counterpart, on the reference and on the page."""
        wanted, found = {i for i, _ in self.same}, {j for _, j in self.same}
        left = [i for i in range(len(self.wanted)) if i not in wanted]
        return left, [j for j in range(len(self.found)) if j not in found]


def box_regions(wanted: Seen, found: Seen, compared: Compared, points: float) -> list[Region]:
    """Boxes that are missing, extra, elsewhere, or filled with another colour."""
    before, after = painted(wanted), painted(found)
    things = Things(Subject.BOX, compared.wanted_boxes, compared.found_boxes, compared.boxes, points)
    regions = _misplaced(things, lambda _: "box", lambda _: "box")
    return regions + [r for i, j in compared.boxes if (r := _recoloured(before[i], after[j], points))]


def image_regions(compared: Compared, points: float) -> list[Region]:
    """Images that are missing, extra, or elsewhere."""
    things = Things(Subject.IMAGE, compared.wanted_images, compared.found_images, compared.images, points)
    return _misplaced(things, lambda _: "image", lambda _: "image")


def control_regions(
    wanted: Sequence[SeenControl], found: Sequence[SeenControl], same: list[tuple[int, int]], points: float
) -> list[Region]:
    """Controls that are missing, extra, elsewhere, or of another kind."""
    things = Things(Subject.CONTROL, [c.box for c in wanted], [c.box for c in found], same, points)
    return _misplaced(things, lambda i: wanted[i].kind, lambda j: found[j].kind)


def _misplaced(things: Things, wanted_name: Callable[[int], str], found_name: Callable[[int], str]) -> list[Region]:
    wanted, found = things.left()
    paired = _alike([things.wanted[i] for i in wanted], [things.found[j] for j in found])
    regions = []
    for row, column in paired:
        i, j = wanted[row], found[column]
        was, now = wanted_name(i), found_name(j)
        sort, detail = Difference.MOVED, _shift(was, things.wanted[i], things.found[j])
        if was != now:
            sort, detail = Difference.KIND, f"{now} in place of {was}"
        regions.append(Region(sort, things.subject, things.wanted[i], things.found[j], 2 * things.points, detail))
    rows, columns = {row for row, _ in paired}, {column for _, column in paired}
    for row, i in enumerate(wanted):
        if row not in rows:
            box = things.wanted[i]
            detail = _sized(wanted_name(i), box)
            regions.append(Region(Difference.MISSING, things.subject, box, None, things.points, detail))
    for column, j in enumerate(found):
        if column not in columns:
            box = things.found[j]
            detail = _sized(found_name(j), box)
            regions.append(Region(Difference.EXTRA, things.subject, None, box, things.points, detail))
    return regions


def _alike(wanted: list[Box], found: list[Box]) -> list[tuple[int, int]]:
    """Things that overlap, or that have about the same size and lie no farther than that apart."""
    cover, away = covers(wanted, found), distances(wanted, found)
    sizes = [np.array([(b.width, b.height) for b in boxes]).reshape(-1, 2) for boxes in (wanted, found)]
    change = np.abs(sizes[0][:, None, :] - sizes[1][None, :, :])
    larger = np.maximum(sizes[0][:, None, :], sizes[1][None, :, :])
    equal = (change <= 0.15 * larger + 2).all(axis=2) & (away <= larger.max(axis=2) / 2 + 24)
    return pairs(cover - away / 10_000, (cover >= SAME_THING) | equal)


def _sized(name: str, box: Box) -> str:
    return f"{name} of {box.width:.0f} by {box.height:.0f} px"


def _shift(name: str, wanted: Box, found: Box) -> str:
    changes = [
        (found.x - wanted.x, "right", "left"),
        (found.y - wanted.y, "down", "up"),
        (found.width - wanted.width, "wider", "narrower"),
        (found.height - wanted.height, "taller", "shorter"),
    ]
    parts = [f"{abs(by):.0f} px {more if by > 0 else less}" for by, more, less in changes if abs(by) >= 1]
    return f"{name}: {', '.join(parts)}" if parts else name


def _recoloured(wanted: SeenBox, found: SeenBox, points: float) -> Region | None:
    if wanted.fill is None or found.fill is None or difference(wanted.fill, found.fill) < SAME_COLOR:
        return None
    detail = f"{hexadecimal(found.fill)} in place of {hexadecimal(wanted.fill)}"
    return Region(Difference.COLOR, Subject.BOX, wanted.box, found.box, points, detail)
