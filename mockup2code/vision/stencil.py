"""A glyph as a stencil: its ink opaque, its ground transparent, so that a page can paint it in any colour."""

import cv2
import numpy as np

from mockup2code.vision.colours import contrast


def stencil(png: bytes) -> bytes:
    """A PNG of one ink on an even ground, as a black PNG that is transparent where the ground was."""
    pixels = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
    if pixels is None:
        raise ValueError("there is no picture to cut a stencil from")
    edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    ground = np.median(edge, axis=0).astype(np.float64)
    away = contrast(pixels, ground)
    ink = np.median(pixels[away >= 0.85 * np.percentile(away, 98)], axis=0).astype(np.float64)
    way = ink - ground
    along = (pixels - ground) @ way / max(1.0, float(way @ way))
    cut = np.zeros((*pixels.shape[:2], 4), np.uint8)
    cut[..., 3] = np.round(255 * np.clip(along, 0.0, 1.0))
    return bytes(cv2.imencode(".png", cut)[1])
