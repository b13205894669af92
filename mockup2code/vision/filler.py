"""Words that stand where a drawing only says that there will be some."""

from collections.abc import Iterator, Sequence
from itertools import cycle

BUTTON = "Button"

_LATIN = (
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore "
    "magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip."
)


def lines(lengths: Sequence[float]) -> Iterator[str]:
    """One line of words for each length, in letters; at least one word each."""
    words = cycle(_LATIN.split())
    word = next(words)
    for length in lengths:
        line = word
        while len(line) + 1 + len(word := next(words)) <= length:
            line += " " + word
        yield line
