"""Turns the chunks of one answer into events, over all the calls that it comes in."""

from collections import deque
from collections.abc import Iterator

from mockup2code.engines.base import MAIN_FILE, Event, Message, Reasoning, Result, Stage, StageName
from mockup2code.engines.job import Base
from mockup2code.engines.kimi.answer import AnswerParser, Piece
from mockup2code.engines.kimi.chunk import Chunk
from mockup2code.engines.kimi.edits import OPENING
from mockup2code.engines.kimi.failures import CallFailed, Failure
from mockup2code.engines.kimi.resumption import Resumption, step_back
from mockup2code.engines.kimi.revision import Revision, restored
from mockup2code.engines.kimi.usage import Tally


class AnswerReader:
    """For each call `open_call`, `read` its chunks, `close_call`; at the end `finish`. Writes into `result`.

    `main` is the file that code without a path is taken for; `refined` says that the answer changes a version's files.
    """

    def __init__(self, result: Result, tally: Tally, main: str = MAIN_FILE, *, refined: bool = False) -> None:
        self._main = main
        self._refined = refined
        self._parser = AnswerParser(main, refined=refined)
        self._result = result
        self.revision = Revision(result)
        self._tally = tally
        self._parts: list[str] = []
        self._resumption = Resumption("", "")
        self._stage: StageName | None = None
        self._finish_reason: str | None = None
        self.asked_after = ""
        """The beginning of the answer that the call is to go on from."""
        self.prose = ""
        """What the model said first beside its code."""
        self.has_progressed = False
        """Whether the call wrote anything of the answer."""

    @property
    def text(self) -> str:
        """The answer so far, as if it had come in one call."""
        return "".join(self._parts)

    @property
    def is_over(self) -> bool:
        """Whether the model has said that it is done."""
        return self._finish_reason is not None

    def open_call(self, *, partial: bool) -> None:
        """A call begins, to go on where the last one ended."""
        text, path = self.text, self._parser.open_path
        changing = self._parser.is_changing
        opening = self._result.text(path) if path and not changing else ""
        back = 0 if partial else step_back(text, len(text.rpartition(OPENING)[2]) if changing else len(opening))
        self.asked_after, again = text[: len(text) - back], text[len(text) - back :]
        self._resumption = Resumption(self.asked_after, again, partial=partial, path=path, opening=opening)
        self._stage = self._finish_reason = None
        self.has_progressed = False

    def read(self, chunk: Chunk) -> Iterator[Event]:
        """The events of one chunk."""
        yield from self._tally.read(chunk)
        if chunk.reasoning:
            yield from self._enter(StageName.THINKING)
            yield Reasoning(chunk.reasoning)
        if chunk.text:
            yield from self._enter(StageName.WRITING)
            yield from self._take(self._resumption.feed(chunk.text))
        self._finish_reason = chunk.finish_reason or self._finish_reason

    def close_call(self) -> Iterator[Event]:
        """What the joint held back, and what the call took."""
        yield from self._take(self._resumption.finish())
        yield from self._tally.close_call()

    def cut_off(self) -> CallFailed | None:
        """Why an answer that ends here cannot stand."""
        failure = self._cut_off()
        return CallFailed(failure, f"finish_reason {self._finish_reason}") if failure else None

    def finish(self) -> Iterator[Event]:
        """What was held back, once no further call is made."""
        yield from self._kept(self._parser.finish())

    def _cut_off(self) -> Failure | None:
        match self._finish_reason:
            case "stop":
                return None
            case "length":
                return Failure.LENGTH
            case "content_filter":
                return Failure.FILTERED if self._parts or self._stage else Failure.CONTENT_FILTER
            case None:
                return Failure.UNFINISHED
            case _:
                return Failure.UNFINISHED if self._parser.open_path else None

    def _enter(self, stage: StageName) -> Iterator[Stage]:
        if stage is not self._stage:
            self._stage = stage
            yield Stage(stage)

    def _take(self, text: str) -> Iterator[Event]:
        if self._resumption.diverged:
            self._resumption.diverged = False
            yield from self._taken_back()
        if text:
            self.has_progressed = True
            self._parts.append(text)
            yield from self._kept(self._parser.feed(text))

    def _taken_back(self) -> Iterator[Event]:
        """The files as they were where the call was asked to go on: what had come after that is void."""
        self._parts = [self.asked_after]
        self._parser = AnswerParser(self._main, refined=self._refined)
        before = Result(Base(self.revision.start))
        self.revision = Revision(before)
        for piece in self._parser.feed(self.asked_after):
            deque(self.revision.apply(piece), maxlen=0)
        yield from restored(self._result, before.files)
        self.revision.continue_in(self._result)

    def _kept(self, pieces: list[Piece]) -> Iterator[Event]:
        for piece in pieces:
            if isinstance(piece, Message):
                self.prose = self.prose or piece.text
            yield from self.revision.apply(piece)
