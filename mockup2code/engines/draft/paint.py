"""Classes for what a rectangle is painted with: corners, borders, fill, gradient, shadow."""

from collections.abc import Iterator

from mockup2code.engines.draft import styles
from mockup2code.engines.draft.tokens import Tokens
from mockup2code.vision.measurement import Edge, Gradient, Shape

_VISIBLE = 0.5
"""Fills that differ by less from the ground are the ground."""

_WAYS = ("t", "tr", "r", "br", "b", "bl", "l", "tl")


def paint(shape: Shape, ground: str, tokens: Tokens) -> list[str]:
    """The classes, on a ground of that colour; an empty ground is unknown."""
    classes = [styles.rounded(shape.radius, shape.box.width, shape.box.height)]
    if shape.border:
        classes += [_border("border", shape.border_width), f"border-{tokens.color(shape.border)}"]
    classes += [name for side, edge in _sides(shape) for name in _edge(side, edge, tokens)]
    if shape.gradient:
        classes += _gradient(shape.gradient, tokens)
    elif shape.fill and (not ground or styles.difference(shape.fill, ground) > _VISIBLE or shape.shadow):
        classes.append(f"bg-{tokens.color(shape.fill)}")
    if shape.shadow:
        classes.append("shadow-md")
    return classes


def _sides(shape: Shape) -> Iterator[tuple[str, Edge]]:
    edges = shape.edges
    if edges:
        sides = (("t", edges.top), ("r", edges.right), ("b", edges.bottom), ("l", edges.left))
        yield from ((name, edge) for name, edge in sides if edge)


def _edge(side: str, edge: Edge, tokens: Tokens) -> list[str]:
    return [_border(f"border-{side}", edge.width), f"border-{side}-{tokens.color(edge.color)}"]


def _border(name: str, width: float) -> str:
    return name if width < 1.5 else f"{name}-{round(width)}"


def _gradient(gradient: Gradient, tokens: Tokens) -> list[str]:
    way = _WAYS[round(gradient.angle / 45) % 8]
    return [f"bg-linear-to-{way}", f"from-{tokens.color(gradient.start)}", f"to-{tokens.color(gradient.end)}"]
