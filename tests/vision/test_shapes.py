"""Painted rectangles of patterns: bounded work."""

import numpy as np

from mockup2code.vision.regions import find_regions
from mockup2code.vision.shapes import MOST, find_shapes


def test_of_thousands_of_squares_the_largest_are_found():
    pixels = np.full((800, 800, 3), 81, np.uint8)
    for y in range(2, 700, 16):
        for x in range(2, 780, 16):
            pixels[y : y + 10, x : x + 10] = 255
    pixels[720:780, 100:700] = (200, 120, 40)

    found = find_shapes(pixels, find_regions(pixels))

    assert 1000 < len(found) <= MOST
    assert found[0].shape.box.width == 600
