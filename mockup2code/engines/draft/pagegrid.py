"""The grid of a page: a sidebar beside the rows of the rest, and what stands above and below them in the same grid."""

import re
from collections.abc import Sequence
from dataclasses import replace

from mockup2code.engines.draft.cells import names
from mockup2code.engines.draft.elements import Element

_BARE = re.compile(r"grid$|items-start$|\*:min-w-0$|(?:[a-z]+:)?(?:grid-cols-|gap-x-)")


def across(classes: Sequence[str]) -> list[str]:
    """The classes of a grid whose gap is between its columns only."""
    last = next((name for name in reversed(classes) if "gap-" in name), "")
    kept = [name for name in classes if name == last or "gap-" not in name]
    return [name.replace("gap-", "gap-x-") for name in kept]


def rows(count: int, above: int = 0, below: int = 0) -> str:
    """The rows of a grid beside a sidebar, of which the last takes what is left; with those above and below it."""
    return f"[{'_'.join(['auto'] * (above + count - 1) + ['1fr'] + ['auto'] * below)}]"


def is_page(element: Element, wide: str) -> bool:
    """Whether a grid goes from edge to edge of the page and has nothing of its own but its columns and rows."""
    own = [name for name in names(element) if not name.startswith((f"{wide}grid-rows-", f"max-{wide}-mx-"))]
    bleeds = any(name.startswith(f"max-{wide}-mx-") for name in names(element))
    return element.tag == "div" and "grid" in own and bleeds and all(map(_BARE.match, own))


def joined(grid: Element, elements: Sequence[Element], wide: str) -> Element:
    """The grid with what stands above and below it as its own rows."""
    place = next(i for i, element in enumerate(elements) if element is grid)
    count = len(grid.children) - 1
    ruled = f"{wide}grid-rows-"
    kept = [name for name in grid.classes if not name.startswith(ruled)]
    if count > 1:
        kept.append(ruled + rows(count, place, len(elements) - 1 - place))
    return replace(grid, classes=kept, children=[*elements[:place], *grid.children, *elements[place + 1 :]])


def inset(classes: Sequence[str], wide: str) -> list[str]:
    """The classes of what stands in a page without padding on a phone: its words keep off the edges as before."""
    bleeds = f"max-{wide}-mx-4"
    own = [name for entry in classes for name in entry.split()]
    return [name for name in own if name != bleeds] if bleeds in own else [*own, f"max-{wide}px-4"]
