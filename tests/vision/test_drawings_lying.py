"""Drawings as they lie in photos: tilted, at a slant, in shadow, on ruled paper, on a dark board."""

import cv2
import numpy as np
import pytest
from PIL import Image

from mockup2code.vision.measure import measure
from mockup2code.vision.measurement import ControlKind, Measurement, PictureKind
from mockup2code.vision.slant import on_picture, pictured
from tests.vision.drawn import Paper, kinds, picture

CONTROLS = [ControlKind.INPUT, ControlKind.INPUT, ControlKind.CHECKBOX, ControlKind.BUTTON]
BUTTON = (245.0, 705.0)
"""The middle of the drawn button, in pixels of the sheet."""


@pytest.fixture(scope="module")
def form() -> np.ndarray:
    sheet = Paper()
    sheet.words("Booking", 80, 60, 52)
    for y, name in ((160, "Name"), (340, "City")):
        sheet.words(name, 80, y)
        sheet.box(80, y + 60, 900, 70)
    sheet.box(80, 540, 44, 44)
    sheet.words("By the window", 160, 536)
    sheet.box(80, 660, 330, 90)
    sheet.words("Send", 190, 680)
    return np.array(sheet.photo())


def seen_by(matrix: np.ndarray, form: np.ndarray, around: tuple[int, int, int]) -> np.ndarray:
    size = form.shape[1::-1]
    return cv2.warpPerspective(form, matrix, size, borderMode=cv2.BORDER_CONSTANT, borderValue=around)


def tilted(form: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    turn = np.vstack([cv2.getRotationMatrix2D((600, 450), 7, 0.85), [0, 0, 1]])
    return seen_by(turn, form, (195, 195, 195)), turn


def slanted(form: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The sheet on a dark table, seen from one side."""
    corners = np.float32([[0, 0], [1200, 0], [1200, 900], [0, 900]])
    there = np.float32([[140, 60], [1060, 200], [1150, 780], [40, 870]])
    slant = cv2.getPerspectiveTransform(corners, there)
    return seen_by(slant, form, (70, 50, 40)), slant


def ruled(form: np.ndarray) -> np.ndarray:
    page = form.copy()
    for y in range(20, 900, 30):
        cv2.line(page, (0, y), (1200, y + 6), (150, 165, 190), 2, cv2.LINE_AA)
    return np.minimum(page, form)


def squared(form: np.ndarray) -> np.ndarray:
    page = form.copy()
    for place in range(15, 1200, 26):
        cv2.line(page, (0, place), (1200, place + 5), (160, 170, 190), 1, cv2.LINE_AA)
        cv2.line(page, (place, 0), (place - 4, 900), (160, 170, 190), 1, cv2.LINE_AA)
    return np.minimum(page, form)


def shaded(form: np.ndarray) -> np.ndarray:
    """Half of the sheet in the shadow of the one who takes the photo."""
    rows, columns = np.mgrid[:900, :1200]
    shade = 1 - 0.45 / (1 + np.exp((columns + 0.5 * rows - 800) / 12))
    return (form * shade[..., None]).astype(np.uint8)


def on_board(form: np.ndarray) -> np.ndarray:
    """White strokes on a dark green board."""
    light = form.min(axis=2, keepdims=True) / 220
    return np.clip([40, 60, 52] * light + [235, 238, 230] * (1 - light), 0, 255).astype(np.uint8)


def measured(pixels: np.ndarray) -> Measurement:
    return measure(picture(Image.fromarray(pixels)))


@pytest.mark.parametrize("lying", [tilted, slanted])
def test_it_is_straightened_and_the_way_back_is_known(form: np.ndarray, lying) -> None:
    photo, there = lying(form)
    found = measured(photo)
    assert found.kind is PictureKind.SKETCH
    assert kinds(found) == CONTROLS
    first, second, *_ = sorted((c.box for c in found.controls), key=lambda b: b.y)
    assert first.x == pytest.approx(second.x, abs=0.03 * found.width)
    assert first.width == pytest.approx(second.width, rel=0.05)
    button = on_picture(found, max((c.box for c in found.controls), key=lambda b: b.y))
    x, y, w = there @ [*BUTTON, 1]
    middle = found.scale * (button.x + button.width / 2), found.scale * (button.y + button.height / 2)
    assert middle == pytest.approx((x / w, y / w), abs=12)


@pytest.mark.parametrize("lying", [ruled, squared, shaded, on_board])
def test_what_the_paper_is_like_does_not_matter(form: np.ndarray, lying) -> None:
    found = measured(lying(form))
    assert found.kind is PictureKind.SKETCH
    assert kinds(found) == CONTROLS


def test_a_drawing_that_lies_straight_is_left_as_it_is(form: np.ndarray) -> None:
    found = measured(form)
    assert found.slant is None
    assert pictured(found) == found
    assert kinds(found) == CONTROLS
