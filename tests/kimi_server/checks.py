"""Refuses the requests that the real service refuses, in its own shape of errors."""

import base64
import binascii
import re
from io import BytesIO
from typing import Any

from PIL import Image, UnidentifiedImageError

from tests.kimi_server.scenarios import Refusal

MODELS = ("kimi-k2.6", "kimi-k2.7-code", "kimi-k2.7-code-highspeed", "kimi-k3")
WRONG_KEY = "sk-wrong"
FIXED = ("temperature", "top_p", "presence_penalty", "frequency_penalty")
DATA_URL = re.compile(r"data:image/(?:png|jpeg|webp|gif);base64,([A-Za-z0-9+/=]+)")
LONGEST_EDGE = 4096


def refusal_of_key(authorization: str) -> Refusal | None:
    """Why this header lets nobody in, or None."""
    if not authorization.startswith("Bearer sk-"):
        return Refusal(401, "invalid_authentication_error", "Invalid Authentication")
    key = authorization.removeprefix("Bearer ")
    if key.startswith(WRONG_KEY):
        return Refusal(401, "incorrect_api_key_error", f"Incorrect API key provided: {key}")
    return None


def refusal_of_body(body: dict[str, Any]) -> Refusal | None:
    """Why a chat request is refused, or None."""
    model = str(body.get("model", ""))
    if model not in MODELS and not model.startswith("scenario:"):
        return Refusal(404, "resource_not_found_error", f"Not found the model {model} or Permission denied")
    wrong = _wrong_fields(model, body) or _wrong_messages(body.get("messages"))
    return Refusal(400, "invalid_request_error", f"Invalid request: {wrong}") if wrong else None


def _wrong_fields(model: str, body: dict[str, Any]) -> str | None:
    if body.get("stream") is not True:
        return "this stand-in streams only"
    for name in FIXED:
        if name in body:
            return f"invalid {name}: only the default is allowed for this model"
    most = body.get("max_completion_tokens")
    if most is not None and (not isinstance(most, int) or most < 1):
        return "max_completion_tokens must be a positive integer"
    return _wrong_thinking(model, body.get("thinking"))


def _wrong_thinking(model: str, thinking: Any) -> str | None:
    if thinking is None:
        return None
    kind = thinking.get("type") if isinstance(thinking, dict) else None
    if model == "kimi-k3" or kind not in {"enabled", "disabled"}:
        return "thinking is not taken"
    if model.startswith("kimi-k2.7-code") and kind == "disabled":
        return "thinking cannot be disabled for this model"
    return None


def _wrong_messages(messages: Any) -> str | None:
    if not isinstance(messages, list) or not messages:
        return "messages must not be empty"
    for message in messages:
        content = message.get("content")
        if not content:
            return f"message with role {message.get('role')} must not be empty"
        for part in content if isinstance(content, list) else ():
            wrong = _wrong_picture(part["image_url"]["url"]) if part.get("type") == "image_url" else None
            if wrong:
                return wrong
    return None


def _wrong_picture(url: str) -> str | None:
    found = DATA_URL.fullmatch(url)
    if not found:
        return "unsupported image url"
    try:
        with Image.open(BytesIO(base64.b64decode(found[1], validate=True))) as image:
            size = image.size
    except (UnidentifiedImageError, binascii.Error):
        return "the image cannot be decoded"
    return "the image is too large" if max(size) > LONGEST_EDGE else None
