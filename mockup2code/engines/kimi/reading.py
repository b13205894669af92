"""Turns the chunks of one answer into events, over all the calls that it comes in."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mockup2code.engines.base import MAIN_FILE, Event, Message, Reasoning, Result, Stage, StageName
from mockup2code.engines.kimi.answer import AnswerParser, Piece
from mockup2code.engines.kimi.failures import CallFailed, Failure
from mockup2code.engines.kimi.joint import Joint
from mockup2code.engines.kimi.usage import Tally

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionChunk


class AnswerReader:
    """For each call `open_call`, `read` its chunks, `close_call`; at the end `finish`. Writes into `result`.

    `main` is the file that code without a path is taken for.
    """

    def __init__(self, result: Result, tally: Tally, main: str = MAIN_FILE) -> None:
        self._parser = AnswerParser(main)
        self._result = result
        self._tally = tally
        self._parts: list[str] = []
        self._joint = Joint("", partial=False)
        self._stage: StageName | None = None
        self._finish_reason: str | None = None
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
        path = self._parser.open_path
        opening = self._result.files.get(path, "") if path else ""
        self._joint = Joint(self.text, partial=partial, path=path, opening=opening)
        self._stage = self._finish_reason = None
        self.has_progressed = False

    def read(self, chunk: "ChatCompletionChunk") -> Iterator[Event]:
        """The events of one chunk."""
        yield from self._tally.read(chunk)
        if not chunk.choices:
            return
        choice = chunk.choices[0]
        reasoning = getattr(choice.delta, "reasoning_content", None)
        if reasoning:
            yield from self._enter(StageName.THINKING)
            yield Reasoning(reasoning)
        text = getattr(choice.delta, "content", None)
        if text:
            yield from self._enter(StageName.WRITING)
            yield from self._take(self._joint.feed(text))
        self._finish_reason = choice.finish_reason or self._finish_reason

    def close_call(self) -> Iterator[Event]:
        """What the joint held back, and what the call took."""
        yield from self._take(self._joint.finish())
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
        if text:
            self.has_progressed = True
            self._parts.append(text)
            yield from self._kept(self._parser.feed(text))

    def _kept(self, pieces: list[Piece]) -> Iterator[Event]:
        for piece in pieces:
            self._result.apply(piece)
            if isinstance(piece, Message):
                self.prose = self.prose or piece.text
            yield piece
