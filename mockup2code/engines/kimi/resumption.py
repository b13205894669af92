"""Goes on after a cut where the rest is asked for in words, so that nothing is lost and nothing comes twice.

Whether a host says the last line again, or a line that is the same follows, cannot be told from what it sends. So the
rest is asked for from a little before the cut: from the beginning of a line, so far back that what has come since
stands nowhere else. That is what the answer is to begin with, and where it does, the joint is certain.
"""

from mockup2code.engines.kimi.joint import Joint

LEAST_BACK = 16
MOST_BACK = 2000
"""Characters."""


def step_back(written: str, most: int) -> int:
    """How many of the last characters to ask for again, at most `most`; 0 where there is no such place."""
    start = len(written)
    while start > 0:
        start = written.rfind("\n", 0, start - 1) + 1
        length = len(written) - start
        if length > min(most, MOST_BACK) or not written[:start].strip():
            return 0
        if length >= LEAST_BACK and written.find(written[start:]) == start:
            return length
    return 0


class Resumption:
    """One continuation: `feed` and `finish` give the text that truly goes on after `before` and `again`.

    The host was told of `before` only. Where it goes on otherwise than with `again`, `diverged` is set, and the text
    goes on after `before`: what has come since is void.
    """

    def __init__(
        self, before: str, again: str, *, partial: bool = False, path: str | None = None, opening: str = ""
    ) -> None:
        self._joint = Joint(before, partial=partial, path=path, opening=opening)
        self._again = again
        self._direct = bool(again)
        self._held = ""
        self.diverged = False

    def feed(self, text: str) -> str:
        """What of the text so far is new; nothing while it may all be repeated."""
        if self._direct:
            self._held += text
            if _begins(self._again, self._held):
                return ""
            self._direct = False
            rest = _behind(self._again, self._held)
            if rest is not None:
                self._again = ""
                self._joint = Joint("", partial=True)
                return rest
            text, self._held = self._held, ""
        return self._compared(self._joint.feed(text))

    def finish(self) -> str:
        """What is new of the text that was held, once no more comes."""
        if self._direct:
            return ""
        return self._compared(self._joint.finish())

    def _compared(self, text: str) -> str:
        """The text without what has come already, where it begins with that."""
        if not self._again:
            return text
        self._held += text
        if _begins(self._again, self._held):
            return ""
        rest = _behind(self._again, self._held)
        self.diverged = rest is None
        self._again = ""
        return self._held if rest is None else rest


def _begins(again: str, text: str) -> bool:
    """Whether all of the text is the beginning of what is to come again, its indent left out or not."""
    return again.startswith(text) or again.lstrip().startswith(text)


def _behind(again: str, text: str) -> str | None:
    for said in (again, again.lstrip()):
        if text.startswith(said):
            return text[len(said) :]
    return None
