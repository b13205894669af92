"""An answer put together from its chunks, whether streamed or whole: text, tool calls, finish reason, usage."""

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class ToolCall:
    name: str = ""
    arguments: str = ""


@dataclass(slots=True)
class Answer:
    """`document` is the body of an answer that is not streamed, as it came."""

    text: str = ""
    reasoning: str = ""
    tool_calls: list[ToolCall] = field(default_factory=list)
    finish_reason: str | None = None
    usage: dict[str, Any] | None = None
    document: dict[str, Any] | None = None

    @property
    def has_words(self) -> bool:
        return bool(self.text or self.reasoning or self.tool_calls)

    def read_chunk(self, chunk: dict[str, Any]) -> None:
        self._read(chunk, "delta")

    def read_document(self, document: dict[str, Any]) -> None:
        self.document = document
        self._read(document, "message")

    def hide(self, secret: str, hidden: str) -> None:
        """Puts `hidden` wherever the secret is."""
        self.text = self.text.replace(secret, hidden)
        self.reasoning = self.reasoning.replace(secret, hidden)
        for call in self.tool_calls:
            call.arguments = call.arguments.replace(secret, hidden)
        if self.document is not None:
            self.document = json.loads(json.dumps(self.document).replace(secret, hidden))

    def parsed(self) -> Any:
        """The text as JSON, or None where it is none."""
        return _parsed(self.text)

    def as_json(self) -> dict[str, Any]:
        """What assertions look into: `docs/kimi.md` names the paths."""
        calls = [{"name": call.name, "arguments": _parsed(call.arguments)} for call in self.tool_calls]
        return {
            "text": self.text,
            "json": self.parsed(),
            "tool_calls": calls,
            "finish_reason": self.finish_reason,
            "usage": self.usage,
            "body": self.document,
        }

    def _read(self, document: dict[str, Any], part: str) -> None:
        choice = _first(document.get("choices"))
        said = _object(choice.get(part))
        self.text += _words(said.get("content"))
        self.reasoning += _words(said.get("reasoning_content"))
        for number, call in enumerate(said.get("tool_calls") or ()):
            self._read_call(_object(call), number)
        self.finish_reason = choice.get("finish_reason") or self.finish_reason
        self.usage = _object(document.get("usage")) or _object(choice.get("usage")) or self.usage

    def _read_call(self, call: dict[str, Any], number: int) -> None:
        """Pieces of a call carry its index; a whole one stands at its place."""
        index = call.get("index", number)
        if not isinstance(index, int) or not 0 <= index <= len(self.tool_calls):
            index = len(self.tool_calls)
        if index == len(self.tool_calls):
            self.tool_calls.append(ToolCall())
        function = _object(call.get("function"))
        self.tool_calls[index].name += _words(function.get("name"))
        self.tool_calls[index].arguments += _words(function.get("arguments"))


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _first(value: object) -> dict[str, Any]:
    return _object(value[0]) if isinstance(value, list) and value else {}


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""
