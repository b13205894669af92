"""What a key was used for in the last minute, second by second, and how long the next call must wait."""

from dataclasses import dataclass, field
from typing import Any

from mockup2code.connections.queries import Limits

MINUTE = 60


@dataclass(slots=True)
class Window:
    """`seconds` maps a second since 1970 to its requests and tokens; until `held` no call may be made."""

    seconds: dict[int, tuple[int, int]] = field(default_factory=dict)
    held: float = 0

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Window":
        seconds = {int(second): (requests, tokens) for second, (requests, tokens) in data.get("seconds", {}).items()}
        return cls(seconds, data.get("held", 0))

    def to_json(self) -> dict[str, Any]:
        return {"seconds": {str(second): list(used) for second, used in self.seconds.items()}, "held": self.held}

    def take(self, now: float, tokens: int, limits: Limits) -> float:
        """0 where a call with so many tokens may be made now, which then counts; else the seconds to wait.

        A call that is more than the limit by itself passes alone: it would never pass otherwise.
        """
        self.seconds = {second: used for second, used in self.seconds.items() if _gone_at(second) > now}
        wait = max(self.held - now, self._room_in(now, tokens, limits))
        if wait <= 0:
            requests, spent = self.seconds.get(int(now), (0, 0))
            self.seconds[int(now)] = (requests + 1, spent + tokens)
        return max(wait, 0)

    def hold(self, until: float) -> None:
        """No call may be made before this time."""
        self.held = max(self.held, until)

    def _room_in(self, now: float, tokens: int, limits: Limits) -> float:
        """Seconds until enough of the window has passed."""
        requests, spent = (sum(column) for column in zip((0, 0), *self.seconds.values(), strict=True))
        wait = 0.0
        for second, (gone_requests, gone_tokens) in sorted(self.seconds.items()):
            if _fits(requests + 1, limits.requests_per_minute) and _fits(spent + tokens, limits.tokens_per_minute):
                break
            requests, spent = requests - gone_requests, spent - gone_tokens
            wait = _gone_at(second) - now
        return wait


def _fits(used: int, limit: int | None) -> bool:
    return limit is None or used <= limit


def _gone_at(second: int) -> float:
    """When the calls of a second count no more: none of them before its minute is over."""
    return second + 1 + MINUTE
