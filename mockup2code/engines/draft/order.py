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
_VARIANTS = ("*", "placeholder", "disabled", "max-sm", "max-md", "max-lg", "sm", "md", "lg")


def ordered(classes: Iterable[str]) -> list[str]:
    """The classes, each once, in their order; what belongs to one place keeps the order it came in."""
    names = dict.fromkeys(name for entry in classes for name in entry.split())
    return sorted(names, key=_rank)


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
