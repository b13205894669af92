"""What a page is compared with: the labelled contents of a picture, or what was measured on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from mockup2code.fidelity.geometry import around
from mockup2code.fidelity.seen import Seen, SeenBox, SeenControl, SeenText, rgb
from mockup2code.vision.measurement import (
    COMPOSED,
    Box,
    Control,
    ControlKind,
    Measurement,
    PictureKind,
    Shape,
    TextLine,
)

_FIELDS = frozenset({ControlKind.INPUT, ControlKind.TEXTAREA, ControlKind.SELECT})


@dataclass(frozen=True, slots=True)
class Reference:
    """What is on a picture. Of a drawing only what is placed there counts, not where to the pixel."""

    kind: PictureKind
    seen: Seen

    @classmethod
    def from_json(cls, contents: object) -> "Reference":
        """A picture's labelled contents: with text lines a screen, with labelled boxes alone a drawing.

        Raises ValueError for any other shape.
        """
        seen = Seen.from_json(contents)
        is_screen = isinstance(contents, dict) and "texts" in contents
        if not is_screen and not seen.controls:
            raise ValueError("There are neither texts nor controls in it.")
        return cls(PictureKind.SCREEN if is_screen else PictureKind.SKETCH, seen)

    @classmethod
    def of(cls, measurement: Measurement) -> "Reference":
        """What was measured, as a page that shows it would report it."""
        fields = [c.box for c in measurement.controls if c.kind in _FIELDS]
        seen = Seen(
            measurement.width,
            measurement.height,
            tuple(_lines(measurement.texts, fields)),
            tuple(_box(s) for s in measurement.shapes),
            tuple(i.box for i in measurement.images),
            tuple(_control(c, measurement.kind) for c in measurement.controls if c.kind not in COMPOSED),
        )
        return cls(measurement.kind, seen)


def _lines(texts: Sequence[TextLine], fields: Sequence[Box]) -> list[SeenText]:
    """The lines; those in one field are one text that has the field's box."""
    lines: list[SeenText] = []
    inside: dict[Box, list[TextLine]] = {}
    for text in texts:
        field = next((f for f in fields if _holds(f, text.box)), None)
        if field is None:
            lines.append(SeenText(text.text, text.box, rgb(text.color), text.size))
        else:
            inside.setdefault(field, []).append(text)
    for field, own in inside.items():
        words = " ".join(t.text for t in own)
        lines.append(SeenText(words, field, rgb(own[0].color), own[0].size, control=True))
    return lines


def _holds(outer: Box, inner: Box) -> bool:
    x, y = inner.x + inner.width / 2, inner.y + inner.height / 2
    return outer.x <= x <= outer.right and outer.y <= y <= outer.bottom


def _box(shape: Shape) -> SeenBox:
    return SeenBox(shape.box, rgb(shape.fill))


def _control(control: Control, kind: PictureKind) -> SeenControl:
    """On a drawing a checkbox is drawn small: what counts there is the box together with its label."""
    box = around([control.box, control.span]) if control.span and kind is PictureKind.SKETCH else control.box
    return SeenControl(control.kind.value, box)
