"""Where what stands on a page, measured as seen from the front, lies on the picture of it."""

from dataclasses import replace

from mockup2code.vision.measurement import Box, Measurement


def on_picture(measured: Measurement, box: Box) -> Box:
    """The level box around a box of the page on the picture, in CSS pixels."""
    if measured.slant is None:
        return box
    a, b, c, d, e, f, g, h, i = measured.slant
    corners = [(x, y, g * x + h * y + i) for x in (box.x, box.right) for y in (box.y, box.bottom)]
    columns, rows = zip(*[((a * x + b * y + c) / w, (d * x + e * y + f) / w) for x, y, w in corners], strict=True)
    return Box(min(columns), min(rows), max(columns) - min(columns), max(rows) - min(rows))


def pictured(measured: Measurement) -> Measurement:
    """The measurement with all that stands on the page where it lies on the picture, to be drawn over that."""

    def place(box: Box) -> Box:
        return on_picture(measured, box)

    return replace(
        measured,
        texts=tuple(replace(t, box=place(t.box)) for t in measured.texts),
        shapes=tuple(replace(s, box=place(s.box)) for s in measured.shapes),
        images=tuple(replace(i, box=place(i.box)) for i in measured.images),
        controls=tuple(replace(c, box=place(c.box), span=c.span and place(c.span)) for c in measured.controls),
        slant=None,
    )
