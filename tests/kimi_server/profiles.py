"""The models that the stand-in plays, and what each of them takes."""

from dataclasses import dataclass
from enum import Enum
from typing import Any


class Thinking(Enum):
    SWITCH = "switch"
    """On unless `thinking` says disabled."""
    ALWAYS = "always"
    """It cannot be disabled."""
    EFFORT = "effort"
    """Always on; `reasoning_effort` says how much, and `thinking` is not taken."""


@dataclass(frozen=True)
class Profile:
    context: int = 262_144
    thinking: Thinking = Thinking.SWITCH
    partial: bool = False


MODELS = {
    "kimi-k2.5": Profile(partial=True),
    "kimi-k2.6": Profile(partial=True),
    "kimi-k2.7-code": Profile(thinking=Thinking.ALWAYS),
    "kimi-k2.7-code-highspeed": Profile(thinking=Thinking.ALWAYS),
    "kimi-k3": Profile(context=1_048_576, thinking=Thinking.EFFORT),
}
RETIRED = frozenset({"kimi-k2.5"})
"""Refused with 404 unless the stand-in is told to serve it."""
SERVED = frozenset(MODELS) - RETIRED

ANY = Profile()
"""A model of another name: takes a switch for thinking, and does not think by itself."""


def profile_of(model: str) -> Profile:
    return MODELS.get(model, ANY)


def thinks(body: dict[str, Any]) -> bool:
    """Whether the answer to this request begins with reasoning."""
    model = body.get("model", "")
    if model not in MODELS:
        return False
    if MODELS[model].thinking is not Thinking.SWITCH:
        return True
    return not isinstance(body.get("thinking"), dict) or body["thinking"].get("type") != "disabled"


def row(model: str) -> dict[str, Any]:
    """The model as `/v1/models` lists it."""
    return {
        "id": model,
        "object": "model",
        "owned_by": "moonshot",
        "context_length": MODELS[model].context,
        "supports_image_in": True,
        "supports_video_in": True,
        "supports_reasoning": True,
    }
