"""How a drawing lies in its picture: tilted or seen at a slant, told from its level and its upright lines."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.pixels import Mask

LOOK = 900
"""The longest side, in pixels, at which lines are looked for."""
STEEPEST = np.deg2rad(18)
"""How far from level or upright a line of a page may lie."""
SHORTEST = 0.035
"""The shortest line that tells something, as a share of the longest side."""
WAVER = 0.07
"""How far from level a hand draws a line, in radians."""
SLANT, FLIGHT = 0.06, 0.06
"""How much tilt differs between level and upright lines, and how much lines converge, where nothing is known."""
LEVEL = np.deg2rad(3)
"""What is tilted less, in the mean over its corners, is left as it is: that is how people draw."""
CLEARLY = 0.5
"""How much tilt is left at most once a drawing is straightened, as a share of what it had."""
LEAST = 8
"""How many lines tell how a picture lies."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lines about as level (or upright) as a page's may be: their ends, in halves of the longest side."""

    starts: NDArray[np.float64]
    ends: NDArray[np.float64]

    @property
    def lengths(self) -> NDArray[np.float64]:
        return np.asarray(np.hypot(*(self.ends - self.starts).T), np.float64)

    def moved(self, matrix: Matrix) -> "_Lines":
        return _Lines(transformed(matrix, self.starts), transformed(matrix, self.ends))

    def where(self, keep: NDArray[np.bool_]) -> "_Lines":
        return _Lines(self.starts[keep], self.ends[keep])

    def turned(self) -> "_Lines":
        """The lines with rows for columns."""
        return _Lines(self.starts[:, ::-1], self.ends[:, ::-1])


def find_perspective(ink: Mask) -> Matrix | None:
    """The matrix that takes the picture's points (columns, rows) to those of the page seen from the front.

    The page is of the picture's size. None where the drawing lies straight, or where too few lines tell how it lies.
    The lines' vanishing points are fitted by iteratively reweighted least squares.
    """
    lines = _lines(ink)
    if len(lines.starts) < LEAST:
        return None
    matrix = np.eye(3)
    for _ in range(4):
        matrix = _step(lines.moved(matrix)) @ matrix
    if _turn(matrix, ink.shape[1], ink.shape[0]) < LEVEL or _tilt(lines.moved(matrix)) > CLEARLY * _tilt(lines):
        return None
    height, width = ink.shape
    unit = max(ink.shape) / 2
    to_unit = np.array([[1 / unit, 0, -width / 2 / unit], [0, 1 / unit, -height / 2 / unit], [0, 0, 1]])
    return _fitted(np.linalg.inv(to_unit) @ matrix @ to_unit, ink)


def transformed(matrix: Matrix, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points (columns, rows) under a matrix of three rows and columns."""
    there = points @ matrix[:, :2].T + matrix[:, 2]
    return np.asarray(there[:, :2] / there[:, 2:], np.float64)


def _lines(ink: Mask) -> _Lines:
    height, width = ink.shape
    shrink = min(1.0, LOOK / max(ink.shape))
    size = max(1, round(width * shrink)), max(1, round(height * shrink))
    small = cv2.resize(np.asarray(255 - 255 * ink, np.uint8), size, interpolation=cv2.INTER_AREA)
    found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_STD).detect(small)[0]
    if found is None:
        return _Lines(np.zeros((0, 2)), np.zeros((0, 2)))
    ends = np.asarray(found, np.float64).reshape(-1, 2, 2) - np.array(size) / 2
    lines = _Lines(*np.moveaxis(ends / (max(size) / 2), 1, 0))
    inner = (np.abs(ends) < 0.985 * np.array(size) / 2).all(axis=(1, 2))
    return lines.where((lines.lengths > 2 * SHORTEST) & inner)


def _step(lines: _Lines) -> Matrix:
    """One step towards the front: the slopes of level and upright lines, and how they converge."""
    level = _near(lines)
    upright = _near(lines.turned())
    rows, wanted, weights = [], [], []
    for number, part in enumerate((level, upright)):
        (x0, y0), (x1, y1) = part.starts.T, part.ends.T
        length = part.lengths
        coefficients = np.zeros((len(length), 4))
        coefficients[:, 2 * number] = (x0 - x1) / length
        coefficients[:, 2 * number + 1] = (y0 * x1 - y1 * x0) / length
        rows.append(coefficients)
        wanted.append((y1 - y0) / length)
        weights.append(np.sqrt(np.minimum(length, 1.0) / 0.2) / WAVER)
    known = np.array([[1 / SLANT, 0, 1 / SLANT, 0], [0, 1 / FLIGHT, 0, 0], [0, 0, 0, 1 / FLIGHT], [1e-3, 0, -1e-3, 0]])
    a, b, w = np.vstack(rows), np.concatenate(wanted), np.concatenate(weights)
    found = np.zeros(4)
    for _ in range(8):
        away = np.abs(a @ found - b) / WAVER
        trust = w / (1 + (away / 1.5) ** 2)
        found = np.linalg.lstsq(np.vstack([a * trust[:, None], known]), np.append(b * trust, np.zeros(4)), rcond=None)[
            0
        ]
    rise, across, lean, down = found
    return np.array([[1, lean, 0], [rise, 1, 0], [across, down, 1]])


def _near(lines: _Lines) -> _Lines:
    """The lines that lie about as the most do, among those that are not too steep."""
    slopes = _slopes(lines)
    flat = np.abs(slopes) < STEEPEST
    if not flat.any():
        return lines.where(flat)
    bins = np.linspace(-STEEPEST, STEEPEST, 73)
    votes = np.histogram(slopes[flat], bins, weights=lines.lengths[flat])[0]
    votes = np.convolve(votes, np.hanning(13), "same")
    most = float((bins[:-1] + bins[1:])[votes.argmax()] / 2)
    return lines.where(flat & (np.abs(slopes - most) < np.deg2rad(8)))


def _tilt(lines: _Lines) -> float:
    """How far level and upright lines are tilted, in radians: the mean over their length."""
    parts = [(_slopes(part), part.lengths) for part in (lines, lines.turned())]
    slopes, lengths = (np.concatenate(values) for values in zip(*parts, strict=True))
    flat = np.abs(slopes) < STEEPEST
    return float((np.abs(slopes) * lengths)[flat].sum() / max(1e-9, lengths[flat].sum()))


def _slopes(lines: _Lines) -> NDArray[np.float64]:
    slopes = np.arctan2(*(lines.ends - lines.starts).T[::-1])
    return np.asarray((slopes + np.pi / 2) % np.pi - np.pi / 2, np.float64)


def _turn(matrix: Matrix, width: int, height: int) -> float:
    """How far level and upright lines are turned, in radians: the mean over four points towards the corners."""
    half = 0.7 * np.array([width, height]) / max(width, height)
    corners = np.array([[x, y] for x in (-half[0], half[0]) for y in (-half[1], half[1])])
    here = transformed(matrix, corners)
    right, down = (transformed(matrix, corners + 0.01 * step) - here for step in np.eye(2))
    turns = np.concatenate([np.arctan2(right[:, 1], right[:, 0]), np.arctan2(down[:, 0], down[:, 1])])
    return float(np.mean(np.abs(turns)))


def _fitted(matrix: Matrix, ink: Mask) -> Matrix:
    """The matrix with all that is drawn moved into the picture's size, made smaller where it has to be."""
    height, width = ink.shape
    rows, columns = np.nonzero(ink[::4, ::4])
    points = transformed(matrix, np.asarray(4 * np.stack([columns, rows], axis=1), np.float64))
    low, high = points.min(axis=0), points.max(axis=0)
    shrink = float(min(1.0, (np.array([width, height]) / (high - low + 8)).min()))
    moved = np.clip(-low * shrink + 4, 0, None) + np.clip(np.array([width, height]) - high * shrink - 4, None, 0)
    return np.array([[shrink, 0, moved[0]], [0, shrink, moved[1]], [0, 0, 1]]) @ matrix


def from_front(light: NDArray[np.float32], matrix: Matrix) -> NDArray[np.float32]:
    """The page seen from the front; blank paper where the picture has nothing."""
    size = (light.shape[1], light.shape[0])
    return np.asarray(
        cv2.warpPerspective(light, matrix, size, borderMode=cv2.BORDER_CONSTANT, borderValue=1.0), np.float32
    )
