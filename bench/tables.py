"""Figures as aligned tables, each under the command that prints it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One figure; `aim` is what it is to reach, as words."""

    name: str
    value: str
    aim: str = ""


def show(title: str, command: str, rows: Sequence[Row]) -> None:
    print(f"\n{title}\n$ {command}")
    widths = [
        max(len(text) for text in column) for column in zip(*((r.name, r.value, r.aim) for r in rows), strict=True)
    ]
    for row in rows:
        print(f"  {row.name:<{widths[0]}}  {row.value:>{widths[1]}}  {row.aim}".rstrip())


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"
