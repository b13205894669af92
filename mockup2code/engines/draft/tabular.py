"""Tables as elements, each in a box of its own that scrolls where the page is narrow."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mockup2code.engines.draft.elements import Element
from mockup2code.engines.draft.likeness import is_size
from mockup2code.engines.draft.names import camel
from mockup2code.engines.draft.nodes import Cell, Frame, Group, Node, Row, Table, Words, middle
from mockup2code.engines.draft.slot import Slot
from mockup2code.engines.draft.styles import space, spacing, step

if TYPE_CHECKING:
    from mockup2code.engines.draft.layout import Layout

_OFF = 4.0
"""By how much, in pixels, what is in a cell may be above its middle."""

_WIDEST = 160
"""The widest button or badge in a cell, in pixels."""

_NOWRAP = "whitespace-nowrap"
_NARROWEST = 960.0
"""How wide a table stays where the page is narrower."""


@dataclass(frozen=True, slots=True)
class Tabular:
    """Lays tables out for a Layout."""

    layout: "Layout"

    def table(self, node: Table, slot: Slot) -> tuple[Element, float]:
        """The table in its box, and its height."""
        widths = [cell.box.width for cell in node.rows[0].cells]
        rows = [self._row(row, slot, "th" if node.head and row is node.rows[0] else "td") for row in node.rows]
        self._size(rows[0], widths)
        self._call(rows)
        head = [Element("thead", children=[rows[0]])] if node.head else []
        rules = [row.rule for row in node.rows if row.rule]
        body = Element("tbody", children=list(rows[1:] if node.head else rows))
        color = self.layout.leaves.tokens.color(rules[0]) if rules else ""
        if rules and node.by_cell:
            for row in rows:
                for cell in row.children:
                    if isinstance(cell, Element):
                        cell.classes += ["border" if node.gridded else "border-b", f"border-{color}"]
        elif rules:
            body.classes = ["divide-y", f"divide-{color}"]
            if node.head and node.rows[0].rule:
                head[0].classes = ["border-b", f"border-{color}"]
            if node.rows[-1].rule:
                body.classes += ["border-b", f"border-{color}"]
        shared = _hoisted([cell for row in rows for cell in row.children if isinstance(cell, Element)])
        least = f"min-w-{spacing(min(node.box.width, _NARROWEST))[0]}"
        table = Element("table", ["w-full", least, "table-fixed", "text-left", *shared], children=[*head, body])
        box = Element("div", ["overflow-x-auto", *self.layout.across(node, slot)], children=[table])
        return box, sum(max(1.0, round(row.box.height)) for row in node.rows)

    def _call(self, rows: list[Element]) -> None:
        """The cells of a column are called by the words of its head."""
        for place, head in enumerate(rows[0].children):
            words = (head.words or head.children[0]) if isinstance(head, Element) and head.children else ""
            for row in rows[1:]:
                cell = row.children[place]
                if isinstance(cell, Element) and isinstance(words, str) and words:
                    cell.called = camel(words)

    def _size(self, row: Element, widths: list[float]) -> None:
        """The columns' widths, but that of the widest, which takes what is left."""
        if max(widths) - min(widths) <= 3:
            return
        for cell, width in zip(row.children, widths, strict=True):
            if isinstance(cell, Element) and width < max(widths):
                cell.classes.insert(0, f"w-{step(width)}")

    def _row(self, row: Row, slot: Slot, tag: str) -> Element:
        element = Element("tr", [f"h-{step(row.box.height)}"])
        ground = slot.ground
        if row.fill and row.fill != slot.ground:
            ground = row.fill
            element.classes.append(f"bg-{self.layout.leaves.tokens.color(row.fill)}")
        element.children += [self._cell(cell, row, ground, tag) for cell in row.cells]
        return element

    def _cell(self, cell: Cell, row: Row, ground: str, tag: str) -> Element:
        content = cell.content
        if content is None:
            return Element("td")
        element = Element(tag, self._place(cell, content, row), {"scope": '"col"'} if tag == "th" else {})
        if not isinstance(content, Words) or len(content.lines) > 1:
            element.children.append(self._block(cell, content, ground))
            return element
        words = self.layout.leaves.inline(content)
        bold = any(name.startswith("font-") for name in words.classes)
        element.classes += [*words.classes, "font-normal" if tag == "th" and not bold else ""]
        if words.tag == "a":
            element.children.append(Element("a", [], words.attributes, words.children))
        else:
            element.children += words.children
            element.words = words.words
        return element

    def _place(self, cell: Cell, content: Node, row: Row) -> list[str]:
        """Where in its cell the content stands."""
        before, after = content.box.x - cell.box.x, cell.box.right - content.box.right
        off = middle(content.box)[1] - middle(row.box)[1]
        down = ["align-top", space("pt", max(0.0, content.box.y - row.box.y))[0]] if off < -_OFF else []
        if cell.align == "right":
            return ["text-right", space("pr", max(0.0, after))[0], *down]
        if cell.align == "center":
            return ["text-center", space("pl" if before > after else "pr", abs(before - after))[0], *down]
        return [space("pl", max(0.0, before))[0], *down]

    def _block(self, cell: Cell, content: Node, ground: str) -> Element:
        """What is more in a cell than a line of words."""
        inner = Slot(content.box.x, max(content.box.right, cell.box.right - 4), content.box.y, ground)
        made, _ = self.layout.placed(content, inner)
        if isinstance(content, Frame) and content.box.width <= _WIDEST and "w-full" not in " ".join(made.classes):
            # A column is as wide as what stands in it: a button or a badge without a width would shrink to its words.
            made.classes = [
                name.replace("max-w-", "w-") if name.startswith("max-w-") else name for name in made.classes
            ]
        grouped = isinstance(content, Group)
        if cell.align == "center":
            made.classes.append("justify-center" if grouped else "mx-auto")
        elif cell.align == "right":
            made.classes.append("justify-end" if grouped else "ml-auto")
        return made


def _hoisted(cells: list[Element]) -> list[str]:
    """Classes of type that nearly all cells share, which the table has in their place."""
    filled = [cell for cell in cells if cell.children]
    counts = Counter(name for cell in filled for name in cell.classes if name.startswith("text-") or name == _NOWRAP)
    sizes = [name for name, count in counts.items() if is_size(name) and count > 0.5 * len(filled)]
    nowrap = [_NOWRAP] if counts[_NOWRAP] == len(filled) else []
    for cell in filled:
        cell.classes = [name for name in cell.classes if name not in [*sizes[:1], *nowrap]]
    return [*sizes[:1], *nowrap]
