"""The engine that asks Kimi, over its OpenAI-compatible API."""

from mockup2code.engines.kimi.engine import KimiEngine
from mockup2code.engines.kimi.settings import KimiSettings

__all__ = ["KimiEngine", "KimiSettings"]
