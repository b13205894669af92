"""Finds tabs: words in a row, one of them with a line under it that reaches beyond its words."""

from collections.abc import Sequence
from dataclasses import replace

from mockup2code.vision.measurement import Box, Control, ControlKind, Image, Shape, TextLine
from mockup2code.vision.scene import Scene, distance, holds

LINE = (24, 320)
"""Widths of the line under a tab, in pixels."""

BELOW = (4, 20)
"""How far below its words' box the line is, in pixels: an underlined link has it nearer."""

APART = 96
"""The widest gap between two tabs' words, in pixels."""

ICON = 14
"""The widest gap between a tab's words and its icon, in pixels."""

EVEN = 4
"""How much wider the line under a tab reaches at one side of its words than at the other, in pixels."""

FAINT = 60
"""How far the colour of the line under a tab is from the ground at least: the rim of a shadow is nearer."""

BOLD = 90
"""How far the colour of the line under a filled tab is from its fill: the shaded edge of a button is nearer."""


def find_tabs(scene: Scene, rules: Sequence[Shape]) -> list[Control]:
    """Rows of tabs: each part is as wide around its words as the line under the chosen one, from the left."""
    tabs: list[Control] = []
    lines = [r for r in rules if LINE[0] <= r.box.width <= LINE[1] and r.box.height <= 4]
    strong = [r for r in lines if _stands_out(r, scene) and not _is_edge(r, scene.shapes)]
    for rule in (r.box for r in strong):
        own = [t for t in scene.texts if _is_over(t, rule)]
        if len(own) != 1 or not _is_even(own[0], rule, scene.images):
            continue
        row = _row(own[0], scene.texts)
        level = [r.box for r in lines if abs(r.box.y - rule.y) <= 3]
        underlined = [r for r in level if sum(_is_over(t, r) and _is_even(t, r, scene.images) for t in row) == 1]
        if len(row) > 1 and len(underlined) == 1:
            parts = _boxes(own[0], row, rule, scene.images)
            whole = Box(parts[0].x, parts[0].y, parts[-1].right - parts[0].x, parts[0].height)
            tabs.append(Control(ControlKind.TABS, whole, parts=tuple(parts), current=row.index(own[0])))
    return tabs


def _stands_out(rule: Shape, scene: Scene) -> bool:
    below = replace(rule, box=replace(rule.box, y=rule.box.bottom + 3))
    return distance(rule.fill, scene.around(below)) > FAINT


def _is_edge(rule: Shape, shapes: Sequence[Shape]) -> bool:
    """Whether a line is the lower side of a button or a card of its width."""
    box = rule.box
    over = (s for s in shapes if abs(s.box.bottom - box.bottom) <= 3 and s.box.height > 12)
    wide = (s for s in over if holds(s.box, replace(box, y=box.y - 4)) and s.box.width <= box.width + 16)
    return any(s.border or distance(s.fill, rule.fill) < BOLD for s in wide)


def _is_even(text: TextLine, rule: Box, images: Sequence[Image]) -> bool:
    """Whether a line reaches as far beyond the words, with their icon, at both sides."""
    box = _with_icon(text.box, images)
    return abs((box.x - rule.x) - (rule.right - box.right)) <= EVEN


def _is_over(text: TextLine, rule: Box) -> bool:
    box = text.box
    across = rule.x - 2 <= box.x and box.right <= rule.right + 2
    return across and BELOW[0] <= rule.y - box.bottom <= BELOW[1]


def _row(chosen: TextLine, texts: Sequence[TextLine]) -> list[TextLine]:
    """The lines level with the chosen one and of its size, as far as they follow each other closely."""
    level = [t for t in texts if abs(t.box.y - chosen.box.y) <= 3 and abs(t.size / chosen.size - 1) < 0.12]
    row, rest = [chosen], sorted((t for t in level if t is not chosen), key=lambda t: t.box.x)
    while near := next((t for t in rest if any(0 < _gap(t.box, o.box) <= APART for o in row)), None):
        row.append(near)
        rest.remove(near)
    return sorted(row, key=lambda t: t.box.x)


def _gap(one: Box, other: Box) -> float:
    return max(one.x - other.right, other.x - one.right)


def _boxes(chosen: TextLine, row: Sequence[TextLine], rule: Box, images: Sequence[Image]) -> list[Box]:
    first = _with_icon(chosen.box, images)
    left, right = max(0.0, first.x - rule.x), max(0.0, rule.right - first.right)
    middle = chosen.box.y + chosen.box.height / 2
    top, bottom = 2 * middle - rule.bottom, rule.bottom
    whole = [_with_icon(t.box, images) for t in row]
    return [Box(b.x - left, top, b.width + left + right, bottom - top) for b in whole]


def _with_icon(text: Box, images: Sequence[Image]) -> Box:
    """The words with the icon close before or behind them."""
    middle = text.y + text.height / 2
    near = [i.box for i in images if i.icon and i.box.y < middle < i.box.bottom and 0 <= _gap(i.box, text) <= ICON]
    x = min([text.x, *(i.x for i in near)])
    return Box(x, text.y, max([text.right, *(i.right for i in near)]) - x, text.height)
