"""The models that a key may use, as the host lists them, with what each can do and what it costs."""

from dataclasses import dataclass
from typing import Any

from mockup2code.engines.kimi.prices import cost
from mockup2code.engines.kimi.profiles import Provider, profile_of

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens."""

    input: float
    cached: float
    output: float


@dataclass(frozen=True, slots=True)
class ModelCard:
    """One model; what the host does not tell is None. `context` is tokens."""

    id: str
    context: int | None = None
    pictures: bool | None = None
    video: bool | None = None
    thinking: bool | None = None
    thinks_always: bool = False
    price: Price | None = None


def catalogue(document: dict[str, Any] | None, provider: Provider) -> list[ModelCard]:
    """The cards of a model list's rows, by name; rows that are none are left out."""
    rows = (document or {}).get("data")
    found = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    cards = [_card(row, provider) for row in found if isinstance(row.get("id"), str)]
    return sorted(cards, key=lambda card: card.id)


def _card(row: dict[str, Any], provider: Provider) -> ModelCard:
    model = row["id"]
    thinking = profile_of(model, provider).thinking
    return ModelCard(
        id=model,
        context=_count(row.get("context_length")) or _count(row.get("max_model_len")),
        pictures=_told(row.get("supports_image_in")),
        video=_told(row.get("supports_video_in")),
        thinking=_told(row.get("supports_reasoning")),
        thinks_always=thinking is not None and thinking.off is None,
        price=price_of(model),
    )


def price_of(model: str) -> Price | None:
    """From the price list, or None for a model that is not in it."""
    given, cached, written = (
        cost(model, *tokens) for tokens in ((MILLION, 0, 0), (MILLION, MILLION, 0), (0, 0, MILLION))
    )
    return None if given is None or cached is None or written is None else Price(given, cached, written)


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and value > 0 else None


def _told(value: object) -> bool | None:
    return value if isinstance(value, bool) else None
