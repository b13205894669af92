"""The figures of all pictures as lines of text, and their means."""

from collections.abc import Sequence

from mockup2code.evaluate.outcome import Outcome
from mockup2code.vision.measurement import PictureKind

NAMES = {
    PictureKind.SCREEN: ("words", "place8", "place24", "color", "size", "boxes", "images", "controls", "flow"),
    PictureKind.SKETCH: ("controls", "flow"),
}
"""The figures of each kind of picture, in their order."""

_NAME, _FIGURE = 52, 8


def means(outcomes: Sequence[Outcome], kind: PictureKind) -> dict[str, float]:
    """The mean of each figure over the pictures of a kind that have it."""
    rows = [figures_of(o) for o in outcomes if o.kind is kind]
    found = {}
    for name in NAMES[kind]:
        values = [row[name] for row in rows if name in row]
        if values:
            found[name] = sum(values) / len(values)
    return found


def mean_score(outcomes: Sequence[Outcome], kind: PictureKind) -> float:
    """The mean of the one figure over the pictures of a kind."""
    scores = [o.fidelity.score for o in outcomes if o.kind is kind and o.fidelity]
    return sum(scores) / len(scores) if scores else 0.0


def figures_of(outcome: Outcome) -> dict[str, float]:
    """The figures of a picture by name, those that there are."""
    return outcome.fidelity.figures.named() if outcome.fidelity else {}


def lines(outcomes: Sequence[Outcome], kind: PictureKind) -> list[str]:
    """A table: a line for each picture of the kind, by name, and the means below them."""
    names = NAMES[kind]
    rows = sorted((o for o in outcomes if o.kind is kind), key=lambda o: o.name)
    mean = means(rows, kind)
    overall = sum(mean.values()) / len(mean) if mean else 0.0
    missing = sum(o.failure is not None for o in rows)
    title = "screen" if kind is PictureKind.SCREEN else "drawing"
    return [
        " ".join([title.ljust(_NAME), *(name.rjust(_FIGURE) for name in names)]),
        *(" ".join([row.name[: _NAME - 1].ljust(_NAME), *_columns(figures_of(row), names)]) for row in rows),
        " ".join(["mean".ljust(_NAME), *_columns(mean, names), f"overall {overall:.3f} missing {missing}"]),
    ]


def _columns(figures: dict[str, float], names: Sequence[str]) -> list[str]:
    return [(f"{figures[name]:.3f}" if name in figures else "-").rjust(_FIGURE) for name in names]
