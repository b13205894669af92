"""Turns the chunks of one answer into events, and says at its end whether it can stand as a result."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mockup2code.engines.base import (
    MAIN_FILE,
    Delta,
    Event,
    FileStart,
    Message,
    Reasoning,
    Result,
    Stage,
    StageName,
    Usage,
)
from mockup2code.engines.kimi.answer import AnswerParser
from mockup2code.engines.kimi.failures import CallFailed, Failure
from mockup2code.engines.kimi.usage import usage_of

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionChunk


class AnswerReader:
    """One answer as it comes: `read` each chunk, then `finish`, then `conclude`."""

    def __init__(self, model: str) -> None:
        self._model = model
        self._parser = AnswerParser()
        self._result = Result()
        self._prose = ""
        self._stage: StageName | None = None
        self._usage: Usage | None = None
        self._finish_reason: str | None = None
        self._ended_in_code = False

    @property
    def has_begun(self) -> bool:
        """Whether any of the answer was passed on."""
        return self._stage is not None

    @property
    def is_over(self) -> bool:
        """Whether the model has said that it is done."""
        return self._finish_reason is not None

    def read(self, chunk: "ChatCompletionChunk") -> Iterator[Event]:
        """The events of one chunk."""
        self._usage = usage_of(chunk, self._model) or self._usage
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
            yield from self._kept(self._parser.feed(text))
        self._finish_reason = choice.finish_reason or self._finish_reason

    def finish(self) -> Iterator[Event]:
        """What was held back, and what the answer took: also of an answer that broke off."""
        self._ended_in_code = self._parser.in_code
        yield from self._kept(self._parser.finish())
        if self._usage:
            yield self._usage

    def conclude(self) -> Iterator[Event]:
        """What makes a finished answer whole. Raises CallFailed where it cannot stand as a result."""
        failure = self._cut_off()
        if failure:
            raise CallFailed(failure, f"finish_reason {self._finish_reason}")
        yield Stage(StageName.CHECKING)
        if self._result.files.get(MAIN_FILE, "").strip():
            return
        page = next((path for path, text in self._result.files.items() if _has_default_component(path, text)), None)
        if page is None:
            raise CallFailed(Failure.NO_CODE, f"files {sorted(self._result.files)}", said=self._prose)
        module = page.removeprefix("src/").removesuffix(".tsx")
        yield FileStart(MAIN_FILE)
        yield Delta(MAIN_FILE, f'export {{ default }} from "./{module}";\n')

    def _cut_off(self) -> Failure | None:
        match self._finish_reason:
            case "stop":
                return None
            case "length":
                return Failure.LENGTH
            case "content_filter":
                return Failure.FILTERED if self.has_begun else Failure.CONTENT_FILTER
            case None:
                return Failure.UNFINISHED
            case _:
                return Failure.UNFINISHED if self._ended_in_code else None

    def _enter(self, stage: StageName) -> Iterator[Stage]:
        if stage is not self._stage:
            self._stage = stage
            yield Stage(stage)

    def _kept(self, pieces: list[FileStart | Delta | Message]) -> Iterator[Event]:
        for piece in pieces:
            self._result.apply(piece)
            if isinstance(piece, Message):
                self._prose = self._prose or piece.text
            yield piece


def _has_default_component(path: str, text: str) -> bool:
    return path.endswith(".tsx") and "export default" in text
