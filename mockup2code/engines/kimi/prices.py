"""What tokens cost: the rows of prices.json, which has the date that they are of."""

import json
from functools import cache
from pathlib import Path
from typing import Any

PRICES = Path(__file__).with_name("prices.json")


def cost(model: str, given: int, cached: int, written: int) -> float | None:
    """US dollars for these tokens (`given` includes `cached`), or None where the model's price is not known."""
    prices = _prices()
    price = prices["models"].get(model)
    if price is None:
        return None
    total = (given - cached) * price["input"] + cached * price["cached"] + written * price["output"]
    return float(total / prices["tokens"])


@cache
def _prices() -> dict[str, Any]:
    table: dict[str, Any] = json.loads(PRICES.read_text(encoding="utf-8"))
    return table
