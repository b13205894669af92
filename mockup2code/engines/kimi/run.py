"""What one run has for all its calls."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mockup2code.engines.base import Result
from mockup2code.engines.kimi.gate import Gate
from mockup2code.engines.kimi.request import Request
from mockup2code.engines.kimi.settings import KimiSettings
from mockup2code.engines.kimi.usage import Tally

if TYPE_CHECKING:
    from openai import AsyncOpenAI


@dataclass(frozen=True, slots=True)
class Run:
    """Its connection, its request, the gate that it passes, its end (in the loop's time), what it wrote and spent."""

    client: "AsyncOpenAI"
    request: Request
    settings: KimiSettings
    gate: Gate
    deadline: float
    result: Result
    tally: Tally
