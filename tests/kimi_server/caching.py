"""How much of a request the host has read before: the prefix that it shares with an earlier one."""

from collections.abc import Iterable, Iterator
from typing import Any

from tests.kimi_server.media import tokens_of_part

Piece = tuple[str, int]
"""What must be the same, and how many tokens it is; 0 for text, which counts by its characters."""

TOKEN = 4
"""Characters of a token."""


def cached_tokens(body: dict[str, Any], earlier: Iterable[dict[str, Any]]) -> int:
    """The most tokens that this request's messages have in common, from their beginning, with those of another."""
    pieces = list(_pieces(body))
    return max((_common(pieces, list(_pieces(other))) for other in earlier), default=0)


def _pieces(body: dict[str, Any]) -> Iterator[Piece]:
    for message in body["messages"]:
        yield f"<{message['role']}>", 0
        content = message.get("content") or ""
        parts: list[dict[str, Any]] = content if isinstance(content, list) else [{"type": "text", "text": content}]
        for part in parts:
            if part["type"] == "text":
                yield part["text"], 0
            else:
                yield part[part["type"]]["url"], tokens_of_part(part)


def _common(pieces: list[Piece], others: list[Piece]) -> int:
    media, characters = 0, 0
    for (one, tokens), (other, _) in zip(pieces, others, strict=False):
        if one != other:
            if not tokens:
                characters += next((i for i, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0)
            break
        media += tokens
        characters += 0 if tokens else len(one)
    return media + characters // TOKEN
