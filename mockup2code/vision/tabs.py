"""Finds tabs: words in a row, one of them with a line under it that reaches beyond its words."""

from collections.abc import Sequence

from mockup2code.vision.measurement import Box, Control, ControlKind, Image, Shape, TextLine

LINE = (24, 320)
"""Widths of the line under a tab, in pixels."""

BELOW = (4, 20)
"""How far below its words' box the line is, in pixels: an underlined link has it nearer."""

APART = 96
"""The widest gap between two tabs' words, in pixels."""

ICON = 14
"""The widest gap between a tab's words and its icon, in pixels."""


def find_tabs(rules: Sequence[Shape], texts: Sequence[TextLine], images: Sequence[Image]) -> list[Control]:
    """Rows of tabs: each part is as wide around its words as the line under the chosen one, from the left."""
    tabs: list[Control] = []
    for rule in (r.box for r in rules):
        own = [t for t in texts if _is_over(t, rule)]
        if not (LINE[0] <= rule.width <= LINE[1] and rule.height <= 4) or len(own) != 1:
            continue
        row = _row(own[0], texts)
        underlined = [r for r in rules if abs(r.box.y - rule.y) <= 3 and sum(_is_over(t, r.box) for t in row) == 1]
        if len(row) > 1 and len(underlined) == 1:
            parts = _boxes(own[0], row, rule, images)
            whole = Box(parts[0].x, parts[0].y, parts[-1].right - parts[0].x, parts[0].height)
            tabs.append(Control(ControlKind.TABS, whole, parts=tuple(parts), current=row.index(own[0])))
    return tabs


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
