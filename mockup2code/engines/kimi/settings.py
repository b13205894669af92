"""What one connection to Kimi is set to: where, with which key, which model, and how long to wait."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class KimiSettings:
    """A connection to Kimi or to another host that speaks its API. Times are seconds."""

    api_key: str = field(repr=False)
    base_url: str = "https://api.moonshot.ai/v1"
    model: str = "kimi-k2.6"
    provider: str = ""
    """The id of a row in providers.json; "" for the row of this address."""
    thinking: bool = False
    of_team: bool = False
    """Whether the key and the address are a team's own; else they are the server's."""
    own_model: bool = False
    """Whether a team chose the model."""
    max_completion_tokens: int = 32_768
    connect_seconds: float = 10
    answer_seconds: float = 180
    """How long the first piece of an answer may take: the model reads the picture before it writes."""
    stall_seconds: float = 30
    """How long the stream may be silent once the answer has begun."""
    deadline_seconds: float = 870
    """How long one run may take, with all that is done again."""
    measuring_seconds: float = 8
    """How long the model may be kept waiting for what is measured on the picture."""
    backoff_seconds: float = 2
    """The first wait before trying again where the host names none; it doubles each time."""
