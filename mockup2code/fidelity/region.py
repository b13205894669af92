"""Where a page differs from its reference, as regions that a person can look at."""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from mockup2code.fidelity.geometry import around, table
from mockup2code.vision.measurement import Box


class Difference(StrEnum):
    MISSING = "missing"
    EXTRA = "extra"
    MOVED = "moved"
    COLOR = "wrong colour"
    SIZE = "wrong size"
    TEXT = "wrong text"
    KIND = "wrong kind"


class Subject(StrEnum):
    TEXT = "text"
    BOX = "box"
    IMAGE = "image"
    CONTROL = "control"


@dataclass(frozen=True, slots=True)
class Region:
    """One difference: where it is on the reference and where on the page (None where it is not there).

    `cost` is about what it takes from the one figure, in its points; `detail` says what is there and what should be.
    `count` is how many differences of the same sort lie together here.
    """

    difference: Difference
    subject: Subject
    expected: Box | None
    found: Box | None
    cost: float
    detail: str
    count: int = 1


LOOKED_AT = 300
"""The most differences, of the costliest, that are looked at."""

JOINED = 16
"""Differences of one sort that lie nearer than this, in pixels, are one region."""

_JOINING = frozenset({Difference.MISSING, Difference.EXTRA, Difference.MOVED, Difference.COLOR, Difference.SIZE})


def worst(differences: list[Region], most: int) -> tuple[Region, ...]:
    """The costliest regions; differences of one sort that lie side by side are one."""
    looked_at = sorted(differences, key=lambda r: -r.cost)[:LOOKED_AT]
    sorts: dict[tuple[object, ...], list[Region]] = {}
    for number, region in enumerate(looked_at):
        sorts.setdefault(_sort(region, number), []).append(region)
    joined = [_one(group) for alike in sorts.values() for group in _neighbours(alike)]
    return tuple(sorted(joined, key=lambda r: -r.cost)[:most])


def _sort(region: Region, number: int) -> tuple[object, ...]:
    """What two regions have in common that may be joined."""
    if region.difference not in _JOINING:
        return (number,)
    key = (region.difference, region.subject)
    if region.difference is Difference.MOVED and region.expected and region.found:
        moved = region.found.x - region.expected.x, region.found.y - region.expected.y
        return (*key, *(round(m / 12) for m in moved))
    return (*key, region.detail) if region.difference in {Difference.COLOR, Difference.SIZE} else key


def _neighbours(regions: list[Region]) -> list[list[Region]]:
    """The regions in groups of those that touch when grown by the distance of neighbours."""
    boxes = table([_place(r) for r in regions])
    apart = np.maximum(
        boxes[:, None, :2] - (boxes[:, :2] + boxes[:, 2:])[None, :, :],
        boxes[None, :, :2] - (boxes[:, :2] + boxes[:, 2:])[:, None, :],
    ).max(axis=2)
    near = apart <= JOINED
    left = set(range(len(regions)))
    groups = []
    while left:
        group = {left.pop()}
        edge = set(group)
        while edge:
            edge = {int(i) for number in edge for i in np.flatnonzero(near[number])} & left
            left -= edge
            group |= edge
        groups.append([regions[i] for i in sorted(group)])
    return groups


def _one(group: list[Region]) -> Region:
    first = group[0]
    if len(group) == 1:
        return first
    expected = [r.expected for r in group if r.expected]
    found = [r.found for r in group if r.found]
    details = list(dict.fromkeys(r.detail for r in group))
    more = f" and {len(details) - 3} more" if len(details) > 3 else ""
    return replace(
        first,
        expected=around(expected) if expected else None,
        found=around(found) if found else None,
        cost=sum(r.cost for r in group),
        detail=", ".join(details[:3]) + more,
        count=len(group),
    )


def _place(region: Region) -> Box:
    place = region.expected or region.found
    assert place is not None
    return place
