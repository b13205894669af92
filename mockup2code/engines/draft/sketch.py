"""A drawing made clean: hand-drawn controls become controls of usual size and style, roughly aligned things aligned."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import mean, median

from mockup2code.engines.draft.apart import apart
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
_NARROW = 0.8
"""How much smaller lines are set at most, where their words take more room than they were drawn in."""
_LETTERS, _FIGURES = 3, 18.0
"""How many letters a heading has at least, and how large figures are that are taken for none."""
_TIGHT = 0.82
"""Words that need so much more room than they were drawn in are set smaller than the others."""
_MARGIN = 24.0
"""The blank paper around a drawing that is kept, in pixels."""
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
    owners = _owners(drawn, count)
    for place, text in enumerate(texts, start=count):
        field = next((i for i, c in enumerate(controls) if place not in owners and _is_before(text.box, c)), None)
        if field is not None:
            placed[place] = _moved(placed[place], placed[place].x, middle(placed[field])[1])
    placed = _on_paper(apart(placed, owners))
    for inner, outer in owners.items():
        if controls[outer].kind in _CHECKS:
            width = max(placed[outer].width, placed[inner].right - placed[outer].x)
            placed[outer] = replace(placed[outer], width=width)
    controls = [replace(c, box=b, span=c.span and b) for c, b in zip(controls, placed, strict=False)]
    texts = [replace(t, box=b) for t, b in zip(texts, placed[count:], strict=False)]
    images = [replace(i, box=b) for i, b in zip(images, placed[count + len(texts) :], strict=True)]
    return Measurement(
        width=round(max(b.right for b in placed) + _MARGIN) if placed else round(drawn.width * factor),
        height=round(max([drawn.height * factor, *(b.bottom + _MARGIN for b in placed)])),
        scale=drawn.scale / factor,
        kind=drawn.kind,
        background=PAPER,
        texts=tuple(texts),
        shapes=tuple(_painted(c) for c in controls if c.kind not in _CHECKS),
        images=tuple(images),
        controls=tuple(controls),
    )


def _owners(drawn: Measurement, count: int) -> dict[int, int]:
    """For each line of words in a control of one line, or in what a tick spans, that control; as places among boxes."""
    owners = {}
    for place, text in enumerate(drawn.texts):
        around = (i for i, c in enumerate(drawn.controls) if _holds(c.span or c.box, text.box) or _names(c, text.box))
        owner = next(around, None)
        if owner is not None and drawn.controls[owner].kind is not ControlKind.TEXTAREA:
            owners[count + place] = owner
    return owners


def _on_paper(boxes: Sequence[Box]) -> list[Box]:
    """The boxes without the blank paper at their left and above them, but for a margin."""
    left, top = min((b.x for b in boxes), default=0.0), min((b.y for b in boxes), default=0.0)
    right, down = round(_MARGIN - left), round(_MARGIN - top)
    return [replace(b, x=b.x + right, y=b.y + down) for b in boxes]


def _names(tick: Control, words: Box) -> bool:
    """Whether words stand behind a tick, about level with it."""
    if tick.span is None:
        return False
    common = min(tick.span.bottom, words.bottom) - max(tick.span.y, words.y)
    behind = tick.box.x < words.x < max(tick.span.right, tick.box.right + 1.5 * words.height)
    return behind and common > 0.35 * min(tick.span.height, words.height)


def _holds(box: Box, inner: Box) -> bool:
    x, y = middle(inner)
    return box.x <= x <= box.right and box.y <= y <= box.bottom


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
    others = [*(text.box for text in texts), *(c.box for c in controls)]
    goes_on = [
        _goes_on(text, texts, styled) or _is_label(text.box, controls) or any(_leads(o, text.box) for o in others)
        for text in texts
    ]
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


def _leads(other: Box, words: Box) -> bool:
    """Whether something stands before words, level with them: they are no heading then."""
    return other.right <= words.x and other.y < middle(words)[1] < other.bottom


def _is_label(words: Box, controls: Sequence[Control]) -> bool:
    """Whether words stand right above a field or right before it: they are no heading, however large."""
    fields = [c.box for c in controls if c.kind not in (*_CHECKS, ControlKind.BUTTON)]
    above = (f for f in fields if -0.5 * words.height < f.y - words.bottom < 0.9 * words.height)
    return any(abs(f.x - words.x) < words.height for f in above) or any(_is_before(words, c) for c in controls)


def _is_before(words: Box, control: Control) -> bool:
    """Whether words are the label of a field that stands level behind them."""
    box = control.box
    level = box.y < middle(words)[1] < box.bottom and words.x < box.x < words.right + 2 * words.height
    return level and control.kind not in (*_CHECKS, ControlKind.BUTTON)


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


def fitting(lines: Sequence[TextLine]) -> float:
    """The part of their size at which most lines with their words are as wide as they were drawn."""
    shares = sorted(_fit(line, line.text) / line.size for line in lines if line.weight == 400 and len(line.text) > 3)
    return min(1.0, max(_NARROW, shares[len(shares) // 3])) if shares else 1.0


def _fit(line: TextLine, text: str) -> float:
    return line.box.width / max(0.1, typefaces()["Inter"].width(text, 1, 500))


def worded(line: TextLine, text: str, share: float = 1.0) -> TextLine:
    """A tidy line with its words; usual ones in the `share` of their size that all have, or smaller if they need be."""
    if not text:
        return replace(line, text="")
    if line.weight == 600 and sum(map(str.isalpha, text)) < _LETTERS:
        line = _set_as_body(line, min(line.size, _FIGURES))
    fit, size = _fit(line, text), line.size
    if line.weight == 600:
        size = _heading(fit) if fit < 0.85 * size else size
    else:
        size = float(round(size * share))
        size = size if fit > _TIGHT * size else max(12.0, float(round(_NARROW * size)))
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
