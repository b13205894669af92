"""Text of a made-up language whose words follow Zipf's law, the same each time."""

import random

import numpy as np

VOCABULARY = 20_000
AT_ONCE = 1_000_000
LETTERS = "abcdefghijklmnoprstuvwz"


class Language:
    """`by_rank` has all its words, the commonest first."""

    def __init__(self) -> None:
        chance = random.Random(7)
        self.by_rank = ["".join(chance.choices(LETTERS, k=chance.randint(3, 9))) for _ in range(VOCABULARY)]
        weights = 1 / np.arange(1, VOCABULARY + 1)
        self._shares = weights / weights.sum()
        self._generator = np.random.default_rng(7)
        self._drawn: list[int] = []

    def text(self, count: int) -> str:
        if len(self._drawn) < count:
            self._drawn = self._generator.choice(VOCABULARY, size=AT_ONCE, p=self._shares).tolist()
        ranks, self._drawn[-count:] = self._drawn[-count:], []
        return " ".join([self.by_rank[rank] for rank in ranks])
