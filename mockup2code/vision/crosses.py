"""Crossed boxes of a drawing: the usual sign for a picture."""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from mockup2code.vision.controls import holds
from mockup2code.vision.figures import Figure, FigureKind, Ink, corners_of
from mockup2code.vision.measurement import Box

GAPS = (0, 5, 11)
"""Openings between the lines of a cross that are closed, in pixels of a drawing 1200 pixels long."""


def find_crosses(ink: Ink, figures: Sequence[Figure], words: Sequence[Box], unit: float) -> list[Box]:
    """The boxes with both diagonals drawn, the largest first, with the frames closely around them."""
    found: list[Box] = []
    for corners in _candidates(ink, figures, unit):
        x, y, w, h = cv2.boundingRect(corners.astype(np.float32))
        box = Box(x, y, w, h)
        if min(w, h) < 0.6 * unit or not 0.25 < w / h < 5 or any(_is_letter(box, word, unit) for word in words):
            continue
        if _has_diagonals(ink, corners):
            found.append(_framed(box, figures))
    return sorted(found, key=lambda b: -b.width * b.height)


def _is_letter(box: Box, word: Box, unit: float) -> bool:
    """Whether a box is only a part of a word."""
    return holds(word, box) and 1.5 * box.width < word.width and box.height < 1.2 * min(unit, word.height)


def _candidates(ink: Ink, figures: Sequence[Figure], unit: float) -> Iterator[NDArray[np.float64]]:
    """Corners between which there may be diagonals: of frames, of strokes that stand alone, of triangles that meet."""
    for figure in figures:
        if figure.kind is FigureKind.RECTANGLE and min(figure.box.width, figure.box.height) > 0.6 * unit:
            yield figure.corners
    scale = max(ink.mask.shape) / 1200
    for gap in GAPS:
        brush = np.ones((max(1, round(gap * scale)),) * 2, np.uint8)
        closed = cv2.morphologyEx(ink.mask, cv2.MORPH_CLOSE, brush)
        contours, tree = cv2.findContours(closed, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
        triangles = []
        for contour, links in zip(contours, tree[0] if tree is not None else [], strict=True):
            shorter = min(cv2.boundingRect(contour)[2:])
            if links[3] < 0 and shorter >= 0.6 * unit:
                yield corners_of(np.asarray(contour))
            elif links[3] >= 0 and shorter >= 0.15 * unit and _is_triangle(np.asarray(contour)):
                triangles.append(np.asarray(contour))
        yield from (corners_of(np.vstack(group)) for group in _groups(triangles, unit))


def _is_triangle(contour: NDArray[np.int32]) -> bool:
    area, (_, (width, height), _) = float(cv2.contourArea(contour)), cv2.minAreaRect(contour)
    if width * height == 0 or not 0.35 < area / (width * height) < 0.68:
        return False
    return len(cv2.approxPolyDP(contour, 0.07 * cv2.arcLength(contour, True), True)) == 3


def _groups(triangles: Sequence[NDArray[np.int32]], least: float) -> Iterator[list[NDArray[np.int32]]]:
    """Three or four triangles that meet in one point."""
    tips = [c.reshape(-1, 2).astype(float) for c in triangles]
    for tip in tips:
        middle = tip.mean(axis=0)
        reach = max(float(np.ptp(tip, axis=0).max()), least)
        near = [
            triangles[i]
            for i, other in enumerate(tips)
            if float(np.abs(other.mean(axis=0) - middle).max()) < reach and _touch(tip, other) < 0.12 * reach
        ]
        if len(near) >= 3:
            yield near


def _touch(some: NDArray[np.float64], others: NDArray[np.float64]) -> float:
    return float(np.sqrt(((some[:, None] - others[None]) ** 2).sum(axis=2)).min())


def _has_diagonals(ink: Ink, corners: NDArray[np.float64]) -> bool:
    """Whether there are lines along both diagonals, and paper between them."""
    left_top, right_top, right_bottom, left_bottom = corners
    width, height = np.ptp(corners[:, 0]), np.ptp(corners[:, 1])
    if min(width, height) < 8 or cv2.contourArea(corners.astype(np.float32)) < 0.6 * width * height:
        return False
    near = ink.pen + 0.06 * float(min(width, height))
    both = (ink.along(left_top, right_bottom, near, 0.15), ink.along(right_top, left_bottom, near, 0.15))
    return min(both) > 0.82 and 2 * _between(ink, corners) + _beside(ink, corners) < 0.35


def _beside(ink: Ink, corners: NDArray[np.float64]) -> float:
    """The share of ink right beside the diagonals, where letters would have more strokes."""
    left_top, right_top, right_bottom, left_bottom = corners
    across, down = 0.09 * (right_top - left_top), 0.09 * (left_bottom - left_top)
    shares = [
        ink.along(start + step, end + step, 1, 0.25)
        for start, end, away in (
            (left_top, right_bottom, across - down),
            (right_top, left_bottom, across + down),
        )
        for step in (away, -away)
    ]
    return sum(shares) / len(shares)


def _between(ink: Ink, corners: NDArray[np.float64]) -> float:
    """The share of ink in the four fields between the diagonals."""
    steps = np.linspace(0.14, 0.86, 25)
    across, down = (axis.ravel()[:, None] for axis in np.meshgrid(steps, steps))
    clear = (np.abs(across - down) > 0.24) & (np.abs(across + down - 1) > 0.24)
    left_top, right_top, right_bottom, left_bottom = corners
    upper, lower = left_top + across * (right_top - left_top), left_bottom + across * (right_bottom - left_bottom)
    points = (upper + down * (lower - upper))[clear[:, 0]]
    return float((ink.at(points) < 1).mean())


def _framed(cross: Box, figures: Sequence[Figure]) -> Box:
    """The box that is drawn closely around a cross, or else the cross's own."""
    area = cross.width * cross.height
    x, y = cross.x + cross.width / 2, cross.y + cross.height / 2
    for figure in reversed(figures):
        box = figure.box
        if figure.kind is not FigureKind.RECTANGLE or not area < box.width * box.height < 4 * area:
            continue
        if abs(box.x + box.width / 2 - x) < 0.2 * box.width and abs(box.y + box.height / 2 - y) < 0.2 * box.height:
            return box
    return cross
