"""The order in which an element's classes stand: where it is, how big, what flows in it, paint, type, variants last."""

import re
from collections.abc import Iterable
from functools import cache

_GROUPS = (
    ("sr-only", "not-sr-only", "relative", "absolute", "sticky", "col-", "row-"),
    ("-m", "m-", "mx-", "my-", "mt-", "mr-", "mb-", "ml-"),
    ("block", "inline", "flex", "grid", "table", "hidden", "list-item", "contents"),
    ("size-", "h-", "min-h-", "max-h-", "w-", "min-w-", "max-w-"),
    ("flex-1", "flex-auto", "flex-none", "shrink", "grow", "basis-", "table-fixed", "border-collapse"),
    ("cursor-", "resize", "list-", "columns-", "grid-cols-", "grid-rows-"),
    ("flex-col", "flex-row", "flex-wrap", "flex-nowrap", "items-", "content-", "justify-", "gap-", "divide-", "self-"),
    ("overflow-", "overflow", "truncate", "whitespace-", "wrap-", "break-"),
    ("rounded", "border", "bg-", "from-", "via-", "to-", "accent-", "object-"),
    ("p-", "px-", "py-", "pt-", "pr-", "pb-", "pl-"),
    ("text-left", "text-center", "text-right", "align-"),
    ("font-", "text-", "leading-", "tracking-", "uppercase", "underline", "no-underline", "placeholder"),
    ("opacity-", "shadow", "outline", "ring", "transition"),
)
_RANKS = {start: (group, place) for group, starts in enumerate(_GROUPS) for place, start in enumerate(starts)}
_PAIRS = (
    *(("pl", "pr", "px"), ("pt", "pb", "py"), ("px", "py", "p")),
    *(("ml", "mr", "mx"), ("mt", "mb", "my"), ("mx", "my", "m")),
)
_VARIANTS = ("*", "placeholder", "disabled", "max-sm", "max-md", "max-lg", "sm", "md", "lg")


def ordered(classes: Iterable[str]) -> list[str]:
    """The classes, each once, in their order; what belongs to one place keeps the order it came in."""
    names = list(dict.fromkeys(name for entry in classes for name in entry.split()))
    for one, other, both in _PAIRS:
        names = _joined(names, one, other, both)
    return sorted(names, key=_rank)


def _joined(names: list[str], one: str, other: str, both: str) -> list[str]:
    """The classes with one in place of two that set opposite sides alike, unless that one has another value already."""
    for name in names:
        variant, _, plain = name.rpartition(":")
        start = f"{variant}:" if variant else ""
        side, _, value = plain.partition("-")
        opposite = f"{start}{other}-{value}"
        if side == one and opposite in names and not any(n.startswith(f"{start}{both}-") for n in names):
            kept = [f"{start}{both}-{value}" if n == name else n for n in names if n != opposite]
            return _joined(kept, one, other, both)
    return names


@cache
def _rank(name: str) -> tuple[int, tuple[int, int]]:
    """First by the variant, then by the longest start of the name that has a place."""
    variant, _, plain = re.sub(r"\[[^\]]*\]", "[]", name).rpartition(":")
    rank = _VARIANTS.index(variant) + 1 if variant in _VARIANTS else len(_VARIANTS) + 1 if variant else 0
    starts = [start for start in _RANKS if plain == start or (plain.startswith(start) and _ends(start))]
    return rank, _RANKS[max(starts, key=len)] if starts else (len(_GROUPS), 0)


def _ends(start: str) -> bool:
    """Whether a class may go on after this start: `bg-` and `border` may, `flex` is a class of its own."""
    return start.endswith("-") or start in {"rounded", "border", "shadow", "-m", "shrink", "grow", "outline", "ring"}
