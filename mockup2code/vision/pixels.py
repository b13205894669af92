"""A picture's pixels as an array, at the scale of CSS pixels or of the picture."""

from dataclasses import dataclass
from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.measurement import Box
from mockup2code.vision.picture import Picture

Pixels: TypeAlias = NDArray[np.uint8]
"""Rows x columns x (blue, green, red)."""

Mask: TypeAlias = NDArray[np.uint8]
"""Rows x columns of 0 and 255 (or 1)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """`bgr` in the pixels that are measured; `scale` of them make one CSS pixel."""

    bgr: Pixels
    scale: float

    @property
    def width(self) -> int:
        return int(self.bgr.shape[1])

    @property
    def height(self) -> int:
        return int(self.bgr.shape[0])


def decode(picture: Picture) -> Pixels:
    """The picture's pixels; what is transparent becomes white."""
    raw = cv2.imdecode(np.frombuffer(picture.png, np.uint8), cv2.IMREAD_UNCHANGED)
    if raw is None:
        raise ValueError(f"{picture.name} holds no picture")
    if raw.dtype == np.uint16:
        raw = (raw >> 8).astype(np.uint8)
    if raw.ndim == 2:
        raw = cv2.cvtColor(raw, cv2.COLOR_GRAY2BGR)
    if raw.shape[2] == 2:
        raw = np.dstack([raw[:, :, 0]] * 3 + [raw[:, :, 1]])
    if raw.shape[2] == 4:
        alpha = raw[:, :, 3:].astype(np.uint16)
        raw = ((raw[:, :, :3] * alpha + 255 * (255 - alpha)) // 255).astype(np.uint8)
    return np.ascontiguousarray(raw)


def at_scale(pixels: Pixels, scale: float) -> Frame:
    """The pixels made smaller by `scale`; a scale below one leaves them as they are."""
    if scale <= 1:
        return Frame(pixels, 1.0)
    size = (max(1, round(pixels.shape[1] / scale)), max(1, round(pixels.shape[0] / scale)))
    return Frame(np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8), scale)


def fitted(pixels: Pixels, longest: int) -> Frame:
    """The pixels made so small that no side is longer than `longest`."""
    return at_scale(pixels, max(pixels.shape[:2]) / longest)


def cut(pixels: NDArray[Any], box: Box, margin: float = 0) -> NDArray[Any]:
    """The part of `pixels` under `box` grown by `margin`, clipped to the picture."""
    height, width = pixels.shape[:2]
    left, top = max(0, int(box.x - margin)), max(0, int(box.y - margin))
    right = min(width, int(np.ceil(box.right + margin)))
    bottom = min(height, int(np.ceil(box.bottom + margin)))
    return pixels[top : max(bottom, top), left : max(right, left)]
