"""What the stand-in is asked for: an answer from its beginning, the rest of one, files mended, or changes again."""

from dataclasses import dataclass
from typing import Any

from tests.kimi_server.profiles import profile_of
from tests.kimi_server.scenarios import Joint, Refusal, Scenario

GO_ON = "Go on exactly where it stopped"
REPAIR = "this is wrong with it"
AGAIN = "changes of your answer were not made"


@dataclass(frozen=True)
class Asked:
    """`prefix` is what the client says has come already, `partial` whether it asks by partial mode.

    `again` says that changes are asked for that could not be made.
    """

    prefix: str
    partial: bool
    repair: bool
    again: bool = False


def asked(body: dict[str, Any]) -> Asked:
    messages = body["messages"]
    said = [message["content"] for message in messages if isinstance(message["content"], str)]
    wanted = any(REPAIR in text for text in said), any(AGAIN in text for text in said)
    last = messages[-1]
    if last["role"] == "assistant":
        return Asked(last["content"] or "", last.get("partial") is True, *wanted)
    if isinstance(last["content"], str) and GO_ON in last["content"]:
        return Asked(messages[-2]["content"], False, *wanted)
    return Asked("", False, *wanted)


def refusal_of_continuation(body: dict[str, Any], scenario: Scenario) -> Refusal | None:
    """Why this request cannot be gone on from, or None."""
    request = asked(body)
    wrong = None
    if body["messages"][-1]["role"] == "assistant" and not request.partial:
        wrong = "the last message must be from the user"
    elif request.partial and not profile_of(body["model"]).partial:
        wrong = "partial mode is not supported for this model"
    elif request.partial and (body.get("response_format") or {}).get("type") == "json_object":
        wrong = "partial mode cannot be used with response_format json_object"
    elif scenario.joint in {Joint.EXACT, Joint.TAIL} and not _whole(request, scenario).startswith(request.prefix):
        wrong = "the prefix is not what was sent"
    return Refusal(400, "invalid_request_error", f"Invalid request: {wrong}") if wrong else None


def text_of(body: dict[str, Any], scenario: Scenario) -> str:
    """What the answer to this request is, to its end."""
    request = asked(body)
    whole = _whole(request, scenario)
    if not request.prefix:
        return whole
    return _joined(request.prefix, whole[len(request.prefix) :], scenario.joint)


def _whole(request: Asked, scenario: Scenario) -> str:
    return scenario.whole(request.repair, request.again)


def _joined(prefix: str, rest: str, joint: Joint) -> str:
    line = prefix[prefix.rfind("\n") + 1 :]
    anew = prefix[max(0, prefix.rfind("```tsx")) :] + rest
    return {
        Joint.EXACT: rest,
        Joint.TAIL: prefix[-120:] + rest,
        Joint.FENCE: f"```tsx\n{rest}",
        Joint.FENCE_AND_LINE: f"Continuing from there:\n\n```tsx\n{line}{rest}",
        Joint.WHOLE: prefix + rest,
        Joint.OTHERWISE: rest.replace("))}", ")).slice(0)}", 1),
        Joint.FILE_ANEW: anew.replace("min-h-screen", "min-h-dvh"),
    }[joint]
