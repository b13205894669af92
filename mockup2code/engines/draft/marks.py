"""Words of a line or paragraph that are set apart by their colour: as spans and links within the rest."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mockup2code.engines.draft.elements import SPACE, Element, is_plain, text
from mockup2code.engines.draft.names import slug
from mockup2code.engines.draft.styles import chroma, difference, hue, weight
from mockup2code.engines.draft.tokens import Tokens
from mockup2code.vision.measurement import TextLine

_SAME = 5.0
"""Colours that differ less (CIE76) are one."""

_HEAVIER = 200
"""By how much the weight of words differs at least from that of those around them."""

_COLOURFUL, _BLUE = 25.0, (190.0, 310.0)
"""Words in blue within grey ones are a link: the least chroma, and the hues in degrees."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that follow each other in one colour and weight."""

    text: str
    color: str
    weight: int


def pieces(lines: Sequence[TextLine]) -> list[Piece]:
    """The words of the lines in pieces; one where all have one colour."""
    out: list[Piece] = []
    for piece in (piece for line in lines for piece in _of(line) if piece.text):
        if out and difference(out[-1].color, piece.color) <= _SAME:
            out[-1] = Piece(f"{out[-1].text} {piece.text}", out[-1].color, out[-1].weight)
        else:
            out.append(piece)
    return out


def usual(found: Sequence[Piece]) -> Piece:
    """The piece whose colour most of the words have."""
    letters: Counter[str] = Counter()
    for piece in found:
        letters[piece.color] += len(piece.text)
    return max(found, key=lambda p: sum(n for c, n in letters.items() if difference(c, p.color) <= _SAME))


def marked(found: Sequence[Piece], base: Piece, tokens: Tokens, *, links: bool) -> list[Element | str]:
    """The words as children of an element in the base's colour; nothing where they cannot be set so."""
    if len(found) < 2 or not all(is_plain(piece.text) for piece in found):
        return []
    out: list[Element | str] = []
    for piece in found:
        plain = difference(piece.color, base.color) <= _SAME
        out += [text(piece.text) if plain else _mark(piece, base, tokens, links=links), SPACE]
    return out[:-1]


def weight_beside(piece: Piece, base: Piece) -> int:
    """The weight in which the words are set: that of those around them, unless it was measured to be far from it."""
    return piece.weight if abs(piece.weight - base.weight) >= _HEAVIER else base.weight


def _mark(piece: Piece, base: Piece, tokens: Tokens, *, links: bool) -> Element:
    own = weight_beside(piece, base)
    classes = [f"text-{tokens.letters(piece.color)}", (weight(own) or "font-normal") if own != base.weight else ""]
    if links and _is_link(piece, base):
        return Element("a", classes, {"href": f'"#{slug(piece.text)}"'}, [text(piece.text)])
    return Element("span", classes, {}, [text(piece.text)])


def _is_link(piece: Piece, base: Piece) -> bool:
    low, high = _BLUE
    blue = chroma(piece.color) > _COLOURFUL and low < hue(piece.color) < high
    return blue and chroma(base.color) < _COLOURFUL and any(letter.isalpha() for letter in piece.text)


def _of(line: TextLine) -> list[Piece]:
    out, start = [], 0
    for span in line.spans:
        out.append(Piece(line.text[start : span.start].strip(), line.color, line.weight))
        out.append(Piece(line.text[span.start : span.end].strip(), span.color, span.weight))
        start = span.end
    return [*out, Piece(line.text[start:].strip(), line.color, line.weight)]
