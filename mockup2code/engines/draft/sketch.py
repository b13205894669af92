"""A drawing made clean: hand-drawn controls become controls of usual size and style, roughly aligned things aligned."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import mean, median

from mockup2code.engines.draft.nodes import middle
from mockup2code.engines.draft.typeface import typefaces
from mockup2code.vision.measurement import Box, Control, ControlKind, Image, Measurement, Shape, TextLine

INK, INK_OF_HEADINGS, PAPER = "#374151", "#111827", "#ffffff"
BORDER, PRIMARY = "#d1d5db", "#155dfc"
_CHECKS = (ControlKind.CHECKBOX, ControlKind.RADIO)
_HEADING = 1.35
"""Lines that are so much larger than the usual one are headings."""
_ALIKE = 1.2
"""Lines of one hand whose heights differ by no more than this factor are meant to be of one size."""
_NARROWEST, _WIDEST = 400.0, 1040.0
_SET = 0.75
"""The font size at which words are about as wide as they were drawn, for each pixel that they are high."""
_LARGEST = 30.0
"""The font size of the usual words beyond which a drawing is not scaled."""
_ROW = 32.0
"""How high a checkbox with its words is, in pixels."""
_LINE = 44.0
"""How high one line of a form is, in pixels: drawings are scaled until their controls are about that high."""


def tidy(drawn: Measurement) -> Measurement:
    """The drawing at the scale of a page, before its words are read; texts keep their order."""
    factor = _factor(drawn)
    controls = [_control(c, factor) for c in drawn.controls]
    rules = [_scaled(s.box, factor) for s in drawn.shapes if s.fill]
    texts = _styled(
        [replace(t, box=_scaled(t.box, factor), size=t.size * factor) for t in drawn.texts], controls, rules
    )
    images = [Image(_scaled(i.box, factor), i.icon) for i in drawn.images]
    lefts = _snapped([b.x for b in _boxes(controls, texts, images)], 0.025 * drawn.width * factor)
    rows = _snapped([middle(b)[1] for b in _boxes(controls, texts, images)], 10.0)
    placed = [_moved(b, x, y) for b, x, y in zip(_boxes(controls, texts, images), lefts, rows, strict=True)]
    count = len(controls)
    controls = [replace(c, box=b, span=c.span and b) for c, b in zip(controls, placed, strict=False)]
    texts = [replace(t, box=b) for t, b in zip(texts, placed[count:], strict=False)]
    images = [replace(i, box=b) for i, b in zip(images, placed[count + len(texts) :], strict=True)]
    return Measurement(
        width=round(drawn.width * factor),
        height=round(drawn.height * factor),
        scale=drawn.scale / factor,
        kind=drawn.kind,
        background=PAPER,
        texts=tuple(texts),
        shapes=tuple(_painted(c) for c in controls if c.kind not in _CHECKS),
        images=tuple(images),
        controls=tuple(controls),
    )


def _factor(drawn: Measurement) -> float:
    """The scale at which controls are about one line of a form high and words not too large."""
    heights = [c.box.height for c in drawn.controls if c.kind not in _CHECKS and c.kind is not ControlKind.TEXTAREA]
    sizes = [t.size for t in drawn.texts]
    factor = _LINE / max(median(heights or [2 * size for size in sizes] or [_LINE]), 1.0)
    if sizes:
        factor = min(factor, _LARGEST / (_SET * max(median(sizes), 1.0)))
    return min(max(factor, _NARROWEST / drawn.width), _WIDEST / drawn.width)


def _scaled(box: Box, factor: float) -> Box:
    return Box(box.x * factor, box.y * factor, box.width * factor, box.height * factor)


def _control(control: Control, factor: float) -> Control:
    """A control of usual size about the same middle; a checkbox or radio button takes in its words."""
    box = _scaled(control.box, factor)
    x, y = middle(box)
    if control.kind not in _CHECKS:
        return replace(control, box=_field_box(box))
    if control.span is None:
        return replace(control, box=Box(x - 10, y - 10, 20, 20))
    span = _scaled(control.span, factor)
    row = Box(span.x, y - _ROW / 2, span.width, _ROW)
    return replace(control, box=row, span=row)


def _field_box(box: Box) -> Box:
    y = middle(box)[1]
    if box.height > 2.2 * _LINE:
        return box
    height = min(max(box.height, 32.0), 40.0)
    return Box(box.x, y - height / 2, max(box.width, 48), height)


def _styled(texts: list[TextLine], controls: Sequence[Control], rules: Sequence[Box]) -> list[TextLine]:
    """The lines in two or three sizes, dark on paper and white on buttons; underlined ones are links."""
    usual = median([t.size for t in texts]) if texts else 16.0
    body = min(max(round(_SET * usual / 2) * 2.0, 14.0), 24.0)
    styled = [_line(text, usual, body, controls, rules) for text in texts]
    goes_on = [_goes_on(text, texts, styled) for text in texts]
    return [_set_as_body(line, body) if on else line for line, on in zip(styled, goes_on, strict=True)]


def _goes_on(line: TextLine, texts: Sequence[TextLine], styled: Sequence[TextLine]) -> bool:
    """Whether a line stands right under one of the usual words that is about as large: no heading does."""
    box = line.box
    return any(
        above.weight == 400
        and abs(other.box.x - box.x) < 0.5 * box.height
        and 0 < box.y - other.box.y < 1.4 * box.height
        and line.size < _ALIKE * other.size
        for other, above in zip(texts, styled, strict=True)
    )


def _set_as_body(line: TextLine, body: float) -> TextLine:
    if line.weight != 600:
        return line
    return replace(line, box=_set(line.box, body), size=body, weight=400, color=INK)


def _line(line: TextLine, usual: float, body: float, controls: Sequence[Control], rules: Sequence[Box]) -> TextLine:
    x, y = middle(line.box)
    inside = next((c for c in controls if c.box.x <= x <= c.box.right and c.box.y <= y <= c.box.bottom), None)
    size, weight, color = body, 400, INK
    if inside and inside.kind is ControlKind.BUTTON:
        size, weight, color = min(body, 18.0), 500, PAPER
    elif not inside and any(_is_under(rule, line.box) for rule in rules):
        color = PRIMARY
    elif not inside and line.size > _HEADING * usual:
        size, weight, color = _heading(min(max(_SET * line.size, 1.2 * body), 2 * body)), 600, INK_OF_HEADINGS
    return replace(line, box=_set(line.box, size), size=size, weight=weight, color=color)


def _is_under(rule: Box, words: Box) -> bool:
    across = min(rule.right, words.right) - max(rule.x, words.x)
    return across > 0.6 * words.width and abs(rule.y - words.bottom) < 0.6 * words.height


def worded(line: TextLine, text: str) -> TextLine:
    """A tidy line with its words, in a smaller size where they would be wider than they were drawn."""
    if not text:
        return line
    fit = line.box.width / max(0.1, typefaces()["Inter"].width(text, 1, 500))
    size = line.size
    if fit < 0.85 * size:
        size = _heading(fit) if line.weight == 600 else max(12.0, float(round(fit)))
    return replace(line, text=text, box=_set(line.box, size), size=size)


def _heading(size: float) -> float:
    return float(min((18, 20, 24, 30, 36), key=lambda s: abs(s - size)))


def _set(box: Box, size: float) -> Box:
    """The box of a line of a font size about the same middle."""
    return Box(box.x, middle(box)[1] - 0.6 * size, box.width, 1.2 * size)


def _boxes(controls: Sequence[Control], texts: Sequence[TextLine], images: Sequence[Image]) -> list[Box]:
    return [thing.box for things in (controls, texts, images) for thing in things]


def _snapped(places: list[float], near: float) -> list[float]:
    """The places with those that are nearly equal made equal."""
    order = sorted(range(len(places)), key=places.__getitem__)
    out = list(places)
    run: list[int] = []
    for index in [*order, -1]:
        if index >= 0 and (not run or places[index] - places[run[0]] <= near):
            run.append(index)
            continue
        together = mean(places[i] for i in run) if run else 0.0
        for i in run:
            out[i] = round(together)
        run = [index]
    return out


def _moved(box: Box, left: float, centre: float) -> Box:
    return Box(left, centre - box.height / 2, box.width, box.height)


def _painted(control: Control) -> Shape:
    if control.kind is ControlKind.BUTTON:
        return Shape(control.box, PRIMARY, None, 8.0)
    return Shape(control.box, PAPER, BORDER, 8.0)
