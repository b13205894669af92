"""What of a person's message rules can follow: another kind of picture, another width, names for parts of the page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mockup2code.engines.draft.names import pascal
from mockup2code.engines.job import Job
from mockup2code.vision.measurement import Box, PictureKind

NARROWEST, WIDEST = 240, 3840
"""CSS pixels."""
LONGEST_QUOTE = 120

_DRAWING = re.compile(
    r"\b(?:as|like|is|it's|its)\s+(?:only\s+)?(?:an?\s+)?(?:drawing|sketch|wireframe)\b", re.IGNORECASE
)
_SCREEN = re.compile(
    r"\b(?:as|like|is|it's|its)\s+(?:an?\s+)?(?:finished\s+)?(?:screen|screenshot|mockup|design)\b", re.IGNORECASE
)
_KINDS = (_DRAWING, PictureKind.SKETCH, "a drawing"), (_SCREEN, PictureKind.SCREEN, "a screen")
_WIDTH = re.compile(
    r"\b(?:width|wide)\s*(?:of|is|to|at|:|=)?\s*(?P<one>\d{3,4})(?!\d)(?:\s*(?:px|pixels?))?"
    r"|\b(?P<other>\d{3,4})\s*(?:px|pixels?)?\s*(?:wide|width|in width)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:call(?:ed)?|name[d]?)\s+(?:it|this|the\s+part)?\s*[\"“']?(?P<name>[A-Za-z][\w ]*)", re.IGNORECASE
)
_SMALL_WORDS = re.compile(
    r"\b(?:please|now|again|the|this|that|it|picture|image|page|read|treat|lay|out|take|make|show|and|px|pixels?|at|in)\b"
    r"|[\W_]+",
    re.IGNORECASE,
)
_FEW_WORDS = 3

_OFFER = (
    "What I can do by rules: read the picture “as a drawing” or “as a screen”, take it as so wide (“390 px wide”), and "
    "name a component for a part that you draw a box around (“call this Hero”). For anything else, connect Kimi."
)


@dataclass(slots=True)
class Wishes:
    """What is followed, and the sentences that say what was and what was not."""

    kind: PictureKind | None = None
    width: int | None = None
    names: dict[int, list[tuple[Box, str]]] = field(default_factory=dict)
    """For each place of a picture, boxes and what the part there is called."""
    followed: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def sentences(self) -> Iterator[str]:
        """What is said to the person."""
        if self.followed:
            yield f"I {' and '.join(self.followed)}."
        if self.refused:
            yield f"I could not follow {' and '.join(self.refused)}. {_OFFER}"


def wishes(job: Job) -> Wishes:
    """What the message and the boxes of a job ask for."""
    found = Wishes()
    left = _take_width(_take_kind(job.note, found), found)
    for region in job.regions:
        name = _name(region.note)
        if name:
            found.names.setdefault(region.place, []).append((region.box, name))
        else:
            found.refused.append(f"the box on picture {region.place + 1}")
    if _SMALL_WORDS.sub("", left):
        found.refused.insert(0, f"“{_quoted(left if found.followed else job.note)}”")
    if job.selection:
        found.refused.append("the element that was pointed at")
    return found


def _take_kind(note: str, found: Wishes) -> str:
    """The note without what it says of the kind."""
    for pattern, kind, words in _KINDS:
        if pattern.search(note):
            found.kind = kind
            found.followed.append(f"read the picture as {words}")
            return pattern.sub(" ", note, count=1)
    return note


def _take_width(note: str, found: Wishes) -> str:
    match = _WIDTH.search(note)
    width = int(match["one"] or match["other"]) if match else 0
    if match is None or not NARROWEST <= width <= WIDEST:
        return note
    found.width = width
    found.followed.append(f"took the page as {width} px wide")
    return note[: match.start()] + " " + note[match.end() :]


def _name(note: str) -> str:
    """What a box is to be called, where its note says so."""
    match = _CALLED.search(note)
    words = re.findall(r"[A-Za-z][A-Za-z0-9]*", match["name"]) if match else []
    if not words:
        return ""
    return pascal(" ".join(words[:_FEW_WORDS])) if not words[0][0].isupper() or len(words) > 1 else words[0]


def _quoted(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= LONGEST_QUOTE else plain[:LONGEST_QUOTE].rstrip() + "…"
