"""The ways in which the stand-in answers, by name: `scenario:NAME` as the model, or `sk-scenario:NAME` as the key."""

import re
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

ANSWER = Path(__file__).with_name("answer.md").read_text(encoding="utf-8")
FILES: dict[str, str] = dict(re.findall(r"```tsx (\S+)\n(.*?)```", ANSWER, re.DOTALL))
APP = FILES["src/App.tsx"]
REASONING = "The picture shows a landing page. A header, a hero and three plans; the plans repeat, so they are data."

WRONG = ANSWER.replace('"lucide-react"', '"@heroicons/react"').replace("</p>\n        <nav", "</b>\n        <nav")
"""Two things are wrong with its main file."""
MENDED = f"```tsx src/App.tsx\n{APP}```\n"
WORSE = '```tsx src/components/More.tsx\nimport "a";\nimport "b";\nimport "c";\n```\n'

ALL = END = 1_000_000


class UsagePlace(Enum):
    TOP = "top"
    CHOICE = "choice"
    NOWHERE = "nowhere"
    EVERYWHERE = "everywhere"
    """With every chunk, as it grows."""


class Mishap(Enum):
    STALL = "stall"
    """Nothing comes any more, and the connection stays open."""
    COMMENTS = "comments"
    """Nothing comes any more but comments, which keep the connection alive."""
    BREAK = "break"
    """The connection dies in the middle of an event."""
    GARBLE = "garble"
    """What comes is no JSON."""
    ERROR = "error"
    """An error comes in place of a chunk, and ends the stream."""
    CUT = "cut"
    """The connection dies after so many bytes of the body, wherever that is."""
    END = "end"
    """The stream ends there in good order, with another finish reason or without any."""


class Joint(Enum):
    """How the rest comes when an answer is to go on."""

    EXACT = "exact"
    TAIL = "tail"
    """The last 120 characters come again before it."""
    FENCE = "fence"
    """A new fence is opened before it."""
    FENCE_AND_LINE = "fence-and-line"
    """A sentence, a new fence and the line that was cut come before it."""
    WHOLE = "whole"
    """All comes again."""
    FILE_ANEW = "file-anew"
    """The file that was cut comes again from its fence, a little different."""
    OTHERWISE = "otherwise"
    """It goes on with other words than those that had come already behind there."""


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
    """What is streamed; the mishap comes after so many characters of a call, or at the end of all."""

    text: str = ANSWER
    repaired: str | None = None
    """What is streamed where files are to be mended; the same as ever where nothing else is said."""
    finish_of_repair: str = "stop"
    reasoning: str = ""
    finish: str | None = "stop"
    usage: UsagePlace = UsagePlace.TOP
    refusal: Refusal | None = None
    refuses: tuple[str, ...] = ()
    """Fields of the request that it does not take."""
    mishap: Mishap | None = None
    at: int = END
    early: str | None = None
    """The finish reason of a stream that ends at the mishap."""
    error: tuple[str, str] = ("server_error", "The engine stopped.")
    wrong_calls: int = ALL
    """How many calls are refused or go wrong before it works."""
    joint: Joint = Joint.EXACT
    empty_choices: bool = False
    """Whether a chunk without any choice comes in between."""

    again: str | None = None
    """What is streamed where changes are asked for again that could not be made."""

    def whole(self, repair: bool, again: bool = False) -> str:
        if again and self.again is not None:
            return self.again
        return self.repaired if repair and self.repaired is not None else self.text


def _refused(status: int, kind: str = "", message: str = "", **more: object) -> Scenario:
    return Scenario(refusal=Refusal(status, kind, message, **more))  # type: ignore[arg-type]


def _refused_once(status: int, kind: str, *headers: tuple[str, str]) -> Scenario:
    return Scenario(refusal=Refusal(status, kind, "Please try again.", headers), wrong_calls=1)


def _large(size: int) -> str:
    """An answer whose main file is so many bytes large."""
    row = '  {{ name: "Berth {number:04}", price: {price}, free: {free} }},\n'
    rows: list[str] = []
    length = len(APP)
    while length < size:
        number = len(rows) + 1
        rows.append(row.format(number=number, price=20 + number % 37, free="true" if number % 3 else "false"))
        length += len(rows[-1])
    berths = "".join(rows)
    return ANSWER.replace(APP, f"{APP}\nexport const berths = [\n{berths}];\n")


HTML = "<!DOCTYPE html>\n<html><head><title>Gateway time-out</title></head><body>nginx</body></html>"

SCENARIOS = {
    "good": Scenario(),
    "long": Scenario(text=ANSWER.replace("const links", "// more of the same\n" * 1500 + "const links")),
    **{f"{size}-kb": Scenario(text=_large(size * 1000)) for size in (20, 40, 80, 160)},
    "reasoning": Scenario(reasoning=REASONING),
    "reasoning-only": Scenario(text="", reasoning=REASONING, finish="length"),
    "prose": Scenario(text=f"Here is the page.\n\n{ANSWER}\nThe plans are **data**, so they are easy to change.\n"),
    "raw": Scenario(text=APP),
    "no-code": Scenario(text="I can see a landing page with three plans."),
    "no-main": Scenario(text=ANSWER.replace("src/App.tsx", "src/pages/Landing.tsx")),
    "empty-choices": Scenario(empty_choices=True),
    "usage-choice": Scenario(usage=UsagePlace.CHOICE),
    "usage-nowhere": Scenario(usage=UsagePlace.NOWHERE),
    "length": Scenario(mishap=Mishap.END, at=500, early="length"),
    "no-finish": Scenario(mishap=Mishap.END, at=500),
    "odd-finish": Scenario(finish="end_turn"),
    "odd-finish-in-code": Scenario(mishap=Mishap.END, at=500, early="repetition"),
    "content-filter": _refused(400, "content_filter", "The request was considered high risk"),
    "content-filter-late": Scenario(text=ANSWER[:600], finish="content_filter"),
    "stall": Scenario(mishap=Mishap.STALL, at=80),
    "silent": Scenario(mishap=Mishap.STALL, at=0),
    "broken": Scenario(mishap=Mishap.BREAK, at=320),
    "garbled": Scenario(mishap=Mishap.GARBLE, at=320),
    "garbled-at-once": Scenario(mishap=Mishap.GARBLE, at=0),
    "broken-at-end": Scenario(mishap=Mishap.BREAK),
    "dropped": Scenario(mishap=Mishap.BREAK, at=0),
    "error-in-stream": Scenario(mishap=Mishap.ERROR, at=320),
    "overloaded-in-stream": Scenario(
        mishap=Mishap.ERROR, at=0, error=("engine_overloaded_error", "The engine is overloaded."), wrong_calls=1
    ),
    **{f"{mishap.value}-once": Scenario(mishap=mishap, wrong_calls=1) for mishap in Mishap},
    **{f"joint-{joint.value}": Scenario(mishap=Mishap.BREAK, wrong_calls=1, joint=joint) for joint in Joint},
    "break-in-reasoning": Scenario(reasoning=REASONING, mishap=Mishap.BREAK, at=0, wrong_calls=1),
    "length-once": Scenario(mishap=Mishap.END, early="length", wrong_calls=1),
    "odd-finish-once": Scenario(mishap=Mishap.END, early="repetition", wrong_calls=1),
    "usage-everywhere": Scenario(usage=UsagePlace.EVERYWHERE),
    "mended": Scenario(text=WRONG, repaired=MENDED),
    "mended-in-two": Scenario(text=WRONG, repaired=MENDED, mishap=Mishap.BREAK, at=1500),
    "made-worse": Scenario(text=WRONG, repaired="```tsx src/App.tsx\nexport default {{{\n```\n" + WORSE),
    "not-mended": Scenario(text=WRONG, repaired="I see nothing wrong."),
    "mending-fails": Scenario(text=WRONG, repaired=MENDED[:900], finish_of_repair="length"),
    "takes-little": Scenario(refuses=("thinking", "stream_options", "prompt_cache_key", "max_completion_tokens")),
    "no-pictures": Scenario(refuses=("image_url",)),
    "no-video": Scenario(refuses=("video_url",)),
    "no-tools": Scenario(refuses=("tools",)),
    "takes-no-partial": Scenario(refuses=("partial",), mishap=Mishap.BREAK, at=700, wrong_calls=1),
    "too-large-once": _refused_once(413, "invalid_request_error"),
    "too-long-once": Scenario(
        refusal=Refusal(400, "invalid_request_error", "Your request exceeded model token limit: 262144"), wrong_calls=1
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
