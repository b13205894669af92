"""Whether an answer of the model is what was asked for: a finding in words, or an explanation of what is wrong."""

from collections.abc import Mapping
from typing import Any

from mockup2code.engines.kimi.checkup import requests
from mockup2code.engines.kimi.checkup.exchange import Exchange
from mockup2code.engines.kimi.checkup.remedies import Explanation

Verdict = str | Explanation

LONGEST_QUOTE = 80


def streams(seen: Exchange) -> Verdict:
    if seen.answer.document is not None:
        return Explanation(
            "The answer came whole, though a stream was asked for.",
            "A proxy on the way may buffer: let it pass text/event-stream through. Else use a host that streams.",
        )
    if seen.first_seconds is None:
        return _poor(seen, "The stream ended without a word", "Look at the answer, and check again.")
    return f"First words after {seen.first_seconds:.2f} s, {seen.chunk_count} events"


def has_words(seen: Exchange) -> Verdict:
    text = " ".join(seen.answer.text.split())
    if not text:
        return _poor(seen, "The model answered without a word", "Look at the answer, and check again.")
    return f"“{text[:LONGEST_QUOTE]}…”" if len(text) > LONGEST_QUOTE else f"“{text}”"


def calls_tool(seen: Exchange) -> Verdict:
    for call in seen.answer.as_json()["tool_calls"]:
        if call["name"] == requests.TOOL_NAME and _has_colour(call["arguments"]):
            return f"{call['name']}({call['arguments']['colour']!r})"
    remedy = "Runs need no tools and work all the same. vLLM and SGLang have to be started with a tool parser."
    return _poor(seen, "The model answered without calling the tool", remedy)


def follows_schema(seen: Exchange) -> Verdict:
    if _has_colour(seen.answer.parsed()):
        return seen.answer.text.strip()[:LONGEST_QUOTE]
    remedy = "Runs need no schema and work all the same."
    return _poor(seen, "The model's answer does not follow the schema", remedy)


def takes_none(video: bool, model: str) -> Explanation:
    """The model takes no pictures, or no video."""
    if video:
        return Explanation(
            f"{model} takes no video.", "Pictures are not affected. For recordings choose a model that takes video."
        )
    return Explanation(f"{model} takes no pictures.", "Mockups are pictures: choose a model that takes them.")


def refused(said: str, explanation: Explanation) -> Explanation:
    """The explanation with what the host said when it refused."""
    quote = f" It says: {said.strip().rstrip('.')}." if said.strip() else ""
    return Explanation(explanation.cause + quote, explanation.remedy)


def _poor(seen: Exchange, cause: str, remedy: str) -> Explanation:
    reason = seen.answer.finish_reason
    if reason == "length":
        return Explanation(
            f"The answer reached its {requests.ROOM:,} tokens before it was done: the model thought for too long.",
            "Turn thinking off for this connection, or choose a model that can do without.",
        )
    return Explanation(f"{cause} (finish reason: {reason or 'none'}).", remedy)


def _has_colour(document: Any) -> bool:
    return isinstance(document, Mapping) and isinstance(document.get("colour"), str)
