"""Tells buttons, inputs and selects among the shapes that are one line high."""

from collections.abc import Sequence

from mockup2code.vision.checks import is_tick_sized
from mockup2code.vision.measurement import Box, ControlKind, Image, Shape, TextLine
from mockup2code.vision.scene import Scene, distance, holds, is_attached, is_level, is_stacked

HEIGHT = (26, 64)
"""Heights of single-line fields and buttons, in pixels."""

WIDTH, FULL = (36, 800), 1240
"""Widths of fields and buttons, and the widest field within a card, in pixels."""

LINE = 58
"""The highest field of one line, in pixels."""

WIDE = 320
"""The widest button that is not centred on its words, in pixels."""

FIELD = 100
"""The narrowest field to write in, in pixels."""

ARROW = 20
"""The longest side of the arrow of a select, in pixels."""

ROW = 50
"""The highest button whose words stand at its left, as in a menu; a higher one is a part of a card, in pixels."""

LABEL = 6
"""How near the left end and the top of a field its label stands, in pixels."""

ROUND = (23, 56)
"""Sizes of round buttons, in pixels."""

BAR = (56, 96)
"""Heights of an account bar, in pixels."""

CORNER = 60
"""How near a page's left top corner a logo stands, in pixels."""

PLATE = 200
"""The widest plate of a logo, in pixels."""

SMALL = 20
"""The height of the smallest buttons, which a border or an icon parts from badges, in pixels."""

INSET = 48
"""How far from the end of a field its words begin at most, in pixels."""

BADGE = 48
"""The widest badge in a button, in pixels."""


def entry_kind(shape: Shape, scene: Scene) -> ControlKind | None:
    """The kind of a shape that may be a button, an input or a select; None where it is none."""
    if _is_round_button(shape, scene) or _is_account_bar(shape, scene):
        return ControlKind.BUTTON
    if _is_small_button(shape, scene):
        return ControlKind.BUTTON
    box = shape.box
    widest = FULL if shape.border and scene.parent(shape) else WIDTH[1]
    sized = HEIGHT[0] <= box.height <= HEIGHT[1] and WIDTH[0] <= box.width <= widest
    apart = any(told(shape, scene) for told in (_is_heading, _is_cell, _is_progress, _is_logo))
    return _sized_kind(shape, scene) if sized and not apart and not _holds_tick(shape, scene) else None


def _sized_kind(shape: Shape, scene: Scene) -> ControlKind | None:
    """The kind by the words in the shape: none, one line, more."""
    box, words = shape.box, scene.words(shape)
    badged = _is_badged(shape, words, scene)
    parts = [s for s in scene.inner(shape) if scene.words(s) and s.box.width < 0.8 * box.width]
    if parts and not badged:
        field = scene.is_light(shape) and 160 < box.width <= WIDTH[1] and box.height <= LINE
        return ControlKind.INPUT if field else None
    if not words:
        return _wordless(shape, scene)
    if in_field(shape, scene):
        return ControlKind.INPUT
    if len(words) > 1:
        return ControlKind.BUTTON if badged or _is_loud(shape, words, scene) else None
    return _worded(shape, scene, words[0])


def in_field(shape: Shape, scene: Scene) -> Box | None:
    """The button at the right end of a field to write in, of which only the words are seen: "Go", "Subscribe"."""
    box, words = shape.box, scene.words(shape)
    if len(words) != 2 or not scene.is_light(shape) or box.width < 1.6 * FIELD or scene.inner(shape):
        return None
    first, last = (t.box for t in words)
    air = box.right - last.right
    ends = first.x - box.x < INSET and 4 <= air < INSET and last.width < 0.35 * box.width
    apart = last.x - first.right > max(last.width, INSET) and abs(first.y - last.y) <= 4
    told = shape.radius > 0.4 * box.height or scene.is_faint(words[0], shape)
    if not (ends and apart and told) or _is_listed(shape, scene):
        return None
    left = last.x - air
    return Box(left, box.y, box.right - left, box.height)


def _is_small_button(shape: Shape, scene: Scene) -> bool:
    """A low plate with words in its middle that has a border of its own or an icon, and no ends like a badge's."""
    box, words = shape.box, scene.words(shape)
    if not SMALL <= box.height < HEIGHT[0] or len(words) != 1 or shape.radius > 0.35 * box.height or not shape.fill:
        return False
    signs = [*(i.box for i in scene.icons(shape)), words[0].box]
    left, right = min(s.x for s in signs) - box.x, box.right - max(s.right for s in signs)
    bordered = shape.border is not None and distance(shape.border, shape.fill) > 8
    return abs(left - right) <= 4 and 3 <= left <= 24 and (bordered or len(signs) == 2) and not scene.inner(shape)


def _holds_tick(shape: Shape, scene: Scene) -> bool:
    """Whether a checkbox or radio button stands in the shape: then it is the label's plate."""
    wide = shape.box.width > HEIGHT[1]
    return wide and any(is_tick_sized(s.box) and not scene.words(s) for s in scene.inner(shape))


def _worded(shape: Shape, scene: Scene, text: TextLine) -> ControlKind | None:
    box = shape.box
    if _is_face(shape, text, scene):
        return None
    left, right = text.box.x - box.x, box.right - text.box.right
    if abs(left - right) < max(8, 0.08 * box.width) and (left + right) / 2 < 0.48 * box.width:
        return ControlKind.BUTTON
    if left > 60 or right < 0.3 * left:
        return ControlKind.BUTTON if scene.icons(shape) else None
    if _is_field(shape, scene, text):
        return ControlKind.SELECT if _ends_in_arrow(shape, scene) else ControlKind.INPUT
    if box.height > ROW and right > 2 * left:
        return None
    return ControlKind.BUTTON if box.width <= WIDE else None


def _is_face(shape: Shape, text: TextLine, scene: Scene) -> bool:
    """Whether a disc holds somebody's initials; those of page numbers stand in a row."""
    box = shape.box
    round_ = abs(box.width - box.height) <= 2 and shape.radius > 0.42 * box.width
    row = (s.box for s in scene.shapes if s is not shape and abs(s.box.y - box.y) <= 2)
    alike = any(abs(o.height - box.height) <= 2 and max(o.x - box.right, box.x - o.right) <= box.width for o in row)
    return round_ and text.box.width > 0.4 * box.width and not alike


def _is_field(shape: Shape, scene: Scene, text: TextLine) -> bool:
    """Whether a shape with words at its left is to be written in: outlined, or its words a faint placeholder."""
    if not scene.is_light(shape) or shape.box.width < FIELD or _is_listed(shape, scene):
        return False
    if shape.border or scene.is_faint(text, shape) or _is_joined(shape, scene) or _is_named(shape, scene):
        return True
    return scene.is_outlined(shape) and not any(i.box.x < text.box.x for i in scene.icons(shape))


def _is_named(shape: Shape, scene: Scene) -> bool:
    """Whether a white shape on a ground that is not has a label right above its left end."""
    box = shape.box
    above = (t.box for t in scene.texts if abs(t.box.x - box.x) <= LABEL and not holds(box, t.box))
    labelled = any(0 <= box.y - label.bottom <= 2 * LABEL for label in above)
    return labelled and shape.fill == "#ffffff" and distance(shape.fill, scene.around(shape)) >= 6


def _is_joined(shape: Shape, scene: Scene) -> bool:
    """Whether a button that stands out is attached at the right."""
    right = (s for s in scene.shapes if is_attached(shape.box, s.box) and s.box.x > shape.box.x)
    return any(distance(s.fill, shape.fill) > 120 for s in right)


def _wordless(shape: Shape, scene: Scene) -> ControlKind | None:
    icons, box = scene.icons(shape), shape.box
    if box.width > FIELD and box.height <= LINE and scene.is_light(shape) and scene.is_outlined(shape):
        return ControlKind.SELECT if _ends_in_arrow(shape, scene) else ControlKind.INPUT
    beside = any(is_attached(box, s.box) for s in scene.shapes if s is not shape)
    signs = [*(i.box for i in icons), *(s.box for s in scene.inner(shape))]
    return ControlKind.BUTTON if len(signs) == 1 and beside and _is_centred(signs[0], box) else None


def _is_round_button(shape: Shape, scene: Scene) -> bool:
    """A disc or ring of the size of a button with an icon or nothing in it, and no label under or over it."""
    box = shape.box
    least, most = ROUND
    if not (least <= box.width <= most and abs(box.width - box.height) <= 2 and shape.radius > 0.42 * box.width):
        return False
    icons = scene.icons(shape)
    ringed = scene.is_outlined(shape) and scene.is_light(shape)
    arrow = len(icons) == 1 and _is_centred(icons[0].box, box) and max(icons[0].box.width, icons[0].box.height) <= ARROW
    return not scene.words(shape) and (arrow or (ringed and not icons))


def _is_account_bar(shape: Shape, scene: Scene) -> bool:
    """A bar at the foot of a sidebar with a picture of somebody and a line or two."""
    box = shape.box
    if box.x > 2 or not (BAR[0] <= box.height <= BAR[1]) or not 160 <= box.width <= 360:
        return False
    at_foot = all(s.box.bottom <= box.bottom + 2 for s in scene.shapes)
    faces = [i.box for i in scene.icons(shape) if not i.ink and i.box.width >= 0.4 * box.height]
    words = [t.box for t in scene.words(shape)]
    return at_foot and len(faces) == 1 and 0 < len(words) <= 2 and all(faces[0].right < w.x for w in words)


def _is_centred(inner: Box, outer: Box) -> bool:
    across = abs(inner.x + inner.width / 2 - outer.x - outer.width / 2)
    down = abs(inner.y + inner.height / 2 - outer.y - outer.height / 2)
    return across <= 4 and down <= 4


def _ends_in_arrow(shape: Shape, scene: Scene) -> bool:
    """Whether a small flat icon stands at the right end."""
    box = shape.box
    return any(
        box.right - icon.box.right < 28 and icon.box.x > box.x + 0.6 * box.width and _is_arrow(icon)
        for icon in scene.icons(shape)
    )


def _is_arrow(icon: Image) -> bool:
    width, height = icon.box.width, icon.box.height
    return max(width, height) <= ARROW and (not icon.ink or width >= 1.2 * height)


def _is_badged(shape: Shape, words: Sequence[TextLine], scene: Scene) -> bool:
    """Whether all that stands beside the first words is a short badge at the right end, or a count in a list."""
    if len(words) != 2 or words[0].box.x - shape.box.x > 60:
        return False
    last = words[1].box
    if not (_is_listed(shape, scene) or any(holds(s.box, last) for s in scene.inner(shape))):
        return False
    return last.width <= BADGE and shape.box.right - last.right < 32 and last.x - words[0].box.right > last.width


def _is_loud(shape: Shape, words: Sequence[TextLine], scene: Scene) -> bool:
    """Whether the words stand in one line on a fill that stands out."""
    level = max(t.box.y for t in words) - min(t.box.y for t in words) < 6
    return level and shape.box.width <= WIDE and distance(shape.fill, scene.around(shape)) > 120


def _is_listed(shape: Shape, scene: Scene) -> bool:
    """Whether a shape is one of several rows that touch."""
    return any(is_level(shape.box, s.box) and is_stacked(shape.box, s.box) for s in scene.shapes if s is not shape)


def _is_heading(shape: Shape, scene: Scene) -> bool:
    """Whether the shape is the head, the foot or a row of the box around it, or the head of a list."""
    box, around = shape.box, scene.parent(shape)
    level = [s.box for s in scene.shapes if s is not shape and is_level(box, s.box)]
    alike = [o for o in level if abs(o.height - box.height) <= 3]
    listed = len(alike) > 1 and any(is_stacked(box, o) for o in alike)
    if around and around.box.height >= 1.5 * box.height and is_level(box, around.box) and not listed:
        return True
    if any(is_stacked(box, other) and other.height > 1.5 * box.height for other in level):
        return True
    rows = [o for o in level if o.height < 0.9 * box.height]
    return any(abs(o.y - box.bottom) <= 3 for o in rows) and len(rows) > 1


def _is_cell(shape: Shape, scene: Scene) -> bool:
    """Whether the shape touches others at its sides and others above or below: a cell of a table."""
    others = [s.box for s in scene.shapes if s is not shape]
    stacked = any(is_level(shape.box, o) and is_stacked(shape.box, o) for o in others)
    return stacked and any(is_attached(shape.box, o) for o in others)


def _is_progress(shape: Shape, scene: Scene) -> bool:
    """Whether the shape fills another from the left."""
    box, around = shape.box, scene.parent(shape)
    if around is None or around.box.width < 1.05 * box.width:
        return False
    outer = around.box
    return abs(outer.x - box.x) <= 2 and abs(outer.y - box.y) <= 2 and abs(outer.bottom - box.bottom) <= 2


def _is_logo(shape: Shape, scene: Scene) -> bool:
    """Whether the shape is a faint plate at the corner of the page, where a logo stands."""
    at_corner = max(shape.box.x, shape.box.y) < CORNER and shape.box.width < PLATE
    return at_corner and not shape.border and 0 < distance(shape.fill, scene.around(shape)) < 60
