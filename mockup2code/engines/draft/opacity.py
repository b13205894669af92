"""Letters that are the page's ink, let through in part: one ink in several strengths, as `text-ink/75`."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_EVEN = 0.006
"""By how much the shares of ink in the three channels may differ; a colour of its own has others."""

_STEP, _NEAR = 0.05, 0.02
"""Opacities are multiples of this; how far from one what was measured may be."""

_THIN = 0.012
"""How much fainter letters are measured than they are."""

_LEAST, _MOST = 0.3, 0.92
_REACH = 80
"""How far ink and ground are apart in each channel at least."""

_TINT = 6
"""How far the channels of a grey with a tint are apart at least."""

_MAJORITY, _ENOUGH = 0.4, 60
"""How much of the letters of one colour must have the same share of an ink: of all of them, and in pixels."""

WHITE = "#ffffff"


@dataclass(frozen=True, slots=True)
class Faded:
    """An ink and how much of it is seen, in percent."""

    ink: str
    percent: int


@dataclass(frozen=True, slots=True)
class Letters:
    """A colour that letters have, what they stand on, and how long their lines are, in pixels."""

    color: str
    ground: str
    weight: float


def faded(alike: Sequence[Letters], inks: Iterable[str]) -> Faded | None:
    """The ink that letters of nearly one colour are a part of, where enough of them say so.

    Greys on grey grounds are parts of any grey: nothing is told of them.
    """
    least = max(_ENOUGH, _MAJORITY * sum(one.weight for one in alike))
    for ink in inks:
        votes: Counter[int] = Counter()
        for one in alike:
            share = _share(one.color, one.ground, ink) if _is_tinted(ink) or _is_tinted(one.ground) else None
            if share is not None:
                votes[share] += one.weight  # type: ignore[assignment]
        percent, weight = votes.most_common(1)[0] if votes else (0, 0)
        if weight >= least:
            return Faded(ink, percent)
    return None


def _share(color: str, ground: str, ink: str) -> int | None:
    parts = [(c - g, i - g) for c, g, i in zip(_channels(color), _channels(ground), _channels(ink), strict=True)]
    if min(abs(whole) for _, whole in parts) < _REACH:
        return None
    shares = [part / whole for part, whole in parts]
    mean = sum(shares) / 3 + _THIN
    step = round(mean / _STEP) * _STEP
    if max(shares) - min(shares) > _EVEN or abs(mean - step) > _NEAR or not _LEAST <= step <= _MOST:
        return None
    return round(step * 100)


def _is_tinted(color: str) -> bool:
    channels = _channels(color)
    return max(channels) - min(channels) >= _TINT


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
