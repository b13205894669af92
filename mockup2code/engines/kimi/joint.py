"""Joins what a model sends on to what it sent before its answer broke off, so that nothing is lost or doubled.

A host that goes on as it is asked to begins with the very next character. Others say the end of the text again, or
all of it, or open a new fence around the rest: what is said twice is dropped.
"""

import re

from mockup2code.engines.kimi.paths import find_path, safe_path

REOPENED = re.compile(r"(?:[A-Z][^\n`{}<>;]*[:.…]\s*?\n)?\s*(?P<mark>`{3,}|~{3,})[ \t]*(?P<info>[^\s`][^\n`]*)\n")
"""A fence with a language, at most one sentence before it."""
OPENING = re.compile(r" {0,3}(?:`{3,}|~{3,})[ \t]*[^\s`~].*")
BARE_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})[ \t]*\n")
UNDECIDED = re.compile(r"(?:[A-Z][^\n`{}<>;]{0,200}\n?)?\s*(?:[`~]{0,2}|(?:`{3,}|~{3,})[^\n`]{0,200}\n?)")
"""What may still become one of these."""

LEAST_WHERE_ASKED = 12
LEAST_WHERE_PARTIAL = 80
"""Characters that must be the same for it to be no chance; many where the host is known not to repeat itself."""
LEAST_OF_ALL = 4
"""The same where it is all that came before: the answer begins again."""


class Joint:
    """One continuation: `feed` and `finish` give the text that truly goes on after `before`.

    `path` is the file that `before` ends in the middle of, `opening` how that file begins.
    """

    def __init__(self, before: str, *, partial: bool, path: str | None = None, opening: str = "") -> None:
        self._before = before
        self._least = LEAST_WHERE_PARTIAL if partial else LEAST_WHERE_ASKED
        self._path = path
        self._opening = opening.lstrip().partition("\n")[0]
        self._held = ""
        self._decided = not before

    def feed(self, text: str) -> str:
        """What of the text so far is new; nothing while it may all be repeated."""
        if self._decided:
            return text
        self._held += text
        if self._is_open():
            return ""
        return self.finish()

    def finish(self) -> str:
        """What is new of the text that was held, once no more comes or no more is needed."""
        if self._decided:
            return ""
        self._decided = True
        held, self._held = self._held, ""
        return self._new(held)

    def _is_open(self) -> bool:
        held = self._held
        if any(text in self._before or self._may_recur(text) for text in (held, held.lstrip())):
            return True
        if self._path is None and not self._in_fence_line():
            return False
        if UNDECIDED.fullmatch(held):
            return True
        fence = self._reopened(held) or BARE_FENCE.match(held)
        if fence is None:
            return False
        rest = held[fence.end() :]
        return rest in self._before or self._opening.startswith(rest.lstrip())

    def _new(self, text: str) -> str:
        for said in (text, text.lstrip()):
            if length := self._repeated(said):
                return said[length:]
        fence = REOPENED.match(text)
        if self._path is None:
            return self._after_fence_line(text, fence) if fence and self._in_fence_line() else text
        if fence and not self._reopened(text):
            return self._new_line() + text[fence.start("mark") :]
        again = fence or BARE_FENCE.match(text)
        return self._inside(text, again, named=bool(fence)) if again else text

    def _inside(self, text: str, fence: re.Match[str], *, named: bool) -> str:
        """What is new behind a fence; one without a language may also be the end of the block, as ever."""
        rest = text[fence.end() :]
        if length := self._repeated(rest):
            return rest[length:]
        if named and self._opening and rest.lstrip().startswith(self._opening):
            return f"{self._new_line()}{fence['mark']}tsx {self._path}\n{rest}"
        line = self._before[self._before.rfind("\n") + 1 :]
        return rest.removeprefix(line) if named else text

    def _after_fence_line(self, text: str, fence: re.Match[str]) -> str:
        """What follows a first line of a block that broke off itself, and is said again or left as it is."""
        return "\n" + text[fence.start("mark") if find_path(fence["info"]) else fence.end() :]

    def _in_fence_line(self) -> bool:
        return bool(OPENING.fullmatch(self._before[self._before.rfind("\n") + 1 :]))

    def _reopened(self, text: str) -> re.Match[str] | None:
        """The fence with which the file that is open already is opened again."""
        fence = REOPENED.match(text)
        named = find_path(fence["info"]) if fence else None
        return fence if not named or safe_path(named) == self._path else None

    def _new_line(self) -> str:
        return "" if self._before.endswith("\n") else "\n"

    def _repeated(self, text: str) -> int:
        """How many characters at the front of `text` only say the end of `before` again.

        0 where the same could well stand there twice: something short, or a part of what recurs anyway.
        """
        before = self._before
        if text.startswith(before) and len(before) >= LEAST_OF_ALL:
            return len(before)
        length = self._overlap(text)
        said = _squeezed(text[:length])
        recurs = _recurs(said) or said * 2 in _squeezed(before) or _squeezed(text).startswith(said * 2)
        return 0 if recurs else length

    def _overlap(self, text: str) -> int:
        """The longest beginning of `text` that `before` ends with."""
        before = self._before
        for length in range(min(len(text), len(before)), self._least - 1, -1):
            if text[length - 1] == before[-1] and before.endswith(text[:length]):
                return length
        return 0

    def _may_recur(self, text: str) -> bool:
        """Whether what follows the overlap may turn out to be the same once more."""
        length = self._overlap(text)
        said, rest = _squeezed(text[:length]), _squeezed(text[length:])
        return len(rest) < len(said) and said.startswith(rest)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _recurs(text: str) -> bool:
    """Whether a text is one part at least twice, the last time perhaps cut."""
    half = (len(text) + 1) // 2
    at = text.find(text[:half], 1)
    while at > 0 and at + half <= len(text):
        if text.startswith(text[at:]):
            return True
        at = text.find(text[:half], at + 1)
    return False
