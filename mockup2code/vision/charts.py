"""Finds charts by their axes: labels at even steps up the left side and along the foot, and no words between."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from mockup2code.vision.measurement import Box

LEAST = 3
"""The fewest labels of an axis."""

LABEL = 20
"""The highest line of a label, in pixels."""

PITCH = (16, 140)
"""Steps of the upright axis, in pixels."""

UNEVEN = 6
"""By how much the steps of the upright axis differ at most, in pixels."""

WIDE = 100
"""The narrowest chart, in pixels."""

AIR = 8
"""The air that a chart keeps around its labels, in pixels."""


def find_charts(texts: Sequence[Box], content: Sequence[Box]) -> list[Box]:
    """The boxes of charts, labels included; `content` is what is drawn or painted on the page."""
    labels = [t for t in texts if t.height <= LABEL]
    rows = list(_rows(labels))
    charts: list[Box] = []
    for column in _columns(labels):
        for row in rows:
            plot = _plot(column, row)
            if plot is None or any(_holds(plot, t) for t in texts) or not any(_meets(plot, c) for c in content):
                continue
            charts.append(_around([*column, *row]))
            break
    return charts


def _columns(labels: Sequence[Box]) -> Iterator[list[Box]]:
    """Labels below each other that end, or begin, in one column, at even steps."""
    for group in [*_groups(labels, lambda b: b.right), *_groups(labels, lambda b: b.x)]:
        column = sorted(group, key=lambda b: b.y)
        steps = [b.y - a.y for a, b in pairwise(column)]
        if min(steps) >= PITCH[0] and max(steps) <= PITCH[1] and max(steps) - min(steps) <= UNEVEN:
            yield column


def _rows(labels: Sequence[Box]) -> Iterator[list[Box]]:
    """Labels beside each other at even steps."""
    for group in _groups(labels, lambda b: b.y + b.height / 2):
        row = sorted(group, key=lambda b: b.x)
        steps = [_centre(b) - _centre(a) for a, b in pairwise(row)]
        if max(steps) <= 1.35 * min(steps):
            yield row


def _groups(labels: Sequence[Box], place: Callable[[Box], float]) -> list[list[Box]]:
    """Labels whose places are nearly one, where there are enough."""
    groups: list[list[Box]] = []
    for label in sorted(labels, key=place):
        if groups and place(label) - place(groups[-1][0]) <= 4:
            groups[-1].append(label)
        else:
            groups.append([label])
    return [g for g in groups if len(g) >= LEAST]


def _plot(column: Sequence[Box], row: Sequence[Box]) -> Box | None:
    """What lies between two axes, if they meet at the left foot."""
    foot, step = column[-1], column[1].y - column[0].y
    right = max(label.right for label in column)
    below = row[0].y - foot.y
    meets = 0 < below <= max(40, 1.2 * step) and 0 <= _centre(row[0]) - right <= 2.5 * (
        _centre(row[1]) - _centre(row[0])
    )
    if not meets or row[-1].right - right < WIDE:
        return None
    return Box(right + 2, column[0].y, row[-1].right - right - 2, row[0].y - column[0].y)


def _around(labels: Sequence[Box]) -> Box:
    x, y = min(b.x for b in labels) - AIR, min(b.y for b in labels) - AIR
    return Box(x, y, max(b.right for b in labels) + AIR - x, max(b.bottom for b in labels) + AIR - y)


def _centre(box: Box) -> float:
    return box.x + box.width / 2


def _holds(outer: Box, inner: Box) -> bool:
    x, y = _centre(inner), inner.y + inner.height / 2
    return outer.x <= x <= outer.right and outer.y <= y <= outer.bottom


def _meets(plot: Box, content: Box) -> bool:
    """Whether a good part of what is drawn lies in the plot, and is not the plate that all lies on."""
    across = min(plot.right, content.right) - max(plot.x, content.x)
    down = min(plot.bottom, content.bottom) - max(plot.y, content.y)
    inside = across > 0 and down > 0 and across * down > 0.6 * content.width * content.height
    return inside and content.height > 8 and content.height < 1.2 * plot.height
