"""Buttons with nothing but a sign in them: rows of plates with an icon each, and crosses that close."""

import cv2
import numpy as np

from mockup2code.vision.colours import contrast
from mockup2code.vision.measurement import Box, Control, ControlKind, Image, ImageKind, Shape
from mockup2code.vision.pixels import Mask, Pixels, cut
from mockup2code.vision.scene import Scene

PLATE = (28, 64)
"""The shorter sides of plates with an icon, in pixels."""

LONGEST = 200
"""The longest side of such a plate, in pixels."""

APART = 32
"""The widest gap between two of them in a row, in pixels."""

UNDER = 28
"""How far below a plate the words of a feature begin, in pixels: its plate is no button."""

CROSS = (8, 22)
"""Sides of the ink of a cross that closes, in pixels."""

CORNER = 48
"""How far from the right top corner of what it closes a cross stands at most, in pixels."""

HIT = 28
"""The side of the button that a bare cross is, in pixels."""

CARD = (160, 40)
"""The least width and height of what a cross closes, in pixels."""

INKED, FREE = 0.7, 0.25
"""How much of both diagonals of a cross is inked, and of the lines to the middles of its sides at most."""


def sign_buttons(pixels: Pixels, scene: Scene) -> list[Control]:
    """The buttons that have no words, by their icon."""
    plates = [s for s in scene.shapes if _is_plate(s, scene)]
    rows = [Control(ControlKind.BUTTON, s.box) for s in plates if any(_is_beside(s.box, o.box) for o in plates)]
    closers = [_hit(i.box) for i in scene.images if i.icon and _closes(i, scene) and _is_cross(pixels, i.box)]
    return [*rows, *(Control(ControlKind.BUTTON, box) for box in closers)]


def _is_plate(shape: Shape, scene: Scene) -> bool:
    box = shape.box
    sized = PLATE[0] <= min(box.width, box.height) <= PLATE[1] and box.height <= PLATE[1] and box.width <= LONGEST
    if not sized or not (shape.fill or shape.border) or scene.words(shape):
        return False
    icons = [i for i in scene.icons(shape) if i.kind is not ImageKind.AVATAR]
    if len(icons) != 1 or len(scene.icons(shape)) > 1 or not _is_middled(icons[0].box, box):
        return False
    return not any(_stands_under(t.box, box) for t in scene.texts)


def _is_middled(icon: Box, plate: Box) -> bool:
    across = abs(icon.x + icon.width / 2 - plate.x - plate.width / 2)
    down = abs(icon.y + icon.height / 2 - plate.y - plate.height / 2)
    small = max(icon.width, icon.height) <= 0.8 * min(plate.width, plate.height)
    return small and across <= max(4, 0.15 * plate.width) and down <= max(4, 0.1 * plate.height)


def _stands_under(words: Box, plate: Box) -> bool:
    return 0 <= words.y - plate.bottom < UNDER and words.x < plate.right and plate.x < words.right


def _is_beside(box: Box, other: Box) -> bool:
    """Whether two boxes are of one size and stand in a row."""
    alike = abs(box.width - other.width) <= 2 and abs(box.height - other.height) <= 2 and abs(box.y - other.y) <= 2
    return alike and 0 < max(other.x - box.right, box.x - other.right) <= APART


def _closes(icon: Image, scene: Scene) -> bool:
    """Whether an icon stands at the right top corner of a card or a bar, or in the middle of a bar's right end."""
    box = icon.box
    middle, right = box.y + box.height / 2, box.x + box.width / 2
    if max(box.width, box.height) > CROSS[1] * 1.7:
        return False
    for shape in scene.shapes:
        around = shape.box
        if around.width < CARD[0] or around.height < CARD[1] or not 0 < around.right - right <= CORNER:
            continue
        level = abs(middle - around.y - around.height / 2) <= 4
        if around.y < middle < around.bottom and (middle - around.y <= CORNER or level):
            return not any(s.box.width < CARD[0] and _holds(s.box, right, middle) for s in scene.shapes)
    return False


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x <= x <= box.right and box.y <= y <= box.bottom


def _is_cross(pixels: Pixels, box: Box) -> bool:
    """Whether the ink in a box runs along its diagonals and nowhere else."""
    part = cut(pixels, box, 1)
    if min(part.shape[:2]) < CROSS[0]:
        return False
    ground = np.median(np.concatenate([part[0], part[-1]]), axis=0).astype(np.float64)
    away = contrast(part, ground)
    ink = np.asarray(away > 0.4 * max(20.0, float(np.percentile(away, 99))), np.uint8)
    x, y, w, h = cv2.boundingRect(ink)
    if not (CROSS[0] <= min(w, h) and max(w, h) <= CROSS[1] and abs(w - h) <= 2):
        return False
    return _runs_across(cv2.dilate(ink[y : y + h, x : x + w], np.ones((2, 2), np.uint8)))


def _runs_across(ink: Mask | cv2.typing.MatLike) -> bool:
    height, width = ink.shape[:2]
    steps = np.linspace(0.12, 0.88, 9)
    rows, columns = (steps * (height - 1)).round().astype(int), (steps * (width - 1)).round().astype(int)
    diagonals = (ink[rows, columns].mean(), ink[rows, columns[::-1]].mean())
    off = np.array([0.0, 0.1, 0.2, 0.8, 0.9, 1.0])
    sides = (
        ink[(off * (height - 1)).round().astype(int), width // 2].mean(),
        ink[height // 2, (off * (width - 1)).round().astype(int)].mean(),
    )
    return bool(min(diagonals) >= INKED and max(sides) <= FREE)


def _hit(icon: Box) -> Box:
    x, y = icon.x + icon.width / 2, icon.y + icon.height / 2
    return Box(x - HIT / 2, y - HIT / 2, HIT, HIT)
