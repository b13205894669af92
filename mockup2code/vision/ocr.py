"""Finds text lines and recognises them."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from mockup2code.vision import models
from mockup2code.vision.measurement import Box
from mockup2code.vision.pixels import Pixels
from mockup2code.vision.tiles import text_map

HIGHEST = 240
"""How high a line's box is at most, in pixels: what is higher is a part of a photograph that looks like letters."""

LINE_HEIGHT = 48
COARSE = 0.75
"""How wide a line is seen, as a part of its width, where it is read less closely: nearly as well, in less time."""

BATCH_WIDTH = 2400


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line says: `places` are its characters' centres, 0 to 1 along the line."""

    text: str
    confidence: float
    places: tuple[float, ...]


_runs = ThreadPoolExecutor(os.cpu_count() or 1, "reading")


def load() -> None:
    """Loads both models and runs them once."""
    detect(np.full((64, 64, 3), 255, np.uint8))
    recognise([np.full((LINE_HEIGHT, 96, 3), 255, np.uint8)])


def _normal(pixels: Pixels) -> NDArray[np.float32]:
    return (pixels.astype(np.float32) / 127.5 - 1).transpose(2, 0, 1)


def detect(pixels: Pixels, *, paper: bool = False) -> list[Box]:
    """The boxes of text lines, padded, in reading order; of a page, or of writing on white `paper`."""
    likely = text_map(pixels, paper=paper)
    mask = (likely > 0.3).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    sums = np.bincount(labels.ravel(), likely.ravel(), count)
    boxes = []
    for index in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[index])
        if min(w, h) < 3 or sums[index] / area < 0.5:
            continue
        grow = w * h * 1.5 / (2 * (w + h))
        if h + 2 * grow > HIGHEST:
            continue
        left, top = max(0.0, x - grow), max(0.0, y - grow)
        right, bottom = min(pixels.shape[1], x + w + grow), min(pixels.shape[0], y + h + grow)
        boxes.append(Box(left, top, right - left, bottom - top))
    return sorted(boxes, key=lambda b: (b.y, b.x))


def recognise(lines: Sequence[Pixels], width: float = 1.0) -> list[Reading]:
    """The text of each cut-out line with its confidence, 0 to 1; similar widths run together.

    `width` is the part of a line's width that it is seen at.
    """
    scaled = [_at_line_height(line, width) for line in lines]
    out = [Reading("", 0.0, ())] * len(scaled)
    batches = _batches([line.shape[1] for line in scaled])
    for batch, answers in zip(batches, _runs.map(_run, [[scaled[i] for i in b] for b in batches]), strict=True):
        for index, answer in zip(batch, answers, strict=True):
            out[index] = answer
    return out


def _at_line_height(line: Pixels, share: float) -> Pixels:
    height, width = line.shape[:2]
    columns = int(np.clip(round(share * width * LINE_HEIGHT / max(height, 1)), 16, BATCH_WIDTH))
    how = cv2.INTER_AREA if height > LINE_HEIGHT else cv2.INTER_CUBIC
    scaled: Pixels = cv2.resize(line, (columns, LINE_HEIGHT), interpolation=how)
    return scaled


def _batches(widths: Sequence[int]) -> list[list[int]]:
    """Indices grouped so that each group's widths are similar and their sum is bounded."""
    groups: list[list[int]] = []
    for index in sorted(range(len(widths)), key=lambda i: widths[i]):
        width = widths[index]
        last = groups[-1] if groups else []
        if last and width * (len(last) + 1) <= BATCH_WIDTH and width <= 1.25 * widths[last[0]] + 16:
            last.append(index)
        else:
            groups.append([index])
    return groups


def _run(batch: Sequence[Pixels]) -> list[Reading]:
    width = -(-max(line.shape[1] for line in batch) // 16) * 16
    tensor = np.zeros((len(batch), 3, LINE_HEIGHT, width), np.float32)
    for row, line in enumerate(batch):
        tensor[row, :, :, : line.shape[1]] = _normal(line)
    answer = models.read(tensor)
    best, sure = answer.argmax(axis=2), answer.max(axis=2)
    return [
        _decoded(indices, scores, width / line.shape[1])
        for indices, scores, line in zip(best, sure, batch, strict=True)
    ]


def _decoded(indices: NDArray[np.int64], scores: NDArray[np.float32], stretch: float) -> Reading:
    """The reading of one line by CTC (Graves 2006): repeats and blanks fall out."""
    keep = (indices != 0) & np.concatenate([[True], indices[1:] != indices[:-1]])
    steps = np.flatnonzero(keep)
    characters = models.characters()
    letters = [(characters[indices[i]], (i + 0.5) / len(indices) * stretch) for i in steps]
    while letters and letters[0][0] == " ":
        letters.pop(0)
    while letters and letters[-1][0] == " ":
        letters.pop()
    if not letters:
        return Reading("", 0.0, ())
    return Reading("".join(c for c, _ in letters), float(scores[keep].mean()), tuple(p for _, p in letters))
