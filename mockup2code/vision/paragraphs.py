"""Text lines that belong together: of one size and colour, aligned, one right below the other."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from mockup2code.vision.colours import bgr, contrast
from mockup2code.vision.measurement import Align, Image, Measurement, Paragraph, PictureKind, TextLine

TIGHT, LOOSE = 1.0, 2.0
"""How far the lines of a paragraph are apart, in font sizes."""

ALIKE = 0.15
"""How much the sizes of two lines of a paragraph differ at most: where letters rise and fall, sizes seem to."""

WIDE = 2.4
"""How wide a line is at least that surely holds words, in its heights."""

EVEN = 4.0
"""How far from each other the sides of aligned lines are, in pixels."""


def find_paragraphs(texts: Sequence[TextLine]) -> list[Paragraph]:
    """All lines in paragraphs, from the top down; most are of one line."""
    groups: list[list[int]] = []
    near: list[list[int]] = []
    for i in sorted(range(len(texts)), key=lambda i: (texts[i].box.y, texts[i].box.x)):
        line = texts[i]
        near = [g for g in near if line.box.y - texts[g[-1]].box.y <= LOOSE * texts[g[-1]].size]
        beside = (g for g in reversed(near) if _align([texts[g[-1]], line]) is not None)
        own = next((g for g in beside if _continues([texts[k] for k in g], line)), None)
        if own:
            own.append(i)
        else:
            near.append([i])
            groups.append(near[-1])
    return [_paragraph(group, texts) for group in groups]


def with_texts(measurement: Measurement, texts: Sequence[TextLine]) -> Measurement:
    """The measurement with other lines, and with paragraphs of these where it had any."""
    paragraphs = tuple(find_paragraphs(texts)) if measurement.paragraphs else ()
    return replace(measurement, texts=tuple(texts), paragraphs=paragraphs)


def with_words(measurement: Measurement, lines: Mapping[int, TextLine]) -> Measurement:
    """The measurement with the lines that were read, by their places; wide ones without words become images."""
    known = [lines.get(i) for i in range(len(measurement.texts))]
    missed = [line for line, read in zip(measurement.texts, known, strict=True) if not (read and read.text)]
    whole = with_texts(measurement, [line for line in known if line and line.text])
    lost = [Image(line.box, icon=False) for line in missed if is_illegible(measurement, line)]
    if not lost:
        return whole
    return replace(whole, images=(*whole.images, *lost), omitted=replace(whole.omitted, unread=len(lost)))


def is_illegible(measurement: Measurement, line: TextLine) -> bool:
    """Whether a line in which no words were read is so wide that some must be there: a screen's, not a pen's."""
    return measurement.kind is PictureKind.SCREEN and line.box.width >= WIDE * line.box.height


def _continues(lines: Sequence[TextLine], line: TextLine) -> bool:
    last = lines[-1]
    step = line.box.y - last.box.y
    if not TIGHT * last.size <= step <= LOOSE * last.size or abs(line.size / last.size - 1) > ALIKE:
        return False
    if len(lines) > 1 and abs(step - (last.box.y - lines[-2].box.y)) > 0.2 * last.size:
        return False
    return float(contrast(bgr(line.color), bgr(last.color))) < 60 and _align([*lines, line]) is not None


def _align(lines: Sequence[TextLine]) -> Align | None:
    """How lines are aligned; None where they are not."""
    lefts, rights = [t.box.x for t in lines], [t.box.right for t in lines]
    if max(lefts) - min(lefts) <= EVEN:
        return Align.START
    middles = [(a + b) / 2 for a, b in zip(lefts, rights, strict=True)]
    if max(middles) - min(middles) <= EVEN:
        return Align.CENTER
    return Align.END if max(rights) - min(rights) <= EVEN else None


def _paragraph(group: Sequence[int], texts: Sequence[TextLine]) -> Paragraph:
    lines = [texts[i] for i in group]
    steps = [b.box.y - a.box.y for a, b in pairwise(lines)]
    return Paragraph(tuple(group), _align(lines) or Align.START, round(median(steps), 1) if steps else 0.0)
