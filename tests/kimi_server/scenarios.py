"""The ways in which the stand-in answers, by name: `scenario:NAME` as the model, or `sk-scenario:NAME` as the key."""

import re
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

ANSWER = Path(__file__).with_name("answer.md").read_text(encoding="utf-8")
APP = re.findall(r"```tsx src/App\.tsx\n(.*?)```", ANSWER, re.DOTALL)[0]
REASONING = "The picture shows a landing page. A header, a hero and three plans; the plans repeat, so they are data."

ALL = END = 1_000_000


class UsagePlace(Enum):
    TOP = "top"
    CHOICE = "choice"
    NOWHERE = "nowhere"


class Mishap(Enum):
    STALL = "stall"
    """Nothing comes any more, and the connection stays open."""
    BREAK = "break"
    """The connection dies."""
    GARBLE = "garble"
    """What comes is no JSON."""
    ERROR = "error"
    """An error comes in place of a chunk, and ends the stream."""


@dataclass(frozen=True)
class Refusal:
    """An answer that is no stream; `kind` and `message` in Kimi's error shape, or a whole `body`."""

    status: int
    kind: str = ""
    message: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: str | None = None


@dataclass(frozen=True)
class Scenario:
    """What is streamed; the mishap comes after so many chunks of text, or at the end of all."""

    text: str = ANSWER
    reasoning: str = ""
    finish: str | None = "stop"
    usage: UsagePlace = UsagePlace.TOP
    refusal: Refusal | None = None
    mishap: Mishap | None = None
    after: int = END
    error: tuple[str, str] = ("server_error", "The engine stopped.")
    wrong_calls: int = ALL
    """How many calls are refused or go wrong before it works."""


def _refused(status: int, kind: str = "", message: str = "", **more: object) -> Scenario:
    return Scenario(refusal=Refusal(status, kind, message, **more))  # type: ignore[arg-type]


def _refused_once(status: int, kind: str, *headers: tuple[str, str]) -> Scenario:
    return Scenario(refusal=Refusal(status, kind, "Please try again.", headers), wrong_calls=1)


HTML = "<!DOCTYPE html>\n<html><head><title>Gateway time-out</title></head><body>nginx</body></html>"

SCENARIOS = {
    "good": Scenario(),
    "long": Scenario(text=ANSWER.replace("const links", "// more of the same\n" * 1500 + "const links")),
    "reasoning": Scenario(reasoning=REASONING),
    "reasoning-only": Scenario(text="", reasoning=REASONING, finish="length"),
    "prose": Scenario(text=f"Here is the page.\n\n{ANSWER}\nThe plans are **data**, so they are easy to change.\n"),
    "raw": Scenario(text=APP),
    "no-code": Scenario(text="I can see a landing page with three plans."),
    "no-main": Scenario(text=ANSWER.replace("src/App.tsx", "src/pages/Landing.tsx")),
    "usage-choice": Scenario(usage=UsagePlace.CHOICE),
    "usage-nowhere": Scenario(usage=UsagePlace.NOWHERE),
    "length": Scenario(text=ANSWER[:1500], finish="length"),
    "no-finish": Scenario(text=ANSWER[:1500], finish=None),
    "odd-finish": Scenario(finish="end_turn"),
    "odd-finish-in-code": Scenario(text=ANSWER[:1500], finish="repetition"),
    "content-filter": _refused(400, "content_filter", "The request was considered high risk"),
    "content-filter-late": Scenario(text=ANSWER[:600], finish="content_filter"),
    "stall": Scenario(mishap=Mishap.STALL, after=5),
    "silent": Scenario(mishap=Mishap.STALL, after=0),
    "broken": Scenario(mishap=Mishap.BREAK, after=20),
    "garbled": Scenario(mishap=Mishap.GARBLE, after=20),
    "garbled-at-once": Scenario(mishap=Mishap.GARBLE, after=0),
    "broken-at-end": Scenario(mishap=Mishap.BREAK),
    "dropped": Scenario(mishap=Mishap.BREAK, after=0),
    "error-in-stream": Scenario(mishap=Mishap.ERROR, after=20),
    "overloaded-in-stream": Scenario(
        mishap=Mishap.ERROR, after=0, error=("engine_overloaded_error", "The engine is overloaded."), wrong_calls=1
    ),
    "wrong-key": _refused(401, "invalid_authentication_error", "Invalid Authentication"),
    "forbidden": _refused(403, "permission_denied_error", "The model is not open to this project."),
    "low-balance": _refused(403, "permission_denied_error", "Your account is suspended, please check your balance."),
    "gone": _refused(404, "resource_not_found_error", "Not found the model or Permission denied"),
    "not-the-api": _refused(404, body=HTML),
    "web-page": _refused(200, body=HTML),
    "bad-request": _refused(400, "invalid_request_error", "Invalid request: image input is not supported"),
    "too-long": _refused(400, "invalid_request_error", "Your request exceeded model token limit: 262144"),
    "too-large": _refused(413, "invalid_request_error", "Request body too large"),
    "quota": _refused(429, "exceeded_current_quota_error", "You exceeded your current token quota."),
    "rate-limit": _refused(429, "rate_limit_reached_error", "Your account reached max RPM: 3."),
    "rate-limit-long": _refused(
        429, "rate_limit_reached_error", "Your account reached max TPD.", headers=(("retry-after", "3600"),)
    ),
    "rate-limit-once": _refused_once(429, "rate_limit_reached_error"),
    "retry-after-once": _refused_once(429, "rate_limit_reached_error", ("retry-after", "1")),
    "overloaded-once": _refused_once(429, "engine_overloaded_error"),
    "server-error": _refused(500, "server_error", "Internal server error"),
    "server-error-once": _refused_once(500, "server_error"),
    "unavailable-once": _refused_once(503, "server_unavailable"),
    "gateway-timeout": _refused(504, body=HTML),
}
