"""What a saved check asserts of an answer, and whether an answer is so."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from mockup2code.engines.kimi.checkup.exchange import Exchange

NOTHING = "nothing there"


class Kind(StrEnum):
    STATUS = "status"
    CONTAINS = "contains"
    FINISH_REASON = "finish_reason"
    PATH = "path"


@dataclass(frozen=True, slots=True)
class Assertion:
    """`expected` is text as a person wrote it; `path`, where the kind is PATH, is names and numbers with dots."""

    kind: Kind
    expected: str
    path: str = ""

    @property
    def words(self) -> str:
        match self.kind:
            case Kind.STATUS:
                return f"status is {self.expected}"
            case Kind.CONTAINS:
                return f"the text contains “{self.expected}”"
            case Kind.FINISH_REASON:
                return f"finish reason is {self.expected}"
            case Kind.PATH:
                return f"{self.path} is {self.expected}"


@dataclass(frozen=True, slots=True)
class Finding:
    """`found` is what is there instead, as text."""

    words: str
    holds: bool
    found: str


def judge(seen: Exchange, assertion: Assertion) -> Finding:
    """Whether the answer is as asserted."""
    match assertion.kind:
        case Kind.STATUS:
            found: Any = seen.status
        case Kind.CONTAINS:
            return Finding(assertion.words, assertion.expected in seen.answer.text, _shown(seen.answer.text))
        case Kind.FINISH_REASON:
            found = seen.answer.finish_reason
        case Kind.PATH:
            found = at_path(seen.answer.as_json(), assertion.path)
    return Finding(assertion.words, _equals(found, assertion.expected), _shown(found))


def at_path(document: Any, path: str) -> Any:
    """What stands at `names.and.0.numbers`, or None."""
    for name in path.split("."):
        if isinstance(document, Mapping):
            document = document.get(name)
        elif isinstance(document, list) and name.isdecimal() and int(name) < len(document):
            document = document[int(name)]
        else:
            return None
    return document


def _equals(found: Any, expected: str) -> bool:
    """Numbers, truth values and JSON compare as such, all else as text."""
    if isinstance(found, str):
        return found == expected
    try:
        return found is not None and bool(found == json.loads(expected))
    except ValueError:
        return False


def _shown(found: Any) -> str:
    if found is None or found == "":
        return NOTHING
    text = found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)
    return text if len(text) <= 200 else f"{text[:200]}…"
