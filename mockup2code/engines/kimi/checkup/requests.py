"""The requests of a check: small, harmless, and as a run would make them."""

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mockup2code.engines.kimi.checkup.exchange import Sent

MODELS = Sent("/models")
CHAT = "/chat/completions"
ROOM = 4096
"""Tokens for an answer with its reasoning: small values come back empty where a model thinks."""

PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mNQDn4AAAHzAVeHf7mBAAAAAElFTkSuQmCC"
)
VIDEO = Path(__file__).with_name("two-frames.mp4")
TOOL_NAME = "report_colour"
COLOUR = {
    "type": "object",
    "properties": {"colour": {"type": "string"}},
    "required": ["colour"],
    "additionalProperties": False,
}

Fields = Mapping[str, Any]


def pixel(model: str, fields: Fields) -> Sent:
    picture = {"type": "image_url", "image_url": {"url": PIXEL}}
    return _chat(model, [picture, _text("Which colour is this picture? Answer with one word.")], fields)


def video(model: str, fields: Fields) -> Sent:
    encoded = base64.b64encode(VIDEO.read_bytes()).decode()
    part = {"type": "video_url", "video_url": {"url": f"data:video/mp4;base64,{encoded}"}}
    return _chat(model, [part, _text("Which colour is this video? Answer with one word.")], fields)


def words(model: str, fields: Fields) -> Sent:
    return _chat(model, "Answer with the one word: ready", fields)


def tool(model: str, fields: Fields) -> Sent:
    function = {"name": TOOL_NAME, "description": "Takes the name of a colour.", "parameters": COLOUR}
    tools = {"tools": [{"type": "function", "function": function}], "tool_choice": "auto"}
    return _chat(model, f"Call {TOOL_NAME} with the colour blue. Write nothing.", {**fields, **tools})


def schema(model: str, fields: Fields) -> Sent:
    wanted = {"type": "json_schema", "json_schema": {"name": "colour", "strict": True, "schema": COLOUR}}
    return _chat(model, "Give the colour of a clear sky as JSON.", {**fields, "response_format": wanted})


def _text(words: str) -> dict[str, str]:
    return {"type": "text", "text": words}


def _chat(model: str, content: object, fields: Fields) -> Sent:
    return Sent(
        CHAT,
        {
            "model": model,
            "messages": [{"role": "user", "content": content}],
            "max_completion_tokens": ROOM,
            "stream": True,
            "stream_options": {"include_usage": True},
            **fields,
        },
    )
