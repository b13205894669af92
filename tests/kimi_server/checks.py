"""Refuses the requests that the real service refuses, in its own shape of errors."""

import re
from collections.abc import Collection
from typing import Any

from tests.kimi_server.media import tokens_of_part, wrong_part
from tests.kimi_server.profiles import Thinking, profile_of, thinks
from tests.kimi_server.scenarios import Refusal

WRONG_KEY = "sk-wrong"
SITES = {"ai": "sk-cn-", "cn": "sk-ai-"}
"""For each site, how the other site's keys begin."""
FIXED = ("temperature", "top_p", "presence_penalty", "frequency_penalty")
EFFORTS = {"low", "high", "max"}
TOOL_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9-_]{2,63}")
PLAIN_CHOICES = ("auto", "none")


def refusal_of_key(authorization: str, site: str) -> Refusal | None:
    """Why this header lets nobody in, or None."""
    key = authorization.removeprefix("Bearer ")
    if not authorization.startswith("Bearer sk-") or key.startswith(SITES[site]):
        return Refusal(401, "invalid_authentication_error", "Invalid Authentication")
    if key.startswith(WRONG_KEY):
        return Refusal(401, "incorrect_api_key_error", f"Incorrect API key provided: {key}")
    return None


def refusal_of_body(body: dict[str, Any], served: Collection[str], files: Collection[str]) -> Refusal | None:
    """Why a chat request is refused, or None."""
    model = str(body.get("model", ""))
    if model not in served and not model.startswith("scenario:"):
        return Refusal(404, "resource_not_found_error", f"Not found the model {model} or Permission denied")
    wrong = _wrong_fields(body) or wrong_messages(body.get("messages"), files) or _wrong_tools(body)
    if wrong:
        return Refusal(400, "invalid_request_error", f"Invalid request: {wrong}")
    context = profile_of(model).context
    if tokens(body) > context:
        return Refusal(400, "invalid_request_error", f"Your request exceeded model token limit: {context}")
    return None


def tokens(body: dict[str, Any]) -> int:
    """About how many tokens the messages are."""
    count = 0
    for message in body["messages"]:
        content = message.get("content") or ""
        count += 4 + (sum(map(tokens_of_part, content)) if isinstance(content, list) else len(content) // 4)
    return count


def wrong_messages(messages: Any, files: Collection[str]) -> str | None:
    if not isinstance(messages, list) or not messages:
        return "messages must not be empty"
    for message in messages:
        content = message.get("content")
        if not content and not message.get("tool_calls"):
            return f"message with role {message.get('role')} must not be empty"
        for part in content if isinstance(content, list) else ():
            wrong = wrong_part(part, files)
            if wrong:
                return wrong
    return None


def _wrong_fields(body: dict[str, Any]) -> str | None:
    for name in FIXED:
        if name in body:
            return f"invalid {name}: only the default is allowed for this model"
    if body.get("n", 1) != 1:
        return "invalid n: only 1 is allowed for this model"
    most = body.get("max_completion_tokens")
    if most is not None and (not isinstance(most, int) or most < 1):
        return "max_completion_tokens must be a positive integer"
    return _wrong_thinking(body)


def _wrong_thinking(body: dict[str, Any]) -> str | None:
    kind, thinking = profile_of(body["model"]).thinking, body.get("thinking")
    effort = body.get("reasoning_effort")
    if effort is not None and (kind is not Thinking.EFFORT or effort not in EFFORTS):
        return "reasoning_effort is not taken"
    if thinking is None:
        return None
    wanted = thinking.get("type") if isinstance(thinking, dict) else None
    if kind is Thinking.EFFORT or wanted not in {"enabled", "disabled"}:
        return "thinking is not taken"
    if kind is Thinking.ALWAYS and wanted == "disabled":
        return "thinking cannot be disabled for this model"
    return None


def _wrong_tools(body: dict[str, Any]) -> str | None:
    for tool in body.get("tools") or ():
        name = (tool.get("function") or {}).get("name", "")
        if not TOOL_NAME.fullmatch(name):
            return f"function name is invalid: {name}"
    choice = body.get("tool_choice", "auto")
    if thinks(body) and choice not in PLAIN_CHOICES:
        return f"tool_choice {choice} is incompatible with thinking enabled"
    return _wrong_turns(body["messages"], thinking=thinks(body))


def _wrong_turns(messages: list[dict[str, Any]], *, thinking: bool) -> str | None:
    """What is wrong with the calls of tools and their results."""
    called: set[str] = set()
    for index, message in enumerate(messages):
        calls = message.get("tool_calls") or ()
        if calls and thinking and not message.get("reasoning_content"):
            return (
                f"thinking is enabled but reasoning_content is missing in assistant tool call message at index {index}"
            )
        called |= {call["id"] for call in calls}
        if message["role"] == "tool" and message.get("tool_call_id") not in called:
            return f"tool_call_id {message.get('tool_call_id')} is not found"
    return None
