"""Finds text lines and recognises them, with the two models that come in rapidocr's wheel."""

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions  # type: ignore[import-untyped]

from mockup2code.vision.measurement import Box
from mockup2code.vision.pixels import Pixels

DETECTION_PIXELS = 1280 * 960
"""How many pixels one run of the detection model sees at most; more are seen in tiles."""

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


_detecting = threading.Lock()
"""One tile at a time takes all processors, and a quarter of a gigabyte."""

_runs = ThreadPoolExecutor(os.cpu_count() or 1, "reading")
"""Batches are read side by side, each by one processor: that takes a third less of both than sharing every batch."""


@cache
def _session(model: str, threads: int) -> InferenceSession:
    spec = find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise RuntimeError("rapidocr is not installed")
    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 4
    # Pictures are of all shapes: a plan of memory for each shape takes a third more of it.
    options.enable_mem_pattern = False
    path = Path(spec.origin).parent / "models" / model
    return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _detector() -> InferenceSession:
    return _session("PP-OCRv6_det_small.onnx", threads=os.cpu_count() or 1)


def _recogniser() -> InferenceSession:
    return _session("PP-OCRv6_rec_small.onnx", threads=1)


@cache
def _characters() -> list[str]:
    known = _recogniser().get_modelmeta().custom_metadata_map["character"].splitlines()
    return ["", *known, " "]


def load() -> None:
    """Loads both models and runs them once."""
    detect(np.full((64, 64, 3), 255, np.uint8))
    recognise([np.full((LINE_HEIGHT, 96, 3), 255, np.uint8)])


def _normal(pixels: Pixels) -> NDArray[np.float32]:
    return (pixels.astype(np.float32) / 127.5 - 1).transpose(2, 0, 1)


def text_map(pixels: Pixels) -> NDArray[np.float32]:
    """How likely each pixel is text, 0 to 1, in tiles of full width."""
    height, width = pixels.shape[:2]
    rows = max(256, DETECTION_PIXELS // max(width, 1))
    overlap = 64
    out = np.zeros((height, width), np.float32)
    top = 0
    while True:
        bottom = min(height, top + rows)
        part = _tile_map(pixels[top:bottom])
        cut = overlap // 2 if top else 0
        out[top + cut : bottom] = part[cut:]
        if bottom == height:
            return out
        top = bottom - overlap


def _tile_map(tile: Pixels) -> NDArray[np.float32]:
    height, width = tile.shape[:2]
    padded = np.full((max(64, -(-height // 32) * 32), max(64, -(-width // 32) * 32), 3), 255, np.uint8)
    padded[:height, :width] = tile
    with _detecting:
        answer = _detector().run(None, {"x": _normal(padded)[None]})[0]
    found: NDArray[np.float32] = answer[0, 0, :height, :width]
    return found


def detect(pixels: Pixels) -> list[Box]:
    """The boxes of text lines, padded, in reading order."""
    likely = text_map(pixels)
    mask = (likely > 0.3).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    sums = np.bincount(labels.ravel(), likely.ravel(), count)
    boxes = []
    for index in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[index])
        if min(w, h) < 3 or sums[index] / area < 0.5:
            continue
        grow = w * h * 1.5 / (2 * (w + h))
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
    answer = _recogniser().run(None, {"x": tensor})[0]
    best, sure = answer.argmax(axis=2), answer.max(axis=2)
    return [
        _decoded(indices, scores, width / line.shape[1])
        for indices, scores, line in zip(best, sure, batch, strict=True)
    ]


def _decoded(indices: NDArray[np.int64], scores: NDArray[np.float32], stretch: float) -> Reading:
    """The reading of one line by CTC (Graves 2006): repeats and blanks fall out."""
    keep = (indices != 0) & np.concatenate([[True], indices[1:] != indices[:-1]])
    steps = np.flatnonzero(keep)
    letters = [(_characters()[indices[i]], (i + 0.5) / len(indices) * stretch) for i in steps]
    while letters and letters[0][0] == " ":
        letters.pop(0)
    while letters and letters[-1][0] == " ":
        letters.pop()
    if not letters:
        return Reading("", 0.0, ())
    return Reading("".join(c for c, _ in letters), float(scores[keep].mean()), tuple(p for _, p in letters))
