"""What the stand-in remembers of each request."""

import threading
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Recorded:
    """One request as it came, and what became of it. Times are seconds since 1970."""

    method: str
    path: str
    headers: dict[str, str]
    received_at: float
    body: dict[str, Any] = field(default_factory=dict)
    status: int = 0
    """Of the answer, where it is a refusal."""
    sent: list[tuple[float, int]] = field(default_factory=list)
    """For each chunk of text: when it was sent, and how many characters had been sent with it."""
    prompt_tokens: int = 0
    cached_tokens: int = 0
    """Of those, the ones that an earlier request to the same model began with too."""
    completed: bool = False
    hung_up: bool = False
    """Whether the client was gone before the answer was."""
    ended_at: float = 0
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def key(self) -> str:
        return self.headers.get("authorization", "").removeprefix("Bearer ")

    def summary(self) -> dict[str, Any]:
        return {
            "method": self.method,
            "path": self.path,
            "model": self.body.get("model"),
            "cache_key": self.body.get("prompt_cache_key"),
            "received_at": self.received_at,
            "status": self.status,
            "prompt_tokens": self.prompt_tokens,
            "cached_tokens": self.cached_tokens,
            "sent": self.sent,
            "completed": self.completed,
            "hung_up": self.hung_up,
            "ended_at": self.ended_at,
        }
