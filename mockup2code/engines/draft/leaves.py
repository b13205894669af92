"""The ends of the layout tree as elements: words, pictures, form controls, painted rectangles."""

from dataclasses import dataclass, field

from mockup2code.engines.draft import choice, styles
from mockup2code.engines.draft.covers import marks
from mockup2code.engines.draft.elements import SPACE, Element, text, value
from mockup2code.engines.draft.glyph import GLYPH
from mockup2code.engines.draft.marks import Piece, marked, pieces, usual, weight_beside
from mockup2code.engines.draft.names import Names, slug
from mockup2code.engines.draft.nodes import Field, Frame, Node, Picture, Words, likeness
from mockup2code.engines.draft.opacity import WHITE
from mockup2code.engines.draft.paint import paint
from mockup2code.engines.draft.styles import spacing
from mockup2code.engines.draft.toggle import toggle
from mockup2code.engines.draft.tokens import Tokens
from mockup2code.engines.draft.tree import CHECKS
from mockup2code.engines.draft.typeface import Typeface
from mockup2code.vision.erasing import Mark
from mockup2code.vision.measurement import Box, Control, ControlKind, TextLine

_SLACK = 0.03
"""How much wider than it was measured a line may turn out, as fonts differ, without wrapping anew."""

_SAME = 0.9
"""How much two boxes have in common at least that are one."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of the picture that the page uses: the name it is imported by, and where it was."""

    name: str
    path: str
    box: Box
    glyph: bool = False
    """An icon of one colour, which the page paints in the colour of its words."""
    marks: tuple[Mark, ...] = ()
    """What lies on it, and is set by the page."""


@dataclass(slots=True)
class Leaves:
    """Makes leaf elements in the style of one page."""

    face: Typeface
    wide: str
    """The variant at which the page has its full width, such as `lg:`; empty where it is never narrower."""
    ink: str
    """The page's usual text colour."""
    width: float
    """The page's width."""
    tokens: Tokens
    """The names of its colours and font sizes."""
    drawn: bool = False
    """A drawing: widths are rough, pictures are placeholders."""
    modal: Box | None = None
    """An open dialog."""
    names: Names = field(default_factory=Names)
    cuts: list[Cut] = field(default_factory=list)
    covers: dict[Box, list[Mark]] = field(default_factory=dict)

    def words(self, node: Words, left: float, right: float) -> tuple[Element, float]:
        """Words as a block between two edges."""
        element = self.inline(node)
        element.tag = node.tag or "p"
        before, after = node.box.x - left, right - node.box.right
        centred = abs(before - after) <= 3 and before > 3
        if centred or node.centred:
            element.classes.append("text-center")
        elif after <= 2 and before > 24 and len(node.lines) == 1:
            element.classes.append("text-right")
        if not centred and before > 1.5 and "text-right" not in element.classes:
            name = styles.space("ml", before)[0]
            element.classes.append(f"{self.wide}{name}" if before > 32 else name)
        if len(node.lines) > 1:
            element.classes += self.measure(node, centred=centred)
        return element, node.leading * len(node.lines)

    def inline(self, node: Words) -> Element:
        """Words as they stand in a row."""
        first = node.lines[0]
        classes = [self.tokens.text(first.size, node.leading), styles.weight(first.weight)]
        found = pieces(node.lines)
        base = usual(found) if found else Piece("", first.color, first.weight)
        color = self.tokens.letters(base.color)
        if color != self.tokens.color(self.ink):
            classes.append(f"text-{color}")
        classes.append(self.tracking(first))
        if len(node.lines) == 1:
            classes.append("whitespace-nowrap" if node.box.width <= 240 else f"{self.wide}whitespace-nowrap")
        classes.append("underline" if node.underlined else "")
        attributes: dict[str, str | None] = {}
        if node.target:
            attributes["htmlFor"] = f'"{node.target}"'
        elif node.tag == "a":
            attributes["href"] = f'"#{slug(first.text)}"'
        tag = node.tag or "span"
        if len(node.lines) == 1 or self.room(node):
            words = " ".join(line.text for line in node.lines)
            children = marked(found, base, self.tokens, links=tag in {"span", "p"})
            return Element(tag, classes, attributes, children or [text(words)], words=words if children else "")
        return Element(tag, classes, attributes, self._broken(node))

    def _broken(self, node: Words) -> "list[Element | str]":
        out: list[Element | str] = []
        for line in node.lines[:-1]:
            ending = [SPACE, Element("br", [f"max-{self.wide}hidden"])] if self.wide else [Element("br")]
            out += [text(line.text), *ending]
        return [*out, text(node.lines[-1].text)]

    def room(self, node: Words) -> float | None:
        """The width at which a paragraph wraps as it was measured, where there is one with room to spare."""
        lines = node.lines
        widths = [self.set_width(line) for line in lines]
        least = max(*widths, node.box.width)
        most = min(
            w + self.face.width(" " + following.text.split()[0], line.size, line.weight)
            for w, line, following in zip(widths, lines, lines[1:], strict=False)
            if following.text.split()
        )
        return least + min(max(8.0, _SLACK * least), (most - least) / 2) if most - least > 5 else None

    def measure(self, node: Words, *, centred: bool) -> list[str]:
        """What makes a paragraph wrap where it did."""
        width = self.room(node)
        limit = f"max-w-{styles.step(width or node.box.width)}"
        forced = "" if width else f"{self.wide}whitespace-nowrap"
        return ["mx-auto" if centred else "", limit if width or node.centred else "", forced]

    def set_width(self, line: TextLine) -> float:
        """How wide the line will be rendered, tracking included."""
        return self._natural(line) + self._tracked(line) * len(line.text)

    def _natural(self, line: TextLine) -> float:
        """How wide the line is without tracking."""
        if not line.spans:
            return self.face.width(line.text, line.size, line.weight)
        base = Piece("", line.color, line.weight)
        found = [(piece.text, weight_beside(piece, base)) for piece in pieces([line])]
        return sum(self.face.width(words, line.size, weight) for words, weight in found) + self.face.width(
            " ", line.size, line.weight
        ) * (len(found) - 1)

    def _tracked(self, line: TextLine) -> float:
        """Letter spacing in pixels that brings the line to its measured width, where it is off by much."""
        return styles.tracking(self._excess(line), line.size)[1]

    def _excess(self, line: TextLine) -> float:
        """How much wider each letter was drawn than the font has it."""
        if len(line.text) < 4 or self.drawn:
            return 0.0
        off = line.box.width - self._natural(line)
        return off / len(line.text) if abs(off) > 4 else 0.0

    def tracking(self, line: TextLine) -> str:
        return styles.tracking(self._excess(line), line.size)[0]

    def leaf(self, node: Node) -> tuple[Element, float]:
        """A picture or a form control, and its height."""
        if isinstance(node, Picture):
            return self.picture(node), node.box.height
        assert isinstance(node, Field)
        return self.control(node)

    def picture(self, node: Picture) -> Element:
        if self.drawn and not node.image.icon:
            return self._placeholder(node.box)
        cut = self.cut(node.box, icon=node.image.icon, glyph=node.image.ink is not None)
        if node.image.ink:
            return self._glyph(cut, node.image.ink)
        size = {"width": f"{{{round(node.box.width)}}}", "height": f"{{{round(node.box.height)}}}"}
        alt = '""' if node.image.icon else value(node.alt)
        return Element("img", ["max-w-full shrink-0"], {"src": f"{{{cut.name}}}", "alt": alt, **size})

    def _placeholder(self, box: Box) -> Element:
        """A picture that the drawing only stands for."""
        classes = [f"h-{spacing(box.height)[0]}", f"w-{spacing(box.width)[0]}", "max-w-full rounded-lg object-cover"]
        return Element("img", classes, {"src": "{placeholder}", "alt": '"Placeholder"'})

    def _glyph(self, cut: Cut, ink: str) -> Element:
        """An icon of one colour in that colour."""
        step, other = spacing(cut.box.width)[0], spacing(cut.box.height)[0]
        classes = [f"size-{step}"] if step == other else [f"h-{other}", f"w-{step}"]
        if styles.difference(ink, self.ink) > 2:
            classes.append(f"text-{self.tokens.color(ink)}")
        return Element(GLYPH, classes, {"src": f"{{{cut.name}}}"})

    def cut(self, box: Box, *, icon: bool, glyph: bool = False) -> Cut:
        """Has the part of the picture under the box cut out, once."""
        known = next((c for c in self.cuts if c.box == box), None)
        if known is None:
            name = self.names.take("icon" if icon else "image")
            known = Cut(name, f"src/assets/{name}.png", box, glyph, tuple(self.covers.get(box, ())))
            self.cuts.append(known)
        return known

    def control(self, node: Field) -> tuple[Element, float]:
        """A form control at its measured height."""
        kind, box = node.control.kind, node.box
        step, height = spacing(box.height)
        words = node.text.text if node.text else node.control.text
        name = node.name or self.names.take(words or kind.value)
        label = {"aria-label": value(node.label)} if node.label else {}
        if node.control.span == node.control.box:
            return choice.element(node, name, self.tokens)
        if kind in CHECKS:
            element = Element(
                "input", [f"size-{step}", "shrink-0"], {"id": f'"{name}"', "type": f'"{kind.value}"', **label}
            )
            if kind is ControlKind.SWITCH:
                element = toggle(box, {"id": f'"{name}"', **label})
                element.classes += self._accented("text", node.control)
            if node.control.checked:
                element.attributes["defaultChecked"] = None
            return _able(element, node.control), height
        element = Element("input", [f"h-{step}", "w-full"], {"id": f'"{name}"', **label})
        if node.shape:
            element.classes += self.paint(Frame(box, node.shape), "")
        if node.text:
            element.classes.append("px-" + spacing(max(0, node.text.box.x - box.x - 1))[0])
            element.classes.append(self.tokens.text(node.text.size, round(node.text.size * 1.5 / 4) * 4))
            element.classes += self._coloured(node, node.text.color)
        self._typed(element, node, words)
        return _able(element, node.control), height

    def _coloured(self, node: Field, color: str) -> list[str]:
        """Faint words are a placeholder's, not the colour of what will be typed."""
        if styles.difference(color, self.ink) <= 2:
            return []
        written = node.control.kind is ControlKind.SELECT or not self._is_faint(node)
        return [f"{'' if written else 'placeholder:'}text-{self.tokens.color(color)}"]

    def _is_faint(self, node: Field) -> bool:
        """Whether the words of a field stand in for a value: paler than the page's ink on the field's ground."""
        if node.text is None or node.control.placeholder:
            return True
        ground = (node.shape and node.shape.fill) or WHITE
        far = styles.difference(node.text.color, self.ink) > 12
        return far and styles.difference(node.text.color, ground) < styles.difference(self.ink, ground)

    def _accented(self, name: str, control: Control) -> list[str]:
        """The class for the colour of what is filled of a control."""
        return [f"{name}-{self.tokens.color(control.accent)}"] if control.accent else []

    def _typed(self, element: Element, node: Field, words: str) -> None:
        shown = "placeholder" if node.text is None or self._is_faint(node) else "defaultValue"
        match node.control.kind:
            case ControlKind.SELECT:
                element.tag = "select"
                element.children.append(Element("option", children=[text(words)]))
            case ControlKind.TEXTAREA:
                element.tag = "textarea"
                element.attributes[shown] = value(words)
            case ControlKind.SLIDER:
                element.attributes["type"] = '"range"'
                if node.control.value is not None:
                    element.attributes["defaultValue"] = f"{{{round(100 * node.control.value)}}}"
                element.classes += self._accented("accent", node.control)
            case _:
                element.attributes["type"] = '"text"'
                if words:
                    element.attributes[shown] = value(words)

    def cover(self, box: Box, node: Node | None) -> None:
        """Has the picture under the box be without what the page sets on it."""
        self.covers.setdefault(box, []).extend(marks(node))

    def painted(self, node: Frame, ground: str) -> Element:
        """A painted rectangle without its size: fill, border, corners, shadow, or the picture that it shows."""
        if node.control and node.control.kind is ControlKind.BUTTON:
            return _able(Element("button", self.paint(node, ground), _pressed(node.control)), node.control)
        element = Element("div", self.paint(node, ground))
        if self.modal and likeness(node.box, self.modal) > _SAME:
            element.attributes |= {"role": '"dialog"', "aria-modal": '"true"'}
        if node.image:
            self.cover(node.box, node.content)
            cut = self.cut(node.box, icon=False)
            element.classes.append("bg-cover")
            element.attributes["style"] = "{{ backgroundImage: `url(${" + cut.name + "})` }}"
        return element

    def paint(self, node: Frame, ground: str) -> list[str]:
        return paint(node.shape, ground, self.tokens) if node.shape else []


def _pressed(control: Control) -> dict[str, str | None]:
    """The attributes of a button; one of a row of tabs says whether it is chosen."""
    if not control.parts:
        return {"type": '"button"'}
    chosen = "{true}" if control.current is not None else "{false}"
    return {"type": '"button"', "role": '"tab"', "aria-selected": chosen}


def _able(element: Element, control: Control) -> Element:
    """The element as it takes part: a control that was greyed out takes none."""
    if control.disabled:
        element.attributes["disabled"] = None
    return element
