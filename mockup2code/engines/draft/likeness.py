"""Which elements are of one make: the same tags in the same places, with classes that differ by a hair at most."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from mockup2code.engines.draft.elements import Element, Repeat, text
from mockup2code.engines.draft.fields import VARIABLE
from mockup2code.engines.draft.order import ordered
from mockup2code.engines.draft.styles import SIZES, WEIGHTS
from mockup2code.engines.draft.tokens import SIZE_NAMES

_NEAR = 1.0
"""By how many steps of the spacing scale (4 px) what was measured on two like things may differ."""

_NUMBER = re.compile(r"(?P<name>.*-)(?P<steps>\d+(?:\.\d+)?|px)")
_SIZE = re.compile(
    r"text-(?:3xs|2xs|xs|sm|base|lg|[2-9]?xl|caption|note|lead|subtitle|title|heading|headline|display|hero)(?:-\d)?(?:/.*)?"
)
_FREE = re.compile(r"(?:[a-z-]+:)?(?:max-w-|tracking-|whitespace-nowrap)")
"""Classes that follow from how long the words are."""

_WORDS = frozenset({"p", "span", "a", "li", "label", "h1", "h2", "h3", "h4", "dt", "dd"})
_BY_LOOK = frozenset({"p", "span", "h2", "h3", "h4"})
_TONE = re.compile(
    r"(?:bg|text|border|from|via|to)-(?!(?:left|right|center|cover|clip|x|y|t|b|l|r|\d)(?:$|-))[a-z][a-z0-9-]*(?:/\d+)?"
)
"""Colours."""

_LENGTH = re.compile(r"(?:^|:)-?(?:[mp][xytrbl]?|gap|h|w|min-h|max-h|max-w|size)-$")
"""Classes that set a length."""

_NOWRAP = "whitespace-nowrap"
_NEAR_SIZE = 1.25
"""By how much the sizes of letters on like things differ at most, measured with some error."""

_WEIGHT = "font-weight"
_NEAR_WEIGHT = 100
"""Weights that differ by no more are one that was measured with some error."""

_WEIGHTS = {f"font-{name}": value for value, name in WEIGHTS.items() if name} | {"font-normal": 400}


def alike(one: Element | str, other: Element | str, *, within: bool = False) -> bool:
    """Whether two siblings are of one make. `within` them, what words mean may have been told by how they look."""
    if isinstance(one, str) or isinstance(other, str):
        return isinstance(one, str) and isinstance(other, str)
    if isinstance(one, Repeat) or isinstance(other, Repeat):
        return False
    if one.tag != other.tag and not (within and {one.tag, other.tag} <= _BY_LOOK):
        return False
    if _fixed(one) != _fixed(other) or not _classes_near(one, other):
        return False
    if one.words or other.words:
        return all(element.words or _is_words(element) for element in (one, other))
    inner = zip(one.children, other.children, strict=False)
    return len(one.children) == len(other.children) and all(alike(a, b, within=True) for a, b in inner)


def evened(run: Sequence[Element]) -> list[Element]:
    """Elements of one make with as many children each: words within words are set apart in all of them or in none."""
    if any(element.words for element in run):
        made = {tuple(child.tag if isinstance(child, Element) else "" for child in element.children) for element in run}
        flat = [replace(e, children=[text(e.words)], words="") if e.words else e for e in run]
        return list(run) if len(made) == 1 else flat
    columns = [[e.children[place] for e in run] for place in range(len(run[0].children))]
    even: list[list[Element | str]] = []
    for column in columns:
        elements = [child for child in column if isinstance(child, Element)]
        even.append([*evened(elements)] if len(elements) == len(column) else column)
    return [replace(e, children=[column[i] for column in even]) for i, e in enumerate(run)]


def meant(run: Sequence[Element]) -> list[Element]:
    """Elements of one make with one tag for the words at each place: that which most of them have."""
    tags = Counter(element.tag for element in run)
    tag = max(tags, key=lambda tag: tags[tag])
    columns: list[list[Element | str]] = []
    for place, child in enumerate(run[0].children):
        same = [element.children[place] for element in run]
        elements = [node for node in same if isinstance(node, Element)]
        columns.append([*meant(elements)] if isinstance(child, Element) else same)
    return [replace(e, tag=tag, children=[column[i] for column in columns]) for i, e in enumerate(run)]


def _is_words(element: Element) -> bool:
    return len(element.children) == 1 and isinstance(element.children[0], str)


def agreed(run: Sequence[Element]) -> Element:
    """One element for all: where their classes differ, what most of them have."""
    first = run[0]
    keyed = [{_key(name): name for name in _names(element)} for element in run]
    classes = []
    for key in dict.fromkeys(key for names in keyed for key in names):
        votes = Counter(names.get(key, "") for names in keyed)
        classes.append(max(votes, key=lambda name: (votes[name], name)))
    if any(not any(_NOWRAP in name for name in names.values()) for names in keyed):
        classes = [name for name in classes if _NOWRAP not in name]
    children: list[Element | str] = []
    for place, child in enumerate(first.children):
        same = [element.children[place] for element in run]
        elements = [node for node in same if isinstance(node, Element)]
        children.append(agreed(elements) if elements else child)
    return replace(first, classes=[name for name in classes if name], children=children)


def is_size(name: str) -> bool:
    """Whether a class is a font size."""
    return bool(_SIZE.fullmatch(name))


def is_tone(name: str) -> bool:
    """Whether a class is a colour."""
    return bool(_TONE.fullmatch(name)) and not is_size(name)


def toned(run: Sequence[Element]) -> list[Element]:
    """The elements with colours and weights apart from their classes, wherever they are not the same for all."""
    weights = [next((_WEIGHTS[name] for name in _names(element) if name in _WEIGHTS), 400) for element in run]
    heavy = max(weights) - min(weights) > _NEAR_WEIGHT
    tones = [[n for n in _names(element) if is_tone(n) or (heavy and n in _WEIGHTS)] for element in run]
    out = list(run)
    if any(tone != tones[0] for tone in tones):
        for place, (element, tone) in enumerate(zip(run, tones, strict=True)):
            kept = [name for name in _names(element) if name not in tone]
            shown = {**element.attributes, "className": f'"{" ".join(ordered(tone))}"'}
            out[place] = replace(element, classes=kept, attributes=shown)
    for place, child in enumerate(run[0].children):
        if isinstance(child, Element):
            children = toned([c for element in run if isinstance(c := element.children[place], Element)])
            for i, new in enumerate(children):
                out[i] = replace(out[i], children=[*out[i].children[:place], new, *out[i].children[place + 1 :]])
    return out


def _fixed(element: Element) -> list[tuple[str, str | None]]:
    return [(name, None if name in VARIABLE else value) for name, value in element.attributes.items()]


def _names(element: Element) -> list[str]:
    return [name for entry in element.classes for name in entry.split()]


def _key(name: str) -> str:
    """What two classes have in common that set the same thing."""
    if is_size(name):
        return "text-size"
    if name in _WEIGHTS:
        return _WEIGHT
    if name.startswith("tracking-"):
        return "tracking"
    number = _NUMBER.fullmatch(name)
    return number["name"].lstrip("-") if number and _LENGTH.search(number["name"]) else name


def _classes_near(one: Element, other: Element) -> bool:
    mine, others = ({_key(name): name for name in _names(element)} for element in (one, other))
    free = one.tag in _WORDS
    return all(_near(key, mine.get(key, ""), others.get(key, ""), free=free) for key in mine.keys() | others.keys())


def _near(key: str, one: str, other: str, *, free: bool) -> bool:
    if one == other or key in {_WEIGHT, "tracking"} or is_tone(one or other):
        return True
    if key == "text-size":
        sizes = sorted(_pixels(name) for name in (one, other))
        return sizes[1] <= _NEAR_SIZE * sizes[0]
    if free and _FREE.match(key):
        return True
    if not key.endswith("-"):
        return False
    return abs(_steps(one) - _steps(other)) <= _NEAR


def _pixels(name: str) -> float:
    """About how large the letters of a class such as `text-sm/5` are."""
    base = name.removeprefix("text-").partition("/")[0]
    known = {scale: float(size) for size, (scale, _) in SIZES.items()} | {own: most - 1 for most, own in SIZE_NAMES}
    return known.get(base, known.get(base.rpartition("-")[0], 16.0))


def _steps(name: str) -> float:
    """The steps of a class such as `mt-4`; nothing for a class that is not there."""
    number = _NUMBER.fullmatch(name)
    if not number:
        return 0.0
    steps = 0.25 if number["steps"] == "px" else float(number["steps"])
    return -steps if name.startswith("-") else steps
