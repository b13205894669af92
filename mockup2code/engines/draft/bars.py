"""Thin lines that touch are one bar: shaded bars of progress are measured line by line."""

from collections.abc import Sequence
from dataclasses import replace

from mockup2code.vision.measurement import Shape

_THIN, _LEAST, _UNEVEN = 2.0, 2, 4.0
"""The thickest such line, the fewest lines of a bar, and how far apart their ends are at most, in pixels."""

_APART = 1.5
"""How far apart the lines are at most, in pixels: one between them may be missing."""


def with_bars(shapes: Sequence[Shape]) -> list[Shape]:
    """The shapes with every stack of lines as one bar in the colour of its middle."""
    stacks: list[list[Shape]] = []
    for line in sorted(filter(_is_line, shapes), key=lambda s: s.box.y):
        stack = next((stack for stack in reversed(stacks) if _follows(stack[-1], line)), None)
        if stack:
            stack.append(line)
        else:
            stacks.append([line])
    stacks = [stack for stack in stacks if len(stack) >= _LEAST]
    stacked = {line for stack in stacks for line in stack}
    return [*(shape for shape in shapes if shape not in stacked), *map(_bar, stacks)]


def _is_line(shape: Shape) -> bool:
    return bool(shape.fill) and not shape.border and shape.box.height <= _THIN < shape.box.width


def _follows(above: Shape, below: Shape) -> bool:
    a, b = above.box, below.box
    return -0.5 <= b.y - a.bottom <= _APART and max(abs(a.x - b.x), abs(a.right - b.right)) <= _UNEVEN


def _bar(stack: Sequence[Shape]) -> Shape:
    first, middle, last = stack[0].box, stack[len(stack) // 2], stack[-1].box
    box = replace(middle.box, y=first.y, height=last.bottom - first.y)
    return replace(middle, box=box, radius=box.height / 2 if first.width < box.width else 0.0)
